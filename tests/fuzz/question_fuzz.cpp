// Questions as text: what is read is written and read again as the same question; what is not says
// where and why.
#include "analysis/question_text.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  const std::string text(text_of(data, size));
  const auto question = analysis::parse_question(text);
  if (!question) {
    must(question.error().where.starts_with("question:"), "a refusal says where");
    must(!question.error().reason.empty(), "a refusal says why");
    return 0;
  }
  const std::string written = analysis::to_text(*question);
  const auto again = analysis::parse_question(written);
  must(again && *again == *question, "a written question is read back");
  must(analysis::to_text(*again) == written, "a question has one text");
  return 0;
}
