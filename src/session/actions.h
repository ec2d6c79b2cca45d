#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/address_match.h"
#include "analysis/barriers.h"
#include "analysis/grid_codes.h"
#include "analysis/mend_options.h"
#include "analysis/neck.h"
#include "analysis/plan_balance.h"
#include "analysis/plan_rules.h"
#include "analysis/spatial.h"
#include "analysis/unit_options.h"
#include "io/read.h"
#include "io/write.h"
#include "model/code_table.h"
#include "model/workspace.h"
#include "session/incident_actions.h"
#include "session/query_actions.h"

namespace wangge::session {

using model::LayerId;

enum class JobId : std::uint32_t {};

/// Reads files in the background; their layers are added when a file is complete. Rasters become
/// the background of the map.
struct OpenFiles {
  std::vector<std::string> paths;
  io::ReadOptions options;
  /// Whether what is opened is held against the open layers to find out its coordinate system
  /// (Snapshot::crs_findings). Verbs that only want numbers do without.
  bool check_coordinates = true;
};
/// The same, but asks which layers of a file that holds several (Snapshot::layer_offers). The files
/// that hold one are opened at once.
struct OfferLayers {
  std::vector<std::string> paths;
  io::ReadOptions options;
};
/// Opens those layers of an offered file and ends the offer.
struct OpenOffered {
  std::size_t offer;                ///< LayerOffer::number
  std::vector<std::string> layers;  ///< their names; none: nothing is opened
};
/// Takes the numbers of a finding's file for another system: places its layer anew, or opens the
/// file that could not be placed. The system of before is kept and can be applied again.
struct ApplyCrs {
  std::size_t finding;  ///< CrsFinding::number
  geo::Crs crs;
};
/// Leaves the layer as it is.
struct DismissCrsFinding {
  std::size_t finding;
};
/// Reads a layer's file once more, understood otherwise; the layer keeps its place, its role and
/// how it is shown. What is left out stays as it was.
struct ReadAgain {
  LayerId layer;
  std::string encoding;                ///< of its texts
  std::optional<geo::Crs> source_crs;  ///< of its numbers
};
/// Takes the rows of a newer delivery of a layer's table over: new ones come, changed ones change,
/// by a key column. One undoable step; a notice tells the counts.
struct UpdateLayer {
  LayerId layer;
  std::string path;
  io::ReadOptions options;
  std::string key;         ///< column name; empty: the layer's field id
  bool drop_gone = false;  ///< rows that the newer file lacks leave the layer
};
/// Finds the building of every row of a layer by its address: rows without a place get one, and
/// three columns tell what was found. One undoable step; Snapshot::table_result tells the counts.
struct MatchAddresses {
  LayerId layer, buildings;
  int address_column = -1;                ///< -1: the likeliest
  LayerId other_names = model::no_layer;  ///< a table of other names of estates
  double min_score = analysis::usual_min_score;
  double tolerance_m = 100;  ///< rows that lie farther from their address are listed
};
/// Adds the rows that the last matching has no building for as a layer of their own, with the
/// reasons.
struct OpenRejects {};
/// Sets the columns of an open table beside those of a layer, where two columns agree. One undoable
/// step; Snapshot::table_result tells the counts.
struct JoinColumns {
  LayerId layer;
  std::string layer_key;
  LayerId table;
  std::string table_key;
};
/// Puts households onto buildings: what a table says of single ones, and the totals of communities
/// shared out to the others. One undoable step; Snapshot::table_result tells the counts.
struct ShareHouseholds {
  LayerId buildings;
  LayerId communities = model::no_layer;  ///< none: the table alone
  int total_column = -1;                  ///< of the communities; -1: their field households
  LayerId table = model::no_layer;        ///< none: the totals alone
  std::string building_key = {}, table_key = {}, value = {};  ///< columns, with a table
};
struct DismissTableResult {};
// The next four are for rasters as well.
struct CloseLayer {
  LayerId layer;
};
struct ShowLayer {
  LayerId layer;
  bool visible;
};
struct SetOpacity {
  LayerId layer;
  float opacity;  ///< in [0, 1]
};
/// To a place in the drawing order, 0 = at the bottom.
struct MoveLayer {
  LayerId layer;
  std::size_t to;
};
/// Whether a raster is shown without its colours.
struct SetGreyscale {
  LayerId raster;
  bool grey;
};
/// What the layer is; its columns are guessed anew.
struct SetRole {
  LayerId layer;
  model::Role role;
};
/// Which column holds a field; -1: none.
struct SetColumn {
  LayerId layer;
  model::Field field;
  int column;
};
/// What the codes of a column mean: its texts stand in their place from now on, and in the next
/// file of its kind. An empty table brings the codes back. One undoable step.
struct SetCodeTable {
  LayerId layer;
  int column;
  model::CodeTable codes;
};
/// The same, from a file of two columns: code and text.
struct ReadCodeTable {
  LayerId layer;
  int column;
  std::string path;
  io::ReadOptions options;
};
struct SetTheme {
  model::Theme theme;
};

/// Makes anew what was put into words in the language of before: legends.
struct RefreshTexts {};

enum class SelectMode { replace, add, toggle };
struct Select {
  LayerId layer;
  model::Rows rows;
  SelectMode mode = SelectMode::replace;
};
struct ClearSelection {};
/// Selects the rows of `target` that stand in a relation to another layer, to what is selected in
/// it, or to drawn polygons.
struct SelectBySpace {
  LayerId target;
  analysis::Predicate predicate = analysis::Predicate::intersects;
  double distance_m = 0;
  LayerId by = model::no_layer;
  bool by_selection_only = false;
  std::optional<geo::PackedGeometry> drawn;  ///< takes the place of `by`
};

/// Makes units of open layers (analysis/unit_building.h): of areas as they are, or of communities
/// cut by lines and between buildings. They come as a new layer, one undoable step; what is to be
/// looked at is in Snapshot::check.
struct MakeUnits {
  LayerId areas = model::no_layer;
  bool divide = true;              ///< the areas are communities to be cut
  std::vector<LayerId> cuts = {};  ///< lines, or polygons whose outlines cut
  LayerId buildings = model::no_layer;
  analysis::UnitOptions options = {};
  bool operator==(const MakeUnits&) const = default;
};
/// Works out in the background what that would bring: Snapshot::units_trial. In the place of the
/// trial before.
struct TryUnits {
  MakeUnits wish;
};
/// Nobody wants to know any more.
struct EndUnitsTrial {};
/// Which layers part units that lie against each other, and where they can be crossed all the same
/// (analysis/barriers.h). Layers that are closed by now count for nothing.
struct SetBarriers {
  std::vector<LayerId> barriers = {};  ///< lines or polygons
  LayerId gates = model::no_layer;     ///< points or lines
  analysis::BarrierOptions options = {};
  bool operator==(const SetBarriers&) const = default;
};

/// A plan of the open units without any grid yet, where no layer of grids is open.
struct StartPlan {};
/// Gives units to a grid (model::unassigned: to none), as far as analysis::allowed() lets them go;
/// what is refused is said. One undoable gesture.
struct AssignUnits {
  model::Rows units;
  model::GridIndex grid;
  analysis::PaintSource source = {};  ///< takes units of this grid only
  /// Steps of one gesture bear the same number: undo takes them back together. It ends with the
  /// first other action, EndGesture at the latest. 0: a gesture of its own.
  std::uint64_t gesture = 0;
};
struct EndGesture {};
/// As if the gesture had never begun.
struct CancelGesture {};
/// Units of no grid go to the neighbour with the longest shared border; those without one are left
/// and counted.
struct FillUnassigned {};

/// A new grid, of these units where there are any.
struct AddGrid {
  model::GridRecord record;  ///< an empty code or name: one is made up
  model::Rows units = {};
};
/// Another record for a grid: name, code, theme …
struct SetGrid {
  model::GridIndex grid;
  model::GridRecord record;
};
/// All units of `from` go to `into`; `from` is given up.
struct MergeGrids {
  model::GridIndex from, into;
};
/// Gives a grid up; its units are in no grid then.
struct RetireGrid {
  model::GridIndex grid;
};
/// Cuts a grid into two pieces of about equal households, each in one piece; the second is a new
/// grid.
struct SplitGrid {
  model::GridIndex grid;
};
/// A line drawn as the new border of a grid and the one beside it that the line runs through most:
/// whole units go to the side of most of their households (analysis/border_line.h). Buildings that
/// it crosses are in Snapshot::check.
struct DrawBorder {
  model::GridIndex grid;
  std::vector<geo::Point> line;
};
/// Breaks a unit: by a drawn line (the unit it runs through most), or between its buildings.
struct CutUnit {
  std::vector<geo::Point> line;  ///< empty: between the buildings of `unit`
  std::uint32_t unit = 0;
};
/// Moves a vertex of the units' borders, all borders that have it at once; without `from` a new one
/// comes on the border nearest to `to`, without `to` it goes.
struct MoveVertex {
  std::optional<geo::Point> from, to;
  double reach_m = 0;  ///< how far a border may be from a new vertex
};
struct LockGrids {
  std::vector<model::GridIndex> grids;  ///< empty: all
  bool locked;
};
struct LockUnits {
  model::Rows units;
  bool locked;
};
/// From now on edits are a proposal, which is accepted or rejected as a whole.
struct BeginProposal {};
struct AcceptProposal {};
struct RejectProposal {};
/// By what grids are balanced, and what counts as fine.
struct SetBalance {
  analysis::BalanceOptions options;
};
/// Holds the plan against another of the same units: that of a plan file, or without one the plan
/// as it was opened. What differs is in Snapshot::comparison.
struct ComparePlan {
  std::string path;
};
struct StopComparing {};
/// Which areas of a layer, or without one which estates of the buildings, the grids' borders cut;
/// in Snapshot::splits from then on.
struct AuditSplits {
  LayerId areas = model::no_layer;
};
struct DismissSplits {};
/// Looks in the background for what speaks against the plan; the findings are in Snapshot::check.
struct CheckPlan {
  double neck_m = analysis::usual_neck_m;
};
/// Gives all grids codes by a rule, as one step.
struct RenumberGrids {
  analysis::CodeRule rule;
};
/// The plan holds from the day of `from` on, and a copy of it goes to the archive, where the one
/// before ends the day before; without one before that is the plan as it was opened.
struct PutInForce {
  Seconds from;
};
/// Holds the plan against one of the archive.
struct CompareKept {
  std::size_t place;
};
/// Goes on from a plan of the archive, as one undoable step.
struct TakeUpPlan {
  std::size_t place;
};
/// What the plan is called and when it holds.
struct SetPlanHead {
  model::PlanHead head;
};

struct Undo {};
struct Redo {};
/// Until so many of the edits are applied.
struct GoInHistory {
  std::size_t cursor;
};
/// As a small text; see model::plan_to_text.
struct SavePlan {
  std::string path;
};
struct OpenPlan {
  std::string path;
};

/// Opens a workspace in the place of everything that is open; what was not saved of that goes.
/// Work on it that was found after the program had ended is shown, see WorkspaceFileView::found.
struct OpenWorkspace {
  std::string path;
  OpenFiles more = {};  ///< opened beside it
};
/// Saves everything that is open: to `path`, which is the workspace from then on; without it to
/// where it was saved before.
struct SaveWorkspace {
  std::string path;
};
/// Work that was found (WorkspaceFileView::found): goes on with it, or throws it away.
struct ContinueWork {
  std::string path;
};
struct DropWork {
  std::string path;
};
/// What was not saved need not be kept: the window is about to close.
struct DiscardChanges {};

/// Makes a document in the background and writes it: over an old one at once, or not at all.
struct WriteDocument {
  std::string name;  ///< of what it is, as a notice calls it
  std::string path;
  std::function<Result<std::string>()> make;  ///< its bytes; on another thread
};

/// Looks for what is wrong with a layer, in the background; the findings are in Snapshot::check.
struct CheckLayer {
  LayerId layer;
};
struct DismissCheck {};

/// Mends what can be mended without asking, in the background, as one step that can be undone; what
/// was done and what is left are in Snapshot::check.
struct MendLayer {
  LayerId layer;
  analysis::MendOptions options;
};

struct CancelJob {
  JobId job;
};
struct DismissNotice {
  std::size_t notice;  ///< Notice::number
};

/// Everything the window and the command line can ask for.
using Action = std::variant<
    OpenFiles, OfferLayers, OpenOffered, ReadAgain, UpdateLayer, MatchAddresses, OpenRejects,
    JoinColumns, ShareHouseholds, DismissTableResult, ApplyCrs, DismissCrsFinding, CloseLayer,
    ShowLayer, SetOpacity, MoveLayer, SetGreyscale, SetRole, SetColumn, SetCodeTable, ReadCodeTable,
    SetTheme, RefreshTexts, Select, ClearSelection, SelectBySpace, MakeUnits, TryUnits,
    EndUnitsTrial, SetBarriers, StartPlan, AssignUnits, EndGesture, CancelGesture, FillUnassigned,
    AddGrid, SetGrid, MergeGrids, RetireGrid, SplitGrid, DrawBorder, CutUnit, MoveVertex, LockGrids,
    LockUnits, BeginProposal, AcceptProposal, RejectProposal, SetBalance, ComparePlan,
    StopComparing, AuditSplits, DismissSplits, CheckPlan, RenumberGrids, PutInForce, CompareKept,
    TakeUpPlan, SetPlanHead, Undo, Redo, GoInHistory, SavePlan, OpenPlan, OpenWorkspace,
    SaveWorkspace, ContinueWork, DropWork, DiscardChanges, SetTicketFilter, ShowHeat, HideHeat,
    SetMeasure, ShowAreas, HideAreas, ComparePeriod, Ask, EndQuestion, AskWhy, KeepQuestion,
    DropQuestion, RunTool, RunSql, ShowStatistics, HideStatistics, SelectGroup, ExportStatistics,
    ExportLayer, ExportLayers, ExportHeat, WriteDocument, CheckLayer, DismissCheck, MendLayer,
    CancelJob, DismissNotice>;

}  // namespace wangge::session
