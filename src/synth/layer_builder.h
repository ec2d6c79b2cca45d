#pragma once

#include <string>
#include <vector>

#include "model/layer.h"

namespace wangge::synth {

/// Builds a layer row by row: first the columns, then for each feature its values in that order and
/// its geometry.
class LayerBuilder {
 public:
  LayerBuilder(std::string name, model::Role role, geo::Kind kind);

  LayerBuilder& text(std::string name, std::initializer_list<model::Field> fields = {});
  LayerBuilder& integer(std::string name, std::initializer_list<model::Field> fields = {});
  LayerBuilder& real(std::string name, std::initializer_list<model::Field> fields = {});
  LayerBuilder& time(std::string name, std::initializer_list<model::Field> fields = {});

  LayerBuilder& put(std::string_view value);
  LayerBuilder& put(std::int64_t value);
  LayerBuilder& put(double value);
  LayerBuilder& put_null();

  geo::PackedGeometry& geometry() { return layer_.geometry; }
  /// Ends the row: every column has its value and the geometry one more feature.
  void end_row();
  std::size_t rows() const { return layer_.table.rows; }

  model::LayerPtr build();

 private:
  LayerBuilder& column(std::string name, decltype(model::Column::values) values,
                       std::initializer_list<model::Field> fields);
  model::Layer layer_;
  std::vector<model::TextsBuilder> texts_;  // one a column, used by the text columns
  std::size_t at_ = 0;                      // column of the next value
};

}  // namespace wangge::synth
