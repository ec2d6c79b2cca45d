#include "ui/period_switch.h"

#include <array>

#include "ui/widgets.h"

namespace wangge::ui {

void draw_period_switch(Ui& ui, const session::Snapshot& snapshot, MapState& map, Outbox& out) {
  const auto& tickets = snapshot.tickets;
  if (!snapshot.period && (!tickets || !tickets->filter.from || !tickets->filter.until)) {
    secondary(ui, tr("Choose a range of time: its map can then be held against that of the time "
                     "before."));
    return;
  }
  const std::array<std::string, 3> looks{tr("One map"), tr("Swipe"), tr("Side by side")};
  int look = snapshot.period ? static_cast<int>(map.period) : 0;
  if (!segmented(ui, "period/look", looks, look, ImGui::GetContentRegionAvail().x)) return;
  map.period = static_cast<Sharing>(look);
  if (!snapshot.period && map.period != Sharing::alone) {
    out.act(session::ComparePeriod{session::ComparePeriod::With::before});
  }
}

}  // namespace wangge::ui
