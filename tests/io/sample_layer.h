#pragma once

#include <atomic>
#include <string>

#include "base/time.h"
#include "io/column_builder.h"
#include "model/layer.h"
#include "support/test_folder.h"

namespace wangge::io {

/// Three buildings of Zhuhai in EPSG:4547 with a column of every type, nulls and Chinese texts.
inline model::Layer sample_layer(geo::Kind kind = geo::Kind::polygons) {
  model::Layer layer;
  layer.name = "buildings";
  layer.geometry = geo::PackedGeometry(kind);
  for (int i = 0; i < 3; ++i) {
    const double x = 453'000 + 40.25 * i, y = 2'463'000 + 10.5 * i;
    if (kind == geo::Kind::points) {
      layer.geometry.add_point_feature({x, y});
    } else if (kind == geo::Kind::lines) {
      layer.geometry.add_ring_feature(
          std::vector<geo::Point>{{x, y}, {x + 20, y}, {x + 20, y + 5}});
    } else {
      layer.geometry.add_ring_feature(
          std::vector<geo::Point>{{x, y}, {x, y + 12}, {x + 20, y + 12}, {x + 20, y}, {x, y}});
    }
  }
  ColumnBuilder name("名称", ColumnType::texts), floors("层数", ColumnType::integers),
      height("高度", ColumnType::reals), built("建成时间", ColumnType::times),
      lift("电梯", ColumnType::bools), chief("楼长", ColumnType::texts),
      note("备注说明文字很长", ColumnType::texts);
  for (const char* text : {"南坑一栋", "桃园\"二\",栋", "=1+2"}) name.add(std::string_view(text));
  floors.add(std::int64_t{7}), floors.add_null(), floors.add(std::int64_t{33});
  height.add(20.5), height.add(101.25), height.add_null();
  built.add_time(from_civil({1998, 5, 1, 8, 30, 0})), built.add_null(),
      built.add_time(from_civil({2020, 12, 31, 23, 59, 0}));
  lift.add_bool(true), lift.add_bool(false), lift.add_null();
  for (const char* text : {"张小明", "李四", "欧阳锋"}) chief.add(std::string_view(text));
  note.add(std::string_view("甲")), note.add_null(), note.add(std::string_view("乙"));
  for (ColumnBuilder* column : {&name, &floors, &height, &built, &lift, &chief, &note}) {
    layer.table.columns.push_back(std::move(*column).build());
  }
  layer.table.rows = 3;
  layer.mapping.set(model::Field::chief, 5);
  layer.extent = layer.geometry.box();
  return layer;
}

}  // namespace wangge::io
