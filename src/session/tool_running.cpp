// Layers made of open ones: by tools and by SQL.
#include <optional>

#include "analysis/tool.h"
#include "base/i18n.h"
#include "base/version.h"
#include "session/sql_names.h"
#include "session/state.h"

namespace wangge::session {
namespace {

constexpr std::size_t most_sql_rows = 5'000'000;

/// A layer, or what is selected in it. Without a layer: null.
Result<model::LayerPtr> input_of(const State& state, LayerId id, bool selected) {
  const model::LayerEntry* entry = state.workspace().find(id);
  if (entry == nullptr) return model::LayerPtr();
  if (!selected) return entry->layer;
  const model::Selection& selection = *state.snapshot.selection;
  if (selection.layer != id || selection.empty()) {
    return Error{ErrorCode::empty, model::title(*entry->layer),
                 tr("Nothing is selected in this layer."),
                 tr("Select something first, or take the whole layer.")};
  }
  return std::make_shared<const model::Layer>(model::subset(*entry->layer, selection.rows));
}

/// Adds what a job has made, as a step that can be undone.
void land(State& state, const std::string& label, const LayerVersion& made) {
  const LayerEdit edit{label, LayerId{++state.last_layer}, {}, made};
  end_gesture(state);
  state.history.push(edit);
  apply_layer_edit(state, edit);
  for (const std::string& warning : made.layer->source.warnings) {
    state.tell(NoticeKind::warning, warning);
  }
  state.tell(NoticeKind::done,
             trf("“{}” is a new layer with {} features.", model::title(*made.layer),
                 with_separators(static_cast<long long>(made.layer->size()))));
}

}  // namespace

void run_tool(State& state, const RunTool& action) {
  const analysis::Tool* tool = analysis::tool(action.tool);
  if (tool == nullptr) {
    state.tell({ErrorCode::not_found, action.tool, tr("There is no such tool."),
                tr("`wangge tool --help` names them all.")});
    return;
  }
  analysis::ToolWish wish;
  wish.tool = action.tool;
  wish.values = action.values;
  wish.crs = state.workspace().crs;
  wish.version = program_version();
  for (const auto& [id, selected] : {std::pair(action.first, action.first_selected),
                                     std::pair(action.second, action.second_selected)}) {
    if (id == model::no_layer) continue;
    auto input = input_of(state, id, selected);
    if (!input) return state.tell(input.error());
    wish.inputs.push_back(std::move(*input));
  }
  const std::string label = tr(tool->name);
  state.jobs.start(label, [wish = std::move(wish), label,
                           theme = state.snapshot.theme](JobContext& context) {
    auto made = analysis::run_tool(wish, context.progress);
    if (!made) return context.land([e = made.error()](State& s) { s.tell(e); });
    auto layer = std::make_shared<const model::Layer>(std::move(*made));
    context.land([label, ready = made_ready(layer, theme)](State& s) { land(s, label, ready); });
  });
  state.touch();
}

void run_sql(State& state, const RunSql& action) {
  state.jobs.start(
      tr("SQL"), [statement = action.statement, tables = sql_tables(state.workspace()),
                  crs = state.workspace().crs, theme = state.snapshot.theme](JobContext& context) {
        auto made = io::run_sql(statement, tables, crs, most_sql_rows, context.progress);
        if (!made) return context.land([e = made.error()](State& s) { s.tell(e); });
        model::Recipe recipe;
        recipe.tool = "sql";
        recipe.parameters = {{"statement", statement}};
        for (const io::SqlTable& table : tables) {
          if (statement.find(table.name) == std::string::npos) continue;
          recipe.inputs.push_back({table.name, table.layer->source.path, table.layer->size()});
        }
        recipe.version = program_version();
        made->name = tr("SQL answer");
        made->recipe = std::make_shared<const model::Recipe>(std::move(recipe));
        auto layer = std::make_shared<const model::Layer>(std::move(*made));
        context.land([ready = made_ready(layer, theme)](State& s) { land(s, tr("SQL"), ready); });
      });
  state.touch();
}

}  // namespace wangge::session
