#pragma once

#include <string>
#include <vector>

#include "io/write.h"

namespace wangge::io {

/// One of several layers that are written in one go.
struct LayerToWrite {
  model::LayerPtr layer;
  std::string name = {};  ///< of its table, sheet, folder or file; empty: the layer's
  std::vector<WrittenField> fields = {};  ///< as WriteOptions::fields
  std::vector<std::string> about = {};    ///< on this layer alone, besides WriteOptions::about
};

/// Several layers into one GeoPackage, XLSX or KML, all or nothing, with the guarantees of
/// write_layer. Names that collide are numbered. WriteOptions::fields must be empty: each layer has
/// its own.
///
/// errors  those of write_layer; unsupported (the format holds one layer)
Result<WriteReport> write_layers(const std::vector<LayerToWrite>& layers, const geo::Crs& crs,
                                 const std::string& path, const WriteOptions& options,
                                 Progress& progress);

/// What became of one layer that was written into a folder.
struct WrittenFile {
  std::string path;
  Result<WriteReport> report;
};

/// Several layers into a folder, a file each, called after the layer: "网格.shp", "网格_2.shp".
/// Each file is written as write_layer does; one that fails does not keep the others from being
/// written. After a cancel no further file is begun.
///
/// options  with the format, as there is no extension to tell it
/// returns  one entry a layer, in their order
std::vector<WrittenFile> write_layers_into_folder(const std::vector<LayerToWrite>& layers,
                                                  const geo::Crs& crs, const std::string& folder,
                                                  const WriteOptions& options, Progress& progress);

}  // namespace wangge::io
