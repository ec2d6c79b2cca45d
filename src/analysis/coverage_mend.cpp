#include "analysis/coverage_mend.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::FaceMap;
constexpr std::uint32_t nobody = FaceMap::no_label;

class CoverageMender {
 public:
  CoverageMender(const FaceMap& faces, std::size_t features, const MendOptions& options)
      : faces_(faces), features_(features), options_(options), labels_(faces.face_count(), nobody) {
    sort_borders();
  }

  MendedCoverage mend() {
    label_single_owners();
    settle_overlaps();
    fill_gaps();
    while (give_away_thin_parts()) {
    }
    std::stable_sort(mended_.begin(), mended_.end(), [](const Finding& a, const Finding& b) {
      return a.kind != b.kind ? a.kind < b.kind : a.size > b.size;
    });
    return {faces_.dissolve(labels_, features_), faces_.merged(labels_), std::move(mended_),
            overlap_m2_, filled_m2_};
  }

 private:
  using Face = FaceMap::Face;
  using Half = FaceMap::Half;

  /// The half-edges of every face, one list after the other.
  void sort_borders() {
    ends_.assign(faces_.face_count() + 1, 0);
    for (Half h = 0; h < faces_.half_count(); ++h) ++ends_[faces_.face(h) + 1];
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
    std::vector<std::uint32_t> fill(ends_.begin(), ends_.end() - 1);
    halves_.resize(faces_.half_count());
    for (Half h = 0; h < faces_.half_count(); ++h) halves_[fill[faces_.face(h)]++] = h;
  }
  std::span<const Half> border(Face face) const {
    return {halves_.data() + ends_[face], halves_.data() + ends_[face + 1]};
  }
  /// The label with the longest border to a group of faces among those that `wanted` lets pass; of
  /// equals the first row.
  template <typename Wanted>
  std::uint32_t longest_neighbour(std::span<const Face> group, const Wanted& wanted) const {
    std::map<std::uint32_t, double> shared;
    for (const Face face : group) {
      for (const Half h : border(face)) {
        const std::uint32_t label = labels_[faces_.face(FaceMap::twin(h))];
        if (label != nobody && wanted(label)) shared[label] += faces_.length_m(h);
      }
    }
    const auto most = std::max_element(shared.begin(), shared.end(),
                                       [](auto& a, auto& b) { return a.second < b.second; });
    return most == shared.end() ? nobody : most->first;
  }

  void label_single_owners() {
    total_m2_.assign(features_, 0);
    exclusive_m2_.assign(features_, 0);
    for (Face face = 1; face < faces_.face_count(); ++face) {
      const auto& owners = faces_.owners(face);
      for (const std::uint32_t owner : owners) total_m2_[owner] += faces_.area_m2(face);
      if (owners.size() != 1) continue;
      labels_[face] = owners.front();
      exclusive_m2_[owners.front()] += faces_.area_m2(face);
    }
  }

  void settle_overlaps() {
    std::vector<Face> open;
    for (Face face = 1; face < faces_.face_count(); ++face) {
      const auto& owners = faces_.owners(face);
      if (owners.size() < 2) continue;
      overlap_m2_ += faces_.area_m2(face) * static_cast<double>(owners.size() - 1);
      const std::uint32_t covered = smallest_covered(owners);
      if (covered != nobody) {
        labels_[face] = covered;
      } else {
        open.push_back(face);
      }
    }
    // From the ground that is sure inwards: faces behind other overlaps follow in later rounds.
    while (!open.empty()) {
      std::vector<std::pair<Face, std::uint32_t>> decided;
      for (const Face face : open) {
        const auto& owners = faces_.owners(face);
        const std::uint32_t label =
            longest_neighbour(std::span(&face, 1), [&](std::uint32_t other) {
              return std::binary_search(owners.begin(), owners.end(), other);
            });
        if (label != nobody) decided.emplace_back(face, label);
      }
      if (decided.empty()) {
        for (const Face face : open) decided.emplace_back(face, faces_.owners(face).front());
      }
      for (const auto& [face, label] : decided) labels_[face] = label;
      std::erase_if(open, [&](Face face) { return labels_[face] != nobody; });
    }
    tell_overlaps();
  }

  /// Of owners that have no ground of their own alone the smallest.
  std::uint32_t smallest_covered(const std::vector<std::uint32_t>& owners) const {
    std::uint32_t found = nobody;
    for (const std::uint32_t owner : owners) {
      if (exclusive_m2_[owner] > 0) continue;
      if (found == nobody || total_m2_[owner] < total_m2_[found]) found = owner;
    }
    return found;
  }

  void tell_overlaps() {
    struct Pair {
      double area_m2 = 0, largest_m2 = 0;
      Face largest = FaceMap::outside;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Pair> pairs;  // who got it, who lost it
    std::vector<double> kept = exclusive_m2_;
    for (Face face = 1; face < faces_.face_count(); ++face) {
      const auto& owners = faces_.owners(face);
      if (owners.size() < 2) continue;
      const double area = faces_.area_m2(face);
      kept[labels_[face]] += area;
      for (const std::uint32_t owner : owners) {
        if (owner == labels_[face]) continue;
        Pair& pair = pairs[{labels_[face], owner}];
        pair.area_m2 += area;
        if (area > pair.largest_m2) pair.largest_m2 = area, pair.largest = face;
      }
    }
    std::map<Face, std::size_t> shape_of;  // a face may be the largest of several pairs
    std::vector<std::vector<Face>> groups;
    for (const auto& [rows, pair] : pairs) {
      if (shape_of.emplace(pair.largest, groups.size()).second) groups.push_back({pair.largest});
    }
    const std::vector<geo::LabelPoint> shapes = shapes_of(groups);
    for (const auto& [rows, pair] : pairs) {
      const auto& [winner, loser] = rows;
      const std::string size = size_text(pair.area_m2, SizeUnit::square_metres);
      note(FindingKind::overlap, winner, loser, shapes[shape_of[pair.largest]], pair.area_m2,
           kept[loser] > 0
               ? trf("keeps {} that row {} laid claim to as well", size, loser + 1)
               : trf("keeps {} that row {} laid claim to as well; nothing is left of that row",
                     size, loser + 1));
    }
  }

  void fill_gaps() {
    std::vector<std::vector<Face>> gaps;
    for (Face face = 1; face < faces_.face_count(); ++face) {
      if (faces_.owners(face).empty()) gaps.push_back({face});
    }
    const std::vector<geo::LabelPoint> shapes = shapes_of(gaps);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      if (!is_thin(shapes[i])) continue;
      // No gap lies against another, or against the outside: there is a neighbour.
      const std::uint32_t label = longest_neighbour(gaps[i], [](auto) { return true; });
      const double area = area_of(gaps[i]);
      note(FindingKind::gap, label, no_row, shapes[i], area,
           trf("gets a gap of {}", size_text(area, SizeUnit::square_metres)));
      filled_m2_ += area;
      labels_[gaps[i].front()] = label;
    }
  }

  bool is_thin(const geo::LabelPoint& shape) const {
    return 2 * shape.radius_m <= options_.width_m;
  }
  /// The middle and the width of groups of faces, which have no face in common.
  std::vector<geo::LabelPoint> shapes_of(const std::vector<std::vector<Face>>& groups) const {
    if (groups.empty()) return {};
    std::vector<std::uint32_t> group_of(faces_.face_count(), nobody);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      for (const Face face : groups[i]) group_of[face] = static_cast<std::uint32_t>(i);
    }
    return geo::label_points(faces_.dissolve(group_of, groups.size()));
  }

  /// Detached parts of features: groups of faces that hang together by edges.
  std::vector<std::vector<Face>> parts() const {
    std::vector<std::vector<Face>> found;
    std::vector<bool> seen(faces_.face_count());
    for (Face first = 1; first < faces_.face_count(); ++first) {
      if (seen[first] || labels_[first] == nobody) continue;
      std::vector<Face> part{first};
      seen[first] = true;
      for (std::size_t i = 0; i < part.size(); ++i) {
        for (const Half h : border(part[i])) {
          const Face other = faces_.face(FaceMap::twin(h));
          if (seen[other] || labels_[other] != labels_[first]) continue;
          seen[other] = true;
          part.push_back(other);
        }
      }
      found.push_back(std::move(part));
    }
    return found;
  }

  double area_of(std::span<const Face> group) const {
    double sum = 0;
    for (const Face face : group) sum += faces_.area_m2(face);
    return sum;
  }

  struct Part {
    std::vector<Face> faces;
    geo::LabelPoint shape;
  };
  /// The detached parts that may go: thin, and not the largest of their feature. Smallest first.
  std::vector<Part> thin_detached_parts() const {
    std::vector<std::vector<std::vector<Face>>> of_feature(features_);
    for (std::vector<Face>& part : parts()) {
      of_feature[labels_[part.front()]].push_back(std::move(part));
    }
    const auto smaller = [this](const std::vector<Face>& a, const std::vector<Face>& b) {
      return area_of(a) < area_of(b);
    };
    std::vector<std::vector<Face>> detached;
    for (auto& of_one : of_feature) {
      if (of_one.size() < 2) continue;
      of_one.erase(std::max_element(of_one.begin(), of_one.end(), smaller));
      std::move(of_one.begin(), of_one.end(), std::back_inserter(detached));
    }
    const std::vector<geo::LabelPoint> shapes = shapes_of(detached);
    std::vector<Part> thin;
    for (std::size_t i = 0; i < detached.size(); ++i) {
      if (is_thin(shapes[i])) thin.push_back({std::move(detached[i]), shapes[i]});
    }
    std::stable_sort(thin.begin(), thin.end(), [&smaller](const Part& a, const Part& b) {
      return smaller(a.faces, b.faces);
    });
    return thin;
  }

  /// One round; a part beside one that moved waits for the next. Returns whether anything moved.
  bool give_away_thin_parts() {
    std::vector<bool> beside_moved(faces_.face_count());
    bool moved = false;
    for (const auto& [part, shape] : thin_detached_parts()) {
      if (std::any_of(part.begin(), part.end(), [&](Face face) { return beside_moved[face]; })) {
        continue;
      }
      const std::uint32_t mine = labels_[part.front()];
      const std::uint32_t label =
          longest_neighbour(part, [mine](std::uint32_t other) { return other != mine; });
      if (label == nobody) continue;  // an island
      const double area = area_of(part);
      note(FindingKind::sliver, label, mine, shape, area,
           trf("gets a sliver of {} that was a detached part of row {}",
               size_text(area, SizeUnit::square_metres), mine + 1));
      for (const Face face : part) {
        labels_[face] = label;
        for (const Half h : border(face)) beside_moved[faces_.face(FaceMap::twin(h))] = true;
      }
      moved = true;
    }
    return moved;
  }

  void note(FindingKind kind, std::size_t row, std::size_t other, const geo::LabelPoint& shape,
            double area_m2, std::string what) {
    mended_.push_back(
        {kind, row, other, shape.place, area_m2, SizeUnit::square_metres, std::move(what)});
  }

  const FaceMap& faces_;
  std::size_t features_;
  const MendOptions& options_;
  std::vector<std::uint32_t> labels_;  // one a face: the feature that gets it
  std::vector<std::uint32_t> ends_;
  std::vector<Half> halves_;
  std::vector<double> total_m2_, exclusive_m2_;  // one a feature
  std::vector<Finding> mended_;
  double overlap_m2_ = 0, filled_m2_ = 0;
};

}  // namespace

MendedCoverage mend_coverage(const FaceMap& faces, std::size_t features,
                             const MendOptions& options) {
  return CoverageMender(faces, features, options).mend();
}

}  // namespace wangge::analysis
