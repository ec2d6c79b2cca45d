#include "analysis/address_match.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/label_point.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

constexpr std::size_t addresses_a_piece = 512;

using model::Field;

void count(AddressMatching& matching) {
  for (const AddressMatch& match : matching.rows) {
    switch (match.outcome) {
      case AddressOutcome::matched:
        ++matching.matched;
        ++matching.by_level[static_cast<std::size_t>(
            std::find(all_address_levels.begin(), all_address_levels.end(), match.level) -
            all_address_levels.begin())];
        ++matching.by_band[static_cast<std::size_t>(
            std::find_if(score_bands.begin(), score_bands.end() - 1,
                         [&](double least) { return match.score >= least; }) -
            score_bands.begin())];
        break;
      case AddressOutcome::ambiguous:
        ++matching.ambiguous;
        break;
      case AddressOutcome::rejected:
        ++matching.rejected;
        ++matching.by_fault[static_cast<std::size_t>(
            std::find(all_address_faults.begin(), all_address_faults.end(), match.fault) -
            all_address_faults.begin())];
        break;
    }
  }
}

/// The rows whose outcome is (is not) matched.
model::Rows rows_of(const AddressMatching& matching, bool matched) {
  model::Rows rows;
  for (std::uint32_t row = 0; row < matching.rows.size(); ++row) {
    if ((matching.rows[row].outcome == AddressOutcome::matched) == matched) rows.push_back(row);
  }
  return rows;
}

/// A name that no column has yet.
std::string free_name(const model::Table& table, const std::string& name) {
  std::string tried = name;
  for (int n = 2; table.find(tried) >= 0; ++n) tried = name + "_" + std::to_string(n);
  return tried;
}

geo::Point place_of(const model::Layer& buildings, std::uint32_t row) {
  if (buildings.geometry.kind() == geo::Kind::polygons) {
    return geo::label_point(buildings.geometry, row).place;
  }
  const auto points = buildings.geometry.feature_points(row);
  return points.empty() ? geo::nowhere : points[points.size() / 2];
}

std::string labels_of(const model::Layer& buildings, const std::vector<std::uint32_t>& rows) {
  std::string text;
  for (const auto row : rows) text += (text.empty() ? "" : "; ") + buildings.label(row);
  return text;
}

model::Layer part_of(const model::Layer& tickets, const model::Rows& rows) {
  model::Layer part;
  part.name = tickets.name;
  part.role = tickets.role;
  part.mapping = tickets.mapping;
  part.table = model::subset(tickets.table, rows);
  part.source = tickets.source;
  return part;
}

constexpr std::array match_columns{"matched_building", "match_score", "match_level"};

/// `rows` of the tickets with the columns that tell what was found, and places for those that lack
/// one.
model::Layer with_matches(const model::Layer& tickets, const model::Layer& buildings,
                          const AddressMatching& matching, const model::Rows& rows) {
  model::Layer layer = part_of(tickets, rows);
  const bool points = tickets.geometry.kind() == geo::Kind::points;
  model::TextsBuilder labels, levels;
  model::Reals scores;
  model::NullMask nulls;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const AddressMatch& match = matching.rows[rows[at]];
    const bool found = match.outcome == AddressOutcome::matched;
    if (!found) nulls.set_null(at);
    labels.push_back(found ? buildings.label(match.building) : "");
    levels.push_back(found ? address_level_key(match.level) : "");
    scores.push_back(found ? match.score : 0);
    const geo::Point place = found ? place_of(buildings, match.building) : geo::nowhere;
    if (points && tickets.geometry.has_geometry(rows[at])) {
      layer.geometry.append_feature(tickets.geometry, rows[at]);
    } else if (geo::is_finite(place)) {
      layer.geometry.add_point_feature(place);
    } else {
      layer.geometry.end_feature();
    }
  }
  const auto add = [&layer, &nulls](const char* name, auto values) {
    layer.table.columns.push_back({free_name(layer.table, name), std::move(values), nulls});
  };
  add(match_columns[0], std::move(labels).build());
  add(match_columns[1], std::move(scores));
  add(match_columns[2], std::move(levels).build());
  layer.extent = layer.geometry.box();
  return layer;
}

/// The layer without the columns of an earlier matching, which are its last ones.
model::Layer without_matches(model::Layer layer) {
  auto& columns = layer.table.columns;
  if (columns.size() < match_columns.size()) return layer;
  const std::size_t first = columns.size() - match_columns.size();
  for (std::size_t i = 0; i < match_columns.size(); ++i) {
    if (columns[first + i].name != match_columns[i]) return layer;
  }
  columns.resize(first);
  model::Mapping mapping;
  for (const auto& entry : layer.mapping.entries()) {
    if (static_cast<std::size_t>(entry.column) < first) mapping.set(entry.field, entry.column);
  }
  layer.mapping = mapping;
  return layer;
}

}  // namespace

int address_column(const model::Layer& table) {
  const int own = table.mapping.column(Field::address);
  if (own >= 0) return own;
  return model::guess_mapping(model::Role::tickets, table.table).column(Field::address);
}

Result<AddressMatching> match_addresses(const model::Layer& tickets, const model::Layer& buildings,
                                        const std::vector<AddressAlias>& aliases, double min_score,
                                        Progress& progress) {
  const model::Column* addresses = tickets.field(Field::address);
  if (addresses == nullptr) {
    return Error{ErrorCode::invalid_argument, tickets.source.path, tr("No column holds addresses."),
                 tr("Say which one does: --column address=NAME.")};
  }
  const AddressIndex index(buildings, aliases);
  if (index.buildings() == 0) {
    return Error{ErrorCode::invalid_argument, buildings.source.path,
                 tr("No building has an estate or an address."),
                 tr("Say which columns hold them: --building-column estate=NAME.")};
  }
  const model::Column* communities = tickets.field(Field::community);
  AddressMatching matching;
  matching.rows.resize(tickets.size());
  std::atomic<std::size_t> done = 0;
  parallel_ranges(tickets.size(), addresses_a_piece, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (row % addresses_a_piece == 0 && progress.cancelled()) return;
      matching.rows[row] = index.find(
          addresses->text(row), communities == nullptr ? "" : communities->text(row), min_score);
    }
    progress.report(static_cast<double>(done += end - begin) / static_cast<double>(tickets.size()));
  });
  if (progress.cancelled()) {
    return Error{ErrorCode::cancelled, tickets.source.path, tr("Matching was cancelled."), ""};
  }
  count(matching);
  return matching;
}

model::Layer matched_layer(const model::Layer& tickets, const model::Layer& buildings,
                           const AddressMatching& matching) {
  return with_matches(tickets, buildings, matching, rows_of(matching, true));
}

model::Layer placed_layer(const model::Layer& tickets, const model::Layer& buildings,
                          const AddressMatching& matching) {
  model::Rows all(tickets.size());
  std::iota(all.begin(), all.end(), 0U);
  return with_matches(without_matches(tickets), buildings, matching, all);
}

model::Layer reject_layer(const model::Layer& tickets, const model::Layer& buildings,
                          const AddressMatching& matching) {
  const model::Rows rows = rows_of(matching, false);
  model::Layer layer = part_of(tickets, rows);
  layer.geometry = tickets.geometry.subset(rows);
  layer.extent = layer.geometry.box();
  model::Integers numbers;
  model::TextsBuilder reasons, candidates;
  model::Reals scores;
  for (const auto row : rows) {
    const AddressMatch& match = matching.rows[row];
    numbers.push_back(static_cast<std::int64_t>(row) + 1);
    reasons.push_back(address_sentence(match));
    candidates.push_back(labels_of(buildings, match.candidates));
    scores.push_back(match.score);
  }
  model::Table& table = layer.table;
  std::vector<model::Column> front;
  front.push_back({free_name(table, "row"), std::move(numbers), {}});
  front.push_back({free_name(table, "reason"), std::move(reasons).build(), {}});
  front.push_back({free_name(table, "candidates"), std::move(candidates).build(), {}});
  front.push_back({free_name(table, "score"), std::move(scores), {}});
  const int moved = static_cast<int>(front.size());
  table.columns.insert(table.columns.begin(), std::make_move_iterator(front.begin()),
                       std::make_move_iterator(front.end()));
  model::Mapping mapping;
  for (const auto& entry : layer.mapping.entries()) mapping.set(entry.field, entry.column + moved);
  layer.mapping = mapping;
  return layer;
}

Result<std::vector<AddressAlias>> aliases_of(const model::Layer& table) {
  const auto& columns = table.table.columns;
  if (columns.size() < 2) {
    return Error{ErrorCode::invalid_argument, table.source.path,
                 tr("The table of other names has one column."),
                 tr("It needs two: the other name, then the estate's name.")};
  }
  std::vector<AddressAlias> aliases;
  for (std::size_t row = 0; row < table.size(); ++row) {
    aliases.push_back({columns[0].text(row), columns[1].text(row)});
  }
  return aliases;
}

std::vector<AddressConflict> check_addresses(const model::Layer& tickets,
                                             const model::Layer& buildings,
                                             const AddressMatching& matching, double tolerance_m,
                                             std::size_t& compared) {
  std::vector<AddressConflict> conflicts;
  compared = 0;
  for (std::uint32_t row = 0; row < matching.rows.size(); ++row) {
    const AddressMatch& match = matching.rows[row];
    if (match.outcome != AddressOutcome::matched || !tickets.geometry.has_geometry(row) ||
        !buildings.geometry.has_geometry(match.building)) {
      continue;
    }
    ++compared;
    const geo::Point place = tickets.geometry.feature_points(row).front();
    const double distance_m = geo::distance_to(buildings.geometry, match.building, place);
    if (distance_m > tolerance_m) conflicts.push_back({row, match.building, distance_m});
  }
  std::stable_sort(conflicts.begin(), conflicts.end(),
                   [](const auto& a, const auto& b) { return a.distance_m > b.distance_m; });
  return conflicts;
}

}  // namespace wangge::analysis
