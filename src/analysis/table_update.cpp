#include "analysis/table_update.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "analysis/table_join.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

constexpr double moved_m = 0.1;  // what a way through degrees and back may cost is far less

/// Where a row of the result comes from.
struct Origin {
  bool from_now;
  std::uint32_t row;
  std::uint32_t before;  ///< its row of before, or none: what the newer table does not say
};
constexpr std::uint32_t none = 0xFFFFFFFF;

struct Pair {
  const model::Column* before;
  const model::Column* now;
};

bool same_value(const Pair& columns, std::uint32_t before, std::uint32_t now) {
  if (columns.before->is_null(before) || columns.now->is_null(now)) {
    // An empty text is no value.
    return columns.before->text(before).empty() && columns.now->text(now).empty();
  }
  if (columns.before->values.index() == columns.now->values.index()) {
    return columns.before->text(before) == columns.now->text(now);
  }
  const double a = columns.before->number(before), b = columns.now->number(now);
  return a == b || columns.before->text(before) == columns.now->text(now);
}

bool same_place(const model::Layer& before, std::uint32_t row_before, const model::Layer& now,
                std::uint32_t row_now) {
  if (!now.geometry.has_geometry(row_now)) return true;
  if (!before.geometry.has_geometry(row_before)) return false;
  const auto a = before.geometry.feature_points(row_before);
  const auto b = now.geometry.feature_points(row_now);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](geo::Point p, geo::Point q) {
    return std::hypot(p.x - q.x, p.y - q.y) <= moved_m;
  });
}

Result<const model::Column*> find_key(const model::Layer& layer, const std::string& name) {
  const int column = layer.table.find(name);
  if (column >= 0) return &layer.table.columns[static_cast<std::size_t>(column)];
  return Error{ErrorCode::invalid_argument, layer.source.path,
               trf("There is no column “{}” in the layer “{}”.", name, layer.name),
               tr("`wangge info` lists the columns.")};
}

bool places_can_be_compared(const model::Layer& before, const model::Layer& now) {
  return before.geometry.kind() == now.geometry.kind() || now.geometry.points().empty();
}

/// One column of the result. Either may be nullptr, not both.
model::Column merged(const Pair& columns, const std::vector<Origin>& origins) {
  const model::Column& pattern = columns.before != nullptr ? *columns.before : *columns.now;
  const bool one_type = columns.before == nullptr || columns.now == nullptr ||
                        columns.before->values.index() == columns.now->values.index();
  model::Column out;
  out.name = pattern.name;
  model::TextsBuilder texts;
  model::Times times;
  model::Bools bools;
  model::Reals reals;
  model::Integers integers;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const Origin& origin = origins[i];
    const bool says = origin.from_now && columns.now != nullptr;
    const model::Column* from = says ? columns.now : columns.before;
    const std::uint32_t row = says || !origin.from_now ? origin.row : origin.before;
    if (from == nullptr || row == none || from->is_null(row)) {
      out.nulls.set_null(i);
      texts.push_back("");
      times.seconds.push_back(0);
      bools.values.push_back(0);
      reals.push_back(0);
      integers.push_back(0);
    } else if (!one_type || std::holds_alternative<model::Texts>(from->values)) {
      texts.push_back(from->text(row));
    } else if (const auto* t = std::get_if<model::Times>(&from->values)) {
      times.seconds.push_back(t->seconds[row]);
    } else if (const auto* b = std::get_if<model::Bools>(&from->values)) {
      bools.values.push_back(b->values[row]);
    } else if (const auto* r = std::get_if<model::Reals>(&from->values)) {
      reals.push_back((*r)[row]);
    } else {
      integers.push_back(std::get<model::Integers>(from->values)[row]);
    }
  }
  if (!one_type || std::holds_alternative<model::Texts>(pattern.values)) {
    out.values = std::move(texts).build();
  } else if (std::holds_alternative<model::Times>(pattern.values)) {
    out.values = std::move(times);
  } else if (std::holds_alternative<model::Bools>(pattern.values)) {
    out.values = std::move(bools);
  } else if (std::holds_alternative<model::Reals>(pattern.values)) {
    out.values = std::move(reals);
  } else {
    out.values = std::move(integers);
  }
  return out;
}

std::string number(std::size_t count) { return with_separators(static_cast<long long>(count)); }

}  // namespace

Result<TableUpdate> compare_tables(const model::Layer& before, const model::Layer& now,
                                   const std::string& key) {
  const auto keys_before = find_key(before, key);
  if (!keys_before) return keys_before.error();
  const auto keys_now = find_key(now, key);
  if (!keys_now) return keys_now.error();
  if (!places_can_be_compared(before, now)) {
    return Error{ErrorCode::invalid_argument, now.source.path,
                 trf("Its features are of another kind than those of “{}”.", before.name),
                 tr("Give a newer delivery of the same table.")};
  }
  std::vector<Pair> pairs;
  TableUpdate update;
  for (const model::Column& column : before.table.columns) {
    const int other = now.table.find(column.name);
    if (other < 0) continue;
    pairs.push_back({&column, &now.table.columns[static_cast<std::size_t>(other)]});
    update.cells.emplace_back(column.name, 0);
  }
  std::unordered_map<std::string, std::uint32_t> row_before;
  for (std::uint32_t row = 0; row < before.size(); ++row) {
    std::string text = join_key(**keys_before, row);
    if (!text.empty()) row_before.try_emplace(std::move(text), row);
  }
  std::unordered_map<std::string, std::uint32_t> seen;
  for (std::uint32_t row = 0; row < now.size(); ++row) {
    std::string text = join_key(**keys_now, row);
    if (text.empty()) {
      ++update.without_key;
      continue;
    }
    const auto found = row_before.find(text);
    if (!seen.try_emplace(std::move(text), row).second) {
      ++update.repeated_key;
      continue;
    }
    if (found == row_before.end()) {
      update.added.push_back(row);
      continue;
    }
    bool same = same_place(before, found->second, now, row);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (same_value(pairs[i], found->second, row)) continue;
      same = false;
      ++update.cells[i].second;
    }
    (same ? update.unchanged : update.changed).emplace_back(found->second, row);
  }
  for (const auto& [text, row] : row_before) {
    if (!seen.contains(text)) update.gone.push_back(row);
  }
  std::sort(update.gone.begin(), update.gone.end());
  std::erase_if(update.cells, [](const auto& cell) { return cell.second == 0; });
  std::stable_sort(update.cells.begin(), update.cells.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return update;
}

model::Layer updated_layer(const model::Layer& before, const model::Layer& now,
                           const TableUpdate& update, GoneRows gone) {
  std::vector<std::uint32_t> now_of(before.size(), none);
  for (const auto& [old_row, new_row] : update.changed) now_of[old_row] = new_row;
  std::vector<bool> dropped(before.size(), false);
  if (gone == GoneRows::drop) {
    for (const auto row : update.gone) dropped[row] = true;
  }
  std::vector<Origin> origins;
  for (std::uint32_t row = 0; row < before.size(); ++row) {
    if (dropped[row]) continue;
    const bool changed = now_of[row] != none;
    origins.push_back({changed, changed ? now_of[row] : row, row});
  }
  for (const auto row : update.added) origins.push_back({true, row, none});

  model::Layer layer = before;
  layer.table = {};
  layer.table.rows = origins.size();
  for (const model::Column& column : before.table.columns) {
    const int other = now.table.find(column.name);
    const model::Column* newer =
        other < 0 ? nullptr : &now.table.columns[static_cast<std::size_t>(other)];
    layer.table.columns.push_back(merged({&column, newer}, origins));
  }
  for (const model::Column& column : now.table.columns) {
    if (before.table.find(column.name) >= 0) continue;
    // Rows that were not changed have a value in the new column all the same.
    std::vector<std::uint32_t> row_now(before.size(), none);
    for (const auto& [old_row, new_row] : update.unchanged) row_now[old_row] = new_row;
    std::vector<Origin> all = origins;
    for (Origin& origin : all) {
      if (!origin.from_now) origin = {true, row_now[origin.row], none};
    }
    layer.table.columns.push_back(merged({nullptr, &column}, all));
  }
  layer.geometry = geo::PackedGeometry(before.geometry.kind());
  for (const Origin& origin : origins) {
    if (origin.from_now && now.geometry.has_geometry(origin.row)) {
      layer.geometry.append_feature(now.geometry, origin.row);
    } else if (origin.before != none) {
      layer.geometry.append_feature(before.geometry, origin.before);
    } else {
      layer.geometry.end_feature();
    }
  }
  layer.extent = layer.geometry.box();
  layer.source.features_without_geometry = 0;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    layer.source.features_without_geometry += layer.geometry.has_geometry(row) ? 0 : 1;
  }
  return layer;
}

std::string update_sentence(const TableUpdate& update) {
  return trf("{} new, {} changed, {} unchanged, {} gone", number(update.added.size()),
             number(update.changed.size()), number(update.unchanged.size()),
             number(update.gone.size()));
}

}  // namespace wangge::analysis
