// Conditions in words; see question_phrases.h.
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "analysis/question_phrases.h"
#include "analysis/question_text.h"
#include "base/i18n.h"
#include "model/column.h"

namespace wangge::analysis {
namespace {

using model::Field;

bool is_number(const AskedValue& value) {
  return !value.parameter && !std::isnan(model::parse_number(value.text));
}

std::string enumerated(const std::string& first, const std::string& second) {
  return first.empty() ? second : trf("{0}, {1}", first, second);
}

/// "A, B or C"
std::string choice(const std::vector<AskedValue>& values, bool in_quotes) {
  if (values.empty()) return tr("no value");
  const auto one = [&](const AskedValue& value) {
    return in_quotes ? fmt::format("“{}”", value_words(value)) : apart(value_words(value));
  };
  std::string text;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) text = enumerated(text, one(values[i]));
  return text.empty() ? one(values.back()) : trf("{0} or {1}", text, one(values.back()));
}

/// The sign of a comparison as people write it; empty where it has none.
const char* written_sign(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal:
      return "=";
    case Comparison::unequal:
      return "≠";
    case Comparison::less:
      return "<";
    case Comparison::at_most:
      return "≤";
    case Comparison::more:
      return ">";
    case Comparison::at_least:
      return "≥";
    default:
      return "";
  }
}

/// "≥ 7": what is of an order, and one number; nothing for the rest.
std::string signed_value(const AttributeCondition& asked) {
  const bool order =
      asked.comparison >= Comparison::less && asked.comparison <= Comparison::at_least;
  const bool number = asked.comparison <= Comparison::unequal && asked.values.size() == 1 &&
                      is_number(asked.values.front());
  if (!order && !number) return {};
  return fmt::format("{} {}", written_sign(asked.comparison), value_words(asked.values.front()));
}

/// A time that says by itself how far a matter is; nothing for others.
std::string state_words(Field field, bool reached) {
  switch (field) {
    case Field::accepted_at:
      return reached ? tr("accepted") : tr("not accepted");
    case Field::closed_at:
      return reached ? tr("closed") : tr("not closed");
    case Field::rechecked_at:
      return reached ? tr("rechecked") : tr("not rechecked");
    default:
      return {};
  }
}

/// The same without a negation where a comparison says it by itself.
void resolve_negation(AttributeCondition& asked, bool& negated) {
  if (!negated) return;
  constexpr std::pair<Comparison, Comparison> opposites[] = {
      {Comparison::equal, Comparison::unequal}, {Comparison::is_empty, Comparison::is_filled}};
  for (const auto& [one, other] : opposites) {
    if (asked.comparison != one && asked.comparison != other) continue;
    asked.comparison = asked.comparison == one ? other : one;
    negated = false;
    return;
  }
}

std::string words(AttributeCondition asked, bool& negated, const Spoken& of) {
  resolve_negation(asked, negated);
  const std::string column = apart(column_words(asked.column, of));
  if (const std::string value = signed_value(asked); !value.empty()) {
    return fmt::format("{} {}", column, value);
  }
  const auto field = asked_field(asked.column, of);
  switch (asked.comparison) {
    case Comparison::is_empty:
    case Comparison::is_filled: {
      const bool filled = asked.comparison == Comparison::is_filled;
      const std::string state = field ? state_words(*field, filled) : std::string();
      if (!state.empty()) return state;
      return filled ? trf("{} is filled", column) : trf("{} is empty", column);
    }
    case Comparison::contains:
      return std::exchange(negated, false)
                 ? trf("{} does not contain {}", column, choice(asked.values, true))
                 : trf("{} contains {}", column, choice(asked.values, true));
    case Comparison::starts_with:
      return std::exchange(negated, false)
                 ? trf("{} does not start with {}", column, choice(asked.values, true))
                 : trf("{} starts with {}", column, choice(asked.values, true));
    case Comparison::unequal:
      return trf("{} is not {}", column, choice(asked.values, false));
    default:
      return trf("{} is {}", column, choice(asked.values, false));
  }
}

/// "the last 30 days"
std::string last_words(const TimeCondition& asked) {
  const std::string count = value_words(*asked.last);
  const bool one = !asked.last->parameter && asked.last->text == "1";
  switch (asked.step) {
    case TimeStep::hours:
      return one ? tr("the last hour") : trf("the last {} hours", count);
    case TimeStep::days:
      return one ? tr("today") : trf("the last {} days", count);
    case TimeStep::weeks:
      return one ? tr("the last week") : trf("the last {} weeks", count);
    case TimeStep::months:
      return one ? tr("the last month") : trf("the last {} months", count);
    case TimeStep::years:
      return one ? tr("the last year") : trf("the last {} years", count);
  }
  return {};
}

std::string range_words(const TimeCondition& asked) {
  if (asked.from && asked.until) {
    return trf("from {} to before {}", value_words(*asked.from), value_words(*asked.until));
  }
  if (asked.from) return trf("since {}", value_words(*asked.from));
  return asked.until ? trf("before {}", value_words(*asked.until)) : std::string(tr("at any time"));
}

/// What happened in a stretch of time, where the field says it: "closed within the last 7 days",
/// "closed since 2026-03-01"; nothing for other fields.
std::string event_words(Field field, bool last, const std::string& span) {
  switch (field) {
    case Field::reported_at:
      return last ? trf("of {0}", span) : trf("reported {}", span);
    case Field::found_at:
      return last ? trf("of {0}", span) : trf("found {}", span);
    case Field::accepted_at:
      return last ? trf("accepted within {}", span) : trf("accepted {}", span);
    case Field::closed_at:
      return last ? trf("closed within {}", span) : trf("closed {}", span);
    case Field::rechecked_at:
      return last ? trf("rechecked within {}", span) : trf("rechecked {}", span);
    case Field::due_at:
      return last ? trf("due within {}", span) : trf("due {}", span);
    default:
      return {};
  }
}

std::string words(const TimeCondition& asked, bool& /*negated*/, const Spoken& of) {
  const bool last = asked.last.has_value();
  const std::string span = last ? last_words(asked) : range_words(asked);
  if (const auto field = asked_field(asked.column, of)) {
    if (std::string event = event_words(*field, last, span); !event.empty()) return event;
  }
  const std::string column = apart(column_words(asked.column, of));
  return last ? trf("{0} within {1}", column, span) : trf("{0} {1}", column, span);
}

std::string words(const SpatialCondition& asked, bool& negated, const Spoken& of) {
  const std::string place = apart(place_words(asked.place, of.workspace));
  const bool no = negated;
  negated = false;
  switch (asked.predicate) {
    case Predicate::intersects:
      return no ? trf("not intersecting {}", place) : trf("intersecting {}", place);
    case Predicate::within:
      return no ? trf("not within {}", place) : trf("within {}", place);
    case Predicate::contains:
      return no ? trf("not containing {}", place) : trf("containing {}", place);
    case Predicate::overlaps:
      return no ? trf("not overlapping {}", place) : trf("overlapping {}", place);
    case Predicate::touches:
      return no ? trf("not touching {}", place) : trf("touching {}", place);
    case Predicate::crosses:
      return no ? trf("not crossing {}", place) : trf("crossing {}", place);
    case Predicate::equals:
      return no ? trf("not of the same shape as {}", place) : trf("of the same shape as {}", place);
    case Predicate::disjoint:
      return no ? trf("not apart from all of {}", place) : trf("apart from {}", place);
    case Predicate::within_distance: {
      const std::string distance = value_words(asked.distance_m);
      return no ? trf("not within {} m of {}", distance, place)
                : trf("within {} m of {}", distance, place);
    }
  }
  return {};
}

std::string words(const NearestCondition& asked, bool& /*negated*/, const Spoken& of) {
  const std::string place = apart(place_words(asked.place, of.workspace));
  if (asked.count == AskedValue{"1"}) return trf("the nearest to {}", place);
  return trf("among the {} nearest to {}", value_words(asked.count), place);
}

std::string words(const Group& group, bool& negated, const Spoken& of) {
  const std::string inner = group_words(group, of);
  return std::exchange(negated, false) ? trf("not ({})", inner) : trf("({})", inner);
}

}  // namespace

std::string condition_words(const Condition& condition, const Spoken& of) {
  bool negated = condition.negated;
  std::string text =
      std::visit([&](const auto& what) { return words(what, negated, of); }, condition.what);
  return negated ? trf("not ({})", text) : text;
}

std::string wanted_words(const AttributeCondition& asked) {
  if (std::string value = signed_value(asked); !value.empty()) return value;
  switch (asked.comparison) {
    case Comparison::equal:
      return choice(asked.values, true);
    case Comparison::unequal:
      return trf("not {}", choice(asked.values, true));
    case Comparison::contains:
      return trf("a text with {}", choice(asked.values, true));
    case Comparison::starts_with:
      return trf("a text that starts with {}", choice(asked.values, true));
    case Comparison::is_empty:
      return tr("no value");
    default:
      return tr("any value");
  }
}

std::string group_words(const Group& group, const Spoken& of) {
  if (group.conditions.empty()) return tr("everything");
  std::string text;
  for (const Condition& condition : group.conditions) {
    std::string one = condition_words(condition, of);
    // Of several values one is said with "or", which "and" beside it would tear apart.
    const auto* asked = std::get_if<AttributeCondition>(&condition.what);
    if (asked != nullptr && asked->values.size() > 1 && group.conditions.size() > 1) {
      one = trf("({})", one);
    }
    if (text.empty()) {
      text = std::move(one);
    } else {
      text = group.any ? trf("{0} or {1}", text, one) : trf("{0} and {1}", text, one);
    }
  }
  return text;
}

}  // namespace wangge::analysis
