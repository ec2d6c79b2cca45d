#include "analysis/units_layer.h"

#include <cmath>
#include <numeric>
#include <set>

namespace wangge::analysis {
namespace {

void set_number(model::Column& column, std::size_t row, std::int64_t value) {
  if (auto* integers = std::get_if<model::Integers>(&column.values)) {
    (*integers)[row] = value;
  } else if (auto* reals = std::get_if<model::Reals>(&column.values)) {
    (*reals)[row] = static_cast<double>(value);
  }
}

/// Ids of the pieces behind the first, none of which there is yet.
std::vector<std::string> piece_ids(const model::Column* ids, std::uint32_t unit,
                                   std::size_t pieces) {
  std::set<std::string> taken;
  if (ids != nullptr) {
    for (std::size_t row = 0; row < ids->size(); ++row) taken.insert(ids->text(row));
  }
  const std::string stem = ids == nullptr ? std::to_string(unit + 1) : ids->text(unit);
  std::vector<std::string> fresh;
  for (std::size_t number = 2; fresh.size() + 1 < pieces; ++number) {
    std::string id = stem + "-" + std::to_string(number);
    if (taken.insert(id).second) fresh.push_back(std::move(id));
  }
  return fresh;
}

/// The column with the ids of the last rows: as texts, whatever it was.
void set_ids(model::Column& column, const std::vector<std::string>& last) {
  const std::size_t kept = column.size() - last.size();
  model::TextsBuilder texts;
  texts.reserve(column.size());
  for (std::size_t row = 0; row < kept; ++row) texts.push_back(column.text(row));
  for (const std::string& id : last) texts.push_back(id);
  column.values = std::move(texts).build();
}

}  // namespace

model::Layer with_geometry(const model::Layer& layer, const model::Rows& rows,
                           const geo::PackedGeometry& geometry) {
  model::Layer changed = layer;
  changed.geometry = geo::PackedGeometry(layer.geometry.kind());
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    if (next < rows.size() && rows[next] == row) {
      changed.geometry.append_feature(geometry, next++);
    } else {
      changed.geometry.append_feature(layer.geometry, row);
    }
  }
  changed.extent = changed.geometry.box();
  return changed;
}

model::Layer with_cut_unit(const model::Layer& units, std::uint32_t unit, const CutUnit& cut,
                           const std::vector<int>& shared, std::vector<std::string>& new_ids) {
  model::Layer changed = with_geometry(units, cut.neighbours, cut.neighbour_geometry);
  const std::vector<std::uint32_t> first{0};
  changed = with_geometry(changed, {unit}, cut.pieces.subset(first));
  std::vector<std::uint32_t> rows(units.size());
  std::iota(rows.begin(), rows.end(), 0U);
  for (std::size_t piece = 1; piece < cut.pieces.size(); ++piece) {
    changed.geometry.append_feature(cut.pieces, piece);
    rows.push_back(unit);
  }
  changed.table = model::subset(units.table, rows);
  for (std::size_t s = 0; s < shared.size(); ++s) {
    model::Column& column = changed.table.columns[static_cast<std::size_t>(shared[s])];
    for (std::size_t piece = 0; piece < cut.pieces.size(); ++piece) {
      const std::size_t row = piece == 0 ? unit : units.size() + piece - 1;
      set_number(column, row, cut.numbers[s][piece]);
    }
  }
  new_ids = piece_ids(units.field(model::Field::id), unit, cut.pieces.size());
  const int ids = units.mapping.column(model::Field::id);
  if (ids >= 0) set_ids(changed.table.columns[static_cast<std::size_t>(ids)], new_ids);
  changed.extent = changed.geometry.box();
  return changed;
}

}  // namespace wangge::analysis
