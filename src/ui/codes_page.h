#pragma once

#include <string>
#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The codes of one column while their texts are typed; open while `column` is not negative.
struct CodesPage {
  int column = -1;
  std::vector<std::string> codes, texts;  ///< of the same length
};

/// Whether a column looks like one of codes: few different values, none of them long.
bool may_hold_codes(const model::Column& column);
/// With the texts its codes have already.
CodesPage ask_for_codes(const model::Column& column, int index);

/// The page of the columns sheet on which codes are given texts.
void draw_codes_page(Ui& ui, const model::LayerEntry& entry, CodesPage& page, Outbox& out);

}  // namespace wangge::ui
