// Why a row is in an answer or not; see question_answer.h.
#include <cmath>

#include "analysis/nearest.h"
#include "analysis/question_answer.h"
#include "analysis/question_phrases.h"
#include "analysis/question_places.h"
#include "analysis/question_text.h"
#include "base/i18n.h"
#include "model/personal.h"

namespace wangge::analysis {
namespace {

/// One row and a layer of it alone: what is asked of each row by itself is asked of that, by the
/// code that answers.
class Explainer {
 public:
  Explainer(const model::Layer& layer, const std::string& asked, std::uint32_t row,
            const AskedOf& of, Progress& progress)
      : layer_(layer),
        row_(row),
        alone_(model::subset(layer, {row})),
        of_(of),
        spoken_{*of.workspace, asked, &layer},
        progress_(progress) {}

  Result<std::vector<Reason>> reasons(const Group& group) {
    std::vector<Reason> all;
    for (const Condition& condition : group.conditions) {
      Result<Reason> one = reason(condition);
      if (!one) return one.error();
      all.push_back(std::move(*one));
    }
    return all;
  }

 private:
  Result<Reason> reason(const Condition& condition) {
    if (const auto* group = std::get_if<Group>(&condition.what)) return of_group(condition, *group);
    const auto* nearest = std::get_if<NearestCondition>(&condition.what);
    // Who is nearest depends on the other rows.
    const Result<Marks> marks =
        condition_marks(condition, nearest ? layer_ : alone_, of_, progress_);
    if (!marks) return marks.error();
    Reason reason{(*marks)[nearest ? row_ : 0] != 0, {}, {}};
    Result<std::string> text = std::visit(
        [&](const auto& what) { return text_of(what, condition, reason.met); }, condition.what);
    if (!text) return text.error();
    reason.text = tidied(std::move(*text));
    return reason;
  }

  Result<Reason> of_group(const Condition& condition, const Group& group) {
    Result<std::vector<Reason>> parts = reasons(group);
    if (!parts) return parts.error();
    const bool any = group.any && !parts->empty();
    bool met = !any;
    for (const Reason& part : *parts) met = any ? met || part.met : met && part.met;
    return Reason{met != condition.negated, tidied(condition_words(condition, spoken_)),
                  std::move(*parts)};
  }

  bool is_personal(const std::string& name) const {
    const auto field = model::field_from_key(name);
    const int mapped = field ? layer_.mapping.column(*field) : -1;
    const int column = mapped >= 0 ? mapped : layer_.table.find(name);
    return column >= 0 &&
           model::personal_column(layer_, static_cast<std::size_t>(column)) != model::Personal::no;
  }

  /// What the row holds in a column, but for names and phones of persons.
  std::string found_words(const std::string& name, const std::string& where) const {
    const auto column = asked_column(name, alone_, where);
    const std::string words = apart(column_words(name, spoken_));
    const std::string value = column ? (*column)->text(0) : std::string();
    if (!value.empty() && is_personal(name)) return trf("{} is masked", words);
    return value.empty() ? trf("{} is empty", words) : trf("{} is “{}”", words, value);
  }

  Result<std::string> text_of(const AttributeCondition& asked, const Condition& condition,
                              bool /*met*/) const {
    const std::string wanted = apart(wanted_words(asked));
    return trf("{}; asked for: {}", found_words(asked.column, to_text(condition)),
               condition.negated ? trf("not ({})", wanted) : wanted);
  }
  Result<std::string> text_of(const TimeCondition& asked, const Condition& condition,
                              bool /*met*/) const {
    return trf("{}; asked for: {}", found_words(asked.column, to_text(condition)),
               condition_words(condition, spoken_));
  }
  Result<std::string> text_of(const SpatialCondition& asked, const Condition& condition, bool met) {
    if (asked.predicate == Predicate::within_distance)
      return distance_words(asked.place, condition);
    if (!alone_.geometry.has_geometry(0)) return without_place(condition);
    Condition as_found = condition;
    as_found.negated = met == condition.negated;  // what is true of the row
    return trf("is {}", condition_words(as_found, spoken_));
  }
  Result<std::string> text_of(const NearestCondition& asked, const Condition& condition,
                              bool /*met*/) {
    return distance_words(asked.place, condition);
  }
  Result<std::string> text_of(const Group& /*group*/, const Condition& condition, bool /*met*/) {
    return condition_words(condition, spoken_);
  }

  std::string without_place(const Condition& condition) const {
    return trf("has no place; asked for: {}", condition_words(condition, spoken_));
  }

  Result<std::string> distance_words(const Place& place, const Condition& condition) {
    if (!alone_.geometry.has_geometry(0)) return without_place(condition);
    const auto by = place_shapes(place, of_, to_text(condition), progress_);
    if (!by) return by.error();
    const std::string name = apart(place_words(place, *of_.workspace));
    const std::string wanted = condition_words(condition, spoken_);
    const double distance = distance_to_nearest(alone_.geometry, 0, **by);
    if (!std::isfinite(distance)) return trf("there is none of {}; asked for: {}", name, wanted);
    return trf("{} m from the nearest of {}; asked for: {}", distance_text(distance), name, wanted);
  }
  /// Whole metres; near ones with a digit more.
  static std::string distance_text(double metres) {
    return metres < 10 ? fmt::format("{:.1f}", metres) : fmt::format("{:.0f}", metres);
  }

  const model::Layer& layer_;
  std::uint32_t row_;
  model::Layer alone_;
  const AskedOf& of_;
  Spoken spoken_;
  Progress& progress_;
};

}  // namespace

Result<std::vector<Reason>> explain(const Question& question, const AskedOf& of, std::uint32_t row,
                                    Progress& progress) {
  const Result<model::LayerId> id = asked_layer(question.layer, *of.workspace);
  if (!id) return id.error();
  const model::Layer& layer = *of.workspace->find(*id)->layer;
  if (row >= layer.size()) {
    return Error{ErrorCode::invalid_argument, "",
                 trf("The layer “{}” has no row {}.", model::title(layer), row + 1), ""};
  }
  return Explainer(layer, question.layer, row, of, progress).reasons(question.where);
}

}  // namespace wangge::analysis
