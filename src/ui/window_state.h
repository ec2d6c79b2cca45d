#pragma once

#include "session/snapshot.h"
#include "ui/attribute_table.h"
#include "ui/check_card.h"
#include "ui/codes_page.h"
#include "ui/coordinates_list.h"
#include "ui/crs_card.h"
#include "ui/file_browser.h"
#include "ui/households_sheet.h"
#include "ui/incidents_panel.h"
#include "ui/join_sheet.h"
#include "ui/layer_panel.h"
#include "ui/layers_sheet.h"
#include "ui/leave_sheet.h"
#include "ui/map_state.h"
#include "ui/match_sheet.h"
#include "ui/query_panel.h"
#include "ui/redraw_panel.h"
#include "ui/table_card.h"
#include "ui/timeline.h"

namespace wangge::ui {

/// What the window remembers and the data do not: sizes, choices, what is being typed.
struct WindowState {
  Mode mode = Mode::redraw;
  bool mode_settled = false;                    ///< until then it follows what is opened
  std::vector<model::LayerId> made_room;        ///< hidden while grids are redrawn
  std::size_t opened = 0;                       ///< of the workspace that is shown
  float left = 300, right = 360, bottom = 190;  ///< logical pixels
  bool left_open = true, right_open = true;
  bool table_open = false;
  bool help_open = false;
  model::LayerId columns_of = model::no_layer;  ///< whose columns are on the sheet
  CodesPage codes;                              ///< on the same sheet
  MatchSheet match;
  JoinSheet join;
  LeaveSheet leave;
  HouseholdsSheet households;
  model::LayerId active = model::no_layer;  ///< tools and table work on it

  MapState map;
  LayerPanelState layers;
  RedrawState redraw;
  IncidentsState incidents;
  QueryState query;
  TimelineState timeline;
  TableState table;
  CrsCardState crs_card;
  LayersSheetState layers_sheet;
  CheckCardState check_card;
  TableCardState table_card;
  FileBrowser browser;
  CoordinatesState coordinates;
  io::ReadOptions read;  ///< how files chosen in the window are read
  Outbox wishes;         ///< what the file browser's choice asks for

  /// Something is worked out in the background beside the session's jobs.
  bool busy() const { return table.busy() || query.layers_out.preview.busy(); }
};

}  // namespace wangge::ui
