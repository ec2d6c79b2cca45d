#pragma once

#include <optional>
#include <string>

#include "analysis/question.h"
#include "model/workspace.h"

namespace wangge::analysis {

// The pieces that sentences and reasons are made of, in the current language.

/// Whose features are spoken of.
struct Spoken {
  const model::Workspace& workspace;
  std::string asked;                    ///< the layer as the question names it
  const model::Layer* layer = nullptr;  ///< the open one, if there is
};
Spoken spoken_layer(const std::string& name, const model::Workspace& workspace);

/// What the column that a condition names means, or nothing.
std::optional<model::Field> asked_field(const std::string& column, const Spoken& of);
std::string layer_words(const Spoken& of);
std::string column_words(const std::string& column, const Spoken& of);
std::string value_words(const AskedValue& value);
/// "学校", "南坑社区", "the selection"
std::string place_words(const Place& place, const model::Workspace& workspace);

/// A text beside others: in Chinese, letters and digits at its ends stand a blank apart.
std::string apart(std::string text);
/// In Chinese, without the blanks that apart() made too many.
std::string tidied(std::string text);

/// A condition alone: "层数 ≥ 7", "距学校 100 米以内"; not tidied.
std::string condition_words(const Condition& condition, const Spoken& of);
/// What a condition on a column asks for, where the column has been named: "≥ 7", "“高空坠物”".
std::string wanted_words(const AttributeCondition& asked);
/// Several conditions with "and" or "or" between them.
std::string group_words(const Group& group, const Spoken& of);
/// The layer's features that meet a group: "层数 ≥ 7 的楼栋"; not tidied.
std::string features_words(const Group& which, const Spoken& of);

/// The value of the only condition of a group that asks for a field to be something.
std::optional<AskedValue> only_value(const Group& group, model::Field field, const Spoken& of);

}  // namespace wangge::analysis
