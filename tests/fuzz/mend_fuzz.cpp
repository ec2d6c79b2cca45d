// Polygons of any form, mended: the ground ends up with one owner each, its areas balance, and a
// second time there is nothing left to do.
#include <cmath>

#include "analysis/mend.h"
#include "fuzz/fuzz.h"
#include "geo/face_map.h"

namespace {

using namespace wangge;

/// Two bytes a point, on a lattice of whole and half metres where borders meet often; 0xFF ends a
/// ring, 0xFE a part, 0xFD a feature.
geo::PackedGeometry polygons_from(const std::uint8_t* data, std::size_t size) {
  geo::PackedGeometry made(geo::Kind::polygons);
  std::size_t points = 0, rings = 0;
  const auto end_ring = [&] {
    if (points > 0) made.end_ring(), ++rings;
    points = 0;
  };
  const auto end_part = [&] {
    end_ring();
    if (rings > 0) made.end_part();
    rings = 0;
  };
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] == 0xFF) {
      end_ring();
    } else if (data[i] == 0xFE) {
      end_part();
    } else if (data[i] == 0xFD) {
      end_part();
      made.end_feature();
    } else if (i + 1 < size) {
      made.add_point({500000 + data[i] / 2.0, 2460000 + data[i + 1] / 2.0 + data[i] / 977.0});
      ++points, ++i;
    }
  }
  end_part();
  made.end_feature();
  return made;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 400) return 0;  // rounds of mending, each for many faces
  model::Layer layer;
  layer.role = model::Role::grids;
  layer.geometry = polygons_from(data, size);
  layer.table.rows = layer.geometry.size();
  layer.table.columns.push_back({"id", model::Integers(), {}});
  for (std::size_t row = 0; row < layer.size(); ++row) {
    std::get<model::Integers>(layer.table.columns[0].values)
        .push_back(static_cast<std::int64_t>(row));
  }
  Progress progress;
  const auto once = analysis::mend_layer(layer, {}, progress);
  must(static_cast<bool>(once), "every form can be mended or left");
  const analysis::MendReport& report = once->report;
  must(once->layer.size() == layer.size(), "no row is lost");
  const double balance = report.before_m2 + report.repaired_m2 - report.removed_m2 +
                         report.snapped_m2 - report.overlap_m2 + report.filled_m2;
  must(std::abs(balance - report.after_m2) < 1e-6, "the areas balance");
  const auto faces = geo::FaceMap::build(once->layer.geometry, progress);
  must(static_cast<bool>(faces), "what is mended has faces");
  bool owned_once = true;
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    owned_once = owned_once && faces->owners(face).size() < 2;
  }
  must(owned_once, "no place has two owners");
  const auto twice = analysis::mend_layer(once->layer, {}, progress);
  must(twice && twice->report.mended.empty(), "a second time nothing is left to do");
  return 0;
}
