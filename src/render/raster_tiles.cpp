#include "render/raster_tiles.h"

#include <algorithm>

namespace wangge::render {
namespace {

constexpr std::size_t most_tiles = 512;   // some 140 MB
constexpr std::size_t most_received = 8;  // at a time, so that a frame stays short
constexpr int coarser_first = 3;          // levels: one tile in place of 64
constexpr int farthest_parent = 8;        // levels

bool is_open(const model::Workspace& workspace, const model::RasterPtr& raster) {
  return std::any_of(workspace.rasters.begin(), workspace.rasters.end(),
                     [&](const model::RasterEntry& entry) { return entry.raster == raster; });
}

/// The part of a tile's texture, which has a seam of a pixel, that shows a box within the tile.
RasterPiece part_of(const RasterTile& tile, const geo::Box& box) {
  const geo::Box whole = tile.box();
  constexpr double inner = raster_tile_px, outer = raster_tile_px + 2;
  const auto along = [&](double at, double from, double length) {
    return static_cast<float>((1 + (at - from) / length * inner) / outer);
  };
  RasterPiece piece;
  piece.box = box;
  piece.left = along(box.min_x, whole.min_x, whole.width());
  piece.right = along(box.max_x, whole.min_x, whole.width());
  piece.bottom = along(box.min_y, whole.min_y, whole.height());
  piece.top = along(box.max_y, whole.min_y, whole.height());
  return piece;
}

void send(const GlTexture& texture, const model::RasterPicture& picture) {
  // The picture has its top row first, a texture its bottom row.
  const auto row_bytes = 4 * static_cast<std::size_t>(picture.width);
  std::vector<std::uint8_t> turned;
  turned.reserve(picture.rgba.size());
  for (int y = picture.height - 1; y >= 0; --y) {
    const auto row =
        picture.rgba.begin() + static_cast<std::ptrdiff_t>(row_bytes * static_cast<std::size_t>(y));
    turned.insert(turned.end(), row, row + static_cast<std::ptrdiff_t>(row_bytes));
  }
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width, picture.height, 0, GL_RGBA,
               GL_UNSIGNED_BYTE, turned.data());
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  }
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) {
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  }
}

bool all_transparent(const model::RasterPicture& picture) {
  for (std::size_t i = 3; i < picture.rgba.size(); i += 4) {
    if (picture.rgba[i] != 0) return false;
  }
  return true;
}

}  // namespace

void RasterTiles::refresh(const model::Workspace& workspace) {
  std::erase_if(tiles_, [&](const auto& one) { return !is_open(workspace, one.first.raster); });
  if (workspace.rasters.empty() && !in_view_.empty()) look_at({});
}

void RasterTiles::look_at(const std::vector<RasterTile>& tiles) {
  in_view_ = tiles;
  std::vector<RasterTile> coarse, missing;
  for (const RasterTile& tile : tiles) {
    if (find(tile) != nullptr) continue;
    missing.push_back(tile);
    if (tile.raster->info.overviews == 0) continue;
    RasterTile parent = tile;
    for (int i = 0; i < coarser_first; ++i) parent = parent.parent();
    const bool known =
        find(parent) != nullptr || std::find(coarse.begin(), coarse.end(), parent) != coarse.end();
    if (!known) coarse.push_back(parent);
  }
  // A whole view that is missing begins with a rough picture of it.
  constexpr std::size_t worth_it = 8;
  if (insists_ || missing.size() < worth_it) coarse.clear();
  coarse.insert(coarse.end(), missing.begin(), missing.end());
  loader_.request(std::move(coarse));
}

bool RasterTiles::receive() {
  const auto loaded = loader_.take(most_received);
  for (const TileLoader::Loaded& one : loaded) {
    Entry& entry = tiles_[one.tile];
    entry.used = ++clock_;
    entry.opaque = one.picture.opaque;
    entry.empty = all_transparent(one.picture);
    if (!entry.empty) send(entry.texture, one.picture);
  }
  if (!loaded.empty()) forget_oldest();
  return !loaded.empty();
}

bool RasterTiles::complete() const {
  return insists_ || std::all_of(in_view_.begin(), in_view_.end(),
                                 [this](const RasterTile& tile) { return tiles_.contains(tile); });
}

RasterTiles::Entry* RasterTiles::find(const RasterTile& tile) {
  const auto found = tiles_.find(tile);
  if (found == tiles_.end()) return nullptr;
  found->second.used = ++clock_;
  return &found->second;
}

std::vector<RasterPiece> RasterTiles::pieces(const RasterTile& tile) {
  if (insists_) wait_for(tile);
  const geo::Box box = tile.box();
  std::vector<RasterPiece> pieces;
  const auto add = [&](const RasterTile& from, const Entry& entry, const geo::Box& shown) {
    if (entry.empty) return;
    pieces.push_back(part_of(from, shown));
    pieces.back().texture = entry.texture.name();
    pieces.back().opaque = entry.opaque;
  };
  RasterTile at = tile;
  for (int i = 0; i <= farthest_parent; ++i, at = at.parent()) {
    if (const Entry* entry = find(at)) {
      add(at, *entry, box);
      return pieces;
    }
  }
  for (const std::int64_t dx : {0, 1}) {
    for (const std::int64_t dy : {0, 1}) {
      const RasterTile child{tile.raster, tile.level - 1, 2 * tile.x + dx, 2 * tile.y + dy};
      if (const Entry* entry = find(child)) add(child, *entry, child.box());
    }
  }
  return pieces;
}

void RasterTiles::wait_for(const RasterTile& tile) {
  constexpr double patience_ms = 1000;
  while (find(tile) == nullptr) {
    loader_.request_first(tile);  // it may have been read long ago and forgotten since
    loader_.wait(patience_ms);
    receive();
  }
}

void RasterTiles::forget_oldest() {
  // What is looked at is kept; a picture that insists draws one tile after the other.
  const std::size_t most = insists_ ? most_tiles : std::max(most_tiles, 2 * in_view_.size());
  while (tiles_.size() > most) {
    const auto oldest = std::min_element(
        tiles_.begin(), tiles_.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    tiles_.erase(oldest);
  }
}

}  // namespace wangge::render
