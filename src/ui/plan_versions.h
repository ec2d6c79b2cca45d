#pragma once

#include <string>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is being typed about the versions of the plan.
struct PlanVersions {
  std::string name, name_of;  ///< of the plan, and as it was when it was copied here
  std::string day;            ///< "2026-03-01"
};

/// What the plan is called, from when it is in force, and which plans were before.
///
/// returns  whether a comparison with one of them was asked for
bool draw_plan_versions(Ui& ui, const session::Snapshot& snapshot, PlanVersions& versions,
                        Outbox& out);

}  // namespace wangge::ui
