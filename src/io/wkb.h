#pragma once

#include <cstdint>
#include <span>

#include "io/shape.h"

namespace wangge::io {

enum class WkbResult : std::uint8_t {
  good,
  unsupported,  ///< curves and surfaces: for GDAL
  broken,       ///< counts beyond the end of the bytes, unknown types
};

/// Reads well-known binary (ISO and EWKB, both byte orders, Z and M left out) into the shape, which
/// must be clear. Every count is checked against the bytes that are left, so that no input can read
/// outside them or ask for more memory than they could fill.
WkbResult shape_from_wkb(std::span<const std::uint8_t> bytes, Shape& shape);

}  // namespace wangge::io
