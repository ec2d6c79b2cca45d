#include "analysis/column_named.h"

namespace wangge::analysis {

int column_named(const model::Layer& layer, const std::string& name) {
  const auto field = model::field_from_key(name);
  const int mapped = field ? layer.mapping.column(*field) : -1;
  return mapped >= 0 ? mapped : layer.table.find(name);
}

}  // namespace wangge::analysis
