#include <algorithm>

#include "io/raster_file.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// The first thing that is open decides the map's CRS, until a layer does.
void take_over(State& state, const std::vector<model::RasterPtr>& opened) {
  model::Workspace workspace = state.edit_workspace();
  if (workspace.empty() && !opened.empty()) workspace.crs = opened.front()->map;
  for (const model::RasterPtr& raster : opened) {
    workspace.rasters.push_back({LayerId{++state.last_layer}, raster});
  }
  place_rasters(state, workspace);
  state.set_workspace(std::move(workspace));
}

}  // namespace

void open_rasters(JobContext& context, const std::string& path, const io::ReadOptions& options) {
  const auto opened = io::open_rasters(path, options, context.progress);
  if (!opened) {
    context.land([error = opened.error()](State& s) { s.tell(error); });
    return;
  }
  context.land([rasters = *opened](State& s) { take_over(s, rasters); });
}

void place_rasters(State& state, model::Workspace& workspace) {
  std::erase_if(workspace.rasters, [&](model::RasterEntry& entry) {
    if (entry.raster->map == workspace.crs) return false;
    auto placed = entry.raster->placed_in(workspace.crs);
    if (placed) {
      entry.raster = std::move(*placed);
    } else {
      state.tell(placed.error());
    }
    return !placed;
  });
}

bool change_raster(State& state, LayerId id,
                   const std::function<void(model::RasterEntry&)>& change) {
  model::Workspace workspace = state.edit_workspace();
  for (model::RasterEntry& entry : workspace.rasters) {
    if (entry.id != id) continue;
    change(entry);
    state.set_workspace(std::move(workspace));
    return true;
  }
  return false;
}

bool close_raster(State& state, LayerId id) {
  model::Workspace workspace = state.edit_workspace();
  const auto closed = std::erase_if(
      workspace.rasters, [id](const model::RasterEntry& entry) { return entry.id == id; });
  if (closed > 0) state.set_workspace(std::move(workspace));
  return closed > 0;
}

bool move_raster(State& state, const MoveLayer& action) {
  model::Workspace workspace = state.edit_workspace();
  auto& rasters = workspace.rasters;
  const auto from =
      std::find_if(rasters.begin(), rasters.end(),
                   [&](const model::RasterEntry& entry) { return entry.id == action.layer; });
  if (from == rasters.end()) return false;
  const model::RasterEntry entry = *from;
  rasters.erase(from);
  const std::size_t to = std::min(action.to, rasters.size());
  rasters.insert(rasters.begin() + static_cast<std::ptrdiff_t>(to), entry);
  state.set_workspace(std::move(workspace));
  return true;
}

void set_greyscale(State& state, const SetGreyscale& action) {
  change_raster(state, action.raster, [&](model::RasterEntry& entry) { entry.grey = action.grey; });
}

}  // namespace wangge::session
