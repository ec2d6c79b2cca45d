#include "ui/pick.h"

#include <algorithm>

#include "analysis/identify.h"

namespace wangge::ui {
namespace {

bool shown_at(const model::LayerEntry& entry, double metres_per_pixel) {
  const double limit = entry.style ? entry.style->visible_max_mpp : 0;
  return entry.visible && (limit <= 0 || metres_per_pixel <= limit);
}

bool hidden_row(const model::LayerEntry& entry, std::uint32_t row) {
  return entry.style && entry.style->is_hidden(row);
}

/// Small things before what surrounds them.
int pick_rank(const model::Layer& layer) {
  switch (layer.geometry.kind()) {
    case geo::Kind::points:
      return 0;
    case geo::Kind::lines:
      return 1;
    case geo::Kind::polygons:
      break;
  }
  switch (layer.role) {
    case model::Role::buildings:
      return 2;
    case model::Role::units:
      return 4;
    case model::Role::grids:
      return 5;
    case model::Role::communities:
      return 6;
    default:
      return 3;
  }
}

bool inside_ring(std::span<const geo::Point> ring, geo::Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const geo::Point a = ring[i], b = ring[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}

double distance_to_segment(geo::Point p, geo::Point a, geo::Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t =
      length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return geo::distance(p, {a.x + t * dx, a.y + t * dy});
}

bool outline_within(std::span<const geo::Point> points, geo::Point p, double radius) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (distance_to_segment(p, points[i - 1], points[i]) <= radius) return true;
  }
  return false;
}

}  // namespace

std::optional<Hit> pick(const model::Workspace& workspace, const IndexOf& index, geo::Point place,
                        const PickRules& rules) {
  std::vector<const model::LayerEntry*> order;
  const bool only_base =
      std::all_of(workspace.layers.begin(), workspace.layers.end(),
                  [](const model::LayerEntry& e) { return e.layer->role == model::Role::base; });
  for (auto entry = workspace.layers.rbegin(); entry != workspace.layers.rend(); ++entry) {
    const bool active = entry->id == rules.active;
    if (rules.units_only) {
      if (entry->id == workspace.units) order.push_back(&*entry);
      continue;
    }
    if (!shown_at(*entry, rules.metres_per_pixel)) continue;
    if (rules.no_tickets && entry->layer->role == model::Role::tickets) continue;
    if (entry->layer->role == model::Role::units && !active) continue;
    if (entry->layer->role == model::Role::base && !only_base && !active) continue;
    order.push_back(&*entry);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](const model::LayerEntry* a, const model::LayerEntry* b) {
                     const auto rank = [&](const model::LayerEntry* e) {
                       return e->id == rules.active ? -1 : pick_rank(*e->layer);
                     };
                     return rank(a) < rank(b);
                   });
  for (const model::LayerEntry* entry : order) {
    const auto tree = index(entry->id);
    if (!tree) continue;
    for (const auto row : analysis::rows_at(*entry->layer, *tree, place, rules.tolerance_m)) {
      if (!hidden_row(*entry, row)) return Hit{entry->id, row};
    }
  }
  return {};
}

model::Rows pick_box(const model::LayerEntry& entry, const geo::BoxTree& index,
                     const geo::Box& box) {
  model::Rows rows = analysis::rows_in(*entry.layer, index, box);
  std::erase_if(rows, [&](std::uint32_t row) { return hidden_row(entry, row); });
  return rows;
}

model::Rows pick_ring(const model::LayerEntry& entry, const geo::BoxTree& index,
                      std::span<const geo::Point> ring) {
  if (ring.size() < 3) return {};
  geo::Box box;
  for (const geo::Point p : ring) box.grow(p);
  model::Rows rows = index.query(box);
  std::erase_if(rows, [&](std::uint32_t row) {
    return hidden_row(entry, row) || !inside_ring(ring, entry.layer->geometry.box(row).centre());
  });
  return rows;
}

model::Rows pick_brush(const model::LayerEntry& entry, const geo::BoxTree& index, geo::Point place,
                       double radius_m) {
  const geo::Box box{place.x - radius_m, place.y - radius_m, place.x + radius_m,
                     place.y + radius_m};
  model::Rows rows = index.query(box);
  const model::Rows under = analysis::rows_at(*entry.layer, index, place, 0);
  std::erase_if(rows, [&](std::uint32_t row) {
    return std::find(under.begin(), under.end(), row) == under.end() &&
           !outline_within(entry.layer->geometry.feature_points(row), place, radius_m);
  });
  return rows;
}

const model::LayerEntry* layer_to_select(const session::Snapshot& snapshot, model::LayerId active) {
  const model::Workspace& workspace = *snapshot.workspace;
  if (const auto* entry = workspace.find(active)) return entry;
  if (const auto* entry = workspace.find(snapshot.selection->layer)) return entry;
  for (auto entry = workspace.layers.rbegin(); entry != workspace.layers.rend(); ++entry) {
    if (entry->visible && entry->layer->role != model::Role::base) return &*entry;
  }
  return workspace.layers.empty() ? nullptr : &workspace.layers.back();
}

}  // namespace wangge::ui
