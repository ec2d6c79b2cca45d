#include "io/workspace_body.h"

#include <algorithm>
#include <utility>

#include "base/i18n.h"
#include "io/pack_layer.h"
#include "io/pack_plan.h"

namespace wangge::io {
namespace {

/// Takes one step along the history; false where it does not fit.
bool take_step(const WorkspaceState& state, model::Plan& plan, const model::Edit& edit) {
  if (const auto* step = std::get_if<model::PlanEdit>(&edit)) {
    return state.plan && follow(plan, *step);
  }
  if (const auto* units = std::get_if<model::UnitsEdit>(&edit)) {
    if (units->after.layer->size() != units->plan_after->grid_of_unit.size()) return false;
    plan = *units->plan_after;
  }
  return true;
}

model::Edit turned(const model::Edit& edit) {
  model::Edit back = edit;
  if (auto* plan = std::get_if<model::PlanEdit>(&back)) return model::inverse(std::move(*plan));
  if (auto* units = std::get_if<model::UnitsEdit>(&back)) {
    std::swap(units->before, units->after);
    std::swap(units->plan_before, units->plan_after);
  }
  return back;
}

void write_questions(const std::vector<model::SavedQuestion>& questions, ByteWriter& out) {
  out.put_size(questions.size());
  for (const model::SavedQuestion& question : questions) {
    out.put_text(question.name);
    out.put_text(question.text);
    out.put_size(question.parameters.size());
    for (const auto& [name, value] : question.parameters) out.put_text(name), out.put_text(value);
  }
}

std::vector<model::SavedQuestion> read_questions(ByteReader& in) {
  std::vector<model::SavedQuestion> questions(in.get_size(24));
  for (model::SavedQuestion& question : questions) {
    question.name = in.get_text();
    question.text = in.get_text();
    question.parameters.resize(in.get_size(16));
    for (auto& [name, value] : question.parameters) name = in.get_text(), value = in.get_text();
  }
  return questions;
}

/// Whether all of the history can be undone and redone from the plan: nobody vouches for a file.
bool history_fits(const WorkspaceState& state) {
  if (state.cursor > state.edits.size()) return false;
  model::Plan plan = state.plan ? *state.plan : model::Plan();
  for (std::size_t i = state.cursor; i-- > 0;) {
    if (!take_step(state, plan, turned(*state.edits[i]))) return false;
  }
  if (state.plan) plan = *state.plan;
  for (std::size_t i = state.cursor; i < state.edits.size(); ++i) {
    if (!take_step(state, plan, *state.edits[i])) return false;
  }
  return true;
}

/// The plan must assign the rows of the units as they are in the file now.
void part_from_changed_units(WorkspaceState& state, PieceReader& pieces) {
  if (!state.plan) return;
  const auto units = std::find_if(state.layers.begin(), state.layers.end(),
                                  [&](const KeptLayer& one) { return one.id == state.units; });
  const bool there = units != state.layers.end();
  if (there && units->layer->size() == state.plan->grid_of_unit.size()) return;
  pieces.warnings.push_back(
      trf("The plan “{}” assigns {} units, but another program has left {} of them in the file: it "
          "was put among the kept plans.",
          state.plan->name, state.plan->grid_of_unit.size(), there ? units->layer->size() : 0));
  state.kept_plans.push_back(std::exchange(state.plan, nullptr));
  state.units = model::no_layer;
  state.edits.clear();
  state.cursor = 0;
}

}  // namespace

std::string write_body(const WorkspaceState& state, bool as_tables, std::int64_t srs,
                       PieceWriter& pieces) {
  ByteWriter out;
  pack_crs(out, state.crs);
  out.put(std::uint8_t{state.demo});
  out.put_size(state.layers.size());
  for (const KeptLayer& one : state.layers) {
    out.put(one.id);
    out.put(pieces.layer(one.layer, as_tables, srs));
    out.put(std::uint8_t{one.visible});
    out.put(one.opacity);
  }
  out.put_size(state.rasters.size());
  for (const KeptRaster& one : state.rasters) {
    out.put(one.id);
    out.put_text(one.path);
    out.put_text(one.name);
    out.put(std::uint8_t{one.visible});
    out.put(one.opacity);
    out.put(std::uint8_t{one.grey});
  }
  out.put(state.units);
  out.put(pieces.plan(state.plan));
  std::vector<std::int64_t> ids;
  for (const model::PlanPtr& plan : state.kept_plans) ids.push_back(pieces.plan(plan));
  out.put_list(ids);
  ids.clear();
  for (const model::EditPtr& edit : state.edits) ids.push_back(pieces.edit(edit));
  out.put_list(ids);
  out.put_size(state.cursor);
  out.put_size(state.settings.size());
  for (const auto& [name, value] : state.settings) out.put_text(name), out.put_list(value);
  write_questions(state.questions, out);
  out.put_size(state.export_log.size());
  for (const std::string& line : state.export_log) out.put_text(line);
  return out.bytes();
}

std::optional<WorkspaceState> read_body(std::string_view body, PieceReader& pieces) {
  ByteReader in(body);
  WorkspaceState state;
  const auto crs = unpack_crs(in);
  if (!crs) return std::nullopt;
  state.crs = *crs;
  state.demo = in.get_bool();
  const std::size_t layers = in.get_size(17);
  for (std::size_t i = 0; i < layers && in.good(); ++i) {
    KeptLayer one;
    one.id = in.get<model::LayerId>();
    one.layer = pieces.layer(in.get<std::int64_t>());
    one.visible = in.get_bool();
    one.opacity = in.get<float>();
    if (one.layer) state.layers.push_back(std::move(one));
  }
  const std::size_t rasters = in.get_size(26);
  for (std::size_t i = 0; i < rasters && in.good(); ++i) {
    KeptRaster one;
    one.id = in.get<model::LayerId>();
    one.path = in.get_text();
    one.name = in.get_text();
    one.visible = in.get_bool();
    one.opacity = in.get<float>();
    one.grey = in.get_bool();
    state.rasters.push_back(std::move(one));
  }
  state.units = in.get<model::LayerId>();
  if (const auto plan = in.get<std::int64_t>(); plan != 0) {
    state.plan = pieces.plan(plan);
    if (!state.plan) return std::nullopt;
  }
  for (const std::int64_t id : in.get_list<std::int64_t>()) {
    state.kept_plans.push_back(pieces.plan(id));
    if (!state.kept_plans.back()) return std::nullopt;
  }
  for (const std::int64_t id : in.get_list<std::int64_t>()) {
    state.edits.push_back(pieces.edit(id));
    if (!state.edits.back()) return std::nullopt;
  }
  state.cursor = static_cast<std::size_t>(in.get<std::uint64_t>());
  const std::size_t settings = in.get_size(16);
  for (std::size_t i = 0; i < settings && in.good(); ++i) {
    const std::string name = in.get_text();
    state.settings[name] = in.get_list<double>();
  }
  if (!in.at_end()) {  // earlier files end here
    state.questions = read_questions(in);
    state.export_log.resize(in.get_size(8));
    for (std::string& line : state.export_log) line = in.get_text();
  }
  if (!in.good() || !history_fits(state)) return std::nullopt;
  part_from_changed_units(state, pieces);
  return state;
}

}  // namespace wangge::io
