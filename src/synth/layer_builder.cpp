#include "synth/layer_builder.h"

#include <cassert>

namespace wangge::synth {

using model::Field;

LayerBuilder::LayerBuilder(std::string name, model::Role role, geo::Kind kind) {
  layer_.name = std::move(name);
  layer_.role = role;
  layer_.geometry = geo::PackedGeometry(kind);
  layer_.source.format = "synth";
}

LayerBuilder& LayerBuilder::column(std::string name, decltype(model::Column::values) values,
                                   std::initializer_list<Field> fields) {
  for (const Field field : fields) {
    layer_.mapping.set(field, static_cast<int>(layer_.table.columns.size()));
  }
  layer_.table.columns.push_back({std::move(name), std::move(values), {}});
  texts_.emplace_back();
  return *this;
}

LayerBuilder& LayerBuilder::text(std::string name, std::initializer_list<Field> fields) {
  return column(std::move(name), model::Texts(), fields);
}
LayerBuilder& LayerBuilder::integer(std::string name, std::initializer_list<Field> fields) {
  return column(std::move(name), model::Integers(), fields);
}
LayerBuilder& LayerBuilder::real(std::string name, std::initializer_list<Field> fields) {
  return column(std::move(name), model::Reals(), fields);
}
LayerBuilder& LayerBuilder::time(std::string name, std::initializer_list<Field> fields) {
  return column(std::move(name), model::Times(), fields);
}

LayerBuilder& LayerBuilder::put(std::string_view value) {
  assert(std::holds_alternative<model::Texts>(layer_.table.columns[at_].values));
  texts_[at_++].push_back(value);
  return *this;
}

LayerBuilder& LayerBuilder::put(std::int64_t value) {
  auto& values = layer_.table.columns[at_++].values;
  if (auto* times = std::get_if<model::Times>(&values)) {
    times->seconds.push_back(value);
  } else {
    std::get<model::Integers>(values).push_back(value);
  }
  return *this;
}

LayerBuilder& LayerBuilder::put(double value) {
  std::get<model::Reals>(layer_.table.columns[at_++].values).push_back(value);
  return *this;
}

LayerBuilder& LayerBuilder::put_null() {
  model::Column& column = layer_.table.columns[at_];
  column.nulls.set_null(layer_.table.rows);
  if (std::holds_alternative<model::Texts>(column.values)) return put(std::string_view());
  if (std::holds_alternative<model::Reals>(column.values)) return put(0.0);
  return put(std::int64_t{0});
}

void LayerBuilder::end_row() {
  assert(at_ == layer_.table.columns.size());
  at_ = 0;
  ++layer_.table.rows;
  assert(layer_.geometry.size() == layer_.table.rows);
}

model::LayerPtr LayerBuilder::build() {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    auto& values = layer_.table.columns[i].values;
    if (std::holds_alternative<model::Texts>(values)) values = std::move(texts_[i]).build();
  }
  layer_.extent = layer_.geometry.box();
  for (std::size_t row = 0; row < layer_.size(); ++row) {
    if (!layer_.geometry.has_geometry(row)) ++layer_.source.features_without_geometry;
  }
  return std::make_shared<const model::Layer>(std::move(layer_));
}

}  // namespace wangge::synth
