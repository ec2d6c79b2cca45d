// Writing the language of questions; read by question_text.cpp.
#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "analysis/drawn_wkt.h"
#include "analysis/question_text.h"
#include "analysis/question_tokens.h"

namespace wangge::analysis {
namespace {

std::string group_text(const Group& group);

std::string word(Word w) { return std::string(word_text(w)); }

std::string value_text(const AskedValue& value) {
  return value.parameter ? written_parameter(value.text) : written_value(value.text);
}

/// A number of metres stands bare only where it cannot be the name of a layer.
std::string distance_text(const AskedValue& value) {
  const bool digit = !value.text.empty() && value.text[0] >= '0' && value.text[0] <= '9';
  return value.parameter || digit ? value_text(value) : written_text(value.text);
}

std::string list_text(const std::vector<AskedValue>& values) {
  std::string text;
  for (const AskedValue& value : values) text += (text.empty() ? "" : ", ") + value_text(value);
  return "(" + text + ")";
}

std::string one_or_list(const std::vector<AskedValue>& values) {
  return values.size() == 1 ? value_text(values.front()) : list_text(values);
}

std::string place_text(const Place& place) {
  switch (place.kind) {
    case Place::Kind::selection:
      return word(Word::selection);
    case Place::Kind::drawn:
      return word(Word::shape) + " " + written_text(drawn_to_wkt(place.drawn));
    case Place::Kind::layer:
      break;
  }
  const std::string layer = written_name(place.layer);
  if (place.which.conditions.empty()) return layer;
  return fmt::format("({} {} {})", layer, word_text(Word::where), group_text(place.which));
}

std::string text_of(const AttributeCondition& asked, bool& negated) {
  const std::string column = written_name(asked.column) + " ";
  switch (asked.comparison) {
    case Comparison::is_empty:
      return column + "is empty";
    case Comparison::is_filled:
      return column + "is not empty";
    case Comparison::contains:
    case Comparison::starts_with: {
      const char* how = asked.comparison == Comparison::contains ? "contains " : "starts with ";
      const char* unlike = std::exchange(negated, false) ? "not " : "";
      return column + unlike + how + one_or_list(asked.values);
    }
    case Comparison::equal:
    case Comparison::unequal:
      if (asked.values.size() != 1) {
        const bool equal = asked.comparison == Comparison::equal;
        return column + (equal ? "in " : "not in ") + list_text(asked.values);
      }
      break;
    default:
      break;
  }
  assert(asked.values.size() == 1);
  return fmt::format("{}{} {}", column, sign_of(asked.comparison),
                     value_text(asked.values.front()));
}

std::string text_of(const TimeCondition& asked, bool& /*negated*/) {
  const std::string column = written_name(asked.column);
  if (asked.last) {
    return fmt::format("{} in last {} {}", column, value_text(*asked.last),
                       word_text(word_of(asked.step)));
  }
  assert(asked.from || asked.until);
  std::string text = column;
  if (asked.from) text += " from " + value_text(*asked.from);
  if (asked.until) text += " until " + value_text(*asked.until);
  return text;
}

std::string text_of(const SpatialCondition& asked, bool& /*negated*/) {
  const std::string place = place_text(asked.place);
  if (asked.predicate == Predicate::within_distance) {
    return fmt::format("within {} m of {}", distance_text(asked.distance_m), place);
  }
  return std::string(predicate_key(asked.predicate)) + " " + place;
}

std::string text_of(const NearestCondition& asked, bool& /*negated*/) {
  return fmt::format("nearest {} to {}", value_text(asked.count), place_text(asked.place));
}

std::string text_of(const Group& group, bool& /*negated*/) { return "(" + group_text(group) + ")"; }

std::string joined(const std::vector<Condition>& conditions, const char* by) {
  std::string text;
  for (const Condition& condition : conditions) {
    text += (text.empty() ? "" : by) + to_text(condition);
  }
  return text;
}

/// Without brackets around it.
std::string group_text(const Group& group) {
  if (!group.any || group.conditions.size() < 2) return joined(group.conditions, " and ");
  std::string text;
  for (const Condition& condition : group.conditions) {
    // "and" binds closer than "or", so that a group of several needs no brackets here.
    const auto* inner = std::get_if<Group>(&condition.what);
    const bool bare =
        inner != nullptr && !condition.negated && !inner->any && inner->conditions.size() > 1;
    text += (text.empty() ? "" : " or ") + (bare ? group_text(*inner) : to_text(condition));
  }
  return text;
}

}  // namespace

std::string to_text(const Condition& condition) {
  bool negated = condition.negated;
  std::string text =
      std::visit([&](const auto& what) { return text_of(what, negated); }, condition.what);
  return negated ? "not " + text : text;
}

std::string to_text(const Question& question) {
  const std::string layer = written_name(question.layer);
  if (question.where.conditions.empty()) return layer;
  return fmt::format("{} {} {}", layer, word_text(Word::where), group_text(question.where));
}

}  // namespace wangge::analysis
