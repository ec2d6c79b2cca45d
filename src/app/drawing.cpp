#include "app/drawing.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>

#include "base/i18n.h"
#include "render/decor.h"
#include "render/offscreen.h"
#include "ui/map_pictures.h"

namespace wangge::app {
namespace {

constexpr double metres_per_pixel_at_1 = 0.0254 / 96;  // a logical pixel is 1/96 inch

Result<render::Camera> camera_for(const session::Snapshot& snapshot,
                                  const PictureOptions& options) {
  int width = 0, height = 0;
  char rest = 0;  // what stands behind the last number, and must not
  if (std::sscanf(options.size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 16 ||
      height < 16 || width > 16'384 || height > 16'384) {
    return Error{ErrorCode::invalid_argument, "--size", trf("“{}” is no size.", options.size),
                 tr("Write it like 1600x900, from 16 to 16384 pixels.")};
  }
  geo::Box box = snapshot.workspace->extent();
  if (!options.extent.empty() &&
      (std::sscanf(options.extent.c_str(), "%lf,%lf,%lf,%lf%c", &box.min_x, &box.min_y, &box.max_x,
                   &box.max_y, &rest) != 4 ||
       box.is_empty())) {
    return Error{ErrorCode::invalid_argument, "--extent", trf("“{}” is no extent.", options.extent),
                 trf("Write it like 453000,2462800,453800,2463400, in metres of {}.",
                     snapshot.workspace->crs.code())};
  }
  if (!(options.scale >= 0)) {
    return Error{ErrorCode::invalid_argument, "--scale", trf("1:{} is no scale.", options.scale),
                 tr("Give a number above 0, such as 2000.")};
  }
  render::Camera camera = render::Camera::fit(box, width, height);
  if (options.scale > 0) camera.metres_per_pixel = options.scale * metres_per_pixel_at_1;
  return camera;
}

}  // namespace

void PictureOptions::add_to(CLI::App& verb) {
  verb.add_option("--size", size, tr("WIDTHxHEIGHT in pixels"));
  verb.add_option("--extent", extent, tr("WEST,SOUTH,EAST,NORTH in metres of the map"));
  verb.add_option("--scale", scale, tr("1:n at 96 pixels an inch, about the middle of the extent"));
  verb.add_option("--title", title, tr("title of the picture"));
  verb.add_flag("--dark", dark, tr("dark colours"));
  verb.add_flag("--plain", plain, tr("the map alone: no legend, no scale bar"));
}

Result<void> check_picture_name(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".png") return {};
  return Error{ErrorCode::invalid_argument, "--output",
               trf("“{}” does not end in .png: pictures are written as PNG only.", path),
               tr("Name it like map.png.")};
}

void hide_points(session::Session& session) {
  const auto workspace = session.snapshot().workspace;
  for (const model::LayerEntry& entry : workspace->layers) {
    if (entry.layer->geometry.kind() == geo::Kind::points) {
      session.apply(session::ShowLayer{entry.id, false});
    }
  }
}

Result<void> draw_picture(const session::Snapshot& snapshot, const PictureOptions& options,
                          const Places& places, const std::string& path) {
  const auto camera = camera_for(snapshot, options);
  if (!camera) return camera.error();
  const auto context = render::OffscreenContext::make();
  if (!context) return context.error();
  auto painter = render::MapPainter::make(places.shaders);
  if (!painter) return painter.error();

  render::MapInput input;
  input.workspace = snapshot.workspace;
  input.selection = snapshot.selection;
  input.theme = snapshot.theme;
  input.heat = ui::drawing_of(snapshot.heat);
  input.areas = ui::drawing_of(snapshot.areas);
  render::SheetOptions sheet;
  sheet.title = options.title;
  sheet.legend = sheet.scale_bar = !options.plain;
  const auto image = render::map_sheet(**painter, input, *camera, sheet);
  if (!image) return image.error();
  return render::write_png(*image, path);
}

}  // namespace wangge::app
