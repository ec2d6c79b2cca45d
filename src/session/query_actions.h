#pragma once

// What an analyst can ask for: questions, tools, statistics, layers out; part of session/actions.h.

#include <string>
#include <utility>
#include <vector>

#include "analysis/grouping.h"
#include "analysis/question.h"
#include "io/write.h"
#include "model/saved_question.h"
#include "model/workspace.h"

namespace wangge::session {

/// Answers a question in the background and selects what it finds: Snapshot::answer. In the place
/// of the question before, answered or not.
struct Ask {
  analysis::Question question;
  /// What "the last 30 days" end with. Else, as for the timeline of incidents, the end of the
  /// newest day that the asked columns of times tell of, or now where that is earlier.
  std::optional<Seconds> now = std::nullopt;
};
/// The question is no longer asked; what it selected stays.
struct EndQuestion {};
/// Why a row of the question's layer is in the answer or not: AnswerView::why.
struct AskWhy {
  std::uint32_t row;
};
/// Keeps a question under its name, in the place of another of that name.
struct KeepQuestion {
  model::SavedQuestion question;
};
struct DropQuestion {
  std::string name;
};

/// Makes a layer of one or two others (analysis/tool.h), as an undoable step.
struct RunTool {
  std::string tool;
  model::LayerId first = model::no_layer, second = model::no_layer;
  bool first_selected = false, second_selected = false;  ///< of what is selected in it alone
  std::vector<std::pair<std::string, std::string>> values = {};
};
/// The answer of a SELECT over all open layers becomes a layer, as an undoable step. Tables are
/// called after the layer's role where it is the only one of it, else after its name.
struct RunSql {
  std::string statement;
};

/// What rows are grouped by: a column, or the area they lie in.
struct GroupBy {
  enum class By : std::uint8_t { column, communities, grids };
  By by = By::column;
  std::string column = {};  ///< the key of a field or a column's name
  analysis::GroupKey::Step step = analysis::GroupKey::Step::none;
  bool operator==(const GroupBy&) const = default;
};
/// Which rows of a layer.
enum class RowsOf : std::uint8_t { all, shown, selected };  ///< shown: that pass the ticket filter
/// A table of a layer's rows by groups: Snapshot::statistics.
struct ShowStatistics {
  model::LayerId layer = model::no_layer;
  RowsOf of = RowsOf::shown;
  std::vector<GroupBy> keys = {};
  std::vector<analysis::GroupMeasure> measures = {};
  bool operator==(const ShowStatistics&) const = default;
};
struct HideStatistics {};
/// Selects the rows of one of its lines, which may be a subtotal or the total.
struct SelectGroup {
  std::size_t line = 0;  ///< its place in GroupTable::lines
};
/// Writes the table of groups as it is shown, with its subtotals, in any format that takes tables.
struct ExportStatistics {
  std::string path;
};

/// Writes a layer or what is selected in it. What the selection answers, and how the layer was
/// made, is written with it (io::WriteOptions::about).
struct ExportLayer {
  model::LayerId layer;
  bool selection_only = false;
  std::string path;
  io::WriteOptions options;
  /// Why personal data leave unmasked; has to be given where they do, and is logged.
  std::string reason = {};
};
/// Writes several layers: into one file where the format holds them (GPKG, XLSX, KML), or one file
/// each into a folder.
struct ExportLayers {
  std::vector<model::LayerId> layers;
  std::string path;  ///< of the file or the folder
  bool into_folder = false;
  io::WriteOptions options;
  std::string reason = {};
};
/// Writes the heat surface that is shown as a GeoTIFF.
struct ExportHeat {
  std::string path;
};

}  // namespace wangge::session
