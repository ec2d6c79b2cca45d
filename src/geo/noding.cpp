#include "geo/noding.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <mutex>
#include <tuple>
#include <utility>

#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/box_tree.h"

namespace wangge::geo {
namespace {

/// A feature's border between two points, a < b.
struct Use {
  LatticePoint a, b;
  std::uint32_t feature;
  bool operator==(const Use&) const = default;
  auto operator<=>(const Use&) const = default;
};

struct Segment {
  LatticePoint a, b;
  std::size_t first_use, end_use;
  bool fresh = true;  ///< was not there when cuts were last looked for
};

/// A segment has to go through a point.
struct Cut {
  std::size_t segment;
  LatticePoint at;
  bool operator==(const Cut&) const = default;
  auto operator<=>(const Cut&) const = default;
};

void add_use(std::vector<Use>& uses, LatticePoint a, LatticePoint b, std::uint32_t feature) {
  if (a == b) return;
  if (b < a) std::swap(a, b);
  uses.push_back({a, b, feature});
}

/// Adds the rings of polygons or the lines, features numbered from `first` on.
Result<void> add_uses(std::vector<Use>& uses, const PackedGeometry& geometry, std::uint32_t first,
                      Lattice lattice) {
  uses.reserve(uses.size() + geometry.points().size());
  const bool closed = geometry.kind() == Kind::polygons;
  for (std::uint32_t feature = 0; feature < geometry.size(); ++feature) {
    for (auto part = geometry.features().begin(feature); part < geometry.features().end(feature);
         ++part) {
      for (auto r = geometry.parts().begin(part); r < geometry.parts().end(part); ++r) {
        const auto ring = geometry.ring(r);
        std::optional<LatticePoint> before = lattice.nearest(closed ? ring.back() : ring.front());
        for (const Point p : ring) {
          const auto here = lattice.nearest(p);
          if (!here || !before) {
            return Error{ErrorCode::unsupported, trf("row {}", feature + 1),
                         tr("The coordinates are too large for a place on Earth."),
                         tr("Check the coordinate system of the file.")};
          }
          add_use(uses, *before, *here, first + feature);
          before = here;
        }
      }
    }
  }
  return {};
}

/// Sorted, and without what a polygon goes along an even number of times.
///
/// sorted  so many uses at the beginning are sorted already
void tidy(std::vector<Use>& uses, std::uint32_t first_line, std::size_t sorted) {
  const auto middle = uses.begin() + static_cast<std::ptrdiff_t>(sorted);
  tbb::parallel_sort(middle, uses.end());
  std::inplace_merge(uses.begin(), middle, uses.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < uses.size();) {
    std::size_t end = i + 1;
    while (end < uses.size() && uses[end] == uses[i]) ++end;
    const Use use = uses[i];
    if ((end - i) % 2 == 1 || use.feature >= first_line) uses[kept++] = use;
    i = end;
  }
  uses.resize(kept);
}

std::vector<Segment> segments_of(const std::vector<Use>& uses) {
  std::size_t count = uses.empty() ? 0 : 1;
  for (std::size_t i = 1; i < uses.size(); ++i) {
    count += uses[i].a == uses[i - 1].a && uses[i].b == uses[i - 1].b ? 0 : 1;
  }
  std::vector<Segment> segments;
  segments.reserve(count);
  for (std::size_t i = 0; i < uses.size();) {
    std::size_t end = i + 1;
    while (end < uses.size() && uses[end].a == uses[i].a && uses[end].b == uses[i].b) ++end;
    segments.push_back({uses[i].a, uses[i].b, i, end});
    i = end;
  }
  return segments;
}

Box box_of(const Segment& s) {
  const auto [low, high] = std::minmax(s.a.y, s.b.y);
  return {static_cast<double>(s.a.x), static_cast<double>(low), static_cast<double>(s.b.x),
          static_cast<double>(high)};
}

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

/// How near a segment has to come to a point to go through it.
enum class Reach {
  /// Within half a step in both directions, but not touching the corner of that square: of the four
  /// corners of a square of one step the two diagonals would cut each other for ever.
  half_a_step,
  none  ///< the point lies on it
};

/// Whether the segment comes so near to p and does not end there.
bool passes(const Segment& s, LatticePoint p, Reach reach) {
  if (p == s.a || p == s.b || p.x < s.a.x || p.x > s.b.x) return false;
  const auto [low, high] = std::minmax(s.a.y, s.b.y);
  if (p.y < low || p.y > high) return false;
  const Wide off = magnitude(twice_area(s.a, s.b, p));
  if (reach == Reach::none) return off == 0;
  return 2 * off < Wide{s.b.x - s.a.x} + (high - low);
}

/// Where two segments cross inside both, on the lattice.
std::optional<LatticePoint> crossing(const Segment& s, const Segment& t) {
  const Wide from = twice_area(s.a, s.b, t.a), to = twice_area(s.a, s.b, t.b);
  if (from == 0 || to == 0 || (from > 0) == (to > 0)) return std::nullopt;
  const int start = side(t.a, t.b, s.a), end = side(t.a, t.b, s.b);
  if (start * end >= 0) return std::nullopt;
  const long double share = static_cast<long double>(from) / static_cast<long double>(from - to);
  const auto at = [share](std::int64_t a, std::int64_t b) {
    return a + static_cast<std::int64_t>(
                   std::floor(share * static_cast<long double>(b - a) + 0.5L));  // ties go one way
  };
  return LatticePoint{at(t.a.x, t.b.x), at(t.a.y, t.b.y)};
}

/// Marks as old what is among the `settled`, in which nothing was cut. Both in order.
void mark_old(std::vector<Segment>& segments, const std::vector<Segment>& settled) {
  auto old = settled.begin();
  for (Segment& s : segments) {
    while (old != settled.end() && std::tie(old->a, old->b) < std::tie(s.a, s.b)) ++old;
    s.fresh = old == settled.end() || old->a != s.a || old->b != s.b;
  }
}

/// Between two that are old there is nothing to cut: that was looked at before.
std::vector<Cut> find_cuts(const std::vector<Segment>& segments, Reach reach, Progress& progress) {
  std::vector<Box> boxes;  // of those that are fresh
  std::vector<std::size_t> fresh;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].fresh) continue;
    boxes.push_back(box_of(segments[i]));
    fresh.push_back(i);
  }
  const BoxTree tree(boxes);
  std::vector<Cut> cuts;
  std::mutex mutex;
  constexpr std::size_t grain = 4096;
  parallel_ranges(segments.size(), grain, [&](std::size_t begin, std::size_t end) {
    std::vector<Cut> mine;
    const auto look_for_ends = [&](std::size_t i, const Segment& t) {
      if (passes(segments[i], t.a, reach)) mine.push_back({i, t.a});
      if (passes(segments[i], t.b, reach)) mine.push_back({i, t.b});
    };
    for (std::size_t i = begin; i < end; ++i) {
      if (progress.cancelled()) return;
      tree.query(box_of(segments[i]), [&](std::uint32_t found) {
        const std::size_t j = fresh[found];
        if (j == i) return;
        look_for_ends(i, segments[j]);
        if (!segments[i].fresh) look_for_ends(j, segments[i]);
        if (j < i && segments[i].fresh) return;  // a crossing is found once for both
        const std::size_t first = std::min(i, j), second = std::max(i, j);
        const Segment &s = segments[first], &t = segments[second];
        if (const auto at = crossing(s, t)) {
          if (*at != s.a && *at != s.b) mine.push_back({first, *at});
          if (*at != t.a && *at != t.b) mine.push_back({second, *at});
        }
      });
    }
    const std::lock_guard lock(mutex);
    cuts.insert(cuts.end(), mine.begin(), mine.end());
  });
  // Whoever passes where two others cross goes through there, too.
  std::vector<LatticePoint> crossings;
  for (const Cut& cut : cuts) crossings.push_back(cut.at);
  std::sort(crossings.begin(), crossings.end());
  crossings.erase(std::unique(crossings.begin(), crossings.end()), crossings.end());
  for (const LatticePoint p : crossings) {
    const auto x = static_cast<double>(p.x), y = static_cast<double>(p.y);
    tree.query({x, y, x, y}, [&](std::uint32_t found) {
      if (passes(segments[fresh[found]], p, reach)) cuts.push_back({fresh[found], p});
    });
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

/// How far along s, without a division.
Wide along(const Segment& s, LatticePoint p) {
  return Wide{s.b.x - s.a.x} * (p.x - s.a.x) + Wide{s.b.y - s.a.y} * (p.y - s.a.y);
}

/// Takes the segments that stay whole out of `segments` and their uses to the front of `uses`, the
/// pieces of the others behind them. Returns how many uses stay.
std::size_t cut_up(std::vector<Use>& uses, std::vector<Segment>& segments,
                   const std::vector<Cut>& cuts) {
  std::vector<Use> pieces;
  std::vector<Segment> settled;
  settled.reserve(segments.size());
  std::size_t kept = 0;
  auto cut = cuts.begin();
  std::vector<LatticePoint> way;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    if (cut == cuts.end() || cut->segment != i) {
      for (std::size_t use = s.first_use; use < s.end_use; ++use) uses[kept++] = uses[use];
      settled.push_back(s);
      continue;
    }
    way.assign(1, s.a);
    for (; cut != cuts.end() && cut->segment == i; ++cut) way.push_back(cut->at);
    std::sort(way.begin() + 1, way.end(), [&s](LatticePoint p, LatticePoint q) {
      return std::pair(along(s, p), p) < std::pair(along(s, q), q);
    });
    way.push_back(s.b);
    for (std::size_t use = s.first_use; use < s.end_use; ++use) {
      for (std::size_t k = 1; k < way.size(); ++k) {
        add_use(pieces, way[k - 1], way[k], uses[use].feature);
      }
    }
  }
  uses.resize(kept);
  uses.insert(uses.end(), pieces.begin(), pieces.end());
  segments = std::move(settled);
  return kept;
}

enum class Rounds {
  /// Pieces go through the points that they come near, and so on until nothing is left to cut: done
  /// twice it changes nothing.
  until_settled,
  /// Only the original segments do, as by Hobby: their pieces do not cross. For lines that run into
  /// each other at a small angle, of which a piece turns with every cut and then needs another one
  /// a
  /// step further on, over metres.
  of_the_originals
};

struct Noding {
  std::vector<Use> uses;
  std::vector<Segment> segments;
};

/// Cuts up the uses until their segments meet only at ends. What a segment is cut into runs
/// monotonously from end to end, so that the widths and heights of the pieces add up to its own:
/// they cannot become smaller for ever.
///
/// returns  whether it came to an end; false also when it was cancelled
bool node(Noding& noding, std::uint32_t first_line, Rounds rounds, Progress& progress) {
  constexpr int enough = 40;  // borders as they come need two or three
  std::vector<Segment> settled;
  std::size_t sorted = 0;
  for (int round = 0; rounds != Rounds::until_settled || round < enough; ++round) {
    tidy(noding.uses, first_line, sorted);
    noding.segments = segments_of(noding.uses);
    mark_old(noding.segments, settled);
    const bool reaching = rounds == Rounds::until_settled || round == 0;
    const std::vector<Cut> cuts =
        find_cuts(noding.segments, reaching ? Reach::half_a_step : Reach::none, progress);
    if (progress.cancelled()) return false;
    if (cuts.empty()) return true;
    sorted = cut_up(noding.uses, noding.segments, cuts);
    settled = std::move(noding.segments);
  }
  return false;
}

NodedEdges numbered(const std::vector<Use>& uses, const std::vector<Segment>& segments,
                    Lattice lattice) {
  NodedEdges made;
  made.lattice = lattice;
  std::vector<LatticePoint> starts, ends;
  for (const Segment& s : segments) {
    if (starts.empty() || starts.back() != s.a) starts.push_back(s.a);  // they come in order
    ends.push_back(s.b);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::set_union(starts.begin(), starts.end(), ends.begin(), ends.end(),
                 std::back_inserter(made.points));
  auto start = made.points.begin();
  const auto number = [&made](auto place) {
    return static_cast<std::uint32_t>(place - made.points.begin());
  };
  made.edges.reserve(segments.size());
  made.features.reserve(uses.size());
  for (const Use& use : uses) made.features.push_back(use.feature);
  for (const Segment& s : segments) {
    while (*start != s.a) ++start;
    const auto end = std::lower_bound(start, made.points.end(), s.b);
    made.edges.push_back({number(start), number(end), static_cast<std::uint32_t>(s.first_use),
                          static_cast<std::uint32_t>(s.end_use)});
  }
  return made;
}

}  // namespace

Result<NodedEdges> node_borders(const PackedGeometry& polygons, Progress& progress,
                                Lattice lattice) {
  return node_borders(polygons, PackedGeometry(Kind::lines), progress, lattice);
}

Result<NodedEdges> node_borders(const PackedGeometry& polygons, const PackedGeometry& lines,
                                Progress& progress, Lattice lattice) {
  const auto first_line = static_cast<std::uint32_t>(polygons.size());
  std::vector<Use> original;
  if (const auto added = add_uses(original, polygons, 0, lattice); !added) return added.error();
  if (const auto added = add_uses(original, lines, first_line, lattice); !added)
    return added.error();
  for (const Rounds rounds : {Rounds::until_settled, Rounds::of_the_originals}) {
    Noding noding{original, {}};
    const bool done = node(noding, first_line, rounds, progress);
    if (progress.cancelled()) break;
    if (!done) continue;
    NodedEdges made = numbered(noding.uses, noding.segments, lattice);
    made.first_line = first_line;
    return made;
  }
  return Error{ErrorCode::cancelled, "", tr("The check of the borders was cancelled."), ""};
}

}  // namespace wangge::geo
