#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/area_division.h"
#include "analysis/carry.h"
#include "analysis/mend.h"
#include "analysis/unit_options.h"
#include "model/layer.h"

namespace wangge::analysis {

/// Units of a town, and what was met on the way.
struct BuiltUnits {
  /// Role units; fields id, community, households, population, and a column "buildings". Where
  /// units were made of existing areas: all their columns, and an id.
  model::Layer units;
  bool divided = false;  ///< of communities that were cut; else of areas as they are
  /// Of the communities, or of the areas themselves. Its sum of areas goes on to `units_m2`:
  /// units_m2 = mending.after_m2 + snapped_m2, but for rounding.
  MendReport mending;
  double snapped_m2 = 0;         ///< borders bent onto the lattice where lines meet them
  double units_m2 = 0;           ///< sum of the areas of the units
  std::vector<Finding> crossed;  ///< buildings that a border crosses, or goes round; by row
  Carried carried;               ///< buildings to units, and those outside of all communities
};

/// What a person should look at, as findings of the units: faults that are left in the areas they
/// were made of, and buildings that a border crosses or goes round. Rows are units, or none.
///
/// buildings  that the units were made with, or null
std::vector<Finding> unit_problems(const BuiltUnits& built, const model::Layer& areas,
                                   const model::Layer* buildings);

/// By how much the areas do not balance: 0 but for rounding, about 1e-12 of all ground.
double imbalance_m2(const BuiltUnits& built);

/// Units from the outlines of communities, lines that people do not cross, and buildings
/// (FEATURES R13): each community is cut by the lines, and blocks with many households between
/// their buildings (area_division.h). No border between units runs through a building; one that
/// the outline of a community crosses is counted where its label point lies and named in
/// `crossed`.
///
/// communities  polygons; field code (else id, name, the row) begins the units' ids
/// lines        roads, rivers, walls; of polygons, such as water, the outlines count; points are
///              left out
/// buildings    polygons, or none; fields households, population
/// errors       invalid_argument (no areas; buildings that are no polygons; a column to carry that
///              is not there or holds no numbers), those of geo::node_borders, cancelled
/// cost         0.06 s a thousand buildings where all blocks are cut (two cores)
Result<BuiltUnits> build_units(const model::Layer& communities,
                               std::span<const model::LayerPtr> lines,
                               const model::Layer* buildings, const UnitOptions& options,
                               Progress& progress);

/// Units from areas that exist: grids, precincts, parcels, older units; dirty ones too. Mended as
/// mend_layer() does, so that borders are shared and no place has two owners. Rows of which nothing
/// is left are named in the report and left out; `mending.left` counts rows as the units do. Done
/// twice it changes nothing more.
///
/// buildings  polygons or points, or none: households and population are carried from them where
///            they have these columns
/// errors     invalid_argument (no areas), those of mend_layer
Result<BuiltUnits> units_from_areas(const model::Layer& areas, const model::Layer* buildings,
                                    const UnitOptions& options, Progress& progress);

}  // namespace wangge::analysis
