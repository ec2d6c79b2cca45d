#include "io/sql_answer.h"

#include <sqlite3.h>

#include <algorithm>
#include <numeric>

#include "base/i18n.h"
#include "io/sql_tables.h"
#include "io/wkb.h"

namespace wangge::io {

void SqlColumn::add_null() {
  if (values_) {
    values_->add_null();
  } else {
    ++nulls_first_;
  }
}

ColumnBuilder& SqlColumn::of_type(ColumnType type) {
  if (!values_) {
    values_.emplace(name_, type);
    for (std::size_t i = 0; i < nulls_first_; ++i) values_->add_null();
  }
  if (values_->type() == type) return *values_;
  const model::Column before = std::move(*values_).build();
  values_.emplace(name_, type);
  for (std::size_t row = 0; row < before.size(); ++row) {
    if (before.is_null(row)) {
      values_->add_null();
    } else if (type == ColumnType::reals) {
      values_->add(before.number(row));
    } else {
      values_->add(std::string_view(before.text(row)));
    }
  }
  return *values_;
}

void SqlColumn::add(std::int64_t value) {
  if (values_ && values_->type() == ColumnType::reals)
    return values_->add(static_cast<double>(value));
  if (values_ && values_->type() == ColumnType::texts) {
    return values_->add(std::string_view(std::to_string(value)));
  }
  of_type(ColumnType::integers).add(value);
}

void SqlColumn::add(double value) {
  if (values_ && values_->type() == ColumnType::texts) {
    return values_->add(std::string_view(fmt::format("{}", value)));
  }
  of_type(ColumnType::reals).add(value);
}

void SqlColumn::add(std::string_view value) { of_type(ColumnType::texts).add(value); }

model::Column SqlColumn::build() && {
  const bool filled = values_.has_value();
  model::Column column = std::move(of_type(filled ? values_->type() : ColumnType::texts)).build();
  const auto* integers = std::get_if<model::Integers>(&column.values);
  if (truths_ && integers != nullptr) {
    model::Bools bools;
    for (const std::int64_t value : *integers) bools.values.push_back(value != 0 ? 1 : 0);
    column.values = std::move(bools);
  }
  // SQLite has no type for times.
  return filled ? infer_type(std::move(column), true) : column;
}

namespace {

/// Bytes that are geometry as well-known binary in one system.
std::string wkb_query(int srid) {
  if (srid == 0) return "SELECT AsBinary(?1)";
  return fmt::format(
      "SELECT AsBinary(CASE WHEN ST_SRID(?1) IN (0, -1, {0}) THEN ?1 ELSE ST_Transform(?1, {0}) "
      "END)",
      srid);
}

std::string_view text_in(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace

SqlAnswer::SqlAnswer(sqlite3* connection, sqlite3_stmt* statement, int srid)
    : statement_(statement), to_wkb_(connection, wkb_query(srid)) {
  std::vector<std::string> taken;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    const char* declared = sqlite3_column_decltype(statement, i);
    columns_.emplace_back(free_sql_name(taken, sqlite3_column_name(statement, i)),
                          declared != nullptr && std::string_view(declared) == "BOOLEAN");
  }
  bytes_left_out_.resize(columns_.size());
}

void SqlAnswer::add_row() {
  shape_.clear();
  for (int i = 0; i < static_cast<int>(columns_.size()); ++i) {
    SqlColumn& column = columns_[static_cast<std::size_t>(i)];
    switch (sqlite3_column_type(statement_, i)) {
      case SQLITE_INTEGER:
        column.add(std::int64_t{sqlite3_column_int64(statement_, i)});
        break;
      case SQLITE_FLOAT:
        column.add(sqlite3_column_double(statement_, i));
        break;
      case SQLITE_TEXT:
        column.add(text_in(statement_, i));
        break;
      case SQLITE_BLOB:
        if (!add_bytes(i)) ++bytes_left_out_[static_cast<std::size_t>(i)];
        [[fallthrough]];
      default:
        column.add_null();
    }
  }
  if (shape_.empty()) {
    geometry_.add_none();
  } else {
    geometry_.add(shape_);
  }
}

bool SqlAnswer::add_bytes(int column) {
  if (geometry_column_ >= 0 && column != geometry_column_) return false;
  sqlite3_stmt* to_wkb = to_wkb_.handle();
  if (to_wkb == nullptr) return false;
  sqlite3_bind_value(to_wkb, 1, sqlite3_column_value(statement_, column));
  bool good = false;
  if (sqlite3_step(to_wkb) == SQLITE_ROW && sqlite3_column_type(to_wkb, 0) == SQLITE_BLOB) {
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(to_wkb, 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(to_wkb, 0));
    good = shape_from_wkb({bytes, size}, shape_) == WkbResult::good;
    if (!good) shape_.clear();
  }
  sqlite3_reset(to_wkb);
  if (good) geometry_column_ = column;
  return good;
}

void SqlAnswer::keep_most_frequent_kind(model::Layer& layer) {
  std::vector<GeometrySorter::Sorted> kinds = geometry_.take();
  if (kinds.size() <= 1) {
    if (!kinds.empty()) layer.geometry = std::move(kinds.front().geometry);
    return;
  }
  std::vector<std::size_t> placed;  // rows with geometry, one a kind
  for (const GeometrySorter::Sorted& kind : kinds) {
    placed.push_back(0);
    for (std::size_t i = 0; i < kind.geometry.size(); ++i) {
      placed.back() += kind.geometry.has_geometry(i) ? 1 : 0;
    }
  }
  const auto most = std::max_element(placed.begin(), placed.end());
  const std::size_t lost = std::accumulate(placed.begin(), placed.end(), std::size_t{0}) - *most;
  const GeometrySorter::Sorted& kept = kinds[static_cast<std::size_t>(most - placed.begin())];
  layer.geometry = geo::PackedGeometry(kept.geometry.kind());
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < layer.table.rows; ++row) {
    if (next < kept.rows.size() && kept.rows[next] == row) {
      layer.geometry.append_feature(kept.geometry, next++);
    } else {
      layer.geometry.end_feature();
    }
  }
  layer.source.warnings.push_back(
      trf("The answer holds several kinds of geometry: {} rows of other kinds than the most "
          "frequent one are without theirs. Ask for one kind with WHERE ST_GeometryType(geometry) "
          "= …",
          with_separators(static_cast<long long>(lost))));
}

model::Layer SqlAnswer::build() && {
  model::Layer layer;
  layer.table.rows = rows();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    model::Column column = std::move(columns_[i]).build();
    if (static_cast<int>(i) == geometry_column_) continue;
    if (bytes_left_out_[i] > 0) {
      layer.source.warnings.push_back(
          trf("“{}” holds {} values that are a second geometry or bytes; they are left out.",
              column.name, with_separators(static_cast<long long>(bytes_left_out_[i]))));
    }
    layer.table.columns.push_back(std::move(column));
  }
  for (std::string& sentence : geometry_.faults().sentences()) {
    layer.source.warnings.push_back(std::move(sentence));
  }
  keep_most_frequent_kind(layer);
  layer.extent = layer.geometry.box();
  return layer;
}

}  // namespace wangge::io
