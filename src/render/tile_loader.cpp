#include "render/tile_loader.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace wangge::render {
namespace {

constexpr std::size_t most_waiting = 32;  // read and not yet taken: then the workers pause

std::size_t worker_count() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency() / 2, 2, 8);
}

}  // namespace

geo::Box RasterTile::box() const {
  const double side = std::ldexp(raster_tile_px, level);
  const double west = static_cast<double>(x) * side, south = static_cast<double>(y) * side;
  return {west, south, west + side, south + side};
}

RasterTile RasterTile::parent() const {
  const auto half = [](std::int64_t n) { return n >= 0 ? n / 2 : (n - 1) / 2; };
  return {raster, level + 1, half(x), half(y)};
}

std::vector<RasterTile> tiles_in_view(const model::RasterPtr& raster, const Camera& camera) {
  geo::Box box = camera.view_box();
  if (!box.intersects(raster->extent)) return {};
  box = {std::max(box.min_x, raster->extent.min_x), std::max(box.min_y, raster->extent.min_y),
         std::min(box.max_x, raster->extent.max_x), std::min(box.max_y, raster->extent.max_y)};
  // Drawn at 0.8 to 1.6 pixels of the tile for one of the picture: sharp, and none is left out.
  int level = static_cast<int>(std::floor(std::log2(camera.metres_per_pixel) + 0.3));
  const double own = raster->info.resolution_m;
  if (own > 0) level = std::max(level, static_cast<int>(std::floor(std::log2(own))));
  const double side = std::ldexp(raster_tile_px, level);
  const auto number = [side](double at) {
    return static_cast<std::int64_t>(std::floor(at / side));
  };
  std::vector<RasterTile> tiles;
  for (std::int64_t y = number(box.min_y); y <= number(box.max_y); ++y) {
    for (std::int64_t x = number(box.min_x); x <= number(box.max_x); ++x) {
      tiles.push_back({raster, level, x, y});
    }
  }
  const auto from_middle = [&](const RasterTile& tile) {
    return geo::distance(tile.box().centre(), camera.centre);
  };
  std::stable_sort(tiles.begin(), tiles.end(), [&](const RasterTile& a, const RasterTile& b) {
    return from_middle(a) < from_middle(b);
  });
  return tiles;
}

TileLoader::~TileLoader() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    for (auto& [tile, progress] : running_) progress->cancel();
  }
  for_workers_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void TileLoader::request(std::vector<RasterTile> tiles) {
  const std::lock_guard lock(mutex_);
  if (workers_.empty() && !tiles.empty()) {
    for (std::size_t i = 0; i < worker_count(); ++i) {
      workers_.emplace_back([this] { work_loop(); });
    }
  }
  for (auto& [tile, progress] : running_) {
    if (std::find(tiles.begin(), tiles.end(), tile) == tiles.end()) progress->cancel();
  }
  std::erase_if(tiles, [this](const RasterTile& tile) { return at_hand(tile); });
  wanted_.assign(std::make_move_iterator(tiles.begin()), std::make_move_iterator(tiles.end()));
  for_workers_.notify_all();
}

void TileLoader::request_first(const RasterTile& tile) {
  const std::lock_guard lock(mutex_);
  if (at_hand(tile)) return;
  std::erase(wanted_, tile);
  wanted_.push_front(tile);
  for_workers_.notify_all();
}

bool TileLoader::at_hand(const RasterTile& tile) const {
  const auto running = running_.find(tile);
  if (running != running_.end() && !running->second->cancelled()) return true;
  return std::any_of(loaded_.begin(), loaded_.end(),
                     [&](const Loaded& one) { return one.tile == tile; });
}

std::vector<TileLoader::Loaded> TileLoader::take(std::size_t most) {
  std::vector<Loaded> taken;
  const std::lock_guard lock(mutex_);
  while (!loaded_.empty() && taken.size() < most) {
    taken.push_back(std::move(loaded_.front()));
    loaded_.pop_front();
  }
  if (!taken.empty()) for_workers_.notify_all();
  return taken;
}

void TileLoader::wait(double milliseconds) {
  std::unique_lock lock(mutex_);
  for_painter_.wait_for(lock, std::chrono::duration<double, std::milli>(milliseconds), [this] {
    return !loaded_.empty() || (wanted_.empty() && running_.empty());
  });
}

void TileLoader::work_loop() {
  // Behind the thread that draws: on Linux a priority is a thread's own.
  constexpr int polite = 10;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), polite);
  std::unique_lock lock(mutex_);
  for (;;) {
    for_workers_.wait(
        lock, [this] { return closing_ || (!wanted_.empty() && loaded_.size() < most_waiting); });
    if (closing_) return;
    const RasterTile tile = std::move(wanted_.front());
    wanted_.pop_front();
    const auto progress = std::make_shared<Progress>();
    running_[tile] = progress;
    lock.unlock();
    const geo::Box box = tile.box().padded(std::ldexp(1.0, tile.level));
    constexpr int with_seam = raster_tile_px + 2;
    auto picture = tile.raster->picture(box, with_seam, with_seam, *progress);
    lock.lock();
    const auto mine = running_.find(tile);
    if (mine != running_.end() && mine->second == progress) running_.erase(mine);
    if (!progress->cancelled()) {
      // What cannot be read is left out, and not tried again.
      loaded_.push_back({tile, picture ? std::move(*picture) : model::RasterPicture{}});
    }
    for_painter_.notify_all();
  }
}

}  // namespace wangge::render
