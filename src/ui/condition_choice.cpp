#include "ui/condition_choice.h"

#include <imgui_stdlib.h>

#include <algorithm>

#include "ui/class_choice.h"
#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::TicketFilter;
using analysis::ValueCount;
using session::SetTicketFilter;

constexpr float wide = 320, tall = 560;

std::string counted(std::size_t n) { return with_separators(static_cast<long long>(n)); }

/// A group that unfolds, with the number of checked values in it.
bool group(Ui& ui, ConditionChoice& choice, const char* key, const std::string& text,
           std::size_t chosen) {
  bool open = choice.unfolded.contains(key);
  const std::string name = std::string("conditions/") + key;
  const std::string aside = chosen == 0 ? std::string() : trf("{} chosen", chosen);
  if (fold(ui, name.c_str(), text, aside, "", open)) {
    choice.unfolded.insert(key);
  } else {
    choice.unfolded.erase(key);
  }
  return open;
}

/// The arrow that unfolds the subclasses of a class, left of its row.
void unfold_arrow(Ui& ui, ConditionChoice& choice, const std::string& key) {
  const bool open = choice.unfolded.contains(key);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton((key + "/unfold").c_str(), {ui.px(22), ui.px(26)})) {
    open ? static_cast<void>(choice.unfolded.erase(key))
         : static_cast<void>(choice.unfolded.insert(key));
  }
  note(ui, (key + "/unfold").c_str());
  ImGui::GetWindowDrawList()->AddText({low.x + ui.px(5), low.y + ui.px(5)}, ui.colours->secondary,
                                      open ? icon::down : icon::right);
  ImGui::SameLine(0, 0);
}

bool draw_classes(Ui& ui, const session::TicketFacts& facts, ConditionChoice& choice,
                  TicketFilter& filter) {
  bool changed = false;
  for (const analysis::ClassCount& of : facts.classes) {
    const std::string key = "conditions/class/" + of.category;
    // A single leaf without a name is the class itself.
    const bool leaves = of.subcategories.size() > 1 ||
                        (of.subcategories.size() == 1 && !of.subcategories[0].text.empty());
    if (leaves) {
      unfold_arrow(ui, choice, key);
    } else {
      ImGui::Dummy({ui.px(22), ui.px(26)});
      ImGui::SameLine(0, 0);
    }
    if (check_row(ui, key.c_str(), of.category, counted(of.count), checked(filter, of))) {
      toggle(filter, of);
      changed = true;
    }
    if (!leaves || !choice.unfolded.contains(key)) continue;
    for (const ValueCount& leaf : of.subcategories) {
      const bool on = checked(filter, analysis::Subclass{of.category, leaf.text});
      if (check_row(ui, (key + "/" + leaf.text).c_str(),
                    leaf.text.empty() ? tr("no subclass") : leaf.text, counted(leaf.count),
                    on ? Check::on : Check::off, 44)) {
        toggle(filter, of, leaf.text);
        changed = true;
      }
    }
  }
  return changed;
}

/// Values of a column as a group of their own; nothing where the column has none.
bool draw_values(Ui& ui, ConditionChoice& choice, const char* key, const std::string& text,
                 const std::vector<ValueCount>& values, std::vector<std::string>& chosen) {
  if (values.empty() || !group(ui, choice, key, text, chosen.size())) return false;
  bool changed = false;
  for (const ValueCount& value : values) {
    const std::string name = std::string("conditions/") + key + "/" + value.text;
    const bool on = std::ranges::find(chosen, value.text) != chosen.end();
    if (check_row(ui, name.c_str(), value.text, counted(value.count),
                  on ? Check::on : Check::off)) {
      toggle(chosen, value.text);
      changed = true;
    }
  }
  return changed;
}

bool draw_communities(Ui& ui, ConditionChoice& choice, SetTicketFilter& filter) {
  if (choice.communities.empty() ||
      !group(ui, choice, "community", tr("Community"), filter.communities.size())) {
    return false;
  }
  bool changed = false;
  for (const std::string& name : choice.communities) {
    const bool on = std::ranges::find(filter.communities, name) != filter.communities.end();
    if (check_row(ui, ("conditions/community/" + name).c_str(), name, "",
                  on ? Check::on : Check::off)) {
      toggle(filter.communities, name);
      changed = true;
    }
  }
  return changed;
}

bool draw_grids(Ui& ui, ConditionChoice& choice, SetTicketFilter& filter) {
  if (choice.grids.empty() || !group(ui, choice, "grid", tr("Grid"), filter.grids.size())) {
    return false;
  }
  constexpr std::size_t at_a_glance = 12;
  if (choice.grids.size() > at_a_glance) {
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::InputTextWithHint("##conditions/grid_text", tr("Part of a name or code"),
                             &choice.grid_text);
  }
  std::vector<const GridName*> shown;
  for (const GridName& grid : choice.grids) {
    if (grid.name.find(choice.grid_text) != std::string::npos ||
        grid.code.find(choice.grid_text) != std::string::npos) {
      shown.push_back(&grid);
    }
  }
  bool changed = false;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(shown.size()), ui.px(26));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const GridName& grid = *shown[static_cast<std::size_t>(i)];
      const bool on = std::ranges::find(filter.grids, grid.code) != filter.grids.end();
      if (check_row(ui, ("conditions/grid/" + grid.code).c_str(),
                    grid.name.empty() ? grid.code : grid.name, "", on ? Check::on : Check::off)) {
        toggle(filter.grids, grid.code);
        changed = true;
      }
    }
  }
  clipper.End();
  return changed;
}

void start_drawing(ConditionChoice& choice, MapState& map) {
  choice.drawing = true;
  choice.question_before = std::move(map.question);
  map.question.clear();
  map.drawing_question = true;
}

bool draw_words(Ui& ui, ConditionChoice& choice, TicketFilter& filter) {
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  const bool entered =
      ImGui::InputTextWithHint("##conditions/text", tr("Words in the description, address or id"),
                               &choice.text, ImGuiInputTextFlags_EnterReturnsTrue);
  note(ui, "conditions/text");
  if (!entered && !ImGui::IsItemDeactivatedAfterEdit()) return false;
  if (filter.text == choice.text) return false;
  filter.text = choice.text;
  return true;
}

}  // namespace

void draw_condition_choice(Ui& ui, const session::Snapshot& snapshot, ConditionChoice& choice,
                           FilterWish& wish, MapState& map, Outbox& out) {
  const ImVec2 panel = ImGui::GetWindowPos();
  if (choice.opens) {
    choice.opens = false;
    choice.grids = grid_names(snapshot);
    choice.communities = community_names(snapshot);
    choice.text = wish.now(snapshot).filter.text;
    choice.unfolded.insert("class");
    ImGui::OpenPopup("##conditions");
  }
  const float height = std::min(ui.px(tall), ImGui::GetIO().DisplaySize.y - ui.px(110));
  // Left of the panel, so that the numbers can be watched while conditions are checked.
  ImGui::SetNextWindowPos({panel.x - ui.px(8), panel.y + ui.px(12)}, ImGuiCond_Always, {1, 0});
  ImGui::SetNextWindowSize({ui.px(wide), height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(12)});
  choice.shown = ImGui::BeginPopup("##conditions");
  if (!choice.shown) {
    ImGui::PopStyleVar();
    return;
  }
  if (choice.closes) ImGui::CloseCurrentPopup();
  choice.closes = false;
  SetTicketFilter filter = wish.now(snapshot);
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  bool changed = draw_words(ui, choice, filter.filter);
  if (button(ui, "conditions/draw", icon::lasso,
             filter.filter.drawn ? tr("Draw another area") : tr("Draw an area"), Weight::plain,
             tr("Only tickets in an area that you draw on the map"), nullptr,
             ImGui::GetContentRegionAvail().x)) {
    start_drawing(choice, map);
    ImGui::CloseCurrentPopup();
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  TicketFilter& f = filter.filter;
  if (!facts.classes.empty() &&
      group(ui, choice, "class", tr("Class"), f.categories.size() + f.subcategories.size())) {
    changed |= draw_classes(ui, facts, choice, f);
  }
  changed |= draw_values(ui, choice, "status", tr("State"), facts.statuses, f.statuses);
  changed |= draw_values(ui, choice, "level", tr("Level"), facts.levels, f.levels);
  changed |= draw_values(ui, choice, "severity", tr("Severity"), facts.severities, f.severities);
  changed |= draw_values(ui, choice, "source", tr("Source"), facts.sources, f.sources);
  changed |= draw_communities(ui, choice, filter);
  changed |= draw_grids(ui, choice, filter);
  ImGui::PopStyleVar();
  if (changed) wish.ask(snapshot, filter, out);
  ImGui::EndPopup();
  ImGui::PopStyleVar();
}

void give_up_drawing(ConditionChoice& choice, MapState& map) {
  if (!choice.drawing) return;
  choice.drawing = false;
  map.drawing_question = false;
  map.question = std::move(choice.question_before);
  choice.question_before.clear();
}

void take_drawn_area(const session::Snapshot& snapshot, ConditionChoice& choice, FilterWish& wish,
                     MapState& map, Outbox& out) {
  if (!choice.drawing || map.drawing_question) return;
  if (!map.question.empty()) {
    geo::PackedGeometry drawn(geo::Kind::polygons);
    drawn.add_ring_feature(map.question);
    SetTicketFilter filter = wish.now(snapshot);
    filter.filter.drawn = std::make_shared<const geo::PackedGeometry>(std::move(drawn));
    wish.ask(snapshot, filter, out);
  }
  give_up_drawing(choice, map);
}

}  // namespace wangge::ui
