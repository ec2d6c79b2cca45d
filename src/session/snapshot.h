#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/coordinate_detective.h"
#include "analysis/finding.h"
#include "analysis/households.h"
#include "analysis/mend.h"
#include "analysis/plan_balance.h"
#include "analysis/plan_compare.h"
#include "analysis/plan_figures.h"
#include "analysis/split_audit.h"
#include "io/layer_listing.h"
#include "model/plan_archive.h"
#include "model/workspace.h"
#include "session/actions.h"
#include "session/incident_views.h"
#include "session/query_views.h"

namespace wangge::analysis {
struct BuiltUnits;
}

namespace wangge::session {

struct JobView {
  JobId id;
  std::string name;      ///< "Opening tickets.csv"
  std::string step;      ///< what it is doing now; may be empty
  double fraction = -1;  ///< in [0, 1]; negative while the end is unknown
};

enum class NoticeKind { done, warning, failure };

/// A sentence for the user about something that ended.
struct Notice {
  std::size_t number = 0;
  NoticeKind kind = NoticeKind::done;
  std::string text;
  ErrorCode code = ErrorCode::failed;  ///< of a failure
};

/// What the open layers say about the coordinate system of a layer or file, until somebody decides.
struct CrsFinding {
  std::size_t number = 0;
  LayerId layer = model::no_layer;  ///< none: the file is not open, for want of a system
  std::string path;                 ///< of the file
  std::string title;                ///< of the layer
  std::shared_ptr<const analysis::CrsRanking> ranking;
  std::optional<geo::Crs> before;  ///< after a hypothesis was applied: the way back
};

/// A file that holds several layers, until somebody chooses among them.
struct LayerOffer {
  std::size_t number = 0;
  std::string path;
  std::shared_ptr<const std::vector<io::LayerListing>> layers;
};

/// What a plan amounts to.
struct PlanNumbers {
  std::shared_ptr<const model::Plan> plan;
  /// One a grid, and last the unassigned units.
  std::shared_ptr<const std::vector<analysis::GridFigures>> figures;
  std::shared_ptr<const analysis::PlanBalance> balance;
};

/// The plan being edited and what follows from it.
struct PlanView : PlanNumbers {
  LayerId units = model::no_layer;
  std::shared_ptr<const analysis::PlanGround> ground;
  std::shared_ptr<const geo::PackedGeometry> borders;         ///< between grids, as lines
  std::shared_ptr<const std::vector<std::uint16_t>> colours;  ///< per unit: its grid's colour 0 … 5
  analysis::BalanceOptions options;
  SetBarriers barriers;               ///< as they were asked for
  bool changed = false;               ///< since it was opened or saved
  bool gesture = false;               ///< one is under way: tickets are counted when it ends
  std::optional<PlanNumbers> before;  ///< while a proposal is open: what it began from
};

/// The plan that the edited one is held against.
struct ComparisonView {
  std::string name;
  std::shared_ptr<const model::Plan> plan;             ///< the older of the two
  std::shared_ptr<const geo::PackedGeometry> borders;  ///< as PlanView has them
  std::shared_ptr<const std::vector<std::uint16_t>> colours;
  model::Rows changed;  ///< units in another grid now, grids matched, ascending
  std::shared_ptr<const analysis::PlanComparison> result;
};

/// Which areas of a layer, or estates of the buildings, the borders of grids cut.
struct SplitView {
  LayerId areas = model::no_layer;  ///< none: estates
  std::shared_ptr<const analysis::AreasOfUnits> of;
  std::shared_ptr<const analysis::SplitAudit> audit;  ///< of the plan as it is
};

/// What was found wrong with a layer, as it was when it was checked; after it was mended, what is
/// left.
struct CheckView {
  LayerId layer = model::no_layer;
  model::LayerPtr checked;
  std::shared_ptr<const std::vector<analysis::Finding>> findings;  ///< empty only after mending
  std::shared_ptr<const analysis::MendReport> mended;              ///< none: only checked
  /// A plan was checked, not the layer: rows of findings are its grids.
  std::shared_ptr<const model::Plan> plan = nullptr;
};

/// What MakeUnits would bring.
struct UnitsTrial {
  MakeUnits wish;
  model::LayerPtr areas, buildings;  ///< buildings may be null
  std::vector<model::LayerPtr> lines;
  std::shared_ptr<const analysis::BuiltUnits> built;  ///< null: it cannot be done
  std::vector<analysis::Finding> problems;            ///< analysis::unit_problems()
  std::string why_not;                                ///< why it cannot be done
};

/// What became of the addresses of a layer. Rows are those of the layer since.
struct AddressView {
  LayerId layer = model::no_layer;
  model::LayerPtr table, buildings;  ///< as they were matched
  std::shared_ptr<const analysis::AddressMatching> matching;
  std::size_t placed = 0;  ///< rows that had no place and got one
  double tolerance_m = 0;
  std::size_t compared = 0;  ///< rows that had a place of their own, and a building was found for
  std::shared_ptr<const std::vector<analysis::AddressConflict>> conflicts;
};
/// How well a table fitted to a layer.
struct JoinView {
  LayerId layer = model::no_layer, table = model::no_layer;
  std::string table_name;
  std::size_t rows = 0, matched = 0, columns = 0;  ///< of the layer; columns that came
  model::Rows without_row, unused, repeated_key;   ///< as analysis::JoinedTable has them
};
/// What households came onto buildings.
struct HouseholdView {
  LayerId buildings = model::no_layer;
  std::size_t rows = 0, from_table = 0;  ///< buildings, and those a table knew
  std::int64_t households = 0;           ///< on all buildings together
  model::LayerPtr communities;           ///< null: none were given
  std::vector<analysis::HouseholdTotal> totals;
  std::size_t outside = 0, off_total = 0;
};
using TableResult = std::variant<AddressView, JoinView, HouseholdView>;

/// Work that was not saved before the program ended.
struct FoundWork {
  std::string path;       ///< of the file that kept it
  Seconds at = 0;         ///< of its last step
  std::size_t steps = 0;  ///< since it was saved
  bool shown = false;     ///< it is what is open
};
/// Where what is open is saved.
struct WorkspaceFileView {
  std::string path;              ///< empty: never saved
  bool changed = false;          ///< there is something to be saved
  std::size_t opened = 0;        ///< grows when another workspace takes the place of what is open
  std::vector<FoundWork> found;  ///< the latest first
};

/// Everything the window shows and the verbs print, at one moment. Cheap to copy.
struct Snapshot {
  std::uint64_t version = 0;                          ///< grows with every change
  std::shared_ptr<const model::Workspace> workspace;  ///< never null
  std::shared_ptr<const model::Selection> selection;  ///< never null
  model::Theme theme = model::Theme::light;
  WorkspaceFileView file;
  std::shared_ptr<const PlanView> plan;              ///< none without units
  std::shared_ptr<const ComparisonView> comparison;  ///< none while nothing is compared
  std::shared_ptr<const SplitView> splits;           ///< none while not asked for
  model::PlanArchive archive;                        ///< the plans that were put in force
  std::shared_ptr<const TicketView> tickets;         ///< none without tickets
  std::shared_ptr<const Conservation> conservation;  ///< none without tickets and grids
  std::shared_ptr<const HeatView> heat;              ///< none while not shown
  std::shared_ptr<const TicketNumbers> numbers;      ///< of `tickets`, or of those before
  std::shared_ptr<const AreaView> areas;             ///< none while not shown
  std::shared_ptr<const GridTable> grid_table;       ///< none without tickets and grids
  std::shared_ptr<const PeriodView> period;          ///< none while nothing is compared
  std::shared_ptr<const AnswerView> answer;          ///< none while nothing is asked
  std::vector<model::SavedQuestion> questions;       ///< that were kept
  std::shared_ptr<const StatisticsView> statistics;  ///< none while not shown
  std::shared_ptr<const UnitsTrial> units_trial;     ///< none while nothing was tried
  std::shared_ptr<const CheckView> check;            ///< none while nothing was found
  std::shared_ptr<const TableResult> table_result;   ///< of the last work on tables; may be none
  std::vector<JobView> jobs;
  std::vector<Notice> notices;
  std::vector<LayerOffer> layer_offers;  ///< the one to be answered first
  std::vector<CrsFinding> crs_findings;
  std::string undo_label, redo_label;  ///< empty: nothing to undo, redo
  /// What was done, the oldest first; of these `history_cursor` are applied.
  std::shared_ptr<const std::vector<std::string>> history;
  std::size_t history_cursor = 0;
};

}  // namespace wangge::session
