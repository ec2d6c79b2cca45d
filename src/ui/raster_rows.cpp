#include "ui/raster_rows.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string named(const char* what, model::LayerId id) {
  return "raster/" + std::to_string(static_cast<std::uint32_t>(id)) + "/" + what;
}

/// What the raster is, for the hover text of its name.
std::string about(const model::RasterInfo& info) {
  std::string text =
      info.name + "\n" + info.format + " · " +
      trf("{} × {} pixels", with_separators(info.columns), with_separators(info.rows));
  if (info.resolution_m > 0) text += " · " + trf("{:.3g} m a pixel", info.resolution_m);
  text += "\n" + info.path + "\n" + info.crs.code();
  if (!info.crs_reason.empty()) text += " (" + info.crs_reason + ")";
  return text;
}

void draw_menu(Ui& ui, const model::Workspace& workspace, std::size_t place, Outbox& out) {
  const model::RasterEntry& entry = workspace.rasters[place];
  const auto item = [&](const char* what, const char* text, bool on, bool enabled) {
    const bool chosen = ImGui::MenuItem(text, nullptr, on, enabled);
    note(ui, named(what, entry.id).c_str());
    return chosen;
  };
  if (item("zoom", tr("Zoom to layer"), false, true)) out.ask(ZoomTo{entry.raster->extent});
  if (item("grey", tr("Without colours"), entry.grey, true)) {
    out.act(session::SetGreyscale{entry.id, !entry.grey});
  }
  ImGui::Separator();
  if (item("up", tr("Move up"), false, place + 1 < workspace.rasters.size())) {
    out.act(session::MoveLayer{entry.id, place + 1});
  }
  if (item("down", tr("Move down"), false, place > 0)) {
    out.act(session::MoveLayer{entry.id, place - 1});
  }
  ImGui::Separator();
  if (item("close", tr("Close layer"), false, true)) out.act(session::CloseLayer{entry.id});
}

void draw_row(Ui& ui, const model::Workspace& workspace, std::size_t place, Outbox& out) {
  const model::RasterEntry& entry = workspace.rasters[place];
  const Palette& p = *ui.colours;
  const float height = ui.px(28);
  const float width = ImGui::GetContentRegionAvail().x;
  if (icon_button(ui, named("eye", entry.id).c_str(), entry.visible ? icon::eye : icon::eye_closed,
                  entry.visible ? tr("Hide this layer") : tr("Show this layer"))) {
    out.act(session::ShowLayer{entry.id, !entry.visible});
  }
  ImGui::SameLine(0, ui.px(6));
  const float slider_width = ui.px(96);
  const float name_width = std::max(1.0F, width - ui.px(28 + 6 + 8 + 28) - slider_width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton(named("name", entry.id).c_str(), {name_width, height})) {
    out.ask(ZoomTo{entry.raster->extent});
  }
  note(ui, named("name", entry.id).c_str());
  explain(ui, about(entry.raster->info));
  ImGui::GetWindowDrawList()->AddText(
      {at.x, at.y + std::floor((height - ImGui::GetFontSize()) / 2)},
      entry.visible ? p.text : p.disabled, shortened(entry.raster->info.name, name_width).c_str());
  ImGui::SameLine(0, ui.px(8));
  float percent = entry.opacity * 100;
  ImGui::SetNextItemWidth(slider_width);
  if (ImGui::SliderFloat(("##" + named("opacity", entry.id)).c_str(), &percent, 0, 100,
                         "%.0f %%")) {
    out.act(session::SetOpacity{entry.id, percent / 100});
  }
  note(ui, named("opacity", entry.id).c_str());
  explain(ui, tr("Opacity"));
  ImGui::SameLine(width - ui.px(28) + ImGui::GetStyle().WindowPadding.x, 0);
  const std::string popup = named("popup", entry.id);
  if (icon_button(ui, named("menu", entry.id).c_str(), icon::more, tr("More about this layer"))) {
    ImGui::OpenPopup(popup.c_str());
  }
  if (ImGui::BeginPopup(popup.c_str())) {
    draw_menu(ui, workspace, place, out);
    ImGui::EndPopup();
  }
}

}  // namespace

void draw_raster_rows(Ui& ui, const model::Workspace& workspace, Outbox& out) {
  if (workspace.rasters.empty()) return;
  ImGui::Dummy({0, ui.px(4)});
  section(ui, tr("Background"), tr("Images beneath the map"));
  for (std::size_t place = workspace.rasters.size(); place-- > 0;) {
    draw_row(ui, workspace, place, out);
  }
}

}  // namespace wangge::ui
