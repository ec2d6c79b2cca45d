#pragma once

#include <map>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Which hypothesis of a finding is looked at.
struct CrsCardState {
  std::map<std::size_t, std::size_t> chosen;  ///< by CrsFinding::number; absent: the first
};

/// The oldest finding about a coordinate system as a card in the lower left of the map: the
/// hypotheses with their scores in words and numbers, what speaks for the chosen one, and what to
/// do. Choosing one shows where it would put the layer.
///
/// low, size  the map's rectangle on the screen
void draw_crs_card(Ui& ui, const session::Snapshot& snapshot, CrsCardState& state, ImVec2 low,
                   ImVec2 size, Outbox& out);

/// Where the chosen hypothesis puts the layer, as dots on the map; null where there is no finding.
const analysis::RankedCrs* shown_hypothesis(const session::Snapshot& snapshot,
                                            const CrsCardState& state);

}  // namespace wangge::ui
