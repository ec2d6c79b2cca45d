#pragma once

#include <map>
#include <memory>
#include <vector>

#include "model/workspace.h"
#include "render/gl.h"
#include "render/tile_loader.h"

namespace wangge::render {

/// A part of a tile's texture and the box of the map that it shows.
struct RasterPiece {
  GLuint texture = 0;
  geo::Box box;
  float left = 0, bottom = 0, right = 1, top = 1;  ///< in the texture, (0, 0) at its lower left
  bool opaque = false;
};

/// The tiles of rasters on the GPU: those in view and as many of the last seen as a bounded memory
/// holds. Needs the painter's context.
class RasterTiles {
 public:
  /// Forgets the tiles of rasters that are closed.
  void refresh(const model::Workspace& workspace);
  /// What is in view: tiles that are not there are read, coarse ones first where that is quick.
  void look_at(const std::vector<RasterTile>& tiles);
  /// Sends tiles that were read to the GPU; true when there were some.
  bool receive();
  /// Until something was read, at most so long.
  void wait(double milliseconds) { loader_.wait(milliseconds); }
  /// From now on no other tile stands in for one that is not there: it is waited for.
  void insist(bool on) { insists_ = on; }
  bool insists() const { return insists_; }
  /// Whether what is in view is drawn by its own tiles.
  bool complete() const;

  /// What is drawn in a tile's place: itself, else of coarser and finer ones what is there. Nothing
  /// where the raster has nothing.
  std::vector<RasterPiece> pieces(const RasterTile& tile);

 private:
  void wait_for(const RasterTile& tile);
  struct Entry {
    GlTexture texture;
    bool empty = false, opaque = false;
    std::uint64_t used = 0;
  };
  Entry* find(const RasterTile& tile);
  void forget_oldest();

  TileLoader loader_;
  std::map<RasterTile, Entry> tiles_;
  std::vector<RasterTile> in_view_;
  std::uint64_t clock_ = 0;
  bool insists_ = false;
};

}  // namespace wangge::render
