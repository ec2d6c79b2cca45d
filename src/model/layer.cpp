#include "model/layer.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/i18n.h"

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

Layer subset(const Layer& layer, const std::vector<std::uint32_t>& rows) {
  Layer some;
  some.name = layer.name;
  some.role = layer.role;
  some.mapping = layer.mapping;
  some.source = layer.source;
  some.table = subset(layer.table, rows);
  some.geometry = layer.geometry.subset(rows);
  some.extent = some.geometry.box();
  return some;
}

std::string title(const Layer& layer) {
  if (layer.name == role_key(layer.role)) return role_name(layer.role);
  constexpr std::array common{std::pair{"roads", tr_mark("roads")},
                              std::pair{"water", tr_mark("water")},
                              std::pair{"green", tr_mark("green")}};
  for (const auto& [name, text] : common) {
    if (layer.name == name) return tr(text);
  }
  return layer.name;
}

}  // namespace wangge::model
