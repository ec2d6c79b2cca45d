#include "io/write_preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/i18n.h"
#include "io/kml_writer.h"
#include "io/masking.h"
#include "io/place_columns.h"
#include "io/value_fitting.h"

namespace wangge::io {
namespace {

constexpr std::uint64_t most_bytes_of_a_shapefile = std::numeric_limits<std::int32_t>::max();

std::string grouped(std::size_t count) { return with_separators(static_cast<long long>(count)); }

/// Collects what the preview says of one layer.
class Preview {
 public:
  Preview(const model::Layer& layer, const WriteOptions& options)
      : layer_(layer), options_(options) {
    out_.rows = layer.size();
    for (std::size_t row = 0; row < layer.size(); ++row) {
      out_.rows_without_geometry += layer.geometry.has_geometry(row) ? 0 : 1;
    }
  }

  WritePreview make() && {
    const auto format = format_for("", options_);
    if (!format) return stopped(format.error());
    out_.format = traits_of(*format).name;
    if (layer_.size() == 0) {
      return stopped({ErrorCode::empty, "", trf("The layer “{}” has no features.", layer_.name),
                      tr("Choose something to write.")});
    }
    check_system(*format);
    const auto rules = rules_for(*format, options_);
    if (!rules) return stopped(rules.error());
    if (!choose_columns()) return std::move(out_);
    if (chosen_.empty() && layer_.geometry.points().empty()) {
      return stopped({ErrorCode::unsupported, "",
                      trf("The layer “{}” has neither columns nor geometry.", layer_.name),
                      tr("Choose something to write.")});
    }
    leave_out_columns(*format);
    for (const std::size_t at : chosen_) look_at(at, *rules);
    name_fields(*format);
    look_at_geometry(*format);
    check_room(*format, *rules);
    tell(*format);
    return std::move(out_);
  }

 private:
  WritePreview stopped(Error error) {
    out_.obstacles.push_back(std::move(error));
    return std::move(out_);
  }
  void refuse(ErrorCode code, std::string reason, std::string advice) {
    out_.obstacles.push_back({code, "", std::move(reason), std::move(advice)});
  }
  void say(std::string sentence) { out_.sentences.push_back(std::move(sentence)); }

  void check_system(Format format) {
    const geo::Crs& crs = options_.target_crs;
    const bool always_wgs84 =
        format == Format::kml || (format == Format::geojson && options_.rfc7946);
    if (always_wgs84 && !(crs == geo::Crs::wgs84())) {
      refuse(ErrorCode::unsupported,
             trf("{} is always in WGS 84 and cannot be written in {}.",
                 format == Format::kml ? "KML" : "RFC 7946", crs.code()),
             tr("Choose WGS 84 (EPSG:4326), or another format."));
    }
    if (format == Format::dxf && crs.is_geographic()) {
      refuse(ErrorCode::unsupported,
             trf("A drawing (DXF) is in metres and cannot be written in {}, which is in degrees.",
                 crs.code()),
             tr("Choose a projected system, for example EPSG:4547."));
    }
  }

  /// Which columns are written, and under which names; false where that cannot be.
  bool choose_columns() {
    const auto& columns = layer_.table.columns;
    if (options_.fields.empty()) {
      for (std::size_t i = 0; i < columns.size(); ++i) choose(i, columns[i].name);
      return true;
    }
    std::vector<std::string> known;
    for (const model::Column& column : columns) known.push_back(column.name);
    std::set<std::string> names;
    for (const WrittenField& field : options_.fields) {
      const int at = layer_.table.find(field.column);
      if (at < 0) {
        refuse(ErrorCode::invalid_argument,
               trf("The layer “{}” has no column “{}”.", layer_.name, field.column),
               trf("It has: {}.", fmt::format("{}", fmt::join(known, ", "))));
        return false;
      }
      const std::string& name = field.name.empty() ? field.column : field.name;
      if (!names.insert(name).second) {
        refuse(ErrorCode::invalid_argument, trf("Two fields would be called “{}”.", name),
               tr("Give each field a name of its own."));
        return false;
      }
      choose(static_cast<std::size_t>(at), name);
    }
    return true;
  }

  void choose(std::size_t column, const std::string& name) {
    chosen_.push_back(column);
    wished_.push_back(name);
  }

  void leave_out_columns(Format format) {
    std::vector<bool> leave(chosen_.size(), format == Format::dxf);
    if (format == Format::csv || format == Format::xlsx) {
      leave = PlaceColumns(layer_.geometry, options_.target_crs, wished_).competing(wished_);
    }
    std::vector<std::size_t> kept;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (leave[i]) {
        out_.left_out.push_back(layer_.table.columns[chosen_[i]].name);
      } else {
        kept.push_back(chosen_[i]);
        names.push_back(wished_[i]);
      }
    }
    chosen_ = std::move(kept);
    wished_ = std::move(names);
  }

  void look_at(std::size_t at, const FitRules& rules) {
    if (masks_.empty()) masks_ = columns_to_mask(layer_, options_.also_personal);
    const model::Column& column = layer_.table.columns[at];
    auto looked = look_at_values(column, options_.mask_personal && masks_[at], rules);
    if (!looked) out_.obstacles.push_back(looked.error());
    out_.fields.push_back(looked ? std::move(*looked) : FieldPreview{});
    out_.fields.back().at = at;
    out_.fields.back().column = column.name;
  }

  void name_fields(Format format) {
    for (std::string& name : wished_) name = plain_name(name);
    const auto names =
        format == Format::shapefile ? dbf_names(wished_, dbf_encoding(options_.encoding))
        : format == Format::kml
            ? kml_names(wished_)
            : distinct_names(wished_, {}, format == Format::gpkg ? Case::ignored : Case::counts);
    for (std::size_t i = 0; i < names.size(); ++i) out_.fields[i].name = names[i];
  }

  void look_at_geometry(Format format) {
    const geo::PackedGeometry& geometry = layer_.geometry;
    const bool in_cells =
        format == Format::xlsx && !PlaceColumns(geometry, options_.target_crs, {}).as_points();
    for (std::size_t row = 0; row < geometry.size(); ++row) {
      const bool fits = traits_of(format).needs_geometry ? geometry.has_geometry(row)
                        : in_cells ? geometry.feature_points(row).size() <= most_points_in_a_cell
                                   : true;
      if (fits || out_.geometry_left_out.rows++ > 0) continue;
      out_.geometry_left_out.first_row = row + 1;
    }
    if (traits_of(format).needs_geometry && geometry.points().empty()) {
      refuse(ErrorCode::unsupported,
             trf("{} holds nothing without geometry, and the layer “{}” has none.",
                 traits_of(format).name, layer_.name),
             tr("Choose XLSX or CSV."));
    }
  }

  void check_room(Format format, const FitRules& rules) {
    const FormatTraits& traits = traits_of(format);
    if (traits.most_columns != 0 && chosen_.size() > traits.most_columns) {
      refuse(ErrorCode::unsupported,
             trf("The layer “{}” has {} columns; {} holds {}.", layer_.name, chosen_.size(),
                 traits.name, traits.most_columns),
             tr("Choose fewer columns, or another format."));
    }
    if (traits.most_rows != 0 && out_.rows > traits.most_rows) {
      refuse(ErrorCode::unsupported,
             trf("The layer “{}” has {} rows; a sheet of {} holds {}.", layer_.name,
                 grouped(out_.rows), traits.name, grouped(traits.most_rows)),
             tr("Choose CSV or GPKG, or write fewer rows."));
    }
    if (format == Format::shapefile && out_.obstacles.empty()) check_shapefile_size(rules);
  }

  void check_shapefile_size(const FitRules& rules) {
    std::uint64_t row_bytes = 1;
    for (const std::size_t at : chosen_) {
      row_bytes += static_cast<std::uint64_t>(
          dbf_field(layer_.table.columns[at], rules.texts.encoding).width);
    }
    const geo::PackedGeometry& geometry = layer_.geometry;
    constexpr std::uint64_t feature_bytes = 52, ring_bytes = 4, point_bytes = 16;
    const std::uint64_t shp = feature_bytes * geometry.size() +
                              ring_bytes * geometry.rings().size() +
                              point_bytes * geometry.points().size();
    if (std::max(shp, row_bytes * out_.rows) <= most_bytes_of_a_shapefile) return;
    refuse(ErrorCode::unsupported,
           trf("The layer “{}” is too large: the files of a Shapefile may have 2 GB each.",
               layer_.name),
           tr("Choose GPKG or FlatGeobuf, or write fewer rows or columns."));
  }

  void tell(Format format) {
    for (const FieldPreview& field : out_.fields) {
      if (field.masked) say(trf("The personal column “{}” is masked.", field.column));
    }
    for (const FieldPreview& field : out_.fields) tell_of_values(field);
    for (std::size_t i = 0; i < out_.fields.size(); ++i) {
      const FieldPreview& field = out_.fields[i];
      if (field.name == wished_[i]) continue;  // as it was asked for
      say(format == Format::shapefile
              ? trf("The column “{}” is named “{}” in the file: a Shapefile's names have 10 bytes.",
                    field.column, field.name)
              : trf("The column “{}” is named “{}” in the file: the format has its own use for the "
                    "name, or it is there already.",
                    field.column, field.name));
    }
    const std::string columns = fmt::format("{}", fmt::join(out_.left_out, ", "));
    if (!out_.left_out.empty()) {
      say(format == Format::dxf
              ? trf("A drawing (DXF) holds no attributes; these columns are left out: {}.", columns)
              : trf("These columns are left out, because the file's own columns of coordinates "
                    "take "
                    "their place: {}.",
                    columns));
    }
    tell_of_geometry(format);
  }

  void tell_of_values(const FieldPreview& field) {
    if (field.cut.rows > 0) {
      say(
          trf("{} texts of the column “{}” are cut, the first in row {}: they are longer than the "
              "format allows.",
              grouped(field.cut.rows), field.column, field.cut.first_row));
    }
    if (field.stripped.rows > 0) {
      say(
          trf("{} texts of the column “{}” lose control characters or blanks at their end, the "
              "first in row {}.",
              grouped(field.stripped.rows), field.column, field.stripped.first_row));
    }
    if (field.not_written.rows > 0) {
      say(
          trf("{} numbers of the column “{}” are none (NaN or infinite) and stay empty, the first "
              "in row {}.",
              grouped(field.not_written.rows), field.column, field.not_written.first_row));
    }
    if (field.as_text) {
      const auto& values = layer_.table.columns[field.at].values;
      say(std::holds_alternative<model::Times>(values)
              ? trf("The column “{}” is written as text: the format has no times like these.",
                    field.column)
              : trf("The column “{}” is written as text: the format has no room for its numbers.",
                    field.column));
    }
  }

  void tell_of_geometry(Format format) {
    const ChangedValues& rows = out_.geometry_left_out;
    if (format == Format::dxf && has_many_parts(layer_.geometry)) {
      say(tr("A drawing (DXF) holds each part of a feature as an object of its own."));
    }
    if (rows.rows == 0) return;
    say(traits_of(format).needs_geometry
            ? trf("{} features without geometry are left out, the first in row {}.",
                  grouped(rows.rows), rows.first_row)
            : trf("The geometry of {} features is left out, the first in row {}: it is too long "
                  "for "
                  "a cell.",
                  grouped(rows.rows), rows.first_row));
  }

  const model::Layer& layer_;
  const WriteOptions& options_;
  WritePreview out_;
  std::vector<std::size_t> chosen_;  ///< columns of the layer
  std::vector<std::string> wished_;  ///< their names, as far as the format allows
  std::vector<bool> masks_;
};

}  // namespace

WritePreview preview_writing(const model::Layer& layer, const WriteOptions& options) {
  return Preview(layer, options).make();
}

}  // namespace wangge::io
