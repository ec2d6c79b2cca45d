#include "model/recipe.h"

#include "base/i18n.h"

namespace wangge::model {

std::string to_text(const Recipe& recipe) {
  std::string text = recipe.tool + "(";
  const char* between = "";
  for (const Recipe::Input& input : recipe.inputs) {
    text +=
        between + input.name + ": " + with_separators(static_cast<long long>(input.rows)) + " rows";
    between = ", ";
  }
  between = recipe.inputs.empty() ? "" : "; ";
  for (const Recipe::Parameter& parameter : recipe.parameters) {
    text += between + parameter.key + " = " + parameter.value;
    between = ", ";
  }
  if (recipe.seed) text += between + ("seed = " + std::to_string(*recipe.seed));
  return text + ") by wangge " + recipe.version;
}

}  // namespace wangge::model
