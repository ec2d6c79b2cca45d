#pragma once

#include <string>

#include "base/time.h"
#include "io/column_builder.h"
#include "model/layer.h"

namespace wangge::io {

/// Five features around Zhuhai in EPSG:4547: one plain, one of two parts (polygons: the first with
/// a hole), one without geometry; columns of every type with nulls and with values that formats
/// trip over.
inline model::Layer rich_layer(geo::Kind kind) {
  model::Layer layer;
  layer.name = "南坑 建筑物";
  geo::PackedGeometry geometry(kind);
  const auto ring = [&](double x, double y, double size, bool closed) {
    for (const geo::Point p : {geo::Point{x, y}, {x + size, y}, {x + size, y + size}}) {
      geometry.add_point(p);
    }
    if (closed) geometry.add_point({x, y + size}), geometry.add_point({x, y});
    geometry.end_ring();
  };
  for (int row = 0; row < 5; ++row) {
    const double x = 453'000.125 + 40.25 * row, y = 2'463'000.5 + 10.5 * row;
    const int parts = row == 3 ? 0 : row == 1 ? 2 : 1;
    for (int part = 0; part < parts; ++part) {
      if (kind == geo::Kind::points) {
        geometry.add_point({x + 5 * part, y}), geometry.end_ring();
      } else {
        ring(x + 15 * part, y, 12, kind == geo::Kind::polygons);
        if (kind == geo::Kind::polygons && part == 0 && row == 1) ring(x + 3, y + 3, 4, true);
      }
      geometry.end_part();
    }
    geometry.end_feature();
  }
  ColumnBuilder name("名称", ColumnType::texts), floors("层数", ColumnType::integers),
      code("编码", ColumnType::integers), height("高度", ColumnType::reals),
      built("建成时间", ColumnType::times), lift("电梯", ColumnType::bools),
      note("备注", ColumnType::texts);
  for (const char* text : {"南坑一栋", "桃园\"二\",栋", "=1+2", "<甲>&乙", "多行\n文字"}) {
    name.add(std::string_view(text));
  }
  for (const int value : {7, 33, -2, 0}) floors.add(std::int64_t{value});
  floors.add_null();
  for (int i = 0; i < 5; ++i) code.add(std::int64_t{440'402'001'000} + i);
  for (const double value : {20.5, 101.25, -0.001, 123'456'789.125}) height.add(value);
  height.add_null();
  built.add_null();
  for (const CivilTime& time :
       {CivilTime{1998, 5, 1, 8, 30, 0}, CivilTime{2020, 12, 31, 23, 59, 59},
        CivilTime{2024, 2, 29, 0, 0, 0}, CivilTime{2026, 1, 1, 12, 0, 1}}) {
    built.add_time(from_civil(time));
  }
  lift.add_bool(true), lift.add_bool(false), lift.add_null(), lift.add_bool(true);
  lift.add_bool(false);
  std::string longest;
  while (longest.size() < 900) longest += "很长的说明，";
  note.add(std::string_view(longest)), note.add_null(), note.add(std::string_view("+86 756"));
  note.add(std::string_view("@乙")), note.add(std::string_view("丙"));
  for (ColumnBuilder* column : {&name, &floors, &code, &height, &built, &lift, &note}) {
    layer.table.columns.push_back(std::move(*column).build());
  }
  layer.table.rows = 5;
  layer.geometry = std::move(geometry);
  layer.extent = layer.geometry.box();
  return layer;
}

}  // namespace wangge::io
