#include "model/layer.h"

#include <fmt/format.h>

namespace wangge::model {

const Column* Layer::field(Field field) const {
  const int column = mapping.column(field);
  return column < 0 ? nullptr : &table.columns[static_cast<std::size_t>(column)];
}

std::string Layer::label(std::size_t row) const {
  for (const Field naming : {Field::name, Field::code, Field::address, Field::id}) {
    const Column* column = field(naming);
    if (column == nullptr) continue;
    std::string text = column->text(row);
    if (!text.empty()) return text;
  }
  return fmt::format("#{}", row + 1);
}

}  // namespace wangge::model
