#include "render/labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "render/palette.h"

namespace wangge::render {
namespace {

using model::Role;

constexpr float gap_px = 4;
constexpr double least_extent_px = 16;  // of an area that is named
constexpr int grid_rank = 1;
constexpr std::size_t most_searched_points = 600;  // some milliseconds' worth of label points
constexpr std::size_t most_candidates = 4000;      // a layer: more would never find room

int rank_of(const model::Layer& layer) {
  switch (layer.role) {
    case Role::communities:
      return 0;
    case Role::grids:
      return grid_rank;
    case Role::facilities:
      return 3;
    case Role::buildings:
      return 5;
    default:
      return layer.geometry.kind() == geo::Kind::lines ? 4 : 2;
  }
}

float size_of(Role role) {
  switch (role) {
    case Role::communities:
      return 16;
    case Role::grids:
      return 13;
    default:
      return 12;
  }
}

}  // namespace

struct LabelPlacer::Candidate {
  int rank = 0;
  double weight = 0;  // within a rank: larger first
  std::string text;
  float size_px = 13;
  float x = 0, y = 0;  // the middle
  float angle = 0;
  model::Colour ink;
  bool once_near = false;  // the same text is not repeated within sight
};

LabelPlacer::LabelPlacer(TextAtlas& atlas, const Camera& camera, model::Theme theme)
    : atlas_(atlas), camera_(camera), theme_(theme) {}
LabelPlacer::~LabelPlacer() = default;

void LabelPlacer::block(float x, float y, float half_width, float half_height) {
  markers_.push_back({x - half_width, y - half_height, x + half_width, y + half_height});
}

bool LabelPlacer::is_free(const Rectangle& r, bool over_markers) const {
  const auto width = static_cast<float>(camera_.width), height = static_cast<float>(camera_.height);
  if (r.left < 2 || r.bottom < 2 || r.right > width - 2 || r.top > height - 2) return false;
  const float gap = gap_px * camera_.pixel_ratio;
  const auto touches = [&](const Rectangle& other) {
    return r.left < other.right + gap && r.right > other.left - gap && r.bottom < other.top + gap &&
           r.top > other.bottom - gap;
  };
  return std::none_of(taken_.begin(), taken_.end(), touches) &&
         (over_markers || std::none_of(markers_.begin(), markers_.end(), touches));
}

std::optional<LabelPlacer::Candidate> LabelPlacer::candidate(std::string text, Role role, int rank,
                                                             const geo::LabelPoint& point,
                                                             double area_m2) {
  if (text.empty() || !geo::is_finite(point.place)) return std::nullopt;
  if (!camera_.view_box().contains(point.place)) return std::nullopt;
  const MapPalette& palette = map_palette(theme_);
  Candidate one;
  one.text = std::move(text);
  one.rank = rank;
  one.weight = area_m2;
  one.size_px = size_of(role) * camera_.pixel_ratio;
  const float width = atlas_.measure(one.text, one.size_px).width;
  const double extent_px = std::sqrt(area_m2) / camera_.metres_per_pixel;
  const double room_px = 2 * point.radius_m / camera_.metres_per_pixel;
  if (extent_px < least_extent_px) return std::nullopt;
  if (role == Role::buildings ? width > room_px * 1.15 : width > extent_px * 1.4)
    return std::nullopt;
  const geo::Point at = camera_.screen_from_map(point.place);
  one.x = static_cast<float>(at.x);
  one.y = static_cast<float>(camera_.height - at.y);
  one.ink = role == Role::communities ? palette.community_ink
            : role == Role::grids     ? palette.ink
                                      : palette.quiet_ink;
  return one;
}

void LabelPlacer::add(const std::vector<GridLabel>& grids) {
  for (const GridLabel& grid : grids) {
    auto one = candidate(grid.text, Role::grids, grid_rank, grid.point, grid.area_m2);
    if (one) candidates_.push_back(std::move(*one));
  }
}

void LabelPlacer::collect_area(const LabelSource& source) {
  const model::Layer& layer = *source.entry->layer;
  const model::Column& column =
      layer.table.columns[static_cast<std::size_t>(source.entry->style->label_column)];
  std::size_t found = 0;
  for (const auto c : source.chunks) {
    const Chunk& chunk = source.packed->chunks[c];
    for (auto i = chunk.first_feature; i < chunk.end_feature && found < most_candidates; ++i) {
      const std::uint32_t row = source.packed->order[i];
      if (source.entry->style->is_hidden(row) || column.is_null(row)) continue;
      const double area_m2 = source.packed->spots[i].area_m2;
      if (std::sqrt(area_m2) / camera_.metres_per_pixel < least_extent_px) continue;
      if (!source.points->contains(row)) {
        if (searched_points_ > most_searched_points) return;
        source.points->emplace(row, geo::label_point(layer.geometry, row));
        searched_points_ += layer.geometry.feature_points(row).size();
      }
      auto one =
          candidate(column.text(row), layer.role, rank_of(layer), source.points->at(row), area_m2);
      if (!one) continue;
      candidates_.push_back(std::move(*one));
      ++found;
    }
  }
}

void LabelPlacer::collect_lines(const LabelSource& source) {
  const model::Layer& layer = *source.entry->layer;
  const model::Column& column =
      layer.table.columns[static_cast<std::size_t>(source.entry->style->label_column)];
  const geo::Box view = camera_.view_box();
  std::size_t found = 0;
  for (const auto c : source.chunks) {
    const Chunk& chunk = source.packed->chunks[c];
    for (auto i = chunk.first_feature; i < chunk.end_feature && found < most_candidates; ++i) {
      const std::uint32_t row = source.packed->order[i];
      if (source.entry->style->is_hidden(row) || column.is_null(row)) continue;
      const std::string text = column.text(row);
      if (text.empty()) continue;
      const float size = size_of(layer.role) * camera_.pixel_ratio;
      const float width = atlas_.measure(text, size).width;
      // The straightest stretch in view that is as long as the name: from each point the first one
      // far enough away, if what lies between stays near the chord.
      const auto line = layer.geometry.feature_points(row);
      std::optional<Candidate> best;
      double best_distance = 0;
      for (std::size_t from = 0, to = 1; from + 1 < line.size(); ++from) {
        if (!view.contains(line[from])) continue;
        const geo::Point a = camera_.screen_from_map(line[from]);
        for (to = std::max(to, from + 1); to < line.size(); ++to) {
          const geo::Point b = camera_.screen_from_map(line[to]);
          const double length = geo::distance(a, b);
          if (length < width * 1.1) continue;
          double worst = 0;
          for (std::size_t k = from + 1; k < to; ++k) {
            const geo::Point p = camera_.screen_from_map(line[k]);
            worst = std::max(
                worst, std::abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length);
          }
          if (worst > 3) break;
          Candidate one;
          // The middle of the first name's length of the chord, or of its part in view.
          const double share = std::min(0.5, (width * 0.75 + 40) / length);
          one.x = static_cast<float>(a.x + (b.x - a.x) * share);
          one.y = static_cast<float>(camera_.height - (a.y + (b.y - a.y) * share));
          one.angle = static_cast<float>(std::atan2(a.y - b.y, b.x - a.x));
          const auto half_turn = static_cast<float>(std::numbers::pi);
          if (one.angle > half_turn / 2) one.angle -= half_turn;
          if (one.angle <= -half_turn / 2) one.angle += half_turn;
          const double off_centre =
              std::hypot(one.x - camera_.width / 2.0, one.y - camera_.height / 2.0);
          if (!best || off_centre < best_distance) best_distance = off_centre, best = one;
          break;
        }
      }
      if (!best) continue;
      best->rank = rank_of(layer);
      best->weight =
          source.entry->style->classes[source.entry->style->class_of(row)].symbol.outline_px;
      best->text = text;
      best->size_px = size;
      best->ink = map_palette(theme_).quiet_ink;
      best->once_near = true;
      candidates_.push_back(std::move(*best));
      ++found;
    }
  }
}

void LabelPlacer::collect_points(const LabelSource& source) {
  const model::Layer& layer = *source.entry->layer;
  const model::LayerStyle& style = *source.entry->style;
  const model::Column& column = layer.table.columns[static_cast<std::size_t>(style.label_column)];
  std::size_t found = 0;
  for (const auto c : source.chunks) {
    const Chunk& chunk = source.packed->chunks[c];
    for (auto i = chunk.first_feature; i < chunk.end_feature && found < most_candidates; ++i) {
      const std::uint32_t row = source.packed->order[i];
      if (style.is_hidden(row) || column.is_null(row)) continue;
      Candidate one;
      one.text = column.text(row);
      if (one.text.empty()) continue;
      one.rank = rank_of(layer);
      one.size_px = size_of(layer.role) * camera_.pixel_ratio;
      const geo::Point at = camera_.screen_from_map(layer.geometry.feature_points(row).front());
      const float below = style.classes[style.class_of(row)].symbol.marker_px * camera_.pixel_ratio;
      one.x = static_cast<float>(at.x);
      one.y = static_cast<float>(camera_.height - at.y) - below - one.size_px * 0.4F;
      one.ink = map_palette(theme_).quiet_ink;
      candidates_.push_back(std::move(one));
      ++found;
    }
  }
}

bool LabelPlacer::place(std::vector<LabelSource> sources) {
  for (const LabelSource& source : sources) {
    switch (source.packed->kind) {
      case geo::Kind::polygons:
        collect_area(source);
        break;
      case geo::Kind::lines:
        collect_lines(source);
        break;
      case geo::Kind::points:
        collect_points(source);
        break;
    }
    if (searched_points_ > most_searched_points) return false;
  }
  std::stable_sort(candidates_.begin(), candidates_.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.rank != b.rank ? a.rank < b.rank : a.weight > b.weight;
                   });
  const model::Colour halo = map_palette(theme_).land;
  std::set<std::tuple<std::string, int, int>> seen;  // text and a coarse cell of the picture
  for (const Candidate& one : candidates_) {
    const float width = atlas_.measure(one.text, one.size_px).width;
    const float c = std::abs(std::cos(one.angle)), s = std::abs(std::sin(one.angle));
    const float half_width = (width * c + one.size_px * s) / 2,
                half_height = (width * s + one.size_px * c) / 2;
    const Rectangle room{one.x - half_width, one.y - half_height, one.x + half_width,
                         one.y + half_height};
    // Names of communities and grids may lie on markers: without them nobody knows where he is.
    if (!is_free(room, one.rank <= grid_rank)) continue;
    if (one.once_near) {
      const int column = static_cast<int>(one.x / 400), row = static_cast<int>(one.y / 400);
      bool near = false;
      for (int dx = -1; dx <= 1; ++dx) {
        for (int dy = -1; dy <= 1; ++dy)
          near = near || seen.contains({one.text, column + dx, row + dy});
      }
      if (near) continue;
      seen.insert({one.text, column, row});
    }
    taken_.push_back(room);
    // From the middle of the text to the start of its baseline.
    const float back = width / 2, down = one.size_px * 0.36F;
    const float x = one.x - back * std::cos(one.angle) + down * std::sin(one.angle);
    const float y = one.y - back * std::sin(one.angle) - down * std::cos(one.angle);
    atlas_.append(out_, one.text, one.size_px, x, y, one.angle, one.ink, halo);
  }
  return true;
}

}  // namespace wangge::render
