#include "base/result.h"

namespace wangge {

std::string to_text(const Error& error) {
  std::string text;
  if (!error.where.empty()) text = error.where + ": ";
  text += error.reason;
  if (!error.advice.empty()) text += " " + error.advice;
  return text;
}

}  // namespace wangge
