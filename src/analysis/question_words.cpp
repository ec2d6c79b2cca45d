#include "analysis/question_words.h"

#include <algorithm>
#include <array>

#include "analysis/question_answer.h"
#include "analysis/question_phrases.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using model::Field;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What is said of features besides what they are, by the place that it has in a sentence.
struct Parts {
  std::string noun;
  std::vector<std::string> states, times, spaces;
  Group others;
};

std::string listed(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list = list.empty() ? text : trf("{0}, {1}", list, text);
  return list;
}

/// The one value of a condition "field is value", or nothing.
std::optional<AskedValue> value_of(const Condition& condition, Field field, const Spoken& of) {
  const auto* asked = std::get_if<AttributeCondition>(&condition.what);
  if (asked == nullptr || condition.negated || asked->comparison != Comparison::equal ||
      asked->values.size() != 1 || asked_field(asked->column, of) != field) {
    return std::nullopt;
  }
  return asked->values.front();
}

/// A class or a kind is what people call the features by.
std::optional<std::string> noun_of(const Condition& condition, const Spoken& of) {
  if (const auto value = value_of(condition, Field::category, of)) {
    return trf("{0} of class {1}", apart(layer_words(of)), apart(value_words(*value)));
  }
  if (const auto value = value_of(condition, Field::kind, of)) {
    return trf("{0} (kind {1})", layer_words(of), apart(value_words(*value)));
  }
  return std::nullopt;
}

bool is_state(const Condition& condition, const Spoken& of) {
  const auto* asked = std::get_if<AttributeCondition>(&condition.what);
  if (asked == nullptr || asked->comparison < Comparison::is_empty) return false;
  const auto field = asked_field(asked->column, of);
  return field == Field::closed_at || field == Field::accepted_at || field == Field::rechecked_at;
}

Parts parts_of(const Group& which, const Spoken& of) {
  Parts parts;
  const Condition* noun = nullptr;
  for (const Condition& condition : which.conditions) {
    if (noun == nullptr && noun_of(condition, of)) noun = &condition;
  }
  parts.noun = noun == nullptr ? apart(layer_words(of)) : apart(*noun_of(*noun, of));
  for (const Condition& condition : which.conditions) {
    if (&condition == noun) continue;
    const bool space = std::holds_alternative<SpatialCondition>(condition.what) ||
                       std::holds_alternative<NearestCondition>(condition.what);
    if (is_state(condition, of)) {
      parts.states.push_back(condition_words(condition, of));
    } else if (std::holds_alternative<TimeCondition>(condition.what)) {
      parts.times.push_back(condition_words(condition, of));
    } else if (space) {
      parts.spaces.push_back(condition_words(condition, of));
    } else {
      parts.others.conditions.push_back(condition);
    }
  }
  return parts;
}

/// "南坑社区内、层数 ≥ 7、近 30 天未结的工单": all of it stands before the noun.
std::string said_before(const Parts& parts, const Spoken& of) {
  std::vector<std::string> all = parts.spaces;
  for (const Condition& condition : parts.others.conditions) {
    all.push_back(condition_words(condition, of));
  }
  const std::string when = listed(parts.times) + listed(parts.states);
  if (!when.empty()) all.push_back(when);
  return all.empty() ? parts.noun : trf("{0} that are {1}", parts.noun, apart(listed(all)));
}

/// "tickets that are not closed where level is grid, of the last 30 days, within 南坑社区"
std::string said_after(const Parts& parts, const Spoken& of) {
  std::string text = parts.noun;
  const auto joined = [](const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& one : texts) all = all.empty() ? one : trf("{0} and {1}", all, one);
    return all;
  };
  if (!parts.states.empty()) text = trf("{0} that are {1}", text, joined(parts.states));
  if (!parts.others.conditions.empty()) {
    text = trf("{0} where {1}", text, group_words(parts.others, of));
  }
  std::vector<std::string> rest{text};
  rest.insert(rest.end(), parts.times.begin(), parts.times.end());
  rest.insert(rest.end(), parts.spaces.begin(), parts.spaces.end());
  return listed(rest);
}

}  // namespace

Spoken spoken_layer(const std::string& name, const model::Workspace& workspace) {
  const Result<model::LayerId> id = asked_layer(name, workspace);
  return {workspace, name, id ? workspace.find(*id)->layer.get() : nullptr};
}

std::string layer_words(const Spoken& of) {
  if (const auto role = model::role_from_key(of.asked)) return model::role_name(*role);
  return of.layer == nullptr ? of.asked : model::title(*of.layer);
}

std::optional<Field> asked_field(const std::string& column, const Spoken& of) {
  if (const auto field = model::field_from_key(column)) return field;
  if (of.layer == nullptr) return std::nullopt;
  const int own = of.layer->table.find(column);
  for (const auto& [field, index] : of.layer->mapping.entries()) {
    if (index == own && own >= 0) return field;
  }
  return std::nullopt;
}

std::string column_words(const std::string& column, const Spoken& of) {
  if (const auto field = asked_field(column, of)) return model::field_name(*field);
  if (of.layer != nullptr && of.layer->table.find(column) >= 0) return column;
  if (column == "area_m2") return tr("area (m²)");
  if (column == "length_m") return tr("length (m)");
  return column;
}

std::string value_words(const AskedValue& value) {
  return value.parameter ? "$" + value.text : value.text;
}

std::optional<AskedValue> only_value(const Group& group, Field field, const Spoken& of) {
  return group.conditions.size() == 1 ? value_of(group.conditions.front(), field, of)
                                      : std::nullopt;
}

std::string place_words(const Place& place, const model::Workspace& workspace) {
  if (place.kind == Place::Kind::selection) return tr("the selection");
  if (place.kind == Place::Kind::drawn) {
    switch (place.drawn.kind()) {
      case geo::Kind::points:
        return tr("the drawn point");
      case geo::Kind::lines:
        return tr("the drawn line");
      case geo::Kind::polygons:
        return tr("the drawn area");
    }
  }
  const Spoken of = spoken_layer(place.layer, workspace);
  if (const auto name = only_value(place.which, Field::name, of)) return value_words(*name);
  const std::string features = features_words(place.which, of);
  return place.which.conditions.size() < 2 ? features : trf("({})", features);
}

std::string apart(std::string text) {
  if (language() != Language::chinese || text.empty()) return text;
  if (is_letter_or_digit(text.front())) text.insert(0, " ");
  if (is_letter_or_digit(text.back())) text += " ";
  return text;
}

std::string tidied(std::string text) {
  if (language() != Language::chinese) return text;
  constexpr std::array<std::string_view, 8> tight{"、", "，", "（", "）", "“", "”", "；", "："};
  std::string tidy;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ' ') {
      tidy += text[at];
      continue;
    }
    const std::string_view after = std::string_view(text).substr(at + 1);
    const auto touches = [&](std::string_view mark) {
      return after.starts_with(mark) || tidy.ends_with(mark);
    };
    const bool needless = tidy.empty() || tidy.ends_with(' ') || after.empty() ||
                          std::any_of(tight.begin(), tight.end(), touches);
    if (!needless) tidy += ' ';
  }
  return tidy;
}

std::string features_words(const Group& which, const Spoken& of) {
  if (which.any && which.conditions.size() > 1) {
    return trf("{0} where {1}", apart(layer_words(of)), apart(group_words(which, of)));
  }
  const Parts parts = parts_of(which, of);
  return language() == Language::chinese ? said_before(parts, of) : said_after(parts, of);
}

std::string sentence(const Question& question, const model::Workspace& workspace) {
  return tidied(features_words(question.where, spoken_layer(question.layer, workspace)));
}

std::string phrase(const Condition& condition, const std::string& layer,
                   const model::Workspace& workspace) {
  return tidied(condition_words(condition, spoken_layer(layer, workspace)));
}

}  // namespace wangge::analysis
