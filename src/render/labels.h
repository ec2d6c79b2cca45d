#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/label_point.h"
#include "model/workspace.h"
#include "render/camera.h"
#include "render/map_input.h"
#include "render/packed_layer.h"
#include "render/text.h"

namespace wangge::render {

/// Where the labels of polygons go; worked out once a feature and kept.
using LabelPoints = std::unordered_map<std::uint32_t, geo::LabelPoint>;

/// A layer that may have labels, and what is in view of it.
struct LabelSource {
  const model::LayerEntry* entry = nullptr;
  const PackedLayer* packed = nullptr;
  std::vector<std::uint32_t> chunks;
  LabelPoints* points = nullptr;
};

/// Chooses and sets the labels of a picture: communities before grids before roads before
/// buildings, larger areas first; none touches another (4 px apart) or the edge of the picture;
/// names of roads follow the road, upright; names of buildings only where they fit the footprint.
class LabelPlacer {
 public:
  LabelPlacer(TextAtlas& atlas, const Camera& camera, model::Theme theme);
  ~LabelPlacer();

  /// A marker, in pixels with y up: only the names of communities and grids may lie on it.
  void block(float x, float y, float half_width, float half_height);
  /// Names of grids that no layer has, to be placed with the others.
  void add(const std::vector<GridLabel>& grids);
  /// Looking for the places of names takes time: after some of them it stops, and is to be called
  /// again with a new placer.
  /// returns  false when it stopped; nothing is placed then
  bool place(std::vector<LabelSource> sources);
  std::vector<TextVertex> take() { return std::move(out_); }

 private:
  struct Rectangle {
    float left, bottom, right, top;
  };
  struct Candidate;
  bool is_free(const Rectangle& r, bool over_markers) const;
  /// The name of an area, if there is room for it on its ground and its place is in view.
  std::optional<Candidate> candidate(std::string text, model::Role role, int rank,
                                     const geo::LabelPoint& point, double area_m2);
  void collect_area(const LabelSource& source);
  void collect_lines(const LabelSource& source);
  void collect_points(const LabelSource& source);

  TextAtlas& atlas_;
  const Camera& camera_;
  model::Theme theme_;
  std::size_t searched_points_ = 0;  ///< of the polygons whose label points were not known
  std::vector<Rectangle> taken_, markers_;
  std::vector<Candidate> candidates_;
  std::vector<TextVertex> out_;
};

}  // namespace wangge::render
