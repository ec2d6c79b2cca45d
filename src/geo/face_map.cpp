#include "geo/face_map.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "geo/box_tree.h"

namespace wangge::geo {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

Point as_point(LatticePoint p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

/// Whether the direction of p lies in the upper half turn, from east up to before west.
bool is_upper(LatticePoint p) { return p.y > 0 || (p.y == 0 && p.x > 0); }

/// Counter-clockwise order of directions, from east.
bool turns_before(LatticePoint p, LatticePoint q) {
  if (is_upper(p) != is_upper(q)) return is_upper(p);
  return side({0, 0}, p, q) > 0;
}

Wide twice_ring_area(const std::vector<LatticePoint>& points, std::span<const std::uint32_t> ring) {
  Wide sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    sum += twice_area(points[ring[0]], points[ring[i]], points[ring[i + 1]]);
  }
  return sum;
}

/// A simple ring of a dissolved feature, open: its first point is not repeated.
struct Ring {
  std::uint32_t label;
  std::vector<std::uint32_t> points;
  Wide twice_area;
};

/// Cuts a closed walk that may meet itself at points into simple rings.
class RingCutter {
 public:
  RingCutter(const std::vector<LatticePoint>& points, std::vector<Ring>& rings)
      : points_(points), rings_(rings), place_(points.size(), none) {}

  void cut(std::uint32_t label, std::span<const std::uint32_t> walk) {
    way_.clear();
    for (const std::uint32_t point : walk) {
      if (place_[point] != none) take(label, place_[point]);
      place_[point] = static_cast<std::uint32_t>(way_.size());
      way_.push_back(point);
    }
    take(label, 0);
  }

 private:
  /// What was walked since `from` is a ring.
  void take(std::uint32_t label, std::uint32_t from) {
    Ring ring{label, {way_.begin() + from, way_.end()}, 0};
    for (const std::uint32_t point : ring.points) place_[point] = none;
    way_.resize(from);
    std::rotate(ring.points.begin(), std::min_element(ring.points.begin(), ring.points.end()),
                ring.points.end());
    ring.twice_area = twice_ring_area(points_, ring.points);
    if (ring.twice_area != 0) rings_.push_back(std::move(ring));
  }
  const std::vector<LatticePoint>& points_;
  std::vector<Ring>& rings_;
  std::vector<std::uint32_t> place_, way_;
};

/// Whether the middle of a hole's first edge, which no edge of the shell touches, lies in the
/// shell. Everything is doubled, so that the middle is whole.
bool encloses(const std::vector<LatticePoint>& points, const Ring& shell, const Ring& hole) {
  const LatticePoint h0 = points[hole.points[0]], h1 = points[hole.points[1]];
  const LatticePoint p{h0.x + h1.x, h0.y + h1.y};
  bool inside = false;
  for (std::size_t i = 0; i < shell.points.size(); ++i) {
    LatticePoint a = points[shell.points[i]];
    LatticePoint b = points[shell.points[(i + 1) % shell.points.size()]];
    a = {2 * a.x, 2 * a.y}, b = {2 * b.x, 2 * b.y};
    if (a.y > b.y) std::swap(a, b);
    if (a.y <= p.y && p.y < b.y && side(a, b, p) > 0) inside = !inside;
  }
  return inside;
}

void add_ring(PackedGeometry& into, const NodedEdges& noded, const Ring& ring) {
  for (const std::uint32_t point : ring.points) {
    into.add_point(noded.lattice.place(noded.points[point]));
  }
  into.add_point(noded.lattice.place(noded.points[ring.points.front()]));
  into.end_ring();
}

/// One feature from its rings, shells first, each in the order of its first point.
void add_feature(PackedGeometry& into, const NodedEdges& noded, std::span<const Ring> rings) {
  const std::vector<LatticePoint>& points = noded.points;
  const auto first_hole = std::find_if(rings.begin(), rings.end(),
                                       [](const Ring& ring) { return ring.twice_area < 0; });
  const std::span shells(rings.begin(), first_hole), holes(first_hole, rings.end());
  std::vector<std::size_t> shell_of(holes.size(), 0);
  for (std::size_t h = 0; h < holes.size() && shells.size() > 1; ++h) {
    for (std::size_t s = 0; s < shells.size(); ++s) {
      const bool smaller = shells[s].twice_area < shells[shell_of[h]].twice_area;
      const bool now_in = encloses(points, shells[shell_of[h]], holes[h]);
      if ((!now_in || smaller) && encloses(points, shells[s], holes[h])) shell_of[h] = s;
    }
  }
  for (std::size_t s = 0; s < shells.size(); ++s) {
    add_ring(into, noded, shells[s]);
    for (std::size_t h = 0; h < holes.size(); ++h) {
      if (shell_of[h] == s) add_ring(into, noded, holes[h]);
    }
    into.end_part();
  }
  into.end_feature();
}

}  // namespace

std::uint32_t FaceMap::start(Half half) const {
  const auto& edge = noded_.edges[half / 2];
  return half % 2 == 0 ? edge.a : edge.b;
}

double FaceMap::length_m(Half half) const {
  const LatticePoint a = noded_.points[start(half)], b = noded_.points[start(twin(half))];
  return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y)) /
         noded_.lattice.per_metre;
}

/// For every half-edge the one that goes on along the face to its left: at its end the next one
/// clockwise from the way back.
void FaceMap::sort_stars() {
  const auto halves = static_cast<Half>(2 * noded_.edges.size());
  std::vector<std::uint32_t> ends(noded_.points.size() + 1);
  for (Half h = 0; h < halves; ++h) ++ends[start(h) + 1];
  for (std::size_t p = 0; p + 1 < ends.size(); ++p) ends[p + 1] += ends[p];
  std::vector<std::uint32_t> fill(ends.begin(), ends.end() - 1);
  std::vector<Half> star(halves);
  for (Half h = 0; h < halves; ++h) star[fill[start(h)]++] = h;
  next_.resize(halves);
  for (std::uint32_t p = 0; p < noded_.points.size(); ++p) {
    const std::span at(star.data() + ends[p], star.data() + ends[p + 1]);
    const LatticePoint centre = noded_.points[p];
    const auto direction = [&](Half h) {
      const LatticePoint to = noded_.points[start(twin(h))];
      return LatticePoint{to.x - centre.x, to.y - centre.y};
    };
    std::sort(at.begin(), at.end(),
              [&](Half g, Half h) { return turns_before(direction(g), direction(h)); });
    for (std::size_t i = 0; i < at.size(); ++i) next_[twin(at[(i + 1) % at.size()])] = at[i];
  }
}

void FaceMap::trace_cycles() {
  constexpr Face unknown = none;
  face_of_half_.assign(next_.size(), unknown);
  std::vector<Cycle> outlines;  // of connected borders, seen from outside
  area_m2_.assign(1, 0.0);
  for (Half first = 0; first < next_.size(); ++first) {
    if (face_of_half_[first] != unknown) continue;
    Cycle cycle{first, 0, start(first), {}};
    const LatticePoint origin = noded_.points[start(first)];
    Half h = first;
    do {
      face_of_half_[h] = no_label - 1;  // seen
      const std::uint32_t from = start(h);
      cycle.leftmost = std::min(cycle.leftmost, from);  // points ascend by x, then y
      cycle.twice_area += twice_area(origin, noded_.points[from], noded_.points[start(twin(h))]);
      cycle.box.grow(as_point(noded_.points[from]));
      h = next_[h];
    } while (h != first);
    if (cycle.twice_area <= 0) {  // 0: round a line that closes no ring
      outlines.push_back(cycle);
      continue;
    }
    const auto face = static_cast<Face>(area_m2_.size());
    area_m2_.push_back(noded_.lattice.square_metres(cycle.twice_area));
    do {
      face_of_half_[h] = face;
      h = next_[h];
    } while (h != first);
  }
  // An outline lies in the face on the near side of the edge next west of its leftmost point.
  std::sort(outlines.begin(), outlines.end(),
            [](const Cycle& a, const Cycle& b) { return a.leftmost < b.leftmost; });
  std::vector<Box> outline_boxes, edge_boxes;
  for (const Cycle& cycle : outlines) outline_boxes.push_back(cycle.box);
  if (outlines.size() > 1) {
    for (const auto& edge : noded_.edges) {
      Box box;
      for (const auto p : {edge.a, edge.b}) {
        box.grow(as_point(noded_.points[p]));
      }
      edge_boxes.push_back(box);
    }
  }
  const BoxTree outline_tree(outline_boxes), edge_tree(edge_boxes);
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    const Cycle& cycle = outlines[i];
    double west = std::numeric_limits<double>::infinity();
    outline_tree.query(cycle.box, [&](std::uint32_t j) {
      if (j != i && outline_boxes[j].contains(cycle.box))
        west = std::min(west, outline_boxes[j].min_x);
    });
    Face around = outside;
    const LatticePoint p = noded_.points[cycle.leftmost];
    const auto px = static_cast<double>(p.x), py = static_cast<double>(p.y);
    if (west < px) {
      Half nearest = none;
      std::pair<long double, long double> best{-std::numeric_limits<long double>::infinity(), 0};
      edge_tree.query({west, py, px, py}, [&](std::uint32_t e) {
        LatticePoint a = noded_.points[noded_.edges[e].a], b = noded_.points[noded_.edges[e].b];
        Half down = 2 * e + 1;  // has the east on its left
        if (a.y > b.y) std::swap(a, b), down = 2 * e;
        if (!(a.y <= p.y && p.y < b.y) || side(a, b, p) >= 0) return;
        // Just above p: of edges that meet at this height the one that leans east is nearer.
        const long double slope =
            static_cast<long double>(b.x - a.x) / static_cast<long double>(b.y - a.y);
        const std::pair at{
            static_cast<long double>(a.x) + slope * static_cast<long double>(p.y - a.y), slope};
        if (at > best) best = at, nearest = down;
      });
      if (nearest != none) around = face_of_half_[nearest];
    }
    Half h = cycle.first;
    do {
      face_of_half_[h] = around;
      h = next_[h];
    } while (h != cycle.first);
    area_m2_[around] += noded_.lattice.square_metres(cycle.twice_area);
  }
}

/// From the outside in: across an edge the owners change by the edge's features.
void FaceMap::spread_owners() {
  const std::size_t faces = area_m2_.size();
  std::vector<std::uint32_t> ends(faces + 1);
  for (const Face face : face_of_half_) ++ends[face + 1];
  for (std::size_t f = 0; f < faces; ++f) ends[f + 1] += ends[f];
  std::vector<std::uint32_t> fill(ends.begin(), ends.end() - 1);
  std::vector<Half> border(face_of_half_.size());
  for (Half h = 0; h < face_of_half_.size(); ++h) border[fill[face_of_half_[h]]++] = h;

  owners_.assign(faces, {});
  std::vector<bool> known(faces);
  std::vector<Face> queue{outside};
  known[outside] = true;
  while (!queue.empty()) {
    const Face face = queue.back();
    queue.pop_back();
    for (auto i = ends[face]; i < ends[face + 1]; ++i) {
      const Face other = face_of_half_[twin(border[i])];
      if (known[other]) continue;
      known[other] = true;
      auto change = noded_.features_of(noded_.edges[border[i] / 2]);
      while (!change.empty() && change.back() >= noded_.first_line) {
        change = change.first(change.size() - 1);
      }
      std::set_symmetric_difference(owners_[face].begin(), owners_[face].end(), change.begin(),
                                    change.end(), std::back_inserter(owners_[other]));
      queue.push_back(other);
    }
  }
}

Result<FaceMap> FaceMap::build(const PackedGeometry& polygons, Progress& progress,
                               Lattice lattice) {
  return build(polygons, PackedGeometry(Kind::lines), progress, lattice);
}

Result<FaceMap> FaceMap::build(const PackedGeometry& polygons, const PackedGeometry& lines,
                               Progress& progress, Lattice lattice) {
  auto noded = node_borders(polygons, lines, progress, lattice);
  if (!noded) return noded.error();
  return FaceMap(std::move(*noded));
}

FaceMap::FaceMap(NodedEdges noded) : noded_(std::move(noded)) {
  sort_stars();
  trace_cycles();
  spread_owners();
}

FaceMap FaceMap::merged(std::span<const std::uint32_t> labels) const {
  NodedEdges made;
  made.lattice = noded_.lattice;
  std::vector<std::uint32_t> number(noded_.points.size(), none);
  for (Half h = 0; h < next_.size(); h += 2) {
    const std::uint32_t left = labels[face_of_half_[h]], right = labels[face_of_half_[twin(h)]];
    if (left == right) continue;
    const NodedEdges::Edge& edge = noded_.edges[h / 2];
    number[edge.a] = number[edge.b] = 0;
    const auto first = static_cast<std::uint32_t>(made.features.size());
    for (const std::uint32_t label : {std::min(left, right), std::max(left, right)}) {
      if (label != no_label) made.features.push_back(label);
    }
    made.edges.push_back({edge.a, edge.b, first, static_cast<std::uint32_t>(made.features.size())});
  }
  for (std::uint32_t point = 0; point < number.size(); ++point) {
    if (number[point] == none) continue;
    number[point] = static_cast<std::uint32_t>(made.points.size());
    made.points.push_back(noded_.points[point]);
  }
  for (NodedEdges::Edge& edge : made.edges) edge.a = number[edge.a], edge.b = number[edge.b];
  return FaceMap(std::move(made));
}

PackedGeometry FaceMap::dissolve(std::span<const std::uint32_t> labels, std::size_t count) const {
  const auto label = [&](Half h) { return labels[face_of_half_[h]]; };
  std::vector<bool> walked(next_.size());
  std::vector<Ring> rings;
  RingCutter cutter(noded_.points, rings);
  std::vector<std::uint32_t> walk;
  for (Half first = 0; first < next_.size(); ++first) {
    const std::uint32_t mine = label(first);
    if (walked[first] || mine == no_label || label(twin(first)) == mine) continue;
    walk.clear();
    Half h = first;
    do {
      walked[h] = true;
      walk.push_back(start(h));
      h = next_[h];
      while (label(twin(h)) == mine) h = next_[twin(h)];  // no border between equal labels
    } while (h != first);
    cutter.cut(mine, walk);
  }
  std::sort(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) {
    if (a.label != b.label) return a.label < b.label;
    if ((a.twice_area > 0) != (b.twice_area > 0)) return a.twice_area > 0;
    return a.points < b.points;
  });
  PackedGeometry made(Kind::polygons);
  made.reserve(count, next_.size());
  auto ring = rings.begin();
  for (std::uint32_t feature = 0; feature < count; ++feature) {
    const auto begin = ring;
    while (ring != rings.end() && ring->label == feature) ++ring;
    add_feature(made, noded_, {begin, ring});
  }
  return made;
}

}  // namespace wangge::geo
