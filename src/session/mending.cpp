#include "analysis/mend.h"

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// Mending a plan's units or grids starts the plan anew from them.
bool would_lose_plan(const State& state, const model::LayerPtr& layer) {
  return state.snapshot.plan && state.snapshot.plan->changed &&
         (state.desk.sources.first == layer || state.desk.sources.second == layer);
}

void land(State& state, const LayerEdit& edit, analysis::MendReport report) {
  const std::string title = model::title(*edit.before.layer);
  if (!report.mended.empty() && !land_layer_edit(state, edit)) return;
  if (report.mended.empty()) {
    state.tell(NoticeKind::done, trf("Nothing in “{}” could be mended without asking.", title));
  } else {
    state.tell(NoticeKind::done,
               trf("“{}” was mended: {}.", title, analysis::counts_sentence(report.mended)));
  }
  auto left = std::make_shared<const std::vector<analysis::Finding>>(report.left);
  const model::LayerEntry* entry = state.workspace().find(edit.layer);
  if (entry == nullptr) return;
  state.snapshot.table_result.reset();
  state.snapshot.check = std::make_shared<const CheckView>(
      CheckView{edit.layer, entry->layer, std::move(left),
                std::make_shared<const analysis::MendReport>(std::move(report))});
  state.touch();
}

}  // namespace

void mend_layer(State& state, const MendLayer& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr) return;
  const std::string title = model::title(*entry->layer);
  if (would_lose_plan(state, entry->layer)) {
    state.tell({ErrorCode::conflict, title,
                tr("The plan drawn on it has changes that are not saved."),
                tr("Save the plan first; open it again after mending.")});
    return;
  }
  const LayerVersion before = version_of(state, *entry);
  state.replace_job(
      state.check_job, trf("Mending {}", title),
      [action, before, label = trf("Mend “{}”", title),
       theme = state.snapshot.theme](JobContext& context) {
        auto mended = analysis::mend_layer(*before.layer, action.options, context.progress);
        if (!mended) {
          context.land([error = mended.error()](State& s) { s.tell(error); });
          return;
        }
        LayerEdit edit{label, action.layer, before, before};
        if (!mended->report.mended.empty()) {
          edit.after =
              made_ready(std::make_shared<const model::Layer>(std::move(mended->layer)), theme);
        }
        context.land([edit = std::move(edit), report = std::move(mended->report)](State& s) {
          land(s, edit, report);
        });
      });
}

}  // namespace wangge::session
