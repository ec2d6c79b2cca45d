#include "ui/statistics_form.h"

#include <algorithm>
#include <array>

#include "ui/layer_choice.h"
#include "ui/statistics_wish.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::Aggregate;
using session::GroupBy;
using session::RowsOf;
using session::ShowStatistics;
using Step = analysis::GroupKey::Step;

constexpr std::array steps{Step::hour,  Step::weekday, Step::day, Step::week,
                           Step::month, Step::quarter, Step::year};

std::vector<std::string> step_names() {
  return {tr("by hour of the day"), tr("by weekday"), tr("by day"), tr("by week"),
          tr("by month"),           tr("by quarter"), tr("by year")};
}

bool draw_rows(Ui& ui, const session::Snapshot& snapshot, const model::LayerEntry& entry,
               ShowStatistics& wish) {
  const bool tickets = snapshot.tickets && snapshot.tickets->layer == entry.id;
  std::vector<RowsOf> offered{RowsOf::all};
  if (tickets) offered.push_back(RowsOf::shown);
  offered.push_back(RowsOf::selected);
  std::vector<std::string> names;
  for (const RowsOf one : offered) {
    const char* name = one == RowsOf::all     ? tr_mark("All: {}")
                       : one == RowsOf::shown ? tr_mark("Shown on the map: {}")
                                              : tr_mark("Selected: {}");
    names.push_back(
        trf(name, with_separators(static_cast<long long>(rows_of(snapshot, entry, one)))));
  }
  // Without conditions all are shown.
  const RowsOf of = wish.of == RowsOf::shown && !tickets ? RowsOf::all : wish.of;
  int chosen = static_cast<int>(std::ranges::find(offered, of) - offered.begin());
  const float width =
      panel_line(ui, tr("Which rows"),
                 tr("All rows, those that the conditions of the incidents let through, or "
                    "what is selected. The counts follow when these change."));
  if (!choice(ui, "statistics/rows", names, chosen, width)) return false;
  wish.of = offered[static_cast<std::size_t>(chosen)];
  return true;
}

std::string name_of(const GroupBy& key, const OfferedColumns& offered) {
  if (key.by == GroupBy::By::communities) return tr("Community");
  if (key.by == GroupBy::By::grids) return tr("Grid");
  const OfferedColumn* column = offered.find(key.column);
  return column == nullptr ? key.column : column->heading;
}

bool is_same_column(const GroupBy& a, const GroupBy& b) {
  return a.by == b.by && a.column == b.column;
}

/// The step of the calendar beside a key of times.
bool draw_step(Ui& ui, const std::string& name, GroupBy& key, float width) {
  int chosen = static_cast<int>(std::ranges::find(steps, key.step) - steps.begin());
  if (!choice(ui, name.c_str(), step_names(), chosen, width)) return false;
  key.step = steps[static_cast<std::size_t>(chosen)];
  return true;
}

/// The first or second key; the second may be none.
bool draw_key(Ui& ui, const std::vector<GroupBy>& keys, const OfferedColumns& offered,
              std::size_t at, ShowStatistics& wish) {
  std::vector<GroupBy> choosable;
  std::vector<std::string> names;
  if (at == 1) names.emplace_back(tr("— none —"));
  for (const GroupBy& key : keys) {
    // The same times by another step do make sense: weekdays by hours.
    if (at == 1 && key.step == Step::none && is_same_column(key, wish.keys.front())) continue;
    choosable.push_back(key);
    names.push_back(name_of(key, offered));
  }
  const int none = at == 1 ? 1 : 0;
  int chosen = at == 1 ? 0 : -1;
  for (std::size_t i = 0; at < wish.keys.size() && i < choosable.size(); ++i) {
    if (is_same_column(choosable[i], wish.keys[at])) chosen = static_cast<int>(i) + none;
  }
  const std::string name = "statistics/key/" + std::to_string(at);
  const bool stepped = at < wish.keys.size() && wish.keys[at].step != Step::none;
  const float width = ImGui::GetContentRegionAvail().x, gap = ui.px(6);
  const float own = stepped ? std::floor((width - gap) * 0.5F) : width;
  bool changed = false;
  if (choice(ui, name.c_str(), names, chosen, own)) {
    wish.keys.resize(chosen < none ? 1 : std::max(wish.keys.size(), at + 1));
    if (chosen >= none) wish.keys[at] = choosable[static_cast<std::size_t>(chosen - none)];
    if (wish.keys.size() == 2 && wish.keys[1].step == Step::none &&
        is_same_column(wish.keys[0], wish.keys[1])) {
      wish.keys.pop_back();  // it would divide nothing
    }
    changed = true;
  }
  if (!stepped || changed) return changed;
  ImGui::SameLine(0, gap);
  return draw_step(ui, name + "/step", wish.keys[at], width - own - gap);
}

bool draw_keys(Ui& ui, const session::Snapshot& snapshot, const model::Layer& layer,
               const OfferedColumns& offered, ShowStatistics& wish) {
  const auto keys = offered_keys(snapshot, layer, offered);
  panel_line(ui, tr("Grouped by"),
             tr("Rows with the same value are one group. Columns with names and phone numbers are "
                "left out."));
  bool changed = draw_key(ui, keys, offered, 0, wish);
  if (wish.keys.empty()) return changed;
  panel_line(ui, tr("And then by"), tr("Divides each group once more and adds subtotals."));
  if (draw_key(ui, keys, offered, 1, wish)) changed = true;
  return changed;
}

struct Counted {
  Aggregate aggregate;
  const char* name;  ///< marked for translation
};
constexpr std::array counted{
    Counted{Aggregate::count, tr_mark("Number of rows")},
    Counted{Aggregate::sum, tr_mark("Sum")},
    Counted{Aggregate::mean, tr_mark("Mean")},
    Counted{Aggregate::median, tr_mark("Median")},
    Counted{Aggregate::least, tr_mark("Least value")},
    Counted{Aggregate::most, tr_mark("Greatest value")},
    Counted{Aggregate::distinct, tr_mark("Different values")},
    Counted{Aggregate::quartiles, tr_mark("Quartiles")},
};

/// Numbers, and none that would show a person's; how many different values there are tells nothing
/// of one.
bool can_measure(const OfferedColumn& column, Aggregate aggregate) {
  return aggregate == Aggregate::distinct || (column.numbers && !column.personal);
}

/// A measure always has the rows beside it: what a mean is made of is part of its meaning.
std::vector<analysis::GroupMeasure> measures_of(Aggregate aggregate, const std::string& column) {
  if (aggregate == Aggregate::count) return {{Aggregate::count}, {Aggregate::share}};
  return {{aggregate, column}, {Aggregate::count}};
}

bool draw_measure(Ui& ui, const OfferedColumns& offered, ShowStatistics& wish) {
  analysis::GroupMeasure& measure = wish.measures.front();
  const auto columns_for = [&](Aggregate aggregate) {
    std::vector<const OfferedColumn*> columns;
    for (const OfferedColumn& column : offered.columns) {
      if (can_measure(column, aggregate)) columns.push_back(&column);
    }
    return columns;
  };
  std::vector<std::string> names;
  std::vector<Reason> reasons;
  int chosen = 0;
  for (const Counted& one : counted) {
    if (one.aggregate == measure.aggregate) chosen = static_cast<int>(names.size());
    names.emplace_back(tr(one.name));
    const bool fits = one.aggregate == Aggregate::count || !columns_for(one.aggregate).empty();
    reasons.push_back(fits ? nullptr : tr("This layer has no column of numbers."));
  }
  float width = panel_line(ui, tr("Counted"), tr("What is worked out of the rows of each group."));
  if (choice(ui, "statistics/measure", names, chosen, width, reasons)) {
    const Aggregate aggregate = counted[static_cast<std::size_t>(chosen)].aggregate;
    const auto columns = columns_for(aggregate);
    const auto same =
        std::ranges::find(columns, measure.column, [](const auto* c) { return c->column; });
    const std::string column = columns.empty()         ? std::string()
                               : same != columns.end() ? (*same)->column
                                                       : columns.front()->column;
    wish.measures = measures_of(aggregate, column);
    return true;
  }
  if (measure.aggregate == Aggregate::count) return false;
  const auto columns = columns_for(measure.aggregate);
  std::vector<std::string> headings;
  int column = -1;
  for (const OfferedColumn* one : columns) {
    if (one->column == measure.column) column = static_cast<int>(headings.size());
    headings.push_back(one->heading);
  }
  width = panel_line(ui, tr("Its column"));
  if (!choice(ui, "statistics/column", headings, column, width)) return false;
  wish.measures = measures_of(measure.aggregate, columns[static_cast<std::size_t>(column)]->column);
  return true;
}

}  // namespace

bool draw_statistics_form(Ui& ui, const session::Snapshot& snapshot, const OfferedColumns& offered,
                          ShowStatistics& wish) {
  const float width = panel_line(ui, tr("Layer"));
  if (layer_choice(ui, "statistics/layer", snapshot,
                   layers_where(
                       snapshot, [](const model::Layer&) { return true; }, model::Role::tickets),
                   wish.layer, false, width)) {
    return true;
  }
  const model::LayerEntry* entry = snapshot.workspace->find(wish.layer);
  bool changed = draw_rows(ui, snapshot, *entry, wish);
  changed |= draw_keys(ui, snapshot, *entry->layer, offered, wish);
  changed |= draw_measure(ui, offered, wish);
  return changed;
}

}  // namespace wangge::ui
