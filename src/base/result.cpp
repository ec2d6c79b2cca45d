#include "base/result.h"

#include <string_view>

namespace wangge {

std::string to_text(const Error& error) {
  std::string text;
  if (!error.where.empty()) text = error.where + ": ";
  text += error.reason;
  // Reasons that quote a library may end anyhow; the advice after them is a sentence of its own.
  const bool ended = text.empty() ||
                     std::string_view(".!?").find(text.back()) != std::string_view::npos ||
                     text.ends_with("。") || text.ends_with("！") || text.ends_with("？");
  if (!ended) text += ".";
  if (!error.advice.empty()) text += " " + error.advice;
  return text;
}

}  // namespace wangge
