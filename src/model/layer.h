#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/crs.h"
#include "geo/packed.h"
#include "model/column.h"
#include "model/recipe.h"
#include "model/role.h"

namespace wangge::model {

/// One way to read the texts of a file, for detection and for a person to choose from.
struct EncodingCandidate {
  std::string name;     ///< as iconv knows it: "UTF-8", "GB18030", "BIG5", "CP1252"
  double score = 0;     ///< how much it reads like Chinese or Western text, in [0, 1]
  bool clean = false;   ///< every byte has a meaning in it
  std::string preview;  ///< the beginnings of some texts, read in it
  bool operator==(const EncodingCandidate&) const = default;
};

/// Where a layer came from and what was found or assumed while reading it.
struct Source {
  std::string path;      ///< as the user gave it
  std::string layer;     ///< its name inside the file
  std::string format;    ///< "GPKG", "ESRI Shapefile", "GeoJSON" …
  std::string encoding;  ///< of the texts: "UTF-8", "GB18030" …
  std::string encoding_reason;
  std::vector<EncodingCandidate> encodings;  ///< the likeliest first; none: there is no choice
  std::string crs;                           ///< code of the CRS the file is in
  std::string crs_reason;             ///< "declared", "no .prj: assumed from the numbers" …
  std::vector<std::string> warnings;  ///< one sentence each; rows left out are counted and named
  std::size_t features_without_geometry = 0;
  std::optional<geo::Crs> numbers_in = std::nullopt;  ///< the CRS itself; none: not from a file
  bool crs_declared = false;  ///< by the file or by you, not found from the numbers
};

/// Features with attributes and one kind of geometry, in metres of the workspace's CRS. Immutable
/// once shared. geometry.size() == table.rows.
struct Layer {
  std::string name;
  Role role = Role::base;
  Mapping mapping;
  Table table;
  geo::PackedGeometry geometry;
  geo::Box extent;  ///< of all features; empty where there is no geometry
  Source source;
  std::shared_ptr<const Recipe> recipe = nullptr;  ///< of a layer that was made here of others

  std::size_t size() const { return table.rows; }
  /// The column that holds a field, or nullptr.
  const Column* field(Field field) const;
  /// How a person names the feature: by name, code, id or row number.
  std::string label(std::size_t row) const;
  std::size_t bytes() const { return table.bytes() + geometry.bytes(); }
};

/// The features of `rows`, in that order, with all that is known of the layer.
Layer subset(const Layer& layer, const std::vector<std::uint32_t>& rows);

/// The layer's name as the legend shows it: what it is, in the current language, where the file is
/// only called after its role ("tickets.csv") or after what is on every map ("roads", "water");
/// else its name.
std::string title(const Layer& layer);

using LayerPtr = std::shared_ptr<const Layer>;

/// Row numbers of one layer, ascending.
using Rows = std::vector<std::uint32_t>;

}  // namespace wangge::model
