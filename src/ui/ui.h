#pragma once

#include <imgui.h>

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/i18n.h"
#include "geo/point.h"
#include "session/actions.h"
#include "ui/fonts.h"
#include "ui/theme.h"

namespace wangge::ui {

enum class Mode { redraw, incidents, query };

// What panels ask of the window itself; what concerns the data are session actions.
struct ZoomTo {
  geo::Box box;
};
struct ShowWhole {};
struct ZoomToSelection {};
struct SetMode {
  Mode mode;
};
struct SwitchLanguage {
  Language language;
};
struct ToggleHelp {};
struct AskForFiles {};          ///< the file browser, to open
struct Save {};                 ///< the workspace, where it was saved before
struct AskForWorkspaceFile {};  ///< to save the workspace
struct AskForPlanFile {};       ///< to save the plan
struct AskForOldPlan {};        ///< to open a plan
struct AskForComparedPlan {};   ///< to hold the plan against
struct AskForCheckListFile {
  std::string by;     ///< who checked
  double neck_m = 0;  ///< that the check was made with
};
/// One of the findings of Snapshot::check.
struct ShowFinding {
  std::size_t at;
};
struct ShowRenumbering {};  ///< the sheet that gives grids new codes
struct Quit {};
struct OpenDemo {};
struct ShowTable {
  session::LayerId layer;
};
/// The sheet of a layer's columns.
struct ShowColumns {
  session::LayerId layer;
};
/// Which file is the newer delivery of a layer's table.
struct AskForUpdate {
  session::LayerId layer;
};
/// Which file tells what the codes of a column mean.
struct AskForCodeFile {
  session::LayerId layer;
  int column;
};
enum class TableWork { match, join, households };
/// The sheet of a work on tables.
struct ShowTableWork {
  TableWork work;
  session::LayerId layer;
};
enum class Browse { open, save, folder };
/// Which files or folder; they are handed to `chosen`, unless somebody cancels.
struct AskForPath {
  Browse what;
  std::string title;
  std::vector<std::string> endings;  ///< with their dot; none: all files
  std::string name;                  ///< suggested
  std::function<void(const std::vector<std::string>&)> chosen;
};
/// The page that exports, set to what is selected in a layer.
struct ShowExport {
  session::LayerId layer;
};
/// Esc: closes, drops or clears whatever was begun last.
struct StepBack {};

using Command =
    std::variant<ZoomTo, ShowWhole, ZoomToSelection, SetMode, SwitchLanguage, ToggleHelp,
                 AskForFiles, Save, AskForWorkspaceFile, AskForPlanFile, AskForOldPlan,
                 AskForComparedPlan, AskForPath, ShowExport, AskForCheckListFile, ShowFinding,
                 ShowRenumbering, OpenDemo, Quit, ShowTable, ShowColumns, ShowTableWork,
                 AskForCodeFile, AskForUpdate, StepBack>;

/// What the panels of one frame ask for, in order.
struct Outbox {
  std::vector<session::Action> actions;
  std::vector<Command> commands;

  void act(session::Action action);
  void ask(Command command) { commands.push_back(std::move(command)); }
};

/// Where each named control was drawn in this frame; tests find buttons by it.
using DrawnRects = std::map<std::string, ImVec4>;

/// What every panel draws with.
struct Ui {
  const Palette* colours = nullptr;
  Fonts fonts;
  float scale = 1;
  DrawnRects* drawn = nullptr;  ///< null: not recorded

  /// Logical pixels to pixels, whole ones.
  float px(float logical) const { return std::round(logical * scale); }
};

}  // namespace wangge::ui
