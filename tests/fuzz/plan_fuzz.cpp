// Plan files: what is read is written and read again as the same plan.
#include "fuzz/fuzz.h"
#include "model/plan.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  model::Plan base;
  for (const char* code : {"A", "B", "440402001001"}) base.grids.push_back({code, code, "", ""});
  base.unit_ids = std::vector<std::string>{"u1", "u2", "南坑,3", ""};
  base.grid_of_unit.assign(base.unit_ids.size(), model::unassigned);
  const auto plan = model::plan_from_text(std::string(text_of(data, size)), base, "fuzz");
  if (!plan) {
    must(!plan.error().reason.empty(), "a refusal says why");
    return 0;
  }
  const std::string text = model::plan_to_text(*plan);
  const auto again = model::plan_from_text(text, base, "fuzz");
  must(again && again->grid_of_unit == plan->grid_of_unit, "a written plan is read back");
  return 0;
}
