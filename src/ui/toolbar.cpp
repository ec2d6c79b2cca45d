#include "ui/toolbar.h"

#include <array>

#include "ui/icons.h"
#include "ui/map_tools.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string save_hint(const session::WorkspaceFileView& file) {
  if (file.path.empty()) return tr("Save everything as one workspace (Ctrl+S)");
  return trf("Save in {} (Ctrl+S); under another name: Ctrl+Shift+S", file.path);
}

}  // namespace

void draw_toolbar(Ui& ui, const session::Snapshot& snapshot, Mode mode, bool table_open,
                  MapState& map, Outbox& out) {
  const float gap = ui.px(4), wide = ui.px(12);
  const auto divider = [&] {
    ImGui::SameLine(0, wide);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    hairline(ui, {at.x, at.y + ui.px(5)}, {at.x, at.y + ui.px(23)});
    ImGui::Dummy({1, ui.px(28)});
    ImGui::SameLine(0, wide);
  };
  if (button(ui, "toolbar/open", icon::open, tr("Open"), Weight::quiet,
             tr("Open map files (Ctrl+O)"))) {
    out.ask(AskForFiles{});
  }
  ImGui::SameLine(0, gap);
  if (button(ui, "toolbar/save", icon::save, tr("Save"), Weight::quiet, save_hint(snapshot.file),
             snapshot.workspace->empty() ? tr("Nothing is open yet.") : nullptr)) {
    out.ask(Save{});
  }
  divider();
  const std::string& undo = snapshot.undo_label;
  const std::string& redo = snapshot.redo_label;
  if (icon_button(ui, "toolbar/undo", icon::undo,
                  undo.empty() ? std::string(tr("Undo (Ctrl+Z)")) : trf("Undo: {} (Ctrl+Z)", undo),
                  false, undo.empty() ? tr("There is nothing to undo.") : nullptr)) {
    out.act(session::Undo{});
  }
  ImGui::SameLine(0, gap);
  if (icon_button(ui, "toolbar/redo", icon::redo,
                  redo.empty() ? std::string(tr("Redo (Ctrl+Shift+Z)"))
                               : trf("Redo: {} (Ctrl+Shift+Z)", redo),
                  false, redo.empty() ? tr("There is nothing to redo.") : nullptr)) {
    out.act(session::Redo{});
  }
  divider();
  const std::array<std::string, 3> modes{tr("Redraw"), tr("Incidents"), tr("Query and export")};
  int chosen = static_cast<int>(mode);
  if (segmented(ui, "toolbar/mode", modes, chosen)) out.ask(SetMode{static_cast<Mode>(chosen)});

  // At the right end, from the left: measuring, table, language, theme, help.
  const bool chinese = language() == Language::chinese;
  const std::array<std::string, 2> languages{"中", "EN"};
  const float right = 4 * ui.px(28) + 2 * ui.px(38) + 4 * ui.px(8) + ui.px(12);
  ImGui::SameLine(ImGui::GetWindowWidth() - right);
  if (icon_button(ui, "toolbar/measure", icon::measure,
                  tr("Measure lengths and areas on the map (D)"), map.tool == Tool::measure,
                  snapshot.workspace->empty() ? tr("Nothing is open yet.") : nullptr)) {
    toggle_measuring(map, out);
  }
  ImGui::SameLine(0, ui.px(8));
  if (icon_button(ui, "toolbar/table", icon::table, tr("Table of the chosen layer (T)"), table_open,
                  snapshot.workspace->layers.empty() ? tr("Nothing is open yet.") : nullptr)) {
    out.ask(ShowTable{model::no_layer});
  }
  ImGui::SameLine(0, ui.px(8));
  int lang = chinese ? 0 : 1;
  if (segmented(ui, "toolbar/language", languages, lang, 2 * ui.px(38))) {
    out.ask(SwitchLanguage{lang == 0 ? Language::chinese : Language::english});
  }
  ImGui::SameLine(0, ui.px(8));
  const bool light = snapshot.theme == model::Theme::light;
  if (icon_button(ui, "toolbar/theme", light ? icon::moon : icon::sun,
                  light ? tr("Dark colours") : tr("Light colours"))) {
    out.act(session::SetTheme{light ? model::Theme::dark : model::Theme::light});
  }
  ImGui::SameLine(0, ui.px(8));
  if (icon_button(ui, "toolbar/help", icon::help, tr("Keys and mouse (?)"))) out.ask(ToggleHelp{});
}

}  // namespace wangge::ui
