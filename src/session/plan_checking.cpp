#include "analysis/plan_findings.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {

void check_plan(State& state, const CheckPlan& action) {
  if (refuse_without_plan(state)) return;
  const std::shared_ptr<const PlanView> view = state.snapshot.plan;
  state.replace_job(state.check_job, tr("Checking the plan"),
                    [view, neck_m = action.neck_m](JobContext& context) {
                      auto findings = analysis::plan_findings(
                          *view->ground, *view->plan, *view->figures, *view->balance,
                          {view->options, neck_m}, context.progress);
                      if (!findings) {
                        context.land([error = findings.error()](State& s) { s.tell(error); });
                        return;
                      }
                      context.land([view, found = std::move(*findings)](State& s) {
                        if (!s.snapshot.plan || s.snapshot.plan->ground != view->ground) return;
                        s.snapshot.check = std::make_shared<const CheckView>(
                            CheckView{view->units,
                                      view->ground->units,
                                      std::make_shared<const std::vector<analysis::Finding>>(found),
                                      {},
                                      view->plan});
                        s.snapshot.table_result.reset();
                        s.touch();
                      });
                    });
}

void forget_plan_check(State& state) {
  if (state.snapshot.check && state.snapshot.check->plan) state.snapshot.check.reset();
}

}  // namespace wangge::session
