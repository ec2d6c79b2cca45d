#include "io/formats.h"

#include <algorithm>
#include <set>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/encoding.h"
#include "io/masking.h"
#include "io/open.h"

namespace wangge::io {
namespace {

constexpr std::size_t dbf_name_bytes = 10, dbf_text_bytes = 254;

std::size_t encoded_bytes(std::string_view text, const std::string& encoding) {
  const auto bytes = from_utf8(text, encoding);
  return bytes ? bytes->size() : text.size();
}

// The longest beginning of the text that takes at most `limit` bytes in the encoding.
std::string shortened(std::string_view text, std::size_t limit, const std::string& encoding) {
  std::string out;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::string_view character = text.substr(i, next - i);
    bytes += encoded_bytes(character, encoding);
    if (bytes > limit) break;
    out += character;
    i = next;
  }
  return out;
}

model::Column as_text(const model::Column& column) {
  ColumnBuilder texts(column.name, ColumnType::texts);
  texts.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    column.is_null(row) ? texts.add_null() : texts.add(std::string_view(column.text(row)));
  }
  return std::move(texts).build();
}

model::Column bools_as_integers(const model::Column& column) {
  ColumnBuilder numbers(column.name, ColumnType::integers);
  numbers.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    column.is_null(row) ? numbers.add_null()
                        : numbers.add(static_cast<std::int64_t>(column.number(row)));
  }
  return std::move(numbers).build();
}

// The texts of a DBF: encodable and short enough. Returns how many distinct ones were cut.
Result<std::size_t> fit_dbf_texts(model::Texts& texts, const std::string& encoding) {
  model::PackedStrings fitted;
  std::size_t cut = 0;
  for (std::size_t i = 0; i < texts.dictionary.size(); ++i) {
    const std::string_view text = texts.dictionary[i];
    const auto bytes = from_utf8(text, encoding);
    if (!bytes) return bytes.error();
    const bool fits = bytes->size() <= dbf_text_bytes;
    cut += fits ? 0 : 1;
    fitted.push_back(fits ? std::string(text) : shortened(text, dbf_text_bytes, encoding));
  }
  texts.dictionary = std::move(fitted);
  return cut;
}

Result<void> fit_dbf(AsWritten& out, const std::string& encoding) {
  std::vector<std::string> names;
  for (model::Column& column : out.layer.table.columns) {
    names.push_back(column.name);
    if (std::holds_alternative<model::Times>(column.values)) column = as_text(column);
    if (std::holds_alternative<model::Bools>(column.values)) column = bools_as_integers(column);
    auto* texts = std::get_if<model::Texts>(&column.values);
    if (texts == nullptr) continue;
    const auto cut = fit_dbf_texts(*texts, encoding);
    if (!cut) return cut.error();
    if (*cut > 0) {
      out.warnings.push_back(trf(
          "{} texts of the column “{}” were cut: a Shapefile holds 254 bytes.", *cut, column.name));
    }
  }
  const auto short_names = dbf_names(names, encoding);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (short_names[i] == names[i]) continue;
    out.layer.table.columns[i].name = short_names[i];
    out.warnings.push_back(
        trf("The column “{}” is named “{}” in the file: a Shapefile's names have 10 "
            "bytes.",
            names[i], short_names[i]));
  }
  return {};
}

}  // namespace

Result<Format> format_for(const std::string& path, const WriteOptions& options) {
  const std::string& name = options.format;
  const std::string extension = name.empty() ? extension_of(path) : "";
  if (name == "GPKG" || extension == "gpkg") return Format::gpkg;
  if (name == "GeoJSON" || extension == "geojson" || extension == "json") return Format::geojson;
  if (name == "ESRI Shapefile" || extension == "shp") return Format::shapefile;
  if (name == "CSV" || extension == "csv") return Format::csv;
  if (name == "FlatGeobuf" || extension == "fgb") return Format::flatgeobuf;
  return Error{ErrorCode::unsupported, path, tr("The program does not write this format."),
               tr("Use a name that ends in .gpkg, .geojson, .shp, .csv or .fgb.")};
}

std::vector<std::string> dbf_names(const std::vector<std::string>& names,
                                   const std::string& encoding) {
  std::set<std::string> used;
  std::vector<std::string> result;
  const auto fold = [](std::string name) {  // DBF programs do not tell upper from lower case
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::toupper(c) : c);
    });
    return name;
  };
  for (const std::string& name : names) {
    std::string candidate = shortened(name, dbf_name_bytes, encoding);
    for (int n = 1; candidate.empty() || used.contains(fold(candidate)); ++n) {
      const std::string suffix = "_" + std::to_string(n);
      candidate = shortened(name, dbf_name_bytes - suffix.size(), encoding) + suffix;
    }
    used.insert(fold(candidate));
    result.push_back(candidate);
  }
  return result;
}

Result<AsWritten> as_written(const model::Layer& layer, Format format,
                             const WriteOptions& options) {
  AsWritten out{layer, {}};
  if (options.mask_personal) {
    for (const std::string& name : mask_personal(out.layer, options.also_personal)) {
      out.warnings.push_back(trf("The personal column “{}” is masked.", name));
    }
  }
  if (format != Format::shapefile) return out;
  const std::string encoding = canonical_encoding(options.encoding);
  if (encoding.empty()) {
    return Error{ErrorCode::invalid_argument, "",
                 trf("There is no text encoding named “{}”.", options.encoding),
                 tr("Use UTF-8, GB18030 or BIG5.")};
  }
  const auto fitted = fit_dbf(out, encoding);
  if (!fitted) return fitted.error();
  return out;
}

}  // namespace wangge::io
