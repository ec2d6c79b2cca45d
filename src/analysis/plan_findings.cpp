#include "analysis/plan_findings.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <set>

#include "analysis/neck.h"
#include "analysis/plan_rules.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using model::Coverage;
using model::GridIndex;
using Units = std::vector<std::uint32_t>;

std::string whole(double number) { return with_separators(std::llround(number)); }

class Check {
 public:
  Check(const PlanGround& ground, const model::Plan& plan, std::span<const GridFigures> figures,
        const PlanBalance& balance, const PlanCheckOptions& options)
      : ground_(ground),
        plan_(plan),
        figures_(figures),
        balance_(balance),
        options_(options),
        members_(plan.grids.size() + 1) {
    for (std::uint32_t unit = 0; unit < ground.size(); ++unit) {
      members_[place_of(plan.grid_of_unit[unit])].push_back(unit);
    }
  }

  Result<std::vector<Finding>> run(Progress& progress) {
    look_at_units();
    look_at_codes();
    look_at_officers();
    find_touching();
    find_enclaves();
    for (std::size_t grid = 0; grid < plan_.grids.size(); ++grid) {
      if (!plan_.grids[grid].retired) look_at_grid(grid);
    }
    progress.report(0.1);
    find_necks(progress);
    if (progress.cancelled()) return Error{ErrorCode::cancelled, plan_.name, tr("Cancelled."), ""};
    std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
      // Findings of the whole plan have no row: first.
      return std::pair(a.row + 1, a.kind) < std::pair(b.row + 1, b.kind);
    });
    return std::move(found_);
  }

 private:
  std::size_t place_of(GridIndex grid) const {
    return std::min(static_cast<std::size_t>(grid), plan_.grids.size());
  }

  Finding& add(FindingKind kind, std::size_t grid, std::string what) {
    Finding& finding = found_.emplace_back();
    finding.kind = kind;
    finding.row = grid;
    finding.what = std::move(what);
    return finding;
  }

  /// What the finding is about, and where it is to be seen.
  void show(Finding& finding, const Units& units) const {
    const geo::PackedGeometry& shapes = ground_.units->geometry;
    finding.units = units;
    for (const std::uint32_t unit : units) finding.box.grow(shapes.box(unit));
    if (units.empty()) return;
    const auto largest = std::max_element(units.begin(), units.end(), [&](auto a, auto b) {
      return ground_.area_m2[a] < ground_.area_m2[b];
    });
    finding.place = geo::label_point(shapes, *largest).place;
  }

  double households_of(const Units& units) const {
    double sum = 0;
    for (const std::uint32_t unit : units) sum += ground_.households[unit];
    return sum;
  }

  void look_at_units() {
    if (const std::size_t edges = ground_.coverage->overlapping_edges(); edges > 0) {
      add(FindingKind::overlap, no_row, trf("Units overlap along {} edges", edges));
    }
    for (const Units& piece : pieces_of(ground_, members_.back())) {
      show(add(FindingKind::unassigned, no_row,
               trf("{} units with {} households are in no grid", piece.size(),
                   whole(households_of(piece)))),
           piece);
    }
  }

  void look_at_codes() {
    std::map<std::string, Units> by_code;
    for (std::uint32_t grid = 0; grid < plan_.grids.size(); ++grid) {
      by_code[plan_.grids[grid].code].push_back(grid);
    }
    for (const auto& [code, grids] : by_code) {
      for (const std::uint32_t grid : grids) {
        if (plan_.grids[grid].retired || (grids.size() < 2 && !code.empty())) continue;
        Finding& finding = add(FindingKind::bad_code, grid,
                               code.empty() ? std::string(tr("The grid has no code"))
                                            : trf("{} grids have the code {}", grids.size(), code));
        if (grids.size() > 1) finding.other = grids.front() == grid ? grids[1] : grids.front();
        show(finding, members_[grid]);
      }
    }
  }

  void look_at_officers() {
    std::vector<std::size_t> without;
    std::size_t open = 0;
    for (std::size_t grid = 0; grid < plan_.grids.size(); ++grid) {
      if (plan_.grids[grid].retired) continue;
      ++open;
      if (plan_.grids[grid].officers.empty()) without.push_back(grid);
    }
    if (without.size() == open && open > 1) {
      add(FindingKind::no_officers, no_row, tr("No grid names its officers"));
      return;
    }
    for (const std::size_t grid : without) {
      show(add(FindingKind::no_officers, grid, tr("The grid names no officers")), members_[grid]);
    }
  }

  void look_at_grid(std::size_t grid) {
    if (members_[grid].empty()) {
      add(FindingKind::empty_grid, grid, tr("The grid has no unit"));
      return;
    }
    if (figures_[grid].pieces > 1) list_pieces(grid);
    judge_band(grid);
    judge_communities(grid);
  }

  void list_pieces(std::size_t grid) {
    const auto pieces = pieces_of(ground_, members_[grid]);
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      show(add(FindingKind::in_pieces, grid,
               trf("{} units with {} households lie apart from the rest", pieces[i].size(),
                   whole(households_of(pieces[i])))),
           pieces[i]);
    }
  }

  void judge_band(std::size_t grid) {
    const double off = balance_.grids[grid].off_band;
    if (off == 0) return;
    const std::string households = whole(figures_[grid].households);
    const std::string low = whole(options_.balance.band_low);
    const std::string high = whole(options_.balance.band_high);
    show(add(FindingKind::off_band, grid,
             off < 0 ? trf("{} households are {} too few for the norm of {} to {}", households,
                           whole(-off), low, high)
                     : trf("{} households are {} too many for the norm of {} to {}", households,
                           whole(off), low, high)),
         members_[grid]);
  }

  void judge_communities(std::size_t grid) {
    if (ground_.communities.empty()) return;
    const std::uint32_t own = balance_.grids[grid].community;
    std::map<std::uint32_t, Units> elsewhere;
    for (const std::uint32_t unit : members_[grid]) {
      if (ground_.community[unit] != own) elsewhere[ground_.community[unit]].push_back(unit);
    }
    for (const auto& [community, units] : elsewhere) {
      const std::string households = whole(households_of(units));
      show(
          add(FindingKind::other_community, grid,
              community == PlanGround::no_community
                  ? trf("{} units with {} households lie in no community", units.size(), households)
                  : trf("{} units with {} households lie in {}", units.size(), households,
                        ground_.communities[community])),
          units);
    }
  }

  /// The grids at the sides of an arc; those that are none, and the outside, as grid_count.
  std::pair<std::size_t, std::size_t> sides(const Coverage::Arc& arc) const {
    const auto side = [&](std::uint32_t unit) {
      return unit == Coverage::no_unit ? plan_.grids.size() : place_of(plan_.grid_of_unit[unit]);
    };
    return {side(arc.left), side(arc.right)};
  }

  void find_touching() {
    struct Meeting {
      std::size_t ends = 0;
      geo::Point place;
    };
    std::map<std::pair<std::size_t, std::uint32_t>, Meeting> meetings;  // grid, node
    for (const Coverage::Arc& arc : ground_.coverage->arcs()) {
      const auto [left, right] = sides(arc);
      if (left == right) continue;
      const auto line = ground_.coverage->line(arc);
      for (const std::size_t grid : {left, right}) {
        if (grid == plan_.grids.size()) continue;
        for (const auto& [node, place] :
             {std::pair(arc.from_node, line.front()), std::pair(arc.to_node, line.back())}) {
          Meeting& meeting = meetings[{grid, node}];
          ++meeting.ends;
          meeting.place = place;
        }
      }
    }
    for (const auto& [key, meeting] : meetings) {
      if (meeting.ends < 4) continue;
      Finding& finding =
          add(FindingKind::touching_itself, key.first, tr("The grid touches itself at a point"));
      finding.place = meeting.place;
    }
  }

  void find_enclaves() {
    std::vector<std::set<std::size_t>> around(plan_.grids.size());
    std::vector<std::uint8_t> free(plan_.grids.size());  // against the outside or unassigned units
    for (const Coverage::Arc& arc : ground_.coverage->arcs()) {
      const auto [left, right] = sides(arc);
      if (left == right) continue;
      for (const auto& [grid, other] : {std::pair(left, right), std::pair(right, left)}) {
        if (grid == plan_.grids.size()) continue;
        if (other == plan_.grids.size()) free[grid] = 1;
        around[grid].insert(other);
      }
    }
    for (std::size_t grid = 0; grid < around.size(); ++grid) {
      if (free[grid] != 0 || around[grid].size() != 1) continue;
      const std::size_t host = *around[grid].begin();
      Finding& finding = add(FindingKind::enclave, grid,
                             trf("The grid lies wholly inside {}",
                                 grid_name(plan_, GridIndex{static_cast<std::uint32_t>(host)})));
      finding.other = host;
      show(finding, members_[grid]);
    }
  }

  void find_necks(Progress& progress) {
    const geo::PackedGeometry shapes = ground_.coverage->grid_polygons(plan_);
    std::vector<std::vector<Neck>> of_grid(shapes.size());
    std::atomic<std::size_t> done = 0;
    parallel_ranges(shapes.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t grid = begin; grid < end && !progress.cancelled(); ++grid) {
        of_grid[grid] = necks(shapes, grid, options_.neck_m);
        progress.report(0.1 +
                        0.9 * static_cast<double>(++done) / static_cast<double>(shapes.size()));
      }
    });
    for (std::size_t grid = 0; grid < of_grid.size(); ++grid) {
      for (const Neck& neck : of_grid[grid]) {
        Finding& finding =
            add(FindingKind::neck, grid,
                trf("The grid hangs together by {}", size_text(neck.width_m, SizeUnit::metres)));
        finding.place = neck.place;
        finding.size = neck.width_m;
        finding.unit = SizeUnit::metres;
      }
    }
  }

  const PlanGround& ground_;
  const model::Plan& plan_;
  std::span<const GridFigures> figures_;
  const PlanBalance& balance_;
  const PlanCheckOptions& options_;
  std::vector<Units> members_;  // one a grid, and last of no grid
  std::vector<Finding> found_;
};

}  // namespace

Result<std::vector<Finding>> plan_findings(const PlanGround& ground, const model::Plan& plan,
                                           std::span<const GridFigures> figures,
                                           const PlanBalance& balance,
                                           const PlanCheckOptions& options, Progress& progress) {
  return Check(ground, plan, figures, balance, options).run(progress);
}

}  // namespace wangge::analysis
