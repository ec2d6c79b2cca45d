#pragma once

// Inside of the session: what its parts share. Each part is a file of functions on State, named for
// the actions it serves.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "analysis/bins.h"
#include "geo/box_tree.h"
#include "session/column_memory.h"
#include "session/history.h"
#include "session/job_queue.h"
#include "session/keeper.h"
#include "session/snapshot.h"

namespace wangge::session {

/// What belongs to an open layer beside what everyone may see.
struct LayerExtras {
  std::shared_ptr<const geo::BoxTree> index;
  std::shared_ptr<const model::LayerStyle> full_style;  ///< before a filter hides rows
  io::ReadOptions read;                                 ///< as its file was read
};

/// What the plan is worked on with.
struct PlanDesk {
  /// The units and the grids that the plan was read from; without grids it was begun empty.
  std::pair<model::LayerPtr, model::LayerPtr> sources;
  analysis::GroundLayers ground_layers;  ///< what the ground was made with
  /// Of units that steps of the history lead to; the latest last.
  std::vector<std::shared_ptr<const analysis::PlanGround>> grounds;
  std::optional<analysis::PlanFigures> figures;  ///< of the plan that is shown
  analysis::BalanceOptions options;
  SetBarriers barriers;
  std::shared_ptr<const model::Plan> opened;  ///< before anything was edited
  std::uint64_t gesture = 0;                  ///< under way; 0: none
  std::optional<std::size_t> proposal;        ///< its first edit's place in the history
  std::optional<PlanNumbers> before_proposal;
};

/// How the work is kept in a file.
struct Keeping {
  std::shared_ptr<Keeper> keeper;           ///< null: there was nothing to keep yet
  std::optional<io::WorkspaceState> saved;  ///< as it was last saved; none: never
  std::optional<io::WorkspaceState> seen;   ///< as it was when it was last looked at
  std::uint64_t seen_version = 0;           ///< of the snapshot
  std::size_t step = 0;                     ///< drafts so far
};

/// Where tickets could be recorded, and which of a layer of points lie there; made once.
struct StudyArea {
  model::LayerPtr layer;  ///< of communities, else grids
  std::shared_ptr<const geo::PackedGeometry> outline;
  model::LayerPtr points;
  std::vector<char> inside;  ///< one a row of `points`
};
/// What all heat surfaces of one kernel and radius share; made once for them.
struct HeatGround {
  double sigma_m = 0;
  analysis::Kernel kernel = analysis::Kernel::gaussian;
  std::shared_ptr<const StudyArea> study;  ///< whose edge is corrected; null: none is
  model::LayerPtr buildings;               ///< whose households are divided by; or null
  analysis::RasterFrame frame;
  std::vector<float> edge_share;
  std::optional<analysis::HeatSurface> households;
};

/// Bins over the study area, and which tickets they own; made once for a width.
struct BinsOfTickets {
  model::LayerPtr study, tickets, buildings;
  analysis::Bins bins;
  std::shared_ptr<const geo::PackedGeometry> geometry;
  analysis::Assignment owners;
  analysis::AreaBases bases;
};
/// The ground of the grids of a plan; made once for it, so that what draws them knows them again.
struct OutlinesOfGrids {
  std::shared_ptr<const analysis::PlanGround> ground;
  model::PlanPtr plan;
  std::shared_ptr<const geo::PackedGeometry> grids;
};
/// What lives in grids that no plan counts; made once.
struct BasesOfGrids {
  model::LayerPtr grids, buildings;
  analysis::AreaBases bases;
};

/// What is open: all of it goes when another workspace takes its place.
struct OpenWork {
  Snapshot snapshot;
  std::map<LayerId, LayerExtras> extras;
  History history;
  PlanDesk desk;
  Keeping keeping;
  /// Tickets in units (where there is a plan) or in grids, before plan and filter.
  std::shared_ptr<const analysis::Assignment> placement;
  std::shared_ptr<const analysis::Assignment> owners;  ///< tickets in grids, before the filter
  model::LayerPtr placed, placed_in;  ///< the tickets that both are of, and the units or grids
  std::shared_ptr<const TicketFacts> ticket_facts;
  std::shared_ptr<const BinsOfTickets> bins;
  std::shared_ptr<const BasesOfGrids> bases;
  std::shared_ptr<const OutlinesOfGrids> outlines;
  std::shared_ptr<const HeatGround> heat_ground;
  std::optional<JobId> check_job, split_job, filter_job, heat_job, numbers_job, placement_job,
      plan_job, ground_job, edit_job, units_job, question_job,
      statistics_job;                                       ///< each is replaced by the next
  std::shared_ptr<const model::Selection> asked_selection;  ///< that the question is about
  std::vector<std::string> export_log;  ///< lines on personal data that left unmasked
  // What is or will be shown of incidents:
  SetTicketFilter filter;
  std::optional<ShowHeat> heat_wish;
  SetMeasure measure;
  std::optional<ShowAreas> areas_wish;
  ComparePeriod period_wish;
  std::shared_ptr<const HeatView> period_heat;
  std::shared_ptr<const model::LayerStyle> period_style;  ///< of its tickets
  std::map<std::size_t, io::ReadOptions> offered;         ///< by offer: how its file is to be read
  std::set<LayerId> crs_settled;              ///< fit, or somebody decided: not asked about again
  std::map<std::size_t, OpenFiles> unplaced;  ///< by finding: how to open the file after all
};

struct State : OpenWork {
  ColumnMemory column_memory;
  std::string export_log_path;  ///< of the log beside the workspaces'; empty: there is none
  std::string journal_folder;   ///< of work that was never saved; empty: nothing is kept by itself
  std::uint32_t last_layer = 0;
  std::size_t last_notice = 0, last_finding = 0, last_offer = 0, last_journal = 0;
  JobQueue jobs;  // last: its threads end before anything else goes

  const model::Workspace& workspace() const { return *snapshot.workspace; }
  /// A copy to change; put it back with set_workspace.
  model::Workspace edit_workspace() const { return *snapshot.workspace; }
  void set_workspace(model::Workspace workspace);
  void touch() { ++snapshot.version; }

  void tell(NoticeKind kind, std::string text);
  void tell(const Error& error);  ///< a cancelled job is nobody's failure: says nothing

  /// Cancels the job in `slot` and starts another in its place.
  void replace_job(std::optional<JobId>& slot, std::string name, Work work);
};

// opening.cpp
void open_files(State& state, const OpenFiles& action);
void offer_layers(State& state, const OfferLayers& action);
void open_offered(State& state, const OpenOffered& action);
void read_again(State& state, const ReadAgain& action);
/// A layer that was made of open ones, on top of what is drawn alike.
void add_layer(State& state, const LayerVersion& made);
LayerVersion made_ready(const model::LayerPtr& layer, model::Theme theme);
// keeping.cpp
/// The work as a workspace keeps it.
io::WorkspaceState kept_state(const State& state);
/// Whether the work is other than it was saved; which layers are seen makes no difference.
bool is_changed(const State& state, const io::WorkspaceState& now);
/// After every action: what has changed becomes the draft, unless a gesture is under way.
void keep_work(State& state);
void discard_changes(State& state);
// workspace_saving.cpp
void save_workspace(State& state, const SaveWorkspace& action);
// workspace_opening.cpp
void open_workspace(State& state, const OpenWorkspace& action);
/// The open workspace without its draft.
void go_back_to_saved(State& state);
// recovering.cpp
void find_work(State& state);  ///< in the folder of journals
void continue_work(State& state, const ContinueWork& action);
void drop_work(State& state, const DropWork& action);
// updating.cpp
void update_layer(State& state, const UpdateLayer& action);
/// Takes an edit over that a job has made, as a step that can be undone; not where the layer has
/// changed since: says so, and returns false.
bool land_layer_edit(State& state, const LayerEdit& edit);
void apply_layer_edit(State& state, const LayerEdit& edit);
// rasters.cpp
/// The part of a job that opens a file's rasters.
void open_rasters(JobContext& context, const std::string& path, const io::ReadOptions& options);
/// Moves the rasters along when the map's CRS is another; those that have no place in it are
/// closed, which is said.
void place_rasters(State& state, model::Workspace& workspace);
/// Changes one raster; false when there is none of that id.
bool change_raster(State& state, LayerId id,
                   const std::function<void(model::RasterEntry&)>& change);
bool close_raster(State& state, LayerId id);
bool move_raster(State& state, const MoveLayer& action);
void set_greyscale(State& state, const SetGreyscale& action);
/// An open layer as an edit of it starts from.
LayerVersion version_of(const State& state, const model::LayerEntry& entry);
/// The layer has other rows now, or is gone: nothing more to say of it.
void forget_table_result(State& state, LayerId layer);
/// In the place of what the last work on tables or the last check found.
void show_table_result(State& state, std::shared_ptr<const TableResult> result);
// matching.cpp
void match_addresses(State& state, const MatchAddresses& action);
void open_rejects(State& state);
// joining.cpp
void join_columns(State& state, const JoinColumns& action);
// sharing.cpp
void share_households(State& state, const ShareHouseholds& action);
// layers.cpp
/// Into the drawing order, on top of what is drawn alike.
void insert_layer(State& state, model::Workspace& workspace, LayerId id, const LayerVersion& layer,
                  const io::ReadOptions& read);
/// A layer comes (again) under an id that is its own, or goes; what was done to it stays in the
/// history.
void bring_layer(State& state, LayerId id, const LayerVersion& layer);
void take_layer_away(State& state, LayerId id);
void close_layer(State& state, const CloseLayer& action);
void show_layer(State& state, const ShowLayer& action);
void set_opacity(State& state, const SetOpacity& action);
void move_layer(State& state, const MoveLayer& action);
void set_role(State& state, const SetRole& action);
void set_column(State& state, const SetColumn& action);
void set_theme(State& state, const SetTheme& action);
void refresh_texts(State& state);
/// After layers came, went or changed their meaning: everything that depends on which there are.
void layers_changed(State& state);
/// Somebody has said what a layer is: so it will be the next time. Where that cannot be kept the
/// work goes on, and it is said.
void remember_columns(State& state, LayerId id);
// coding.cpp
void set_code_table(State& state, const SetCodeTable& action);
void read_code_table(State& state, const ReadCodeTable& action);
// placing.cpp
/// After layers came: holds every open layer that nobody is sure of against the others, those that
/// were open before as well, for it may be them that lie wrong.
void check_coordinates(State& state);
/// The same for a file that could not be opened for want of a coordinate system.
/// numbers  its layers as io::read_numbers gives them
void ask_for_crs(State& state, const OpenFiles& action,
                 const std::vector<model::LayerPtr>& numbers);
void apply_crs(State& state, const ApplyCrs& action);
void dismiss_crs_finding(State& state, const DismissCrsFinding& action);
/// A layer was read again: whether in another system, which can be left again.
void note_new_crs(State& state, LayerId layer, const model::Source& before,
                  const model::Source& now);
/// A layer is gone: nothing more to decide about it.
void forget_crs_findings(State& state, LayerId layer);
// selecting.cpp
void select(State& state, const Select& action);
void clear_selection(State& state);
void select_by_space(State& state, const SelectBySpace& action);
// unit_making.cpp
void make_units(State& state, const MakeUnits& action);
void try_units(State& state, const TryUnits& action);
void end_units_trial(State& state);
// plan_starting.cpp
void set_barriers(State& state, const SetBarriers& action);
/// What a ground of the open units is made with.
analysis::GroundLayers ground_layers(const model::Workspace& workspace,
                                     const SetBarriers& barriers);
/// A plan that was kept, on a ground of the open units.
void restore_plan(State& state, std::shared_ptr<const analysis::PlanGround> ground,
                  model::PlanPtr plan, model::PlanPtr opened);
void start_plan(State& state);        ///< after layers came, went or changed
void start_empty_plan(State& state);  ///< StartPlan
void close_plan(State& state);
/// So that the next step to its units need not make it anew.
void keep_ground(State& state, std::shared_ptr<const analysis::PlanGround> ground);
/// The units and the plan that an edit leads to, in the place of what is open.
void show_units(State& state, const UnitsEdit& edit);
// plan_showing.cpp
/// Takes a changed plan over: everything shown about it follows. While a gesture is under way what
/// costs more than a frame waits for its end.
void show_plan(State& state, std::shared_ptr<const model::Plan> plan);
void show_balance(State& state, const SetBalance& action);
void refresh_history(State& state);  ///< what can be undone has changed
/// The colours of the units under a plan, as PlanView has them.
std::shared_ptr<const std::vector<std::uint16_t>> colours_of_units(const model::Plan& plan);
/// The error when there is no plan to do something with; nothing when there is one.
bool refuse_without_plan(State& state);
// plan_editing.cpp
/// Applies an edit of the plan as one undoable step; the colours of grids that came to lie against
/// one of the same colour change with it. Nothing for an empty edit.
void edit_plan(State& state, model::PlanEdit edit);
void assign_units(State& state, const AssignUnits& action);
/// Says what of a wish to give units to a grid was refused, and why; nothing where all may go.
void tell_refused(State& state, const analysis::Allowed& allowed, model::GridIndex grid);
void end_gesture(State& state);
void cancel_gesture(State& state);
void fill_unassigned(State& state);
void lock_grids(State& state, const LockGrids& action);
void lock_units(State& state, const LockUnits& action);
void set_plan_head(State& state, const SetPlanHead& action);
// undoing.cpp
void undo(State& state);
void redo(State& state);
void go_in_history(State& state, const GoInHistory& action);
void begin_proposal(State& state);
void accept_proposal(State& state);
void reject_proposal(State& state);
/// Applies an edit that leads along the history.
void apply_edit(State& state, const Edit& edit);
// grid_editing.cpp
void add_grid(State& state, const AddGrid& action);
void set_grid(State& state, const SetGrid& action);
void merge_grids(State& state, const MergeGrids& action);
void retire_grid(State& state, const RetireGrid& action);
void split_grid(State& state, const SplitGrid& action);
void renumber_grids(State& state, const RenumberGrids& action);
// unit_editing.cpp
void draw_border(State& state, const DrawBorder& action);
void cut_unit(State& state, const CutUnit& action);
void move_border_vertex(State& state, const MoveVertex& action);
// comparing.cpp
/// Holds the plan against another of the same units.
void compare_with(State& state, model::PlanPtr with, std::string name);
void compare_plan(State& state, const ComparePlan& action);
void stop_comparing(State& state);
void refresh_comparison(State& state);  ///< the plan has changed
// splits.cpp
void audit_splits(State& state, const AuditSplits& action);
void dismiss_splits(State& state);
void refresh_splits(State& state);  ///< the plan has changed
// plan_checking.cpp
void check_plan(State& state, const CheckPlan& action);
/// The plan has other units now, which findings do not know.
void forget_plan_check(State& state);
// plan_archiving.cpp
void put_in_force(State& state, const PutInForce& action);
void compare_kept(State& state, const CompareKept& action);
void take_up_plan(State& state, const TakeUpPlan& action);
// plan_files.cpp
void save_plan(State& state, const SavePlan& action);
void open_plan(State& state, const OpenPlan& action);
// ticketing.cpp
void set_ticket_filter(State& state, const SetTicketFilter& action);
void refresh_tickets(State& state);  ///< the ticket layer, its filter or its meaning changed
/// `style` with the rows that are not in `rows` hidden.
std::shared_ptr<const model::LayerStyle> only_rows(const model::LayerStyle& style, std::size_t size,
                                                   const model::Rows& rows);
// conserving.cpp
/// Where tickets are counted: in the plan's units, which an edit regroups without a new search, or
/// in the grids as they are drawn.
struct TicketAreas {
  model::LayerPtr layer;
  model::PlanPtr plan = nullptr;  ///< of the units; null: the areas are grids
};
TicketAreas areas_for_tickets(const State& state);
/// What lies in the units of a plan, as lying in its grids; without a plan as it is.
std::shared_ptr<const analysis::Assignment> in_grids(
    std::shared_ptr<const analysis::Assignment> placed, const model::Plan* plan);
struct GridName {
  std::string code, name, community;
};
/// One a grid, of the plan or of the layer of grids.
std::vector<GridName> grid_names(const State& state);
/// What owns the tickets of this layer in the areas that are open; null while that is not known, or
/// known of other layers alone.
std::shared_ptr<const analysis::Assignment> owners_of(const State& state,
                                                      const model::LayerPtr& tickets);
void refresh_placement(State& state);     ///< tickets, units or grids changed
void refresh_conservation(State& state);  ///< the plan changed
void count_conserved(State& state);       ///< the tickets that pass changed
// measuring.cpp
void set_measure(State& state, const SetMeasure& action);
void show_areas(State& state, const ShowAreas& action);
void hide_areas(State& state);
void compare_period(State& state, const ComparePeriod& action);
/// The workspace has changed, and with it that of the compared period.
void show_period_tickets(State& state);
void refresh_numbers(
    State& state);  ///< the tickets that pass, or what they are measured by, changed
// heating.cpp
void show_heat(State& state, const ShowHeat& action);
void hide_heat(State& state);
void refresh_heat(State& state);  ///< the tickets behind it changed
void show_period_heat(State& state);
/// The layer that says where tickets could be recorded: communities, else grids; or null.
const model::LayerEntry* study_layer(const model::Workspace& workspace);
// checking.cpp
void check_layer(State& state, const CheckLayer& action);
void dismiss_check(State& state);
void mend_layer(State& state, const MendLayer& action);
// asking.cpp
void ask(State& state, const Ask& action);
void end_question(State& state);
void ask_why(State& state, const AskWhy& action);
void keep_question(State& state, const KeepQuestion& action);
void drop_question(State& state, const DropQuestion& action);
// tool_running.cpp
void run_tool(State& state, const RunTool& action);
void run_sql(State& state, const RunSql& action);
// statistics.cpp
void show_statistics(State& state, const ShowStatistics& action);
void hide_statistics(State& state);
void select_group(State& state, const SelectGroup& action);
void export_statistics(State& state, const ExportStatistics& action);
// exporting.cpp
void export_layer(State& state, const ExportLayer& action);
void export_layers(State& state, const ExportLayers& action);
void export_heat(State& state, const ExportHeat& action);
void write_document(State& state, const WriteDocument& action);

}  // namespace wangge::session
