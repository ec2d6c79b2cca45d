#include "ui/condition_editor.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/question_answer.h"
#include "analysis/question_words.h"
#include "ui/icons.h"
#include "ui/value_editor.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::AskedValue;
using analysis::Comparison;
using analysis::Place;
using analysis::Predicate;

struct ComparisonName {
  Comparison comparison;
  const char* name;  ///< marked for translation
};
constexpr std::array for_texts{
    ComparisonName{Comparison::equal, tr_mark("is one of")},
    ComparisonName{Comparison::unequal, tr_mark("is none of")},
    ComparisonName{Comparison::contains, tr_mark("contains")},
    ComparisonName{Comparison::starts_with, tr_mark("starts with")},
    ComparisonName{Comparison::is_empty, tr_mark("is empty")},
    ComparisonName{Comparison::is_filled, tr_mark("is filled")},
};
constexpr std::array for_numbers{
    ComparisonName{Comparison::at_least, "≥"},
    ComparisonName{Comparison::at_most, "≤"},
    ComparisonName{Comparison::more, ">"},
    ComparisonName{Comparison::less, "<"},
    ComparisonName{Comparison::equal, tr_mark("is one of")},
    ComparisonName{Comparison::unequal, tr_mark("is none of")},
    ComparisonName{Comparison::is_empty, tr_mark("is empty")},
    ComparisonName{Comparison::is_filled, tr_mark("is filled")},
};

struct PredicateName {
  Predicate predicate;
  const char* name;  ///< marked for translation
  const char* means;
};
constexpr std::array predicates{
    PredicateName{Predicate::within_distance, tr_mark("lies within a distance of"),
                  tr_mark("The shortest distance on the ground is at most the one given.")},
    PredicateName{Predicate::within, tr_mark("lies within"),
                  tr_mark("No part lies outside; the insides meet.")},
    PredicateName{Predicate::intersects, tr_mark("touches or overlaps (intersects)"),
                  tr_mark("They share at least one point.")},
    PredicateName{Predicate::contains, tr_mark("contains"),
                  tr_mark("It holds the other one wholly; the insides meet.")},
    PredicateName{Predicate::overlaps, tr_mark("overlaps in part"),
                  tr_mark("Both have parts inside and outside of the other.")},
    PredicateName{Predicate::touches, tr_mark("touches only at the border"),
                  tr_mark("The borders meet, the insides do not.")},
    PredicateName{Predicate::crosses, tr_mark("crosses"), tr_mark("A line passes through.")},
    PredicateName{Predicate::equals, tr_mark("has the same shape as"),
                  tr_mark("Both cover exactly the same ground.")},
    PredicateName{Predicate::disjoint, tr_mark("is apart from all of"),
                  tr_mark("It shares no point with any of them.")},
};

/// The names of a list as the combo box takes them.
template <typename List>
std::vector<std::string> names_in(const List& list) {
  std::vector<std::string> names;
  for (const auto& one : list) names.emplace_back(tr(one.name));
  return names;
}

float half(const Ui& ui) { return std::floor((ImGui::GetContentRegionAvail().x - ui.px(8)) / 2); }

/// The columns of a kind; all without one.
bool choose_column(Ui& ui, const char* name, const std::vector<AskedColumn>& columns,
                   std::string& key, float width) {
  std::vector<std::string> names;
  int chosen = -1;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names.push_back(columns[i].name);
    if (columns[i].key == key) chosen = static_cast<int>(i);
  }
  if (!choice(ui, name, names, chosen, width)) return false;
  key = columns[static_cast<std::size_t>(chosen)].key;
  return true;
}

const AskedColumn* find(const std::vector<AskedColumn>& columns, const std::string& key) {
  const auto at = std::ranges::find(columns, key, &AskedColumn::key);
  return at == columns.end() ? nullptr : &*at;
}

bool takes_no_value(Comparison comparison) {
  return comparison == Comparison::is_empty || comparison == Comparison::is_filled;
}

bool choose_comparison(Ui& ui, AskedColumn::Kind kind, Comparison& comparison, float width) {
  const bool texts = kind == AskedColumn::Kind::text || kind == AskedColumn::Kind::truth;
  const std::span<const ComparisonName> list = texts ? std::span<const ComparisonName>(for_texts)
                                                     : std::span<const ComparisonName>(for_numbers);
  int chosen = -1;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].comparison == comparison) chosen = static_cast<int>(i);
  }
  if (!choice(ui, "condition/comparison", names_in(list), chosen, width)) return false;
  comparison = list[static_cast<std::size_t>(chosen)].comparison;
  return true;
}

/// Other values belong to another comparison, or to another column.
void fit_values(analysis::AttributeCondition& condition) {
  if (takes_no_value(condition.comparison)) condition.values.clear();
  const bool one =
      condition.comparison == Comparison::less || condition.comparison == Comparison::at_most ||
      condition.comparison == Comparison::more || condition.comparison == Comparison::at_least;
  if (one && condition.values.size() > 1) condition.values.resize(1);
}

bool edit_values(ConditionDesk& desk, const model::LayerPtr& layer, const AskedColumn& column,
                 analysis::AttributeCondition& condition) {
  if (takes_no_value(condition.comparison)) return false;
  const bool listed =
      condition.comparison == Comparison::equal || condition.comparison == Comparison::unequal;
  const bool open = std::ranges::any_of(condition.values, &AskedValue::parameter);
  if (listed && !open) {
    const auto& offered = desk.values.of(layer, column.column);
    if (!offered.empty()) return check_values(desk, offered, condition.values);
  }
  if (condition.values.empty()) condition.values.emplace_back();
  return type_value(desk.ui, "condition/typed",
                    column.kind == AskedColumn::Kind::time ? tr("2026-03-01") : tr("value"),
                    condition.values.front(), ImGui::GetContentRegionAvail().x);
}

/// Of the place's features only those with certain values in one column; what is asked otherwise is
/// left as it is.
bool edit_which(ConditionDesk& desk, const model::LayerPtr& layer, Place& place) {
  auto& conditions = place.which.conditions;
  auto* simple = conditions.size() == 1
                     ? std::get_if<analysis::AttributeCondition>(&conditions.front().what)
                     : nullptr;
  if (!conditions.empty() && (simple == nullptr || conditions.front().negated)) {
    for (const analysis::Condition& condition : conditions) {
      secondary(desk.ui, analysis::phrase(condition, place.layer, *desk.snapshot.workspace));
    }
    secondary(desk.ui, tr("This can be changed in the text below."));
    return false;
  }
  std::vector<AskedColumn> columns = asked_columns(*layer);
  columns.insert(columns.begin(), {"", tr("all of them"), AskedColumn::Kind::text, -1});
  std::string key = simple == nullptr ? "" : simple->column;
  const float width = ImGui::GetContentRegionAvail().x;
  if (choose_column(desk.ui, "condition/which", columns, key, width)) {
    conditions.clear();
    desk.search.clear();
    if (key.empty()) return true;
    conditions.push_back({analysis::AttributeCondition{key, Comparison::equal, {}}});
    return false;  // until a value is chosen
  }
  if (simple == nullptr) return false;
  const AskedColumn* column = find(columns, key);
  return column != nullptr && edit_values(desk, layer, *column, *simple);
}

bool edit_place(ConditionDesk& desk, Place& place) {
  Ui& ui = desk.ui;
  const float width = ImGui::GetContentRegionAvail().x;
  const std::array<std::string, 3> kinds{tr("Layer"), tr("Selection"), tr("Drawn area")};
  int kind = static_cast<int>(place.kind);
  bool changed = false;
  if (segmented(ui, "condition/place", kinds, kind, width)) {
    place.kind = static_cast<Place::Kind>(kind);
    changed = place.kind != Place::Kind::drawn || !place.drawn.empty();
  }
  switch (place.kind) {
    case Place::Kind::layer: {
      const model::Workspace& workspace = *desk.snapshot.workspace;
      std::vector<std::string> names;
      std::vector<std::string> keys;
      int chosen = -1;
      for (auto entry = workspace.layers.rbegin(); entry != workspace.layers.rend(); ++entry) {
        keys.push_back(asked_name(workspace, entry->id));
        names.push_back(model::title(*entry->layer));
        if (keys.back() == place.layer) chosen = static_cast<int>(keys.size()) - 1;
      }
      if (choice(ui, "condition/layer", names, chosen, width)) {
        place.layer = keys[static_cast<std::size_t>(chosen)];
        place.which = {};
        desk.search.clear();
        changed = true;
      }
      if (const auto id = analysis::asked_layer(place.layer, workspace)) {
        changed |= edit_which(desk, workspace.find(*id)->layer, place);
      }
      break;
    }
    case Place::Kind::selection:
      secondary(ui, desk.snapshot.selection->empty()
                        ? tr("Nothing is selected. Select something on the map first.")
                        : tr("What is selected at the moment of asking."));
      break;
    case Place::Kind::drawn:
      if (button(ui, "condition/draw", icon::lasso,
                 place.drawn.empty() ? tr("Draw") : tr("Draw anew"), Weight::plain,
                 tr("Draw the area of the question on the map"))) {
        desk.map.question.clear();
        desk.map.drawing_question = true;
        desk.drawing = true;
      }
      secondary(ui, desk.drawing          ? tr("Draw a ring on the map with the mouse held down.")
                    : place.drawn.empty() ? tr("No area has been drawn yet.")
                                          : tr("The area drawn on the map."));
      break;
  }
  return changed;
}

}  // namespace

analysis::AttributeCondition first_attribute(const model::Layer& layer) {
  const std::vector<AskedColumn> columns = asked_columns(layer);
  analysis::AttributeCondition condition;
  if (layer.mapping.column(model::Field::category) >= 0) {
    condition.column = model::field_key(model::Field::category);
  } else if (!columns.empty()) {
    condition.column = columns.front().key;
  }
  return condition;
}

analysis::TimeCondition first_time(const model::Layer& layer) {
  analysis::TimeCondition condition;
  condition.last = AskedValue{"30"};
  for (const AskedColumn& column : asked_columns(layer)) {
    if (column.kind != AskedColumn::Kind::time) continue;
    const bool reported = column.key == model::field_key(model::Field::reported_at) ||
                          column.key == model::field_key(model::Field::found_at);
    if (condition.column.empty() || reported) condition.column = column.key;
  }
  return condition;
}

analysis::Place first_place(const session::Snapshot& snapshot, const std::string& not_this,
                            bool near) {
  Place place;
  using model::Role;
  constexpr std::array areas_first{Role::communities, Role::grids, Role::facilities,
                                   Role::buildings};
  constexpr std::array places_first{Role::facilities, Role::buildings, Role::communities,
                                    Role::grids};
  for (const Role role : near ? places_first : areas_first) {
    if (snapshot.workspace->find(role) == nullptr || model::role_key(role) == not_this) continue;
    place.layer = model::role_key(role);
    return place;
  }
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    place.layer = asked_name(*snapshot.workspace, entry.id);
    if (place.layer != not_this) return place;
  }
  return place;
}

bool edit_attribute(ConditionDesk& desk, const model::LayerPtr& layer,
                    analysis::AttributeCondition& condition) {
  const std::vector<AskedColumn> columns = asked_columns(*layer);
  const float each = half(desk.ui);
  bool changed = false;
  if (choose_column(desk.ui, "condition/column", columns, condition.column, each)) {
    const AskedColumn* column = find(columns, condition.column);
    const bool number = column != nullptr && column->kind != AskedColumn::Kind::text &&
                        column->kind != AskedColumn::Kind::truth;
    condition.comparison = number ? Comparison::at_least : Comparison::equal;
    condition.values.clear();
    desk.search.clear();
  }
  const AskedColumn* column = find(columns, condition.column);
  ImGui::SameLine(0, desk.ui.px(8));
  if (choose_comparison(desk.ui, column == nullptr ? AskedColumn::Kind::text : column->kind,
                        condition.comparison, each)) {
    fit_values(condition);
    changed = true;
  }
  if (column == nullptr) {
    secondary(desk.ui, trf("The layer has no column “{}”.", condition.column));
    return changed;
  }
  return edit_values(desk, layer, *column, condition) || changed;
}

bool edit_time(ConditionDesk& desk, const model::LayerPtr& layer,
               analysis::TimeCondition& condition) {
  Ui& ui = desk.ui;
  std::vector<AskedColumn> columns = asked_columns(*layer);
  std::erase_if(columns,
                [](const AskedColumn& one) { return one.kind != AskedColumn::Kind::time; });
  const float width = ImGui::GetContentRegionAvail().x, each = half(ui);
  bool changed = choose_column(ui, "condition/column", columns, condition.column, width);
  const std::array<std::string, 2> ways{tr("The last …"), tr("From … until …")};
  int way = condition.last ? 0 : 1;
  if (segmented(ui, "condition/way", ways, way, width)) {
    if (way == 0) {
      condition.last = AskedValue{"30"};
      condition.from.reset(), condition.until.reset();
    } else {
      condition.last.reset();
      condition.from = AskedValue{format_date(desk.snapshot.tickets ? desk.snapshot.tickets->from()
                                                                    : from_civil({2026, 1, 1}))};
    }
    changed = true;
  }
  if (condition.last) {
    changed |= type_value(ui, "condition/last", "30", *condition.last, each);
    ImGui::SameLine(0, ui.px(8));
    const std::array<std::string, 5> steps{tr("hours"), tr("days"), tr("weeks"), tr("months"),
                                           tr("years")};
    int step = static_cast<int>(condition.step);
    if (choice(ui, "condition/step", steps, step, each)) {
      condition.step = static_cast<analysis::TimeStep>(step);
      changed = true;
    }
    return changed;
  }
  AskedValue from = condition.from.value_or(AskedValue{}),
             until = condition.until.value_or(AskedValue{});
  changed |= type_value(ui, "condition/from", tr("from: 2026-03-01"), from, each);
  ImGui::SameLine(0, ui.px(8));
  changed |= type_value(ui, "condition/until", tr("until: 2026-04-01"), until, each);
  condition.from = from.text.empty() ? std::nullopt : std::optional(from);
  condition.until = until.text.empty() ? std::nullopt : std::optional(until);
  return changed;
}

bool edit_space(ConditionDesk& desk, analysis::SpatialCondition& condition) {
  Ui& ui = desk.ui;
  const float width = ImGui::GetContentRegionAvail().x;
  int chosen = -1;
  for (std::size_t i = 0; i < predicates.size(); ++i) {
    if (predicates[i].predicate == condition.predicate) chosen = static_cast<int>(i);
  }
  bool changed = false;
  if (choice(ui, "condition/predicate", names_in(predicates), chosen, width)) {
    condition.predicate = predicates[static_cast<std::size_t>(chosen)].predicate;
    if (condition.predicate != Predicate::within_distance) {
      condition.distance_m = AskedValue{"0"};
    } else if (condition.distance_m == AskedValue{"0"}) {
      condition.distance_m = AskedValue{"100"};
    }
    changed = true;
  }
  explain(ui, tr(predicates[static_cast<std::size_t>(std::max(chosen, 0))].means));
  if (condition.predicate == Predicate::within_distance) {
    changed |= type_value(ui, "condition/distance", tr("metres"), condition.distance_m, half(ui));
    ImGui::SameLine(0, ui.px(8));
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(tr("metres"));
  }
  return edit_place(desk, condition.place) || changed;
}

bool edit_nearest(ConditionDesk& desk, analysis::NearestCondition& condition) {
  bool changed =
      type_value(desk.ui, "condition/count", tr("how many"), condition.count, half(desk.ui));
  ImGui::SameLine(0, desk.ui.px(8));
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(tr("nearest to each of"));
  changed |= edit_place(desk, condition.place);
  return changed;
}

}  // namespace wangge::ui
