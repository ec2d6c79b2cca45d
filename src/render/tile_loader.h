#pragma once

#include <compare>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/progress.h"
#include "model/raster.h"
#include "render/camera.h"

namespace wangge::render {

constexpr int raster_tile_px = 256;

/// A square of the map in 256 x 256 pixels of 2^level metres, counted from the map's origin.
struct RasterTile {
  model::RasterPtr raster;
  int level = 0;
  std::int64_t x = 0, y = 0;

  geo::Box box() const;
  /// The tile of twice the size that it lies in.
  RasterTile parent() const;
  auto operator<=>(const RasterTile&) const = default;
};

/// The tiles of a raster that a camera sees, those in the middle first, at the level that is
/// nearest to its pixels and not much finer than the raster's own.
std::vector<RasterTile> tiles_in_view(const model::RasterPtr& raster, const Camera& camera);

/// Has tiles read in background threads.
class TileLoader {
 public:
  struct Loaded {
    RasterTile tile;
    model::RasterPicture picture;  ///< with a seam of a pixel on each side; empty: nothing there
  };

  TileLoader() = default;
  ~TileLoader();
  TileLoader(const TileLoader&) = delete;
  TileLoader& operator=(const TileLoader&) = delete;

  /// These are to be read next, in this order; whatever was asked for before and is not among them
  /// is dropped.
  void request(std::vector<RasterTile> tiles);
  /// One more, before all others; nothing when it is being read or there.
  void request_first(const RasterTile& tile);
  /// At most that many of the tiles that are there.
  std::vector<Loaded> take(std::size_t most);
  /// Until a tile is there, nothing is left to read, or the time is over.
  void wait(double milliseconds);

 private:
  void work_loop();
  bool at_hand(const RasterTile& tile) const;  // being read, or there and not taken

  std::mutex mutex_;
  std::condition_variable for_workers_, for_painter_;
  std::deque<RasterTile> wanted_;
  std::map<RasterTile, std::shared_ptr<Progress>> running_;
  std::deque<Loaded> loaded_;
  bool closing_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace wangge::render
