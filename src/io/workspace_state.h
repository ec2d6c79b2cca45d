#pragma once

#include <map>
#include <string>
#include <vector>

#include "geo/crs.h"
#include "model/edit.h"
#include "model/saved_question.h"

namespace wangge::io {

/// A layer as a workspace keeps it: all but what its look follows from.
struct KeptLayer {
  model::LayerId id = model::no_layer;
  model::LayerPtr layer;
  bool visible = true;
  float opacity = 1;
  bool operator==(const KeptLayer&) const = default;
};

/// A raster, by its path.
struct KeptRaster {
  model::LayerId id = model::no_layer;
  std::string path;
  std::string name;  ///< model::RasterInfo::name: a file may hold several
  bool visible = true;
  float opacity = 1;
  bool grey = false;
  bool operator==(const KeptRaster&) const = default;
};

/// Everything that a workspace keeps, at one moment. Cheap to copy; layers, plans and edits are the
/// same where their pointers are.
struct WorkspaceState {
  geo::Crs crs = geo::Crs::wgs84();
  bool demo = false;
  std::vector<KeptLayer> layers;    ///< in drawing order
  std::vector<KeptRaster> rasters;  ///< in drawing order
  model::LayerId units = model::no_layer;
  model::PlanPtr plan;  ///< the one that is edited; may be none
  model::PlanArchive kept_plans;
  std::vector<model::EditPtr> edits;                    ///< the oldest first
  std::size_t cursor = 0;                               ///< edits before it are applied
  std::map<std::string, std::vector<double>> settings;  ///< by name
  std::vector<model::SavedQuestion> questions;
  std::vector<std::string> export_log;  ///< a line for each export of personal data
  bool operator==(const WorkspaceState&) const = default;
};

}  // namespace wangge::io
