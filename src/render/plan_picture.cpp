#include "render/plan_picture.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/i18n.h"
#include "geo/label_point.h"
#include "render/decor.h"

namespace wangge::render {
namespace {

using model::Colour;

constexpr Colour border{0x2F, 0x3B, 0x4C, 255}, community_line{0x6B, 0x4E, 0x9B, 255},
    unassigned_fill{0xE4, 0xE7, 0xEB, 255}, letters{0x1B, 0x24, 0x30, 255},
    halo{255, 255, 255, 255}, bad{0xC4, 0x34, 0x2D, 255}, look{0xC7, 0x7D, 0x00, 255};
constexpr double finest_pt = 0.25;  // nothing smaller shows on paper

/// From metres to points of the page, north up.
struct Projection {
  double scale = 1, x = 0, y = 0;
  geo::Point operator()(geo::Point p) const { return {x + p.x * scale, y - p.y * scale}; }
};

Projection fitted(const geo::Box& ground, const PaperBox& box) {
  const double across = std::max(1.0, ground.width()), up = std::max(1.0, ground.height());
  constexpr double pad = 10;
  Projection p;
  p.scale = std::min((box.width - 2 * pad) / across, (box.height - 2 * pad) / up);
  const geo::Point middle = ground.centre();
  p.x = box.x + box.width / 2 - middle.x * p.scale;
  p.y = box.y + box.height / 2 + middle.y * p.scale;
  return p;
}

void path_of(cairo_t* cairo, const geo::PackedGeometry& shapes, std::size_t feature,
             const Projection& to_page) {
  cairo_new_path(cairo);
  for (auto part = shapes.features().begin(feature); part < shapes.features().end(feature);
       ++part) {
    for (auto r = shapes.parts().begin(part); r < shapes.parts().end(part); ++r) {
      geo::Point last = geo::nowhere;
      for (const geo::Point vertex : shapes.ring(r)) {
        const geo::Point p = to_page(vertex);
        if (!geo::is_finite(last)) {
          cairo_move_to(cairo, p.x, p.y);
        } else if (geo::distance(p, last) < finest_pt) {
          continue;
        } else {
          cairo_line_to(cairo, p.x, p.y);
        }
        last = p;
      }
      cairo_close_path(cairo);
    }
  }
}

/// The colours the map in the window has for grids.
std::vector<Colour> grid_fills() {
  model::Layer grids;
  grids.role = model::Role::grids;
  grids.geometry = geo::PackedGeometry(geo::Kind::polygons);
  std::vector<Colour> fills;
  for (const auto& one : model::default_style(grids, model::Theme::light).classes) {
    fills.push_back(one.symbol.fill);
  }
  return fills;
}

void draw_grids(const Paper& paper, const geo::PackedGeometry& shapes, const model::Plan& plan,
                const Projection& to_page) {
  const std::vector<Colour> fills = grid_fills();
  cairo_t* cairo = paper.cairo();
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  for (std::size_t grid = 0; grid < shapes.size(); ++grid) {
    path_of(cairo, shapes, grid, to_page);
    const std::size_t colour = grid < plan.grids.size() ? plan.grids[grid].colour : fills.size();
    paper.ink(colour < fills.size() ? fills[colour] : unassigned_fill);
    cairo_fill_preserve(cairo);
    paper.ink(border);
    cairo_set_line_width(cairo, 0.7);
    cairo_stroke(cairo);
  }
}

void draw_communities(const Paper& paper, const analysis::PlanGround& ground,
                      const Projection& to_page) {
  if (ground.communities.empty()) return;
  std::vector<std::uint32_t> labels(ground.community);
  for (std::uint32_t& label : labels) {
    if (label == analysis::PlanGround::no_community) label = model::Coverage::no_label;
  }
  const auto shapes = ground.coverage->dissolve(labels, ground.communities.size());
  cairo_t* cairo = paper.cairo();
  const double dashes[] = {8, 2.5, 1.5, 2.5};
  cairo_set_dash(cairo, dashes, 4, 0);
  cairo_set_line_width(cairo, 1.6);
  paper.ink(community_line);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    path_of(cairo, shapes, i, to_page);
    cairo_stroke(cairo);
  }
  cairo_set_dash(cairo, nullptr, 0, 0);
}

void draw_numbers(const Paper& paper, const geo::PackedGeometry& shapes,
                  std::span<const std::string> number_of, const Projection& to_page) {
  constexpr double size = 8, around = 0.7;
  for (std::size_t grid = 0; grid < number_of.size(); ++grid) {
    const geo::LabelPoint label = geo::label_point(shapes, grid);
    if (number_of[grid].empty() || !geo::is_finite(label.place)) continue;
    // A number that would cover the whole grid says nothing.
    if (label.radius_m * to_page.scale < size / 3) continue;
    const geo::Point p = to_page(label.place);
    for (const double dx : {-around, 0.0, around}) {
      for (const double dy : {-around, 0.0, around}) {
        paper.text_at(number_of[grid], p.x + dx, p.y + dy - size * 0.6, size, halo, 0.5);
      }
    }
    paper.text_at(number_of[grid], p.x, p.y - size * 0.6, size, letters, 0.5);
  }
}

void mark_findings(const Paper& paper, std::span<const analysis::Finding> findings,
                   const Projection& to_page) {
  cairo_t* cairo = paper.cairo();
  cairo_set_line_width(cairo, 1.2);
  for (const analysis::Finding& finding : findings) {
    // What concerns a whole grid is in its row of the table; rings are for places.
    if (!geo::is_finite(finding.place) || finding.kind == analysis::FindingKind::off_band ||
        finding.kind == analysis::FindingKind::no_officers ||
        finding.kind == analysis::FindingKind::bad_code) {
      continue;
    }
    const geo::Point p = to_page(finding.place);
    cairo_new_path(cairo);
    cairo_arc(cairo, p.x, p.y, 5, 0, 6.2832);
    paper.ink(analysis::is_fault(finding) ? bad : look);
    cairo_stroke(cairo);
  }
}

void draw_scale(const Paper& paper, const PaperBox& box, double points_per_metre) {
  cairo_t* cairo = paper.cairo();
  const double metres = scale_bar_metres(1 / points_per_metre, 110);
  const double length = metres * points_per_metre;
  const double x = box.x + 10, y = box.y + box.height - 10;
  paper.ink(letters);
  cairo_set_line_width(cairo, 1);
  cairo_move_to(cairo, x, y - 4);
  cairo_line_to(cairo, x, y);
  cairo_line_to(cairo, x + length, y);
  cairo_line_to(cairo, x + length, y - 4);
  cairo_stroke(cairo);
  paper.text_at(length_text(metres), x + length / 2, y - 15, 8, letters, 0.5);
  const double nx = box.x + box.width - 16, ny = box.y + 14;
  cairo_move_to(cairo, nx, ny);
  cairo_line_to(cairo, nx - 5, ny + 16);
  cairo_line_to(cairo, nx, ny + 12);
  cairo_line_to(cairo, nx + 5, ny + 16);
  cairo_close_path(cairo);
  cairo_fill(cairo);
  paper.text_at(tr("N"), nx, ny + 17, 8, letters, 0.5);
}

}  // namespace

void draw_plan_picture(const Paper& paper, const PaperBox& box, const analysis::PlanGround& ground,
                       const model::Plan& plan, std::span<const std::string> number_of,
                       std::span<const analysis::Finding> findings) {
  cairo_t* cairo = paper.cairo();
  cairo_save(cairo);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_clip(cairo);
  const Projection to_page = fitted(ground.units->geometry.box(), box);
  // Units of no grid as one more shape behind the grids.
  std::vector<std::uint32_t> labels;
  const auto grids = static_cast<std::uint32_t>(plan.grids.size());
  for (const model::GridIndex grid : plan.grid_of_unit) {
    labels.push_back(std::min(static_cast<std::uint32_t>(grid), grids));
  }
  const auto shapes = ground.coverage->dissolve(labels, grids + std::size_t{1});
  draw_grids(paper, shapes, plan, to_page);
  draw_communities(paper, ground, to_page);
  draw_numbers(paper, shapes, number_of, to_page);
  mark_findings(paper, findings, to_page);
  draw_scale(paper, box, to_page.scale);
  cairo_restore(cairo);
  paper.ink({0xC3, 0xCB, 0xD5, 255});
  cairo_set_line_width(cairo, 0.5);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_stroke(cairo);
}

}  // namespace wangge::render
