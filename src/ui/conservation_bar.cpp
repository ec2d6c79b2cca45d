#include "ui/conservation_bar.h"

#include <array>

#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string counted(std::size_t n) { return with_separators(static_cast<long long>(n)); }

struct Part {
  TicketPlace place;
  const char* before;  ///< the sign that leads to it
  std::string text;
  std::size_t count;
};

std::array<Part, 4> parts_of(const session::Conservation& c) {
  return {{{TicketPlace::in_grids, "", trf("in grids {}", counted(c.inside)), c.inside},
           {TicketPlace::outside, " + ", trf("outside {}", counted(c.outside)), c.outside},
           {TicketPlace::without_coordinates, " + ",
            trf("without coordinates {}", counted(c.without_coordinates)), c.without_coordinates},
           {TicketPlace::anywhere, " = ", counted(c.all), c.all}}};
}

TicketPlace place_of(std::uint32_t area, std::size_t grids) {
  if (area < grids) return TicketPlace::in_grids;
  return area == analysis::Assignment::without_coordinates ? TicketPlace::without_coordinates
                                                           : TicketPlace::outside;
}

}  // namespace

std::string conservation_sentence(const session::Snapshot& snapshot) {
  if (!snapshot.conservation) return {};
  std::string sentence;
  for (const Part& part : parts_of(*snapshot.conservation)) sentence += part.before + part.text;
  return sentence;
}

model::Rows tickets_at(const session::Snapshot& snapshot, TicketPlace place) {
  if (!snapshot.conservation || !snapshot.tickets) return {};
  if (place == TicketPlace::anywhere) return *snapshot.tickets->rows;
  const session::Conservation& c = *snapshot.conservation;
  model::Rows rows;
  for (const std::uint32_t row : *snapshot.tickets->rows) {
    const bool known = row < c.assignment->area_of.size();
    if (known && place_of(c.assignment->area_of[row], c.counts->size()) == place) {
      rows.push_back(row);
    }
  }
  return rows;
}

void draw_conservation(Ui& ui, const session::Snapshot& snapshot, float width, Outbox& out) {
  const std::string sentence = conservation_sentence(snapshot);
  const std::string meaning =
      tr("Tickets that pass the filter, each counted in exactly one grid; none is lost.");
  if (ImGui::CalcTextSize(sentence.c_str()).x > width) {
    fitted(ui, sentence, width);
    note(ui, "status/conservation");
    return explain(ui, sentence + "\n" + meaning);
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  int number = 0;
  for (const Part& part : parts_of(*snapshot.conservation)) {
    if (*part.before != '\0') {
      ImGui::TextUnformatted(part.before);
      ImGui::SameLine(0, 0);
    }
    const ImVec2 low = ImGui::GetCursorScreenPos(), size = ImGui::CalcTextSize(part.text.c_str());
    const std::string id = "status/conservation/" + std::to_string(number++);
    if (ImGui::InvisibleButton(id.c_str(), size) && part.count > 0) {
      out.act(session::Select{snapshot.conservation->tickets, tickets_at(snapshot, part.place)});
    }
    note(ui, id.c_str());
    const bool under = ImGui::IsItemHovered() && part.count > 0;
    const ImU32 colour = under ? ui.colours->accent : ui.colours->secondary;
    list->AddText(low, colour, part.text.c_str());
    if (under) {
      const float y = low.y + size.y;
      list->AddLine({low.x, y}, {low.x + size.x, y}, colour);
    }
    explain(ui, part.count > 0 ? meaning + "\n" + tr("Click to select these tickets.") : meaning);
    ImGui::SameLine(0, 0);
  }
  ImGui::NewLine();
}

}  // namespace wangge::ui
