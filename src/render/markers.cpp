#include "render/markers.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace wangge::render {
namespace {

using model::Colour;

/// Points of one cell of the ground.
struct Cluster {
  double x = 0, y = 0;  // sum, in pixels
  std::size_t count = 0;
  std::vector<std::uint32_t> classes;  // points of each class; filled from the second point on
  std::uint16_t first_class = 0;
};

/// Clusters whose circles would cover each other become one; single markers may lie close.
void merge_touching(std::vector<Cluster>& clusters, double apart_px) {
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) {
    return a.count != b.count
               ? a.count > b.count
               : a.x * static_cast<double>(b.count) < b.x * static_cast<double>(a.count);
  });
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> cells;  // of the clusters that stay
  const auto key = [](std::int64_t column, std::int64_t row) {
    return static_cast<std::uint64_t>(column) << 32 ^ static_cast<std::uint32_t>(row);
  };
  std::vector<Cluster> kept;
  for (Cluster& cluster : clusters) {
    const auto n = static_cast<double>(cluster.count);
    const double x = cluster.x / n, y = cluster.y / n;
    const auto column = static_cast<std::int64_t>(std::floor(x / apart_px));
    const auto row = static_cast<std::int64_t>(std::floor(y / apart_px));
    Cluster* near = nullptr;
    for (std::int64_t dx = -1; dx <= 1; ++dx) {
      for (std::int64_t dy = -1; dy <= 1; ++dy) {
        const auto found = cells.find(key(column + dx, row + dy));
        if (found == cells.end()) continue;
        for (const std::size_t i : found->second) {
          const auto m = static_cast<double>(kept[i].count);
          const double apart = std::hypot(kept[i].x / m - x, kept[i].y / m - y);
          // A lone marker only gives way where a circle covers it.
          const double limit = kept[i].count == 1   ? 0
                               : cluster.count == 1 ? apart_px * 0.55
                                                    : apart_px;
          if (apart < limit) near = &kept[i];
        }
      }
    }
    if (near == nullptr) {
      cells[key(column, row)].push_back(kept.size());
      kept.push_back(std::move(cluster));
      continue;
    }
    // The larger one stays where it is: its sum grows as if the newcomer lay at its middle.
    const auto m = static_cast<double>(near->count);
    near->x *= (m + n) / m;
    near->y *= (m + n) / m;
    near->count += cluster.count;
    if (cluster.classes.empty()) {
      ++near->classes[cluster.first_class];
    } else {
      for (std::size_t c = 0; c < near->classes.size(); ++c) near->classes[c] += cluster.classes[c];
    }
  }
  clusters = std::move(kept);
}

double cell_px_for(std::size_t points, float marker_px) {
  if (points <= 400) return marker_px * 0.75;
  return points <= 3000 ? 26 : 40;
}

Colour faded(Colour c, float opacity) {
  c.a = static_cast<std::uint8_t>(static_cast<float>(c.a) * opacity);
  return c;
}

}  // namespace

void collect_places(const PackedLayer& layer, std::uint32_t chunk, const model::LayerStyle& style,
                    const Camera& camera, std::vector<MarkerPlace>& places) {
  const double per_metre = 1 / camera.metres_per_pixel;
  const double left = (layer.origin.x - camera.centre.x) * per_metre + camera.width / 2.0;
  const double bottom = (layer.origin.y - camera.centre.y) * per_metre + camera.height / 2.0;
  constexpr double beyond = 60;  // so that clusters do not change when their points leave the view
  for (auto i = layer.chunks[chunk].first_feature; i < layer.chunks[chunk].end_feature; ++i) {
    if (style.is_hidden(layer.order[i])) continue;
    const double x = left + layer.spots[i].x * per_metre, y = bottom + layer.spots[i].y * per_metre;
    if (x < -beyond || y < -beyond || x > camera.width + beyond || y > camera.height + beyond)
      continue;
    places.push_back({x, y, static_cast<std::uint16_t>(style.class_of(layer.order[i]))});
  }
}

Markers place_markers(const std::vector<MarkerPlace>& places, const model::LayerStyle& style,
                      float opacity, const Camera& camera, Colour land) {
  Markers markers;
  const double per_metre = 1 / camera.metres_per_pixel;
  const float ratio = camera.pixel_ratio;
  const float base_px = style.classes.front().symbol.marker_px;
  // A power of two in metres: neighbouring zooms share their cells, and panning shifts none.
  const double wanted_m = cell_px_for(places.size(), base_px) * ratio * camera.metres_per_pixel;
  const double cell_m = std::exp2(std::round(std::log2(wanted_m)));
  const double cell_px = cell_m * per_metre;
  const double ground_x = std::fmod(camera.centre.x, cell_m) * per_metre - camera.width / 2.0;
  const double ground_y = std::fmod(camera.centre.y, cell_m) * per_metre - camera.height / 2.0;

  std::unordered_map<std::uint64_t, std::uint32_t> cluster_of_cell;
  std::vector<Cluster> clusters;
  std::uint64_t last_key = 0;
  std::uint32_t last = 0;
  for (const MarkerPlace& place : places) {
    const auto column = static_cast<std::int32_t>(std::floor((place.x + ground_x) / cell_px));
    const auto row = static_cast<std::int32_t>(std::floor((place.y + ground_y) / cell_px));
    const std::uint64_t key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(column)) << 32 |
                              static_cast<std::uint32_t>(row);
    if (clusters.empty() || key != last_key) {  // neighbours on the curve are mostly in one cell
      const auto [found, fresh] =
          cluster_of_cell.emplace(key, static_cast<std::uint32_t>(clusters.size()));
      if (fresh) clusters.emplace_back();
      last_key = key;
      last = found->second;
    }
    Cluster& cluster = clusters[last];
    cluster.x += place.x;
    cluster.y += place.y;
    if (++cluster.count == 1) {
      cluster.first_class = place.number;
    } else {
      if (cluster.classes.empty()) {
        cluster.classes.resize(style.classes.size());
        ++cluster.classes[cluster.first_class];
      }
      ++cluster.classes[place.number];
    }
  }

  const float cluster_px = std::max(18.0F, base_px * 2);
  merge_touching(clusters, (cluster_px + 8) * ratio);
  std::size_t largest = 1;
  for (const Cluster& cluster : clusters) largest = std::max(largest, cluster.count);
  for (const Cluster& cluster : clusters) {
    const auto x = static_cast<float>(cluster.x / static_cast<double>(cluster.count));
    const auto y = static_cast<float>(cluster.y / static_cast<double>(cluster.count));
    std::size_t number = cluster.first_class;
    if (cluster.count > 1) {
      number = static_cast<std::size_t>(
          std::max_element(cluster.classes.begin(), cluster.classes.end()) -
          cluster.classes.begin());
    }
    const model::Symbol& symbol = style.classes[number].symbol;
    if (cluster.count == 1) {
      markers.instances.push_back({x, y, symbol.marker_px * ratio, symbol.outline_px * ratio,
                                   static_cast<float>(symbol.marker), faded(symbol.fill, opacity),
                                   faded(symbol.outline, opacity)});
      continue;
    }
    // Area grows with the logarithm of the count, between two and four markers wide.
    const double share = std::log(static_cast<double>(cluster.count)) /
                         std::max(std::log(2.0), std::log(static_cast<double>(largest)));
    const float size = cluster_px + 12 * static_cast<float>(share);
    Colour ring = symbol.fill.a > 0 ? symbol.fill : symbol.outline;
    ring.a = 255;
    markers.instances.push_back(
        {x, y, size * ratio, 3 * ratio, 0, faded(land, opacity), faded(ring, opacity)});
    markers.counts.push_back({x, y, cluster.count});
  }
  return markers;
}

}  // namespace wangge::render
