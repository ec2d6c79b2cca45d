#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/heat.h"
#include "model/workspace.h"
#include "render/map_painter.h"

namespace wangge::render {

/// Builds a layer feature by feature; columns are texts.
class LayerMaker {
 public:
  LayerMaker(std::string name, model::Role role, geo::Kind kind, std::vector<model::Field> fields)
      : fields_(std::move(fields)), columns_(fields_.size()) {
    layer_.name = std::move(name);
    layer_.role = role;
    layer_.geometry = geo::PackedGeometry(kind);
  }

  LayerMaker& add(const std::vector<std::vector<geo::Point>>& rings,
                  const std::vector<std::string>& texts) {
    for (const auto& ring : rings) {
      for (const geo::Point p : ring) layer_.geometry.add_point(p);
      layer_.geometry.end_ring();
    }
    layer_.geometry.end_part();
    layer_.geometry.end_feature();
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].push_back(texts[i]);
    return *this;
  }

  model::LayerPtr make() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      layer_.table.columns.push_back(
          {std::string(model::field_key(fields_[i])), std::move(columns_[i]).build(), {}});
      layer_.mapping.set(fields_[i], static_cast<int>(i));
    }
    layer_.table.rows = layer_.geometry.size();
    layer_.extent = layer_.geometry.box();
    return std::make_shared<const model::Layer>(std::move(layer_));
  }

 private:
  model::Layer layer_;
  std::vector<model::Field> fields_;
  std::vector<model::TextsBuilder> columns_;
};

/// A closed rectangle; x and y in metres from the scene's south-west corner.
inline std::vector<geo::Point> rectangle(double west, double south, double east, double north) {
  constexpr geo::Point o{453'000, 2'463'000};
  return {{o.x + west, o.y + south},
          {o.x + east, o.y + south},
          {o.x + east, o.y + north},
          {o.x + west, o.y + north},
          {o.x + west, o.y + south}};
}

inline std::vector<geo::Point> line(std::vector<geo::Point> points) {
  for (geo::Point& p : points) p = {p.x + 453'000, p.y + 2'463'000};
  return points;
}

constexpr geo::Point scene_middle{453'200, 2'463'150};

/// Everything the map can show on 400 m by 300 m: a park with a pond cut out of it, roads with
/// names, buildings by floors, four grids of two communities, tickets open and closed, some in one
/// place.
struct SmallScene {
  enum Layer : std::size_t { green, roads, buildings, grids, communities, tickets };

  static MapInput input(model::Theme theme = model::Theme::light) {
    using model::Field;
    using model::Role;
    LayerMaker park("green", Role::base, geo::Kind::polygons, {Field::name});
    park.add({rectangle(20, 170, 180, 285), rectangle(70, 205, 120, 250)}, {"口袋公园"});

    LayerMaker road("roads", Role::base, geo::Kind::lines, {Field::name, Field::kind});
    road.add({line({{0, 150}, {200, 150}, {300, 165}, {400, 150}})}, {"南坑大道", "主干路"});
    road.add({line({{200, 0}, {200, 300}})}, {"人民路", "支路"});
    road.add({line({{300, 20}, {300, 90}, {370, 90}})}, {"海虹巷", "巷"});

    LayerMaker building("buildings", Role::buildings, geo::Kind::polygons,
                        {Field::name, Field::floors});
    for (int i = 0; i < 12; ++i) {
      const double x = 20 + 42.0 * (i % 4), y = 15 + 42.0 * (i / 4);
      building.add({rectangle(x, y, x + 30, y + 26)},
                   {std::to_string(i + 1) + "栋", i == 5 ? "" : std::to_string(3 * i + 1)});
    }
    building.add({rectangle(230, 200, 330, 280), rectangle(255, 222, 305, 258)},
                 {"桃园大厦", "33"});

    LayerMaker grid("grids", Role::grids, geo::Kind::polygons, {Field::name, Field::code});
    grid.add({rectangle(0, 0, 200, 150)}, {"南坑第1网格", "1"})
        .add({rectangle(200, 0, 400, 150)}, {"南坑第2网格", "2"});
    grid.add({rectangle(0, 150, 200, 300)}, {"桃园第1网格", "3"})
        .add({rectangle(200, 150, 400, 300)}, {"桃园第2网格", "4"});

    LayerMaker community("communities", Role::communities, geo::Kind::polygons, {Field::name});
    community.add({rectangle(0, 0, 400, 150)}, {"南坑社区"})
        .add({rectangle(0, 150, 400, 300)}, {"桃园社区"});

    LayerMaker ticket("tickets", Role::tickets, geo::Kind::points,
                      {Field::category, Field::status});
    for (int i = 0; i < 30; ++i) {
      const double angle = i * 2.4, radius = 9.0 * std::sqrt(i);
      const geo::Point p{330 + radius * std::cos(angle), 60 + radius * std::sin(angle)};
      ticket.add({line({p})},
                 {i % 3 == 0 ? "噪声扰民" : "市容环境", i % 2 == 0 ? "已结案" : "处置中"});
    }
    for (int i = 0; i < 25; ++i) ticket.add({line({{100, 60}})}, {"违法停车", "处置中"});

    auto workspace = std::make_shared<model::Workspace>();
    std::uint32_t id = 0;
    for (LayerMaker* maker : {&park, &road, &building, &grid, &community, &ticket}) {
      const model::LayerPtr layer = maker->make();
      workspace->layers.push_back(
          {model::LayerId{++id}, layer,
           std::make_shared<const model::LayerStyle>(model::default_style(*layer, theme))});
    }
    MapInput input;
    input.workspace = workspace;
    input.theme = theme;
    return input;
  }

  /// The input with another style for one layer.
  template <typename Change>
  static MapInput restyled(MapInput input, Layer layer, const Change& change) {
    auto workspace = std::make_shared<model::Workspace>(*input.workspace);
    auto style = std::make_shared<model::LayerStyle>(*workspace->layers[layer].style);
    change(*style);
    workspace->layers[layer].style = style;
    input.workspace = workspace;
    return input;
  }

  static MapInput selected(MapInput input, Layer layer, model::Rows rows) {
    input.selection = std::make_shared<const model::Selection>(
        model::Selection{input.workspace->layers[layer].id, std::move(rows)});
    return input;
  }

  static MapInput heated(MapInput input) {
    const auto& points = input.workspace->layers[tickets].layer->geometry.points();
    const auto frame = analysis::frame_for(input.workspace->layers[tickets].layer->extent, 25);
    auto surface = std::make_shared<const analysis::HeatSurface>(
        analysis::heat_surface(points, {}, frame, analysis::Kernel::gaussian, 25));
    input.heat = HeatDrawing{surface, surface->max, 0.85F, ""};
    return input;
  }

  /// Eight areas, 100 m by 150 m, from the south-west on: classes 0 to 4, then no value, then
  /// classes 1 and 4 of a small base.
  static MapInput measured(MapInput input) {
    auto areas = std::make_shared<geo::PackedGeometry>(geo::Kind::polygons);
    for (int i = 0; i < 8; ++i) {
      const double x = 100.0 * (i % 4), y = 150.0 * (i / 4);
      areas->add_ring_feature(rectangle(x, y, x + 100, y + 150));
    }
    auto values = std::make_shared<std::vector<analysis::AreaValue>>(8);
    auto classes = std::make_shared<std::vector<std::uint16_t>>();
    for (const int number : {0, 1, 2, 3, 4, -1, 1, 4}) {
      analysis::AreaValue& value = (*values)[classes->size()];
      const bool small = classes->size() > 5;
      classes->push_back(number < 0 ? AreaDrawing::no_class : static_cast<std::uint16_t>(number));
      if (number < 0) continue;
      value.value = 2 * number + 1;
      value.trust = small ? analysis::Trust::small_base : analysis::Trust::fine;
    }
    AreaDrawing drawing;
    drawing.areas = areas;
    drawing.classes = classes;
    drawing.values = values;
    drawing.breaks = {1, {1.3, 3.5, 5, 7.5, 9}, {1, 2, 1, 1, 2}, 1};
    drawing.measure = analysis::AreaMeasure::per_households;
    drawing.legend_title = "每千户工单（件）";
    drawing.note = "原始比率，未按时间折算；样本少的网格不参加排名。";
    input.areas = drawing;
    return input;
  }

  static Camera camera(double metres_per_pixel, geo::Point centre = scene_middle) {
    return {centre, metres_per_pixel, 480, 360, 1};
  }
};

}  // namespace wangge::render
