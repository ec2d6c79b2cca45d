#include "analysis/question_answer.h"

#include <numeric>
#include <utility>

#include "analysis/nearest.h"
#include "analysis/question_places.h"
#include "analysis/question_text.h"

namespace wangge::analysis {
namespace {

/// Evaluates one condition of each kind.
struct Evaluation {
  const model::Layer& layer;
  const AskedOf& of;
  Progress& progress;
  std::string where;

  Result<Marks> operator()(const AttributeCondition& asked) const {
    return attribute_marks(asked, layer, where);
  }
  Result<Marks> operator()(const TimeCondition& asked) const {
    return time_marks(asked, layer, of.now, where);
  }
  Result<Marks> operator()(const SpatialCondition& asked) const {
    const auto by = place_shapes(asked.place, of, where, progress);
    if (!by) return by.error();
    return spatial_marks(asked, layer.geometry, **by, where, progress);
  }
  Result<Marks> operator()(const NearestCondition& asked) const {
    const Result<int> count = asked_count(asked.count, where);
    if (!count) return count.error();
    const auto by = place_shapes(asked.place, of, where, progress);
    if (!by) return by.error();
    return nearest_features(layer.geometry, **by, static_cast<std::size_t>(*count), progress);
  }
  Result<Marks> operator()(const Group& group) const {
    return group_marks(group, layer, of, progress);
  }
};

/// `marks` with those of one more condition of a group.
void combine(Marks& marks, Marks more, bool first, bool any) {
  if (first) {
    marks = std::move(more);
  } else if (any) {
    for (std::size_t row = 0; row < marks.size(); ++row) marks[row] |= more[row];
  } else {
    for (std::size_t row = 0; row < marks.size(); ++row) marks[row] &= more[row];
  }
}

/// The marks of a group, and how many rows meet each of its conditions alone.
struct GroupMarks {
  Marks marks;
  std::vector<std::size_t> alone;
};
Result<GroupMarks> evaluated(const Group& group, const model::Layer& layer, const AskedOf& of,
                             Progress& progress) {
  GroupMarks result;
  for (const Condition& condition : group.conditions) {
    Result<Marks> some = condition_marks(condition, layer, of, progress);
    if (!some) return some.error();
    result.alone.push_back(std::accumulate(some->begin(), some->end(), std::size_t{0}));
    combine(result.marks, *std::move(some), result.alone.size() == 1, group.any);
  }
  if (group.conditions.empty()) result.marks.assign(layer.size(), 1);
  return result;
}

}  // namespace

Result<Marks> condition_marks(const Condition& condition, const model::Layer& layer,
                              const AskedOf& of, Progress& progress) {
  Result<Marks> marks =
      std::visit(Evaluation{layer, of, progress, to_text(condition)}, condition.what);
  if (marks && condition.negated) {
    for (std::uint8_t& mark : *marks) mark ^= 1;
  }
  return marks;
}

Result<Marks> group_marks(const Group& group, const model::Layer& layer, const AskedOf& of,
                          Progress& progress) {
  Result<GroupMarks> result = evaluated(group, layer, of, progress);
  if (!result) return result.error();
  return std::move(result->marks);
}

model::Rows marked_rows(const Marks& marks) {
  model::Rows rows(marks.size());
  std::size_t count = 0;
  for (std::size_t row = 0; row < marks.size(); ++row) {
    rows[count] = static_cast<std::uint32_t>(row);
    count += marks[row];  // without a branch: rows that fail are overwritten by the next
  }
  rows.resize(count);
  return rows;
}

Result<Answer> answer(const Question& question, const AskedOf& of, Progress& progress) {
  const Result<model::LayerId> id = asked_layer(question.layer, *of.workspace);
  if (!id) return id.error();
  const model::Layer& layer = *of.workspace->find(*id)->layer;
  Result<GroupMarks> result = evaluated(question.where, layer, of, progress);
  if (!result) return result.error();
  return Answer{*id, marked_rows(result->marks), std::move(result->alone)};
}

}  // namespace wangge::analysis
