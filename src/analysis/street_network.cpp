#include "analysis/street_network.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analysis/strokes.h"
#include "geo/noding.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_weight_t, double>>;

Point between(Point a, Point b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/// The part of the network that counts, cut where one gets onto it.
struct LocalNetwork {
  struct Stretch {
    std::uint32_t u, v;
    double length_m;
  };
  std::vector<Point> places;
  std::vector<Stretch> stretches;
};

/// Metres on foot from the accesses to every place. A place before all others stands for "not yet
/// on the way": from it every access is as far as its way to the street.
std::vector<double> walked(const LocalNetwork& network,
                           const std::vector<std::pair<std::uint32_t, double>>& starts) {
  const std::size_t source = network.places.size();
  Graph graph(source + 1);
  for (const auto& [u, v, length_m] : network.stretches) boost::add_edge(u, v, length_m, graph);
  for (const auto& [place, off_m] : starts) boost::add_edge(source, place, off_m, graph);
  std::vector<double> metres(source + 1);
  boost::dijkstra_shortest_paths(graph, source,
                                 boost::distance_map(boost::make_iterator_property_map(
                                     metres.begin(), get(boost::vertex_index, graph))));
  return metres;
}

void add_part(PackedGeometry& into, Point a, Point b) {
  if (a == b) return;
  into.add_point(a), into.add_point(b), into.end_ring(), into.end_part();
}

/// What of a stretch can be reached from its ends in what is left of the way.
void add_stretch(PackedGeometry& into, Point u, Point v, double length_m, double left_u_m,
                 double left_v_m) {
  const double from_u = std::clamp(left_u_m, 0.0, length_m),
               from_v = std::clamp(left_v_m, 0.0, length_m);
  if (from_u + from_v >= length_m) {
    add_part(into, u, v);
    return;
  }
  add_part(into, u, between(u, v, from_u / length_m));
  add_part(into, v, between(v, u, from_v / length_m));
}

}  // namespace

StreetNetwork::StreetNetwork(std::vector<Point> places, std::vector<Edge> edges)
    : places_(std::move(places)), edges_(std::move(edges)), tree_([this] {
        std::vector<geo::Box> boxes(edges_.size());
        for (std::size_t i = 0; i < edges_.size(); ++i) {
          boxes[i].grow(places_[edges_[i].a]), boxes[i].grow(places_[edges_[i].b]);
        }
        return geo::BoxTree(boxes);
      }()) {}

Result<StreetNetwork> StreetNetwork::build(const PackedGeometry& streets, Progress& progress) {
  const auto noded = geo::node_borders(PackedGeometry(geo::Kind::polygons), streets, progress);
  if (!noded) return noded.error();
  std::vector<Point> places;
  places.reserve(noded->points.size());
  for (const geo::LatticePoint p : noded->points) places.push_back(noded->lattice.place(p));
  std::vector<Edge> edges;
  edges.reserve(noded->edges.size());
  for (const auto& edge : noded->edges) {
    edges.push_back({edge.a, edge.b, geo::distance(places[edge.a], places[edge.b])});
  }
  return StreetNetwork(std::move(places), std::move(edges));
}

std::optional<StreetNetwork::Access> StreetNetwork::access(Point from, double within_m) const {
  std::optional<Access> best;
  geo::Box box;
  box.grow(from);
  tree_.query(box.padded(within_m), [&](std::uint32_t i) {
    const auto& [a, b, length_m] = edges_[i];
    const Point start = places_[a], end = places_[b];
    const double dot =
        (from.x - start.x) * (end.x - start.x) + (from.y - start.y) * (end.y - start.y);
    const double along_m = std::clamp(dot / length_m, 0.0, length_m);
    const Point on = between(start, end, along_m / length_m);
    const double off_m = geo::distance(from, on);
    if (off_m > within_m) return;
    if (!best || std::tie(off_m, i) < std::tie(best->off_m, best->edge)) {
      best = Access{from, on, i, along_m, off_m};
    }
  });
  return best;
}

std::vector<std::uint32_t> StreetNetwork::edges_around(std::span<const Access> accesses,
                                                       double limit_m) const {
  std::vector<char> near(edges_.size());
  std::vector<std::uint32_t> edges;
  for (const Access& access : accesses) {
    geo::Box box;
    box.grow(access.from);
    // The lattice may have moved a street by a millimetre.
    tree_.query(box.padded(limit_m + 0.01), [&](std::uint32_t i) {
      if (std::exchange(near[i], 1) == 0) edges.push_back(i);
    });
  }
  std::ranges::sort(edges);
  return edges;
}

void StreetNetwork::add_reached(std::span<const Access> accesses, double limit_m,
                                PackedGeometry& into) const {
  LocalNetwork local;
  std::unordered_map<std::uint32_t, std::uint32_t> number;
  const auto local_place = [&](std::uint32_t place) {
    const auto [found, fresh] =
        number.emplace(place, static_cast<std::uint32_t>(local.places.size()));
    if (fresh) local.places.push_back(places_[place]);
    return found->second;
  };
  std::vector<Access> stops(accesses.begin(), accesses.end());
  std::ranges::sort(stops, {},
                    [](const Access& access) { return std::tuple(access.edge, access.along_m); });
  std::vector<std::pair<std::uint32_t, double>> starts;
  auto stop = stops.begin();
  for (const std::uint32_t i : edges_around(accesses, limit_m)) {
    while (stop != stops.end() && stop->edge < i) ++stop;  // farther off than the limit
    std::uint32_t at = local_place(edges_[i].a);
    double along_m = 0;
    for (; stop != stops.end() && stop->edge == i; ++stop) {
      const auto place = static_cast<std::uint32_t>(local.places.size());
      local.places.push_back(stop->on);
      local.stretches.push_back({at, place, stop->along_m - along_m});
      starts.emplace_back(place, stop->off_m);
      at = place, along_m = stop->along_m;
    }
    local.stretches.push_back({at, local_place(edges_[i].b), edges_[i].length_m - along_m});
  }
  const std::vector<double> metres = walked(local, starts);
  PackedGeometry reached(geo::Kind::lines);
  for (const auto& [u, v, length_m] : local.stretches) {
    add_stretch(reached, local.places[u], local.places[v], length_m, limit_m - metres[u],
                limit_m - metres[v]);
  }
  for (const Access& access : accesses) {
    add_stretch(reached, access.from, access.on, access.off_m, limit_m, 0);
  }
  add_strokes(reached, into);
}

}  // namespace wangge::analysis
