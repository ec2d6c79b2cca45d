#include "ui/commands.h"

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "io/workspace_file.h"
#include "ui/check_list_file.h"
#include "ui/make_room.h"
#include "ui/map_tools.h"

namespace wangge::ui {
namespace {

const std::vector<std::string>& map_file_endings() {
  static const std::vector<std::string> endings{
      ".geojson", ".geojsonl", ".ndjson", ".topojson", ".json", ".shp",    ".gpkg",
      ".fgb",     ".kml",      ".kmz",    ".gml",      ".gpx",  ".dxf",    ".tar",
      ".tgz",     ".tab",      ".mif",    ".csv",      ".xlsx", ".ods",    ".osm",
      ".pbf",     ".gz",       ".zip",    ".tif",      ".tiff", ".mbtiles"};
  return endings;
}

/// By the office's clock.
Seconds now() { return static_cast<Seconds>(std::time(nullptr)) + office_offset_s; }

void zoom_to(MapState& map, const geo::Box& box) {
  if (box.is_empty()) return;
  // A point has no size: leave some ground around it.
  const double least = 60;
  geo::Box roomy = box;
  if (box.width() < least && box.height() < least) roomy = box.padded(least);
  const render::Camera before = map.camera;
  map.camera = render::Camera::fit(roomy, before.width, before.height, 40 * before.pixel_ratio);
  map.camera.pixel_ratio = before.pixel_ratio;
  map.follows_data = false;
}

void zoom_to_selection(const session::Snapshot& snapshot, MapState& map) {
  const model::LayerEntry* entry = snapshot.workspace->find(snapshot.selection->layer);
  if (entry == nullptr) return;
  geo::Box box;
  for (const auto row : snapshot.selection->rows) {
    if (entry->layer->geometry.has_geometry(row)) box.grow(entry->layer->geometry.box(row));
  }
  zoom_to(map, box);
}

void step_back(const session::Snapshot& snapshot, WindowState& state, Outbox& out) {
  if (state.browser.is_open()) {
    state.browser.close();
  } else if (state.coordinates.listed) {
    state.coordinates.listed = false;
  } else if (state.map.asked_place) {
    state.map.asked_place.reset();
  } else if (state.leave.what != Leave::stay) {
    state.leave = {};
  } else if (state.help_open) {
    state.help_open = false;
  } else if (!snapshot.layer_offers.empty()) {
    out.act(session::OpenOffered{snapshot.layer_offers.front().number, {}});
  } else if (state.codes.column >= 0) {
    state.codes = {};
  } else if (state.columns_of != model::no_layer) {
    state.columns_of = model::no_layer;
  } else if (state.match.layer != model::no_layer) {
    state.match.layer = model::no_layer;
  } else if (state.join.layer != model::no_layer) {
    state.join.layer = model::no_layer;
  } else if (state.households.buildings != model::no_layer) {
    state.households.buildings = model::no_layer;
  } else if (state.redraw.renumber.open) {
    state.redraw.renumber.open = false;
  } else if (state.redraw.sheet.grid != model::unassigned) {
    state.redraw.sheet.grid = model::unassigned;
  } else if (state.redraw.units.open) {
    state.redraw.units.open = false;
    out.act(session::EndUnitsTrial{});
  } else if (state.incidents.conditions.shown && state.mode == Mode::incidents) {
    state.incidents.conditions.closes = true;
  } else if (drop_gesture(state.map, out) || step_ruler_back(state.map.ruler)) {
    return;
  } else if (state.map.drawing_question) {
    state.map.drawing_question = false;
  } else if (!snapshot.selection->empty()) {
    out.act(session::ClearSelection{});
  } else if (state.map.tool != Tool::select) {
    state.map.tool = Tool::select;
  } else if (!state.map.question.empty()) {
    state.map.question.clear();
  } else if (state.mode == Mode::redraw && snapshot.plan && snapshot.plan->before) {
    out.act(session::RejectProposal{});
  } else if (state.mode == Mode::query && state.query.page == QueryPage::tools &&
             !state.query.tools.shown.empty()) {
    state.query.tools.shown.clear();
  } else {
    state.active = model::no_layer;
  }
}

void show_table_work(const ShowTableWork& asked, const session::Snapshot& snapshot,
                     WindowState& state) {
  switch (asked.work) {
    case TableWork::match:
      state.match = ask_for_match(snapshot, asked.layer);
      break;
    case TableWork::join:
      state.join = ask_for_join(snapshot, asked.layer);
      break;
    case TableWork::households:
      state.households = ask_for_households(snapshot, asked.layer);
      break;
  }
}

/// What lies over the units makes room while grids are redrawn, and comes back with the next mode.
void arrange(const session::Snapshot& snapshot, WindowState& state, Mode mode, Outbox& out) {
  show_again(state.made_room, out);
  if (mode == Mode::redraw && snapshot.plan) make_room(snapshot, state.made_room, out);
}

void ask_for_workspace_file(const session::Snapshot& snapshot, WindowState& state) {
  const std::string name = snapshot.file.path.empty()
                               ? std::string(tr("workspace")) + ".gpkg"
                               : std::filesystem::path(snapshot.file.path).filename().string();
  state.browser.start(Browse::save, tr("Save the workspace"), {".gpkg"}, name,
                      [&state](const std::vector<std::string>& paths) {
                        state.wishes.act(session::SaveWorkspace{paths.at(0)});
                      });
}

}  // namespace

void open_paths(std::vector<std::string> paths, bool changed, WindowState& state, Outbox& out) {
  const auto workspace = std::ranges::find_if(paths, [](const std::string& path) {
    return path.ends_with(".gpkg") && io::WorkspaceFile::is_one(path);
  });
  if (workspace == paths.end()) {
    return out.act(session::OfferLayers{std::move(paths), state.read});
  }
  session::OpenWorkspace open{*workspace, {{}, state.read}};
  paths.erase(workspace);
  open.more.paths = std::move(paths);
  if (changed) {
    state.leave = {Leave::open, std::move(open)};
  } else {
    out.act(std::move(open));
  }
}

void save_workspace(const session::Snapshot& snapshot, WindowState& state, Outbox& out) {
  if (snapshot.file.path.empty()) return ask_for_workspace_file(snapshot, state);
  out.act(session::SaveWorkspace{});
}

void obey(const Command& command, const session::Snapshot& snapshot, WindowState& state,
          Outbox& out) {
  if (const auto* zoom = std::get_if<ZoomTo>(&command)) {
    zoom_to(state.map, zoom->box);
  } else if (std::holds_alternative<ShowWhole>(command)) {
    state.map.follows_data = true;
  } else if (std::holds_alternative<ZoomToSelection>(command)) {
    zoom_to_selection(snapshot, state.map);
  } else if (const auto* mode = std::get_if<SetMode>(&command)) {
    if (mode->mode != state.mode) arrange(snapshot, state, mode->mode, out);
    state.mode = mode->mode;
    state.mode_settled = true;
    drop_gesture(state.map, out);
    state.map.tool = Tool::select;
    state.map.drawing_question = false;
    give_up_drawing(state.incidents.conditions, state.map);
  } else if (std::holds_alternative<ToggleHelp>(command)) {
    state.help_open = !state.help_open;
  } else if (const auto* table = std::get_if<ShowTable>(&command)) {
    state.table_open = table->layer != model::no_layer || !state.table_open;
    if (table->layer != model::no_layer) state.active = table->layer;
  } else if (const auto* columns = std::get_if<ShowColumns>(&command)) {
    state.columns_of = columns->layer;
  } else if (const auto* work = std::get_if<ShowTableWork>(&command)) {
    show_table_work(*work, snapshot, state);
  } else if (const auto* list = std::get_if<AskForCheckListFile>(&command)) {
    if (!snapshot.plan || !snapshot.check || !snapshot.check->plan) return;
    const std::string& name = snapshot.plan->plan->name;
    state.browser.start(Browse::save, tr("Save the check list"), {".pdf"},
                        (name.empty() ? std::string("plan") : name) + ".pdf",
                        [&state, snapshot, asked = *list](const std::vector<std::string>& paths) {
                          state.wishes.act(check_list_document(snapshot, asked.neck_m, asked.by,
                                                               now(), paths.at(0)));
                        });
  } else if (const auto* finding = std::get_if<ShowFinding>(&command)) {
    state.check_card.wanted = finding->at;
  } else if (std::holds_alternative<ShowRenumbering>(command)) {
    state.redraw.renumber.open = snapshot.plan != nullptr;
  } else if (std::holds_alternative<StepBack>(command)) {
    step_back(snapshot, state, out);
  } else if (std::holds_alternative<AskForFiles>(command)) {
    state.browser.start(Browse::open, tr("Open map files"), map_file_endings(), "",
                        [&state, changed = snapshot.file.changed](std::vector<std::string> paths) {
                          open_paths(std::move(paths), changed, state, state.wishes);
                        });
  } else if (std::holds_alternative<Save>(command)) {
    save_workspace(snapshot, state, out);
  } else if (std::holds_alternative<AskForWorkspaceFile>(command)) {
    ask_for_workspace_file(snapshot, state);
  } else if (const auto* update = std::get_if<AskForUpdate>(&command)) {
    state.browser.start(
        Browse::open, tr("Update from a newer file"), map_file_endings(), "",
        [&state, layer = update->layer](const std::vector<std::string>& paths) {
          state.wishes.act(session::UpdateLayer{layer, paths.at(0), state.read, "", false});
        });
  } else if (const auto* codes = std::get_if<AskForCodeFile>(&command)) {
    state.columns_of = model::no_layer;
    state.browser.start(Browse::open, tr("Open a table of codes"), {".csv", ".xlsx", ".ods"}, "",
                        [&state, asked = *codes](const std::vector<std::string>& paths) {
                          state.wishes.act(session::ReadCodeTable{asked.layer, asked.column,
                                                                  paths.at(0), state.read});
                        });
  } else if (std::holds_alternative<AskForPlanFile>(command)) {
    if (!snapshot.plan) return;
    const std::string& name = snapshot.plan->plan->name;
    state.browser.start(Browse::save, tr("Save the plan"), {".csv", ".txt", ".plan"},
                        (name.empty() ? std::string("plan") : name) + ".plan.csv",
                        [&state](const std::vector<std::string>& paths) {
                          state.wishes.act(session::SavePlan{paths.at(0)});
                        });
  } else if (std::holds_alternative<AskForOldPlan>(command)) {
    state.browser.start(Browse::open, tr("Open a plan"), {".csv", ".txt", ".plan"}, "",
                        [&state](const std::vector<std::string>& paths) {
                          state.wishes.act(session::OpenPlan{paths.at(0)});
                        });
  } else if (std::holds_alternative<AskForComparedPlan>(command)) {
    state.browser.start(Browse::open, tr("Compare with a plan"), {".csv", ".txt", ".plan"}, "",
                        [&state](const std::vector<std::string>& paths) {
                          state.wishes.act(session::ComparePlan{paths.at(0)});
                        });
  } else if (const auto* path = std::get_if<AskForPath>(&command)) {
    state.browser.start(path->what, path->title, path->endings, path->name, path->chosen);
  } else if (const auto* layer = std::get_if<ShowExport>(&command)) {
    state.query.page = QueryPage::layers_out;
    state.query.layers_out.what = ExportWhat::layer;
    state.query.layers_out.layer = layer->layer;
    state.query.layers_out.touched = state.query.layers_out.selection_only = true;
  }
}

}  // namespace wangge::ui
