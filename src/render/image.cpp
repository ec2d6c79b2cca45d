#include "render/image.h"

#include <cairo.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/i18n.h"

namespace wangge::render {
namespace {

struct SurfaceDelete {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDelete>;

}  // namespace

Result<void> write_png(const Image& image, const std::string& path) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height));
  unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t* from = image.pixel(x, y);
      const unsigned alpha = from[3];  // Cairo wants 0xAARRGGBB, multiplied by alpha
      const auto times = [alpha](unsigned v) { return (v * alpha + 127) / 255; };
      const std::uint32_t word =
          alpha << 24 | times(from[0]) << 16 | times(from[1]) << 8 | times(from[2]);
      std::memcpy(pixels + y * stride + 4 * x, &word, 4);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  const std::string temporary = path + ".part";
  const cairo_status_t status = cairo_surface_write_to_png(surface.get(), temporary.c_str());
  std::error_code problem;
  if (status == CAIRO_STATUS_SUCCESS) std::filesystem::rename(temporary, path, problem);
  if (status != CAIRO_STATUS_SUCCESS || problem) {
    std::filesystem::remove(temporary, problem);
    return Error{ErrorCode::no_permission, path, tr("The picture cannot be written."),
                 tr("Check that the folder exists, that you may write there and that the disk is "
                    "not full.")};
  }
  return {};
}

Result<Image> read_png(const std::string& path) {
  const Surface surface(cairo_image_surface_create_from_png(path.c_str()));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return Error{ErrorCode::not_found, path, tr("The picture cannot be read."), ""};
  }
  Image image;
  image.width = cairo_image_surface_get_width(surface.get());
  image.height = cairo_image_surface_get_height(surface.get());
  image.rgba.resize(4 * std::size_t(image.width) * std::size_t(image.height));
  const bool has_alpha = cairo_image_surface_get_format(surface.get()) == CAIRO_FORMAT_ARGB32;
  const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      std::uint32_t word = 0;
      std::memcpy(&word, pixels + y * stride + 4 * x, 4);
      const std::uint32_t alpha = has_alpha ? word >> 24 : 255;
      const auto plain = [alpha](std::uint32_t v) {
        return static_cast<std::uint8_t>(alpha == 0 ? 0 : ((v & 255) * 255 + alpha / 2) / alpha);
      };
      std::uint8_t* to = image.pixel(x, y);
      to[0] = plain(word >> 16), to[1] = plain(word >> 8), to[2] = plain(word);
      to[3] = static_cast<std::uint8_t>(alpha);
    }
  }
  return image;
}

}  // namespace wangge::render
