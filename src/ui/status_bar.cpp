#include "ui/status_bar.h"

#include <cmath>

#include "ui/conservation_bar.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string counted(std::size_t n) { return with_separators(static_cast<long long>(n)); }

void draw_job(Ui& ui, const session::JobView& job, std::size_t more, Outbox& out) {
  const float bar = ui.px(90);
  const std::string name = more == 0 ? job.name : trf("{} (and {} more)", job.name, more);
  fitted(ui, name, ui.px(240));
  if (!job.step.empty()) explain(ui, job.step);
  ImGui::SameLine(0, ui.px(8));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float y = at.y + ImGui::GetTextLineHeight() / 2 - ui.px(3);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({at.x, y}, {at.x + bar, y + ui.px(6)}, ui.colours->line, ui.px(3));
  if (job.fraction >= 0) {
    const float end = at.x + bar * std::min(1.0F, static_cast<float>(job.fraction));
    list->AddRectFilled({at.x, y}, {end, y + ui.px(6)}, ui.colours->accent, ui.px(3));
  } else {
    const auto phase = static_cast<float>(std::fmod(ImGui::GetTime(), 1.2) / 1.2);
    const float begin = at.x + (bar - ui.px(24)) * phase;
    list->AddRectFilled({begin, y}, {begin + ui.px(24), y + ui.px(6)}, ui.colours->accent,
                        ui.px(3));
  }
  ImGui::Dummy({bar, ImGui::GetTextLineHeight()});
  ImGui::SameLine(0, ui.px(4));
  const ImVec2 cross = ImGui::GetCursorScreenPos();
  const std::string id = "job/" + std::to_string(static_cast<std::uint32_t>(job.id)) + "/cancel";
  if (ImGui::InvisibleButton(id.c_str(), {ui.px(18), ImGui::GetTextLineHeight()})) {
    out.act(session::CancelJob{job.id});
  }
  note(ui, id.c_str());
  list->AddText({cross.x + ui.px(3), cross.y},
                ImGui::IsItemHovered() ? ui.colours->text : ui.colours->secondary, icon::close);
  explain(ui, tr("Cancel this job"));
}

/// The coordinates of the cursor, which a click opens the list of systems over; moves `left` to
/// where they begin.
void draw_place(Ui& ui, const StatusView& view, CoordinatesState& coordinates, float right,
                float& left) {
  const geo::Crs& system = coordinates.in.system();
  const bool usual = coordinates.in.chosen() == CoordinatesIn::wgs84;
  const std::string name = usual ? "" : shortened(system.code(), ui.px(120));
  std::string text = view.cursor ? coordinates.in.text(*view.cursor) : "";
  if (text.empty()) text = "—";
  const float name_width = usual ? 0 : ImGui::CalcTextSize(name.c_str()).x + ui.px(8);
  const float width = name_width + ImGui::CalcTextSize(coordinates.in.longest_text().c_str()).x;
  const float y = ImGui::GetCursorScreenPos().y;
  left = right - width;
  ImGui::SetCursorScreenPos({left, y});
  if (ImGui::InvisibleButton("status/place", {width, ImGui::GetTextLineHeight()})) {
    coordinates.listed = true;
  }
  note(ui, "status/place");
  const bool lit = ImGui::IsItemHovered();
  explain(ui, trf("Coordinates of the cursor in {}. Click for another system; C or a right click "
                  "on the map copies them.",
                  system.name()));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImU32 ink = lit ? ui.colours->text : ui.colours->secondary;
  list->AddText({left, y}, ink, name.c_str());
  list->AddText({right - ImGui::CalcTextSize(text.c_str()).x, y}, ink, text.c_str());
  draw_coordinates_list(ui, coordinates, {right, ImGui::GetWindowPos().y - ui.px(4)});
}

}  // namespace

std::string selection_sentence(const session::Snapshot& snapshot) {
  const model::Selection& selection = *snapshot.selection;
  const model::LayerEntry* entry = snapshot.workspace->find(selection.layer);
  if (entry == nullptr || selection.empty()) return tr("Nothing is selected.");
  if (selection.rows.size() == 1) {
    return trf("“{}” is selected in “{}”.", entry->layer->label(selection.rows[0]),
               model::title(*entry->layer));
  }
  return trf("{} of {} are selected in “{}”.", counted(selection.rows.size()),
             counted(entry->layer->size()), model::title(*entry->layer));
}

void draw_status_bar(Ui& ui, const session::Snapshot& snapshot, const StatusView& view,
                     CoordinatesState& coordinates, Outbox& out) {
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  const float right_end = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - ui.px(12);

  // From the right: position, scale, CRS. Fixed widths, so that nothing jumps while the mouse
  // moves.
  const std::string scale = view.scale > 0 ? "1:" + with_separators(std::llround(view.scale)) : "";
  const float scale_width = ImGui::CalcTextSize("1:10,000,000").x;
  const bool open = !snapshot.workspace->empty();
  const std::string crs = open ? snapshot.workspace->crs.code() : "";
  const float crs_width = ImGui::CalcTextSize(crs.c_str()).x;
  const float gap = ui.px(16);
  const float y = ImGui::GetCursorPosY();

  float left_limit = right_end;
  if (open) {
    const auto put = [&](float width, const std::string& text, const char* hint) {
      left_limit -= width;
      ImGui::SetCursorScreenPos({left_limit, ImGui::GetWindowPos().y + y});
      ImGui::Dummy({width, ImGui::GetTextLineHeight()});
      explain(ui, hint);
      ImGui::GetWindowDrawList()->AddText(
          {left_limit + width - ImGui::CalcTextSize(text.c_str()).x, ImGui::GetWindowPos().y + y},
          ui.colours->secondary, text.c_str());
      left_limit -= gap;
    };
    draw_place(ui, view, coordinates, right_end, left_limit);
    left_limit -= gap;
    put(scale_width, scale, tr("Scale of the map on a screen of 96 dots an inch"));
    put(crs_width, crs, snapshot.workspace->crs.name().c_str());
    if (snapshot.file.changed) {
      const std::string unsaved = tr("not saved");
      put(ImGui::CalcTextSize(unsaved.c_str()).x, unsaved,
          tr("There are changes since the last save. They are kept in case the program ends; "
             "Ctrl+S "
             "saves them."));
    }
  }

  ImGui::SetCursorPos({ui.px(12), y});
  if (!snapshot.jobs.empty()) {
    draw_job(ui, snapshot.jobs.front(), snapshot.jobs.size() - 1, out);
    ImGui::SameLine(0, gap);
  }
  const std::string conservation = conservation_sentence(snapshot);
  const float conservation_width =
      conservation.empty() ? 0 : ImGui::CalcTextSize(conservation.c_str()).x + gap;
  const std::string sentence = !view.hint.empty() ? view.hint
                               : open             ? selection_sentence(snapshot)
                                                  : "";
  const float room = left_limit - ImGui::GetCursorScreenPos().x;
  const float sentence_width = ImGui::CalcTextSize(sentence.c_str()).x;
  fitted(ui, sentence,
         std::max(ui.px(120),
                  std::min(sentence_width, std::max(room - conservation_width, room / 2))));
  if (!conservation.empty()) {
    ImGui::SameLine(0, gap);
    const float rest = std::max(0.0F, left_limit - ImGui::GetCursorScreenPos().x);
    draw_conservation(ui, snapshot, rest, out);
  }
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace wangge::ui
