#pragma once

#include <optional>
#include <set>
#include <string>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// A statement that is being written.
struct SqlPage {
  std::string text;
  int cursor = 0;                  ///< where it stands in the text, in bytes
  std::optional<int> goes_to;      ///< where it is to stand once the field has the keys again
  bool takes_keys = false;         ///< the field is to have the keys in the next frame
  bool begun = false;              ///< the first table was unfolded
  std::set<std::string> unfolded;  ///< tables whose columns are listed
};

/// The field for the statement, and the tables and columns there are: a click writes their name.
void draw_sql_page(Ui& ui, const session::Snapshot& snapshot, SqlPage& page, Outbox& out);

}  // namespace wangge::ui
