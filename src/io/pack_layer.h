#pragma once

#include "io/packing.h"
#include "model/layer.h"

namespace wangge::io {

/// What is known of a layer beside its rows: name, role, mapping, code tables with the codes, where
/// it came from, and the names and types of its columns.
void pack_layer_head(ByteWriter& out, const model::Layer& layer);
/// A layer whose columns have no rows yet. What cannot be read makes the reader fail.
model::Layer unpack_layer_head(ByteReader& in);

/// Values and geometry.
void pack_layer_rows(ByteWriter& out, const model::Layer& layer);
void unpack_layer_rows(ByteReader& in, model::Layer& layer);

void pack_crs(ByteWriter& out, const geo::Crs& crs);
std::optional<geo::Crs> unpack_crs(ByteReader& in);

}  // namespace wangge::io
