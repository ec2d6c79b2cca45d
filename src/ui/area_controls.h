#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct AreaControls {
  session::ShowAreas wish;
  session::SetMeasure measure;
  bool manual = false;  ///< the ends of classes are typed
  std::string ends;     ///< as they are typed: "10, 20, 50"
  std::shared_ptr<const session::AreaView> seen;
  std::shared_ptr<const session::GridTable> seen_table;
};

/// Takes over what was shown by somebody else: from a saved workspace.
void refresh(const session::Snapshot& snapshot, AreaControls& controls);

/// By what grids and bins are compared; the same for the map and for the table of grids.
void draw_measure_choice(Ui& ui, const char* name, AreaControls& controls, float width,
                         Outbox& out);

/// How grids or bins are coloured; every change asks for it.
void draw_area_controls(Ui& ui, const session::Snapshot& snapshot, AreaControls& controls,
                        Outbox& out);

/// The numbers in a text, ascending: "10, 20；50". What is no number is left out.
std::vector<double> numbers_in(const std::string& text);

}  // namespace wangge::ui
