#include "session/session.h"

#include "session/state.h"

namespace wangge::session {

void State::set_workspace(model::Workspace workspace) {
  snapshot.workspace = std::make_shared<const model::Workspace>(std::move(workspace));
  if (snapshot.period) show_period_tickets(*this);
  touch();
}

void State::tell(NoticeKind kind, std::string text) {
  snapshot.notices.push_back({++last_notice, kind, std::move(text), ErrorCode::failed});
  touch();
}

void State::tell(const Error& error) {
  if (error.code == ErrorCode::cancelled) return;
  snapshot.notices.push_back({++last_notice, NoticeKind::failure, to_text(error), error.code});
  touch();
}

void State::replace_job(std::optional<JobId>& slot, std::string name, Work work) {
  if (slot) jobs.cancel(*slot);
  slot = jobs.start(std::move(name), std::move(work));
  touch();
}

Session::Session() : state_(std::make_unique<State>()) {
  state_->snapshot.workspace = std::make_shared<const model::Workspace>();
  state_->snapshot.selection = std::make_shared<const model::Selection>();
}

Session::~Session() = default;

namespace {

void perform(State& s, const OpenFiles& a) { open_files(s, a); }
void perform(State& s, const OfferLayers& a) { offer_layers(s, a); }
void perform(State& s, const OpenOffered& a) { open_offered(s, a); }
void perform(State& s, const ReadAgain& a) { read_again(s, a); }
void perform(State& s, const UpdateLayer& a) { update_layer(s, a); }
void perform(State& s, const MatchAddresses& a) { match_addresses(s, a); }
void perform(State& s, const OpenRejects&) { open_rejects(s); }
void perform(State& s, const JoinColumns& a) { join_columns(s, a); }
void perform(State& s, const ShareHouseholds& a) { share_households(s, a); }
void perform(State& s, const DismissTableResult&) {
  s.snapshot.table_result.reset();
  s.touch();
}
void perform(State& s, const ApplyCrs& a) { apply_crs(s, a); }
void perform(State& s, const DismissCrsFinding& a) { dismiss_crs_finding(s, a); }
void perform(State& s, const CloseLayer& a) { close_layer(s, a); }
void perform(State& s, const ShowLayer& a) { show_layer(s, a); }
void perform(State& s, const SetOpacity& a) { set_opacity(s, a); }
void perform(State& s, const MoveLayer& a) { move_layer(s, a); }
void perform(State& s, const SetGreyscale& a) { set_greyscale(s, a); }
void perform(State& s, const SetRole& a) { set_role(s, a); }
void perform(State& s, const SetColumn& a) { set_column(s, a); }
void perform(State& s, const SetCodeTable& a) { set_code_table(s, a); }
void perform(State& s, const ReadCodeTable& a) { read_code_table(s, a); }
void perform(State& s, const SetTheme& a) { set_theme(s, a); }
void perform(State& s, const RefreshTexts&) { refresh_texts(s); }
void perform(State& s, const Select& a) { select(s, a); }
void perform(State& s, const ClearSelection&) { clear_selection(s); }
void perform(State& s, const SelectBySpace& a) { select_by_space(s, a); }
void perform(State& s, const MakeUnits& a) { make_units(s, a); }
void perform(State& s, const TryUnits& a) { try_units(s, a); }
void perform(State& s, const EndUnitsTrial&) { end_units_trial(s); }
void perform(State& s, const SetBarriers& a) { set_barriers(s, a); }
void perform(State& s, const StartPlan&) { start_empty_plan(s); }
void perform(State& s, const AssignUnits& a) { assign_units(s, a); }
void perform(State&, const EndGesture&) {}  // has ended already
void perform(State& s, const CancelGesture&) { cancel_gesture(s); }
void perform(State& s, const FillUnassigned&) { fill_unassigned(s); }
void perform(State& s, const AddGrid& a) { add_grid(s, a); }
void perform(State& s, const SetGrid& a) { set_grid(s, a); }
void perform(State& s, const MergeGrids& a) { merge_grids(s, a); }
void perform(State& s, const RetireGrid& a) { retire_grid(s, a); }
void perform(State& s, const SplitGrid& a) { split_grid(s, a); }
void perform(State& s, const DrawBorder& a) { draw_border(s, a); }
void perform(State& s, const CutUnit& a) { cut_unit(s, a); }
void perform(State& s, const MoveVertex& a) { move_border_vertex(s, a); }
void perform(State& s, const LockGrids& a) { lock_grids(s, a); }
void perform(State& s, const LockUnits& a) { lock_units(s, a); }
void perform(State& s, const BeginProposal&) { begin_proposal(s); }
void perform(State& s, const AcceptProposal&) { accept_proposal(s); }
void perform(State& s, const RejectProposal&) { reject_proposal(s); }
void perform(State& s, const SetBalance& a) { show_balance(s, a); }
void perform(State& s, const ComparePlan& a) { compare_plan(s, a); }
void perform(State& s, const StopComparing&) { stop_comparing(s); }
void perform(State& s, const AuditSplits& a) { audit_splits(s, a); }
void perform(State& s, const DismissSplits&) { dismiss_splits(s); }
void perform(State& s, const CheckPlan& a) { check_plan(s, a); }
void perform(State& s, const RenumberGrids& a) { renumber_grids(s, a); }
void perform(State& s, const PutInForce& a) { put_in_force(s, a); }
void perform(State& s, const CompareKept& a) { compare_kept(s, a); }
void perform(State& s, const TakeUpPlan& a) { take_up_plan(s, a); }
void perform(State& s, const SetPlanHead& a) { set_plan_head(s, a); }
void perform(State& s, const Undo&) { undo(s); }
void perform(State& s, const Redo&) { redo(s); }
void perform(State& s, const GoInHistory& a) { go_in_history(s, a); }
void perform(State& s, const SavePlan& a) { save_plan(s, a); }
void perform(State& s, const OpenPlan& a) { open_plan(s, a); }
void perform(State& s, const OpenWorkspace& a) { open_workspace(s, a); }
void perform(State& s, const SaveWorkspace& a) { save_workspace(s, a); }
void perform(State& s, const ContinueWork& a) { continue_work(s, a); }
void perform(State& s, const DropWork& a) { drop_work(s, a); }
void perform(State& s, const DiscardChanges&) { discard_changes(s); }
void perform(State& s, const SetTicketFilter& a) { set_ticket_filter(s, a); }
void perform(State& s, const ShowHeat& a) { show_heat(s, a); }
void perform(State& s, const HideHeat&) { hide_heat(s); }
void perform(State& s, const SetMeasure& a) { set_measure(s, a); }
void perform(State& s, const ShowAreas& a) { show_areas(s, a); }
void perform(State& s, const HideAreas&) { hide_areas(s); }
void perform(State& s, const ComparePeriod& a) { compare_period(s, a); }
void perform(State& s, const Ask& a) { ask(s, a); }
void perform(State& s, const EndQuestion&) { end_question(s); }
void perform(State& s, const AskWhy& a) { ask_why(s, a); }
void perform(State& s, const KeepQuestion& a) { keep_question(s, a); }
void perform(State& s, const DropQuestion& a) { drop_question(s, a); }
void perform(State& s, const RunTool& a) { run_tool(s, a); }
void perform(State& s, const RunSql& a) { run_sql(s, a); }
void perform(State& s, const ShowStatistics& a) { show_statistics(s, a); }
void perform(State& s, const HideStatistics&) { hide_statistics(s); }
void perform(State& s, const SelectGroup& a) { select_group(s, a); }
void perform(State& s, const ExportStatistics& a) { export_statistics(s, a); }
void perform(State& s, const ExportLayer& a) { export_layer(s, a); }
void perform(State& s, const ExportLayers& a) { export_layers(s, a); }
void perform(State& s, const ExportHeat& a) { export_heat(s, a); }
void perform(State& s, const WriteDocument& a) { write_document(s, a); }
void perform(State& s, const CheckLayer& a) { check_layer(s, a); }
void perform(State& s, const DismissCheck&) { dismiss_check(s); }
void perform(State& s, const MendLayer& a) { mend_layer(s, a); }
void perform(State& s, const CancelJob& a) { s.jobs.cancel(a.job); }
void perform(State& s, const DismissNotice& a) {
  std::erase_if(s.snapshot.notices, [&](const Notice& n) { return n.number == a.notice; });
  s.touch();
}

/// A gesture ends with the first action that is no step of it.
bool goes_on_with(const State& state, const Action& action) {
  if (const auto* step = std::get_if<AssignUnits>(&action)) {
    return step->gesture == state.desk.gesture;
  }
  return std::holds_alternative<CancelGesture>(action);
}

}  // namespace

void Session::apply(const Action& action) {
  if (!goes_on_with(*state_, action)) end_gesture(*state_);
  std::visit([this](const auto& a) { perform(*state_, a); }, action);
  keep_work(*state_);
}

void Session::remember_columns_in(const std::string& path) {
  state_->column_memory = ColumnMemory::load(path);
}

void Session::log_exports_in(const std::string& path) { state_->export_log_path = path; }

void Session::keep_work_in(const std::string& folder) {
  state_->journal_folder = folder;
  if (!folder.empty()) find_work(*state_);
}

void Session::wait_until_kept() {
  if (state_->keeping.keeper) state_->keeping.keeper->wait();
}

bool Session::update() {
  const std::uint64_t before = state_->snapshot.version;
  for (const Landing& landing : state_->jobs.take_landings()) landing(*state_);
  auto jobs = state_->jobs.views();
  const bool busy = !jobs.empty() || !state_->snapshot.jobs.empty();
  state_->snapshot.jobs = std::move(jobs);
  if (busy) state_->touch();
  keep_work(*state_);
  return state_->snapshot.version != before;
}

const Snapshot& Session::snapshot() const { return state_->snapshot; }

void Session::wait() {
  // A landing may start the next job, so idleness is asked anew after each round.
  while (!state_->jobs.idle()) {
    state_->jobs.wait_for_news();
    update();
  }
  update();
}

std::shared_ptr<const geo::BoxTree> Session::index(LayerId layer) const {
  const auto found = state_->extras.find(layer);
  return found == state_->extras.end() ? nullptr : found->second.index;
}

}  // namespace wangge::session
