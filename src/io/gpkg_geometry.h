#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "geo/packed.h"

namespace wangge::io {

/// A feature as GeoPackages hold it: a head with its box, then well-known binary.
///
/// as_multi  as a collection of parts, which a table of features of several parts holds throughout
/// bytes     is overwritten; empty for a feature without geometry
void gpkg_geometry(const geo::PackedGeometry& geometry, std::size_t feature, bool as_multi,
                   std::int32_t srs, std::string& bytes);

/// The well-known binary in a GeoPackage's geometry; empty where there is none.
std::string_view wkb_in_gpkg(std::string_view bytes);

}  // namespace wangge::io
