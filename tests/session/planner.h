#pragma once

// A planner at work on the demo, for tests of what is kept of it.

#include <string>

#include "base/random.h"
#include "session/session.h"

namespace wangge::session {

inline std::string demo(const char* name) {
  return std::string(WANGGE_SOURCE_DIR) + "/data/demo/" + name;
}

inline void open_demo(Session& session) {
  session.apply(
      OpenFiles{{demo("grids.geojson"), demo("units.geojson"), demo("communities.geojson")}, {}});
  session.wait();
}

/// What a planner does, step by step; the same for the same seed.
class Planner {
 public:
  explicit Planner(std::uint64_t seed) : random_(seed) {}
  void take_a_step(Session& session) {
    const model::Plan& plan = *session.snapshot().plan->plan;
    const auto grid =
        model::GridIndex(random_.below(static_cast<std::uint32_t>(plan.grids.size())));
    switch (random_.below(8)) {
      case 0:
        return session.apply(Undo{});
      case 1:
        return session.apply(LockGrids{{grid}, random_.below(2) == 0});
      case 2:
        return session.apply(SetPlanHead{{"方案 " + std::to_string(random_.below(1000)), 0, 0}});
      default:
        session.apply(
            AssignUnits{{random_.below(static_cast<std::uint32_t>(plan.grid_of_unit.size()))},
                        grid,
                        {},
                        ++gesture_});
        session.apply(EndGesture{});
    }
  }
  void take_steps(Session& session, int steps) {
    for (int i = 0; i < steps; ++i) take_a_step(session);
  }

 private:
  Random random_;
  std::uint64_t gesture_ = 0;
};

inline const model::Plan& plan_of(const Session& session) { return *session.snapshot().plan->plan; }

}  // namespace wangge::session
