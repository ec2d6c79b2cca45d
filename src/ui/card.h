#pragma once

#include "ui/ui.h"

namespace wangge::ui {

/// A card in the lower left of the map, above the scale bar, growing upwards. Where it returns true
/// draw what is in it; always call end_card().
///
/// low, size  the map's rectangle on the screen
/// width      of the card in pixels: see card_width()
bool begin_card(const Ui& ui, const char* name, ImVec2 low, ImVec2 size, float width);
void end_card();
/// `logical` pixels, or what the map leaves; 0 where that is too little for a card.
float card_width(const Ui& ui, float logical, ImVec2 size);

}  // namespace wangge::ui
