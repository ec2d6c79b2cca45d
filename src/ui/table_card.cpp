#include "ui/table_card.h"

#include <algorithm>

#include "ui/card.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/on_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using session::AddressView;
using session::HouseholdView;
using session::JoinView;

constexpr float wide = 400;
constexpr double ground_m = 30;        // round the two places
constexpr std::size_t most_areas = 8;  // a longer list is cut and says so

std::string number(std::size_t count) { return with_separators(static_cast<long long>(count)); }
std::string number(std::int64_t count) { return with_separators(static_cast<long long>(count)); }

/// What is counted, and how many on the right.
void count_line(const Ui& ui, const std::string& what, const std::string& count) {
  const float right = ImGui::CalcTextSize(count.c_str()).x;
  fitted(ui, what, ImGui::GetContentRegionAvail().x - right - ui.px(12));
  ImGui::SameLine();
  right_aligned(count);
}

/// A counted line that can be pressed: true when it was.
bool rows_line(Ui& ui, const char* name, const std::string& what, std::size_t count) {
  if (count == 0) return false;
  const std::string shown = number(count);
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetFontSize();
  const bool pressed = ImGui::InvisibleButton(name, {width, height});
  note(ui, name);
  explain(ui, tr("Select these rows and show them in the table"));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float right = ImGui::CalcTextSize(shown.c_str()).x;
  list->AddText(low, ui.colours->accent, shortened(what, width - right - ui.px(12)).c_str());
  list->AddText({low.x + width - right, low.y}, ui.colours->accent, shown.c_str());
  return pressed;
}

void show_rows(model::LayerId layer, model::Rows rows, Outbox& out) {
  out.act(session::Select{layer, std::move(rows)});
  out.ask(ShowTable{layer});
}

/// The title, and the cross at its right.
void head(Ui& ui, const std::string& title, Outbox& out) {
  const float width = ImGui::GetContentRegionAvail().x;
  const float cross = width - ui.px(28 - 12);
  const float y = ImGui::GetCursorPosY();
  paragraph(title, cross - ui.px(4 + 12));
  const float below = ImGui::GetCursorPosY();
  ImGui::SetCursorPos({cross, y - ui.px(5)});
  if (icon_button(ui, "result/close", icon::close, tr("Close"))) {
    out.act(session::DismissTableResult{});
  }
  ImGui::SetCursorPosY(below);
}

model::Rows rows_without_building(const AddressView& view) {
  model::Rows rows;
  for (std::uint32_t row = 0; row < view.matching->rows.size(); ++row) {
    if (view.matching->rows[row].outcome != analysis::AddressOutcome::matched) rows.push_back(row);
  }
  return rows;
}

/// Where a row lies and where its address lies, in the map's CRS.
struct TwoPlaces {
  geo::Point row, address;
};

TwoPlaces places_of(const AddressView& view, const analysis::AddressConflict& conflict) {
  return {view.table->geometry.feature_points(conflict.row).front(),
          view.buildings->geometry.box(conflict.building).centre()};
}

/// The map's rectangle and what the card takes of it, in pixels.
struct Room {
  ImVec2 low, size;
  float card_width;
};

/// Both places right of the card, as large as may be.
void go_to(const AddressView& view, const analysis::AddressConflict& conflict, const Room& room,
           Outbox& out) {
  const TwoPlaces places = places_of(view, conflict);
  geo::Box box;
  box.grow(places.row);
  box.grow(places.address);
  box = box.padded(ground_m + 0.1 * std::max(box.width(), box.height()));
  const double taken = room.card_width < 0.75F * room.size.x ? room.card_width : 0;
  const double free = room.size.x - taken, height = room.size.y;
  const double pixel_m = std::max(box.width() / free, box.height() / height);
  const geo::Point middle = box.centre();
  const double min_x = middle.x - (taken + free / 2) * pixel_m;
  out.ask(ZoomTo{{min_x, middle.y - height / 2 * pixel_m, min_x + room.size.x * pixel_m,
                  middle.y + height / 2 * pixel_m}});
  out.act(session::Select{view.layer, {conflict.row}});
}

void draw_counts(Ui& ui, const AddressView& view, Outbox& out) {
  const analysis::AddressMatching& matching = *view.matching;
  ImGui::PushFont(ui.fonts.small);
  if (view.placed > 0) {
    count_line(ui, tr("got a place on the map"), number(view.placed));
  }
  for (std::size_t i = 0; i < matching.by_band.size(); ++i) {
    if (matching.by_band[i] == 0) continue;
    count_line(ui, trf("found, score {}", analysis::score_band_name(i)),
               number(matching.by_band[i]));
  }
  if (matching.matched < matching.rows.size()) section(ui, tr("Without a building"));
  if (matching.ambiguous > 0) {
    count_line(ui, tr("several buildings fit"), number(matching.ambiguous));
  }
  for (std::size_t i = 0; i < matching.by_fault.size(); ++i) {
    if (matching.by_fault[i] == 0) continue;
    count_line(ui, analysis::address_fault_name(analysis::all_address_faults[i]),
               number(matching.by_fault[i]));
  }
  ImGui::PopFont();
  if (matching.matched == matching.rows.size()) return;
  ImGui::Dummy({0, ui.px(4)});
  if (button(ui, "result/rejects", icon::table, tr("List them with the reasons"), Weight::primary,
             tr("Adds them as a layer of their own, which can be exported"))) {
    out.act(session::OpenRejects{});
  }
  ImGui::SameLine();
  if (button(ui, "result/select", nullptr, tr("Select them"), Weight::plain, "")) {
    show_rows(view.layer, rows_without_building(view), out);
  }
}

/// What is asked for on the left, in grey, and the answer.
void told(const Ui& ui, const std::string& what, const std::string& answer) {
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  fitted(ui, what, ui.px(84));
  ImGui::PopStyleColor();
  ImGui::SameLine(ui.px(108));
  fitted(ui, answer, ImGui::GetContentRegionAvail().x);
}

void draw_far_apart(Ui& ui, const AddressView& view, TableCardState& state, const Room& room,
                    Outbox& out) {
  const auto& conflicts = *view.conflicts;
  const analysis::AddressConflict& one = conflicts[state.at];
  const model::Column& addresses = *view.table->field(model::Field::address);
  const float top = ImGui::GetCursorPosY();
  ImGui::TextUnformatted(trf("Row {}: {:.0f} m apart", one.row + 1, one.distance_m).c_str());
  told(ui, tr("Address"), addresses.text(one.row));
  told(ui, tr("Its building"), view.buildings->label(one.building));
  if (view.table->label(one.row) != addresses.text(one.row)) {
    told(ui, model::title(*view.table), view.table->label(one.row));
  }
  // The buttons stay where those of the other page are: the card does not jump under the hand.
  const float buttons = top + state.body_height - ui.px(28) - ImGui::GetStyle().ItemSpacing.y;
  ImGui::SetCursorPosY(std::max(ImGui::GetCursorPosY() + ui.px(4), buttons));
  const std::size_t at = state.at, last = conflicts.size() - 1;
  if (button(ui, "result/before", nullptr, tr("Before"), Weight::plain, "",
             at == 0 ? tr("This is the first one.") : nullptr)) {
    state.at = at - 1;
  }
  ImGui::SameLine();
  if (button(ui, "result/next", nullptr, tr("Next"), Weight::primary, "",
             at == last ? tr("This is the last one.") : nullptr)) {
    state.at = at + 1;
  }
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextDisabled("%s", trf("{} of {}", at + 1, conflicts.size()).c_str());
  ImGui::SameLine();
  if (button(ui, "result/select_far", nullptr, tr("Select all"), Weight::plain, "")) {
    model::Rows rows;
    for (const auto& conflict : conflicts) rows.push_back(conflict.row);
    std::sort(rows.begin(), rows.end());
    show_rows(view.layer, std::move(rows), out);
  }
  if (state.at != at) go_to(view, conflicts[state.at], room, out);
}

void draw_addresses(Ui& ui, const AddressView& view, TableCardState& state, const Room& room,
                    Outbox& out) {
  head(ui,
       trf("“{}”: {} of {} rows have a building", model::title(*view.table),
           number(view.matching->matched), number(view.matching->rows.size())),
       out);
  if (view.conflicts->empty()) {
    draw_counts(ui, view, out);
    if (view.compared == 0) return;
    ImGui::PushFont(ui.fonts.small);
    secondary(ui, trf("All {} rows that had a place lie within {:g} m of their address.",
                      number(view.compared), view.tolerance_m));
    ImGui::PopFont();
    return;
  }
  const std::string pages[] = {
      tr("Result"), trf("Over {:g} m away ({})", view.tolerance_m, number(view.conflicts->size()))};
  int page = state.far_apart ? 1 : 0;
  if (segmented(ui, "result/page", pages, page)) {
    state.far_apart = page == 1;
    if (state.far_apart) go_to(view, (*view.conflicts)[state.at], room, out);
  }
  ImGui::Dummy({0, ui.px(2)});
  const float top = ImGui::GetCursorPosY();
  if (state.far_apart) return draw_far_apart(ui, view, state, room, out);
  draw_counts(ui, view, out);
  state.body_height = ImGui::GetCursorPosY() - top;
}

void draw_join(Ui& ui, const JoinView& view, Outbox& out) {
  head(ui,
       trf("{} of {} rows found theirs in “{}”", number(view.matched), number(view.rows),
           view.table_name),
       out);
  ImGui::PushFont(ui.fonts.small);
  count_line(ui, tr("columns came"), number(view.columns));
  if (rows_line(ui, "result/without", tr("rows that found none"), view.without_row.size())) {
    show_rows(view.layer, view.without_row, out);
  }
  if (rows_line(ui, "result/unused", tr("rows of the table not used"), view.unused.size())) {
    show_rows(view.table, view.unused, out);
  }
  if (rows_line(ui, "result/repeated", tr("rows of the table whose key came before"),
                view.repeated_key.size())) {
    show_rows(view.table, view.repeated_key, out);
  }
  ImGui::PopFont();
}

void draw_households(Ui& ui, const HouseholdView& view, Outbox& out) {
  head(ui, trf("{} households on {} buildings", number(view.households), number(view.rows)), out);
  ImGui::PushFont(ui.fonts.small);
  if (view.from_table > 0) count_line(ui, tr("buildings the table knew"), number(view.from_table));
  if (view.outside > 0) count_line(ui, tr("buildings in no area"), number(view.outside));
  std::vector<analysis::HouseholdTotal> totals = view.totals;
  // What does not come out comes first.
  std::stable_partition(totals.begin(), totals.end(), [](const analysis::HouseholdTotal& one) {
    return one.placed != one.total;
  });
  for (std::size_t i = 0; i < std::min(totals.size(), most_areas); ++i) {
    const analysis::HouseholdTotal& one = totals[i];
    const bool off = one.placed != one.total;
    if (off) ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
    count_line(ui, view.communities->label(one.community),
               off ? trf("{} of {}", number(one.placed), number(one.total)) : number(one.placed));
    if (off) ImGui::PopStyleColor();
  }
  if (totals.size() > most_areas) {
    ImGui::TextDisabled("%s", trf("and {} more", totals.size() - most_areas).c_str());
  }
  if (!totals.empty()) {
    secondary(ui, view.off_total == 0
                      ? std::string(tr("Every area keeps its total."))
                      : trf("{} areas could not keep their total: they have no building, or the "
                            "table knows more.",
                            number(view.off_total)));
  }
  ImGui::PopFont();
}

}  // namespace

void draw_table_card(Ui& ui, const session::Snapshot& snapshot, TableCardState& state, ImVec2 low,
                     ImVec2 size, Outbox& out) {
  if (!snapshot.table_result) return;
  const float width = card_width(ui, wide, size);
  if (width <= 0) return;
  if (state.of != snapshot.table_result) state = {snapshot.table_result, false, 0, 0};
  const auto* addresses = std::get_if<AddressView>(state.of.get());
  const Room room{low, size, width};
  if (begin_card(ui, "##result", low, size, width)) {
    if (addresses != nullptr) draw_addresses(ui, *addresses, state, room, out);
    if (const auto* join = std::get_if<JoinView>(state.of.get())) draw_join(ui, *join, out);
    if (const auto* households = std::get_if<HouseholdView>(state.of.get())) {
      draw_households(ui, *households, out);
    }
  }
  end_card();
}

void mark_far_apart(const Ui& ui, const session::Snapshot& snapshot, const TableCardState& state,
                    const MapState& map, const MapArea& area) {
  if (!snapshot.table_result || state.of != snapshot.table_result || !state.far_apart) return;
  const auto* addresses = std::get_if<AddressView>(state.of.get());
  if (addresses == nullptr) return;
  const TwoPlaces places = places_of(*addresses, (*addresses->conflicts)[state.at]);
  const ImVec2 row = on_screen(map, area, places.row);
  const ImVec2 address = on_screen(map, area, places.address);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.low, {area.low.x + area.size.x, area.low.y + area.size.y}, true);
  list->AddLine(row, address, ui.colours->bad, ui.px(2));
  list->AddCircle(row, ui.px(12), ui.colours->bad, 0, ui.px(3));
  list->AddCircle(address, ui.px(12), ui.colours->accent, 0, ui.px(3));
  list->PopClipRect();
}

}  // namespace wangge::ui
