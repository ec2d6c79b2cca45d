#include "io/pack_layer.h"

#include <algorithm>
#include <utility>

#include "model/code_table.h"

namespace wangge::io {
namespace {

using model::Column;

void pack_values(ByteWriter& out, const Column& column) {
  std::vector<std::uint32_t> nulls;
  const std::size_t rows = column.size();
  if (column.nulls.any()) {
    for (std::size_t row = 0; row < rows; ++row) {
      if (column.is_null(row)) nulls.push_back(static_cast<std::uint32_t>(row));
    }
  }
  out.put_list(nulls);
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    return out.put_list(*integers);
  }
  if (const auto* reals = std::get_if<model::Reals>(&column.values)) return out.put_list(*reals);
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    return out.put_list(times->seconds);
  }
  if (const auto* bools = std::get_if<model::Bools>(&column.values)) {
    return out.put_list(bools->values);
  }
  const auto& texts = std::get<model::Texts>(column.values);
  out.put_size(texts.dictionary.size());
  for (std::size_t i = 0; i < texts.dictionary.size(); ++i) out.put_text(texts.dictionary[i]);
  out.put_list(texts.codes);
}

void unpack_values(ByteReader& in, Column& column) {
  for (const std::uint32_t row : in.get_list<std::uint32_t>()) column.nulls.set_null(row);
  if (auto* integers = std::get_if<model::Integers>(&column.values)) {
    *integers = in.get_list<std::int64_t>();
  } else if (auto* reals = std::get_if<model::Reals>(&column.values)) {
    *reals = in.get_list<double>();
  } else if (auto* times = std::get_if<model::Times>(&column.values)) {
    times->seconds = in.get_list<Seconds>();
  } else if (auto* bools = std::get_if<model::Bools>(&column.values)) {
    bools->values = in.get_list<std::uint8_t>();
  } else {
    auto& texts = std::get<model::Texts>(column.values);
    const std::size_t distinct = in.get_size(sizeof(std::uint64_t));
    for (std::size_t i = 0; i < distinct && in.good(); ++i) {
      texts.dictionary.push_back(in.get_text());
    }
    texts.codes = in.get_list<std::uint32_t>();
    if (std::any_of(texts.codes.begin(), texts.codes.end(),
                    [&](std::uint32_t code) { return code >= texts.dictionary.size(); })) {
      in.fail();
    }
  }
}

void pack_column_head(ByteWriter& out, const Column& column) {
  out.put_text(column.name);
  out.put(static_cast<std::uint8_t>(column.values.index()));
  out.put(std::uint8_t{column.coding != nullptr});
  if (!column.coding) return;
  out.put_size(column.coding->table.size());
  for (const auto& [code, text] : column.coding->table) out.put_text(code), out.put_text(text);
  pack_column_head(out, *column.coding->in_file);
  pack_values(out, *column.coding->in_file);
}

void set_type(ByteReader& in, Column& column) {
  switch (in.get<std::uint8_t>()) {
    case 0:
      column.values = model::Integers{};
      break;
    case 1:
      column.values = model::Reals{};
      break;
    case 2:
      column.values = model::Texts{};
      break;
    case 3:
      column.values = model::Times{};
      break;
    case 4:
      column.values = model::Bools{};
      break;
    default:
      in.fail();
  }
}

Column unpack_column_head(ByteReader& in, bool may_be_coded) {
  Column column;
  column.name = in.get_text();
  set_type(in, column);
  if (!in.get_bool()) return column;
  if (!may_be_coded) return in.fail(), column;  // codes of codes would have no end
  auto coding = std::make_shared<model::Coding>();
  const std::size_t codes = in.get_size(2 * sizeof(std::uint64_t));
  for (std::size_t i = 0; i < codes && in.good(); ++i) {
    std::string code = in.get_text();
    coding->table.emplace_back(std::move(code), in.get_text());
  }
  Column in_file = unpack_column_head(in, false);
  unpack_values(in, in_file);
  coding->in_file = std::make_shared<const Column>(std::move(in_file));
  column.coding = std::move(coding);
  return column;
}

void pack_source(ByteWriter& out, const model::Source& source) {
  for (const std::string* text : {&source.path, &source.layer, &source.format, &source.encoding,
                                  &source.encoding_reason, &source.crs, &source.crs_reason}) {
    out.put_text(*text);
  }
  out.put_size(source.encodings.size());
  for (const model::EncodingCandidate& one : source.encodings) {
    out.put_text(one.name);
    out.put(one.score);
    out.put(std::uint8_t{one.clean});
    out.put_text(one.preview);
  }
  out.put_size(source.warnings.size());
  for (const std::string& warning : source.warnings) out.put_text(warning);
  out.put_size(source.features_without_geometry);
  out.put(std::uint8_t{source.numbers_in.has_value()});
  if (source.numbers_in) pack_crs(out, *source.numbers_in);
  out.put(std::uint8_t{source.crs_declared});
}

model::Source unpack_source(ByteReader& in) {
  model::Source source;
  for (std::string* text : {&source.path, &source.layer, &source.format, &source.encoding,
                            &source.encoding_reason, &source.crs, &source.crs_reason}) {
    *text = in.get_text();
  }
  const std::size_t encodings = in.get_size(8);
  for (std::size_t i = 0; i < encodings && in.good(); ++i) {
    model::EncodingCandidate one;
    one.name = in.get_text();
    one.score = in.get<double>();
    one.clean = in.get_bool();
    one.preview = in.get_text();
    source.encodings.push_back(std::move(one));
  }
  const std::size_t warnings = in.get_size(8);
  for (std::size_t i = 0; i < warnings && in.good(); ++i) source.warnings.push_back(in.get_text());
  source.features_without_geometry = static_cast<std::size_t>(in.get<std::uint64_t>());
  if (in.get_bool()) source.numbers_in = unpack_crs(in);
  source.crs_declared = in.get_bool();
  return source;
}

void pack_recipe(ByteWriter& out, const model::Recipe& recipe) {
  out.put_text(recipe.tool);
  out.put_size(recipe.inputs.size());
  for (const auto& input : recipe.inputs) {
    out.put_text(input.name), out.put_text(input.path), out.put_size(input.rows);
  }
  out.put_size(recipe.parameters.size());
  for (const auto& [key, value] : recipe.parameters) out.put_text(key), out.put_text(value);
  out.put(std::uint8_t{recipe.seed.has_value()});
  out.put(recipe.seed.value_or(0));
  out.put_text(recipe.version);
}

model::Recipe unpack_recipe(ByteReader& in) {
  model::Recipe recipe;
  recipe.tool = in.get_text();
  recipe.inputs.resize(in.get_size(24));
  for (auto& input : recipe.inputs) {
    input.name = in.get_text(), input.path = in.get_text();
    input.rows = static_cast<std::size_t>(in.get<std::uint64_t>());
  }
  recipe.parameters.resize(in.get_size(16));
  for (auto& [key, value] : recipe.parameters) key = in.get_text(), value = in.get_text();
  const bool seeded = in.get_bool();
  const auto seed = in.get<std::uint64_t>();
  if (seeded) recipe.seed = seed;
  recipe.version = in.get_text();
  return recipe;
}

void pack_offsets(ByteWriter& out, const geo::Offsets& offsets) {
  std::vector<std::uint32_t> ends(offsets.size());
  for (std::size_t i = 0; i < ends.size(); ++i) ends[i] = offsets.end(i);
  out.put(std::uint8_t{offsets.is_identity()});
  if (offsets.is_identity()) return out.put_size(ends.size());
  out.put_list(ends);
}

/// below  how many items there are on the level below
std::vector<std::uint32_t> unpack_ends(ByteReader& in, std::size_t below) {
  if (!in.get_bool()) return in.get_list<std::uint32_t>();
  if (in.get<std::uint64_t>() != below) in.fail();
  std::vector<std::uint32_t> ends(below);
  for (std::size_t i = 0; i < ends.size(); ++i) ends[i] = static_cast<std::uint32_t>(i + 1);
  return ends;
}

bool leads_to(const std::vector<std::uint32_t>& ends, std::size_t below) {
  return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() ? 0 : ends.back()) == below;
}

void pack_geometry(ByteWriter& out, const geo::PackedGeometry& geometry) {
  out.put_list(geometry.points());
  pack_offsets(out, geometry.rings());
  pack_offsets(out, geometry.parts());
  pack_offsets(out, geometry.features());
}

void unpack_geometry(ByteReader& in, geo::PackedGeometry& geometry) {
  const auto points = in.get_list<geo::Point>();
  const auto rings = unpack_ends(in, points.size());
  const auto parts = unpack_ends(in, rings.size());
  const auto features = unpack_ends(in, parts.size());
  if (!in.good() || !leads_to(rings, points.size()) || !leads_to(parts, rings.size()) ||
      !leads_to(features, parts.size())) {
    return in.fail();
  }
  geometry.reserve(features.size(), points.size());
  std::size_t part = 0, ring = 0, point = 0;
  for (const std::uint32_t feature_end : features) {
    for (; part < feature_end; ++part) {
      for (; ring < parts[part]; ++ring) {
        for (; point < rings[ring]; ++point) geometry.add_point(points[point]);
        geometry.end_ring();
      }
      geometry.end_part();
    }
    geometry.end_feature();
  }
}

}  // namespace

void pack_crs(ByteWriter& out, const geo::Crs& crs) {
  const std::string code = crs.code();
  const auto by_code = geo::Crs::from_text(code);
  out.put_text(by_code && *by_code == crs ? code : "");
  out.put_text(crs.wkt());
}

std::optional<geo::Crs> unpack_crs(ByteReader& in) {
  const std::string code = in.get_text(), wkt = in.get_text();
  const auto crs = code.empty() ? geo::Crs::from_wkt(wkt) : geo::Crs::from_text(code);
  return crs ? std::optional(*crs) : std::nullopt;
}

void pack_layer_head(ByteWriter& out, const model::Layer& layer) {
  out.put_text(layer.name);
  out.put_text(model::role_key(layer.role));
  out.put_size(layer.mapping.entries().size());
  for (const auto& entry : layer.mapping.entries()) {
    out.put_text(model::field_key(entry.field));
    out.put(static_cast<std::int32_t>(entry.column));
  }
  out.put(static_cast<std::uint8_t>(layer.geometry.kind()));
  out.put_size(layer.table.rows);
  out.put_size(layer.table.columns.size());
  for (const Column& column : layer.table.columns) pack_column_head(out, column);
  pack_source(out, layer.source);
  if (layer.recipe) pack_recipe(out, *layer.recipe);
}

model::Layer unpack_layer_head(ByteReader& in) {
  model::Layer layer;
  layer.name = in.get_text();
  const auto role = model::role_from_key(in.get_text());
  if (!role) in.fail();
  layer.role = role.value_or(model::Role::base);
  std::vector<model::Mapping::Entry> mapped;
  const std::size_t fields = in.get_size(sizeof(std::uint64_t));
  for (std::size_t i = 0; i < fields && in.good(); ++i) {
    const auto field = model::field_from_key(in.get_text());
    const auto column = in.get<std::int32_t>();
    if (field) mapped.push_back({*field, column});
  }
  const auto kind = in.get<std::uint8_t>();
  if (kind > static_cast<std::uint8_t>(geo::Kind::polygons)) in.fail();
  layer.geometry = geo::PackedGeometry(in.good() ? geo::Kind(kind) : geo::Kind::points);
  layer.table.rows = static_cast<std::size_t>(in.get<std::uint64_t>());
  const std::size_t columns = in.get_size(sizeof(std::uint64_t));
  for (std::size_t i = 0; i < columns && in.good(); ++i) {
    layer.table.columns.push_back(unpack_column_head(in, true));
    const auto& coding = layer.table.columns.back().coding;
    if (coding && coding->in_file->size() != layer.table.rows) in.fail();
  }
  for (const auto& [field, column] : mapped) {
    if (column < 0 || static_cast<std::size_t>(column) >= columns) return in.fail(), layer;
    layer.mapping.set(field, column);
  }
  layer.source = unpack_source(in);
  if (!in.at_end()) layer.recipe = std::make_shared<const model::Recipe>(unpack_recipe(in));
  return layer;
}

void pack_layer_rows(ByteWriter& out, const model::Layer& layer) {
  for (const Column& column : layer.table.columns) pack_values(out, column);
  pack_geometry(out, layer.geometry);
}

void unpack_layer_rows(ByteReader& in, model::Layer& layer) {
  for (Column& column : layer.table.columns) {
    unpack_values(in, column);
    if (column.size() != layer.table.rows) in.fail();
  }
  unpack_geometry(in, layer.geometry);
  if (layer.geometry.size() != layer.table.rows) in.fail();
  if (!in.good()) return;
  layer.extent = layer.geometry.box();
}

}  // namespace wangge::io
