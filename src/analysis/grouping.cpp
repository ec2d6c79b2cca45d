#include "analysis/grouping.h"

#include <limits>

#include "analysis/group_keys.h"
#include "analysis/group_levels.h"
#include "analysis/group_values.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

Error cancelled() { return {ErrorCode::cancelled, "", tr("The grouping was cancelled."), ""}; }

std::string measure_heading(const model::Layer& layer, const GroupMeasure& measure) {
  const std::string column = column_heading(layer, measure.column);
  switch (measure.aggregate) {
    case Aggregate::count:
      return tr("Rows");
    case Aggregate::share:
      return tr("Share");
    case Aggregate::filled:
      return trf("Filled: {}", column);
    case Aggregate::distinct:
      return trf("Different values of {}", column);
    case Aggregate::sum:
      return trf("Sum of {}", column);
    case Aggregate::mean:
      return trf("Mean of {}", column);
    case Aggregate::median:
      return trf("Median of {}", column);
    case Aggregate::least:
      return trf("Least {}", column);
    case Aggregate::most:
      return trf("Most {}", column);
    case Aggregate::quartiles:
      break;
  }
  return trf("Quartiles of {}", column);
}

/// Keys one after the other, with room for cancelling between them.
Result<std::vector<KeyCodes>> codes_of(const model::Layer& layer, const model::Rows& rows,
                                       const std::vector<GroupKey>& keys, Progress& progress) {
  std::vector<KeyCodes> coded;
  for (const GroupKey& key : keys) {
    if (progress.cancelled()) return cancelled();
    Result<KeyCodes> one = key_codes(layer, rows, key);
    if (!one) return one.error();
    coded.push_back(std::move(*one));
  }
  return coded;
}

/// Writes the lines of a group: what it consists of, then itself.
class Lines {
 public:
  Lines(const std::vector<KeyCodes>& keys, const GroupLevels& groups,
        const std::vector<GroupValues>& measures)
      : keys_(keys), groups_(groups), measures_(measures), next_(groups.levels.size()) {}

  std::vector<GroupLine> all() && {
    std::vector<std::string> none(keys_.size());
    write(0, 0, none);
    return std::move(lines_);
  }

 private:
  void write(std::size_t depth, std::uint32_t group, std::vector<std::string>& keys) {
    if (depth < keys_.size()) {
      // Groups of a level come in the order of those above them.
      const GroupLevels::Level& below = groups_.levels[depth + 1];
      std::uint32_t& child = next_[depth + 1];
      for (; child < below.size() && below.parent[child] == group; ++child) {
        keys[depth] = keys_[depth].texts[below.code[child]];
        write(depth + 1, child, keys);
      }
      keys[depth].clear();
    }
    GroupLine& line = lines_.emplace_back();
    line.keys = keys;
    line.depth = depth;
    line.first = groups_.levels[depth].begin[group];
    line.rows = groups_.levels[depth].rows(group);
    for (const GroupValues& measure : measures_) {
      line.values.push_back(measure.values[depth][group]);
      if (!measure.boxes.empty()) line.boxes.push_back(measure.boxes[depth][group]);
    }
  }

  const std::vector<KeyCodes>& keys_;
  const GroupLevels& groups_;
  const std::vector<GroupValues>& measures_;
  std::vector<std::uint32_t> next_;  // group of each level that is not yet written
  std::vector<GroupLine> lines_;
};

}  // namespace

Result<GroupTable> group_rows(const model::Layer& layer, const model::Rows& rows,
                              const std::vector<GroupKey>& keys,
                              const std::vector<GroupMeasure>& measures, Progress& progress) {
  const Result<std::vector<KeyCodes>> coded = codes_of(layer, rows, keys, progress);
  if (!coded) return coded.error();
  const GroupLevels groups = group_levels(*coded, rows);
  std::vector<GroupValues> values;
  for (const GroupMeasure& measure : measures) {
    if (progress.cancelled()) return cancelled();
    progress.report(static_cast<double>(values.size()) / static_cast<double>(measures.size()));
    Result<GroupValues> one = group_values(layer, groups, measure);
    if (!one) return one.error();
    values.push_back(std::move(*one));
  }
  if (progress.cancelled()) return cancelled();
  GroupTable table;
  table.keys = keys.size();
  table.measures = measures;
  for (const KeyCodes& key : *coded) table.headings.push_back(key.heading);
  for (const GroupMeasure& measure : measures)
    table.headings.push_back(measure_heading(layer, measure));
  table.lines = Lines(*coded, groups, values).all();
  table.order = groups.order;
  return table;
}

Result<PivotTable> pivot_rows(const model::Layer& layer, const model::Rows& rows,
                              const GroupKey& down, const GroupKey& across,
                              const GroupMeasure& measure, Progress& progress) {
  const Result<std::vector<KeyCodes>> coded = codes_of(layer, rows, {down, across}, progress);
  if (!coded) return coded.error();
  const KeyCodes &lines = coded->front(), &columns = coded->back();
  const GroupLevels groups = group_levels(*coded, rows);
  const Result<GroupValues> cells = group_values(layer, groups, measure);
  if (!cells) return cells.error();
  if (progress.cancelled()) return cancelled();
  const Result<GroupValues> below = group_values(layer, group_levels({columns}, rows), measure);
  if (!below) return below.error();
  if (progress.cancelled()) return cancelled();

  PivotTable table{lines.heading,    columns.heading,  measure_heading(layer, measure),
                   lines.texts,      columns.texts,    {},
                   cells->values[1], below->values[1], cells->values[0][0]};
  constexpr double no_rows = std::numeric_limits<double>::quiet_NaN();
  table.cells.assign(lines.texts.size(), std::vector<double>(columns.texts.size(), no_rows));
  // Every value of a key occurs, so that groups of one key are numbered as its values are.
  const GroupLevels::Level& deepest = groups.levels[2];
  for (std::size_t g = 0; g < deepest.size(); ++g) {
    table.cells[deepest.parent[g]][deepest.code[g]] = cells->values[2][g];
  }
  return table;
}

}  // namespace wangge::analysis
