#include "analysis/coverage_check.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {

void check_layer(State& state, const CheckLayer& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr) return;
  state.replace_job(
      state.check_job, trf("Checking {}", model::title(*entry->layer)),
      [id = action.layer, layer = entry->layer](JobContext& context) {
        auto findings = analysis::check_layer(*layer, context.progress);
        if (!findings) {
          context.land([error = findings.error()](State& s) { s.tell(error); });
          return;
        }
        context.land([id, layer, found = std::move(*findings)](State& s) {
          s.snapshot.check.reset();
          if (found.empty()) {
            s.tell(NoticeKind::done, trf("Nothing is wrong with “{}”: {} features were checked.",
                                         model::title(*layer), layer->size()));
            return;
          }
          s.snapshot.check = std::make_shared<const CheckView>(CheckView{
              id, layer, std::make_shared<const std::vector<analysis::Finding>>(found), {}});
          s.snapshot.table_result.reset();
          s.touch();
        });
      });
}

void dismiss_check(State& state) {
  state.snapshot.check.reset();
  state.touch();
}

}  // namespace wangge::session
