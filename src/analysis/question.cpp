#include "analysis/question.h"

#include <algorithm>
#include <type_traits>

namespace wangge::analysis {
namespace {

/// Calls visit(value) for every asked value in the order in which they are read. `G` is a Group,
/// const or not.
template <typename G, typename Visit>
void visit_values(G& group, const Visit& visit) {
  for (auto& condition : group.conditions) {
    std::visit(
        [&](auto& what) {
          using What = std::decay_t<decltype(what)>;
          if constexpr (std::is_same_v<What, AttributeCondition>) {
            for (auto& value : what.values) visit(value);
          } else if constexpr (std::is_same_v<What, TimeCondition>) {
            for (auto* value : {&what.last, &what.from, &what.until}) {
              if (*value) visit(**value);
            }
          } else if constexpr (std::is_same_v<What, SpatialCondition>) {
            visit(what.distance_m);
            visit_values(what.place.which, visit);
          } else if constexpr (std::is_same_v<What, NearestCondition>) {
            visit(what.count);
            visit_values(what.place.which, visit);
          } else {
            visit_values(what, visit);
          }
        },
        condition.what);
  }
}

}  // namespace

std::vector<std::string> parameters_of(const Question& question) {
  std::vector<std::string> names;
  visit_values(question.where, [&](const AskedValue& value) {
    if (value.parameter && std::find(names.begin(), names.end(), value.text) == names.end()) {
      names.push_back(value.text);
    }
  });
  return names;
}

Question with_parameters(Question question,
                         const std::vector<std::pair<std::string, std::string>>& values) {
  visit_values(question.where, [&](AskedValue& value) {
    if (!value.parameter) return;
    const auto given = std::find_if(values.begin(), values.end(),
                                    [&](const auto& one) { return one.first == value.text; });
    if (given != values.end()) value = {given->second};
  });
  return question;
}

}  // namespace wangge::analysis
