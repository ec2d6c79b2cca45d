#include "analysis/plan_figures.h"

#include <algorithm>

namespace wangge::analysis {

using model::Coverage;
using model::GridIndex;

PlanFigures::PlanFigures(std::shared_ptr<const PlanGround> ground, const model::Plan& plan)
    : ground_(std::move(ground)),
      grid_of_unit_(plan.grid_of_unit.size(), model::unassigned),
      visited_(plan.grid_of_unit.size()) {
  members_.resize(1);
  members_.back().resize(grid_of_unit_.size());
  for (std::uint32_t unit = 0; unit < grid_of_unit_.size(); ++unit) members_.back()[unit] = unit;
  figures_.push_back(figures_of(0, false));
  update(plan);
}

std::size_t PlanFigures::place_of(GridIndex grid) const {
  return std::min(static_cast<std::size_t>(grid), members_.size() - 1);
}

void PlanFigures::update(const model::Plan& plan) {
  // Grids come and go at the end, before the unassigned.
  std::vector<std::uint32_t> nobody = std::move(members_.back());
  const GridFigures of_nobody = figures_.back();
  const std::size_t old_count = members_.size() - 1, count = plan.grids.size();
  members_.resize(count + 1);
  figures_.resize(count + 1);
  for (std::size_t grid = old_count; grid <= count; ++grid)
    members_[grid].clear(), figures_[grid] = {};
  members_.back() = std::move(nobody);
  figures_.back() = of_nobody;

  std::vector<std::uint8_t> touched(members_.size());
  std::vector<std::vector<std::uint32_t>> came(members_.size());
  for (std::uint32_t unit = 0; unit < grid_of_unit_.size(); ++unit) {
    const GridIndex now = plan.grid_of_unit[unit];
    if (grid_of_unit_[unit] == now) continue;
    const auto old = static_cast<std::size_t>(grid_of_unit_[unit]);
    if (old < count) touched[old] = 1;
    if (grid_of_unit_[unit] == model::unassigned) touched.back() = 1;
    touched[place_of(now)] = 1;
    came[place_of(now)].push_back(unit);
    grid_of_unit_[unit] = now;
  }
  for (std::size_t place = 0; place < members_.size(); ++place) {
    if (touched[place] == 0) continue;
    auto& members = members_[place];
    const auto stays = [&](std::uint32_t unit) { return place_of(grid_of_unit_[unit]) == place; };
    std::erase_if(members, [&](std::uint32_t unit) { return !stays(unit); });
    const auto middle = static_cast<std::ptrdiff_t>(members.size());
    members.insert(members.end(), came[place].begin(), came[place].end());
    std::inplace_merge(members.begin(), members.begin() + middle, members.end());
    // A unit that went and came back in one edit is there twice.
    members.erase(std::unique(members.begin(), members.end()), members.end());
  }
  for (std::size_t place = 0; place < members_.size(); ++place) {
    if (touched[place] != 0) figures_[place] = figures_of(place, place + 1 < members_.size());
  }
}

GridFigures PlanFigures::figures_of(std::size_t place, bool whole) {
  GridFigures figures;
  const PlanGround& ground = *ground_;
  const Coverage& coverage = *ground.coverage;
  outline_.clear();
  figures.units = members_[place].size();
  for (const std::uint32_t unit : members_[place]) {
    figures.area_m2 += ground.area_m2[unit];
    figures.households += ground.households[unit];
    figures.population += ground.population[unit];
    figures.buildings += ground.buildings[unit];
    for (const std::uint32_t a : coverage.arcs_of(unit)) {
      const Coverage::Arc& arc = coverage.arcs()[a];
      const std::uint32_t other = arc.other(unit);
      if (other != Coverage::no_unit && place_of(grid_of_unit_[other]) == place) continue;
      figures.perimeter_m += arc.length_m;
      if (!whole) continue;
      const auto line = coverage.line(arc);
      outline_.insert(outline_.end(), line.begin(), line.end());
    }
  }
  if (!whole) return figures;
  figures.pieces = pieces_of(members_[place]);
  figures.shape = compactness(figures.area_m2, figures.perimeter_m, outline_);
  return figures;
}

std::uint32_t PlanFigures::pieces_of(const std::vector<std::uint32_t>& members) {
  ++round_;
  std::uint32_t pieces = 0;
  for (const std::uint32_t first : members) {
    if (visited_[first] == round_) continue;
    ++pieces;
    visited_[first] = round_;
    queue_.assign(1, first);
    while (!queue_.empty()) {
      const std::uint32_t unit = queue_.back();
      queue_.pop_back();
      for (const auto& next : ground_->graph.of(unit)) {
        if (visited_[next.unit] == round_ || grid_of_unit_[next.unit] != grid_of_unit_[first]) {
          continue;
        }
        visited_[next.unit] = round_;
        queue_.push_back(next.unit);
      }
    }
  }
  return pieces;
}

std::vector<GridFigures> plan_figures(const std::shared_ptr<const PlanGround>& ground,
                                      const model::Plan& plan) {
  return PlanFigures(ground, plan).grids();
}

std::vector<std::vector<std::uint32_t>> pieces_of(const PlanGround& ground,
                                                  std::span<const std::uint32_t> members) {
  std::vector<std::uint8_t> open(ground.size());
  for (const std::uint32_t unit : members) open[unit] = 1;
  std::vector<std::vector<std::uint32_t>> pieces;
  for (const std::uint32_t first : members) {
    if (open[first] == 0) continue;
    open[first] = 0;
    std::vector<std::uint32_t> piece{first};
    for (std::size_t i = 0; i < piece.size(); ++i) {
      for (const auto& next : ground.graph.of(piece[i])) {
        if (open[next.unit] == 0) continue;
        open[next.unit] = 0;
        piece.push_back(next.unit);
      }
    }
    std::sort(piece.begin(), piece.end());
    pieces.push_back(std::move(piece));
  }
  const auto size_of = [&](const std::vector<std::uint32_t>& piece) {
    std::pair<double, double> size;
    for (const std::uint32_t unit : piece) {
      size.first += ground.households[unit];
      size.second += ground.area_m2[unit];
    }
    return size;
  };
  std::stable_sort(pieces.begin(), pieces.end(),
                   [&](const auto& a, const auto& b) { return size_of(a) > size_of(b); });
  return pieces;
}

}  // namespace wangge::analysis
