#include "analysis/households.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/assign.h"
#include "analysis/table_join.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

constexpr double storey_m = 3;

/// Floors × ground: what there is to live in.
double living_space(const model::Layer& buildings, std::size_t row) {
  const auto number = [&](model::Field field) {
    const model::Column* column = buildings.field(field);
    return column == nullptr ? 0.0 : column->number(row);
  };
  double floors = number(model::Field::floors);
  if (!(floors > 0)) floors = number(model::Field::height_m) / storey_m;
  if (!(floors > 0) || !std::isfinite(floors)) floors = 1;
  return floors * geo::polygon_area(buildings.geometry, row);
}

bool has_total(double households) {
  return std::isfinite(households) && households >= 0 && households < 1e12;
}

}  // namespace

std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights) {
  std::vector<double> clean(weights.begin(), weights.end());
  for (double& weight : clean) weight = weight > 0 && std::isfinite(weight) ? weight : 0;
  double sum = std::accumulate(clean.begin(), clean.end(), 0.0);
  if (!(sum > 0) || !std::isfinite(sum)) {
    std::fill(clean.begin(), clean.end(), 1.0);
    sum = static_cast<double>(clean.size());
  }
  std::vector<std::int64_t> parts(clean.size());
  std::vector<double> remainders(clean.size());
  std::int64_t left = total;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const double share = static_cast<double>(total) * (clean[i] / sum);
    parts[i] = static_cast<std::int64_t>(std::floor(share));
    remainders[i] = share - std::floor(share);
    left -= parts[i];
  }
  std::vector<std::size_t> order(clean.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left > 0 && !order.empty(); ++i, --left) ++parts[order[i % order.size()]];
  // Rounding of the shares may give one away too many: the smallest remainder has it.
  for (std::size_t i = order.size(); left < 0 && i > 0; --i) {
    if (parts[order[i - 1]] > 0) --parts[order[i - 1]], ++left;
  }
  return parts;
}

Result<HouseholdShares> share_households(const model::Layer& buildings,
                                         const model::Layer& communities,
                                         std::span<const std::int64_t> known) {
  if (buildings.geometry.kind() != geo::Kind::polygons) {
    return Error{ErrorCode::invalid_argument, buildings.source.path,
                 tr("The buildings have no ground to measure."),
                 tr("Give a file of building outlines.")};
  }
  if (communities.geometry.kind() != geo::Kind::polygons) {
    return Error{ErrorCode::invalid_argument, communities.source.path,
                 tr("The communities are no areas."), tr("Give a file of polygons.")};
  }
  const model::Column* totals = communities.field(model::Field::households);
  if (totals == nullptr) {
    return Error{ErrorCode::invalid_argument, communities.source.path,
                 tr("No column of the communities holds households."),
                 tr("Say which one does, or join a table that has them.")};
  }
  const Assignment assignment = assign_by_label_point(buildings.geometry, communities.geometry);
  HouseholdShares shares;
  shares.outside = assignment.outside_count + assignment.without_count;
  shares.households.assign(known.begin(), known.end());
  shares.households.resize(buildings.size(), -1);
  std::vector<std::vector<std::uint32_t>> unknown(communities.size());
  std::vector<HouseholdTotal> told(communities.size());
  for (std::uint32_t row = 0; row < buildings.size(); ++row) {
    const std::uint32_t community = assignment.area_of[row];
    if (community >= communities.size()) continue;
    ++told[community].buildings;
    if (shares.households[row] < 0) {
      unknown[community].push_back(row);
    } else {
      told[community].placed += shares.households[row];
    }
  }
  for (std::size_t community = 0; community < communities.size(); ++community) {
    const double households = totals->number(community);
    if (!has_total(households)) continue;
    HouseholdTotal& one = told[community];
    one.community = community;
    one.total = std::llround(households);
    std::vector<double> weights;
    for (const auto row : unknown[community]) weights.push_back(living_space(buildings, row));
    const auto parts = share_out(std::max<std::int64_t>(0, one.total - one.placed), weights);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      shares.households[unknown[community][i]] = parts[i];
      one.placed += parts[i];
    }
    shares.off_total += one.placed == one.total ? 0 : 1;
    shares.totals.push_back(one);
  }
  return shares;
}

std::vector<std::int64_t> known_households(const model::Column& column) {
  std::vector<std::int64_t> households(column.size(), -1);
  for (std::size_t row = 0; row < households.size(); ++row) {
    const double number = column.number(row);
    if (has_total(number)) households[row] = std::llround(number);
  }
  return households;
}

Result<std::vector<std::int64_t>> known_from_table(const model::Layer& buildings,
                                                   const std::string& building_key,
                                                   const model::Layer& table,
                                                   const std::string& table_key,
                                                   const std::string& value) {
  const auto key_at = find_column(table, table_key);
  if (!key_at) return key_at.error();
  const auto value_at = find_column(table, value);
  if (!value_at) return value_at.error();
  // Only the value is wanted beside the buildings.
  model::Layer narrow;
  narrow.name = table.name;
  narrow.source = table.source;
  narrow.table.rows = table.size();
  narrow.table.columns = {table.table.columns[static_cast<std::size_t>(*key_at)],
                          table.table.columns[static_cast<std::size_t>(*value_at)]};
  const auto joined = join_table(buildings, building_key, narrow, table_key);
  if (!joined) return joined.error();
  return known_households(joined->layer.table.columns.back());
}

model::Layer with_households(const model::Layer& buildings,
                             std::span<const std::int64_t> households) {
  model::Layer layer = buildings;
  const model::Column* before = buildings.field(model::Field::households);
  model::Column column{before == nullptr ? "households" : before->name, {}, {}};
  model::Integers values(buildings.size());
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    const double old = before == nullptr ? std::nan("") : before->number(row);
    if (households[row] >= 0) {
      values[row] = households[row];
    } else if (has_total(old)) {
      values[row] = std::llround(old);
    } else {
      column.nulls.set_null(row);
    }
  }
  column.values = std::move(values);
  if (before != nullptr) {
    layer.table
        .columns[static_cast<std::size_t>(buildings.mapping.column(model::Field::households))] =
        std::move(column);
  } else {
    for (int n = 2; layer.table.find(column.name) >= 0; ++n) {
      column.name = "households_" + std::to_string(n);
    }
    layer.mapping.set(model::Field::households, static_cast<int>(layer.table.columns.size()));
    layer.table.columns.push_back(std::move(column));
  }
  return layer;
}

}  // namespace wangge::analysis
