#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/question.h"
#include "analysis/ticket_filter.h"
#include "session/snapshot.h"

namespace wangge::ui {

/// A column that can be asked about.
struct AskedColumn {
  enum class Kind : std::uint8_t { text, number, time, truth };
  std::string key;   ///< as a question names it: of a field, else its own, else area_m2, length_m
  std::string name;  ///< as the window names it
  Kind kind = Kind::text;
  int column = -1;  ///< -1: made from the geometry
};

/// Columns with a meaning first, then the others, then what is measured on the ground.
std::vector<AskedColumn> asked_columns(const model::Layer& layer);

/// How a question names an open layer: by its role where it is the topmost of it, else by its name.
std::string asked_name(const model::Workspace& workspace, model::LayerId layer);

/// The distinct values of a column to choose from; found once for a column, and kept while other
/// columns are looked at. Personal columns have none.
class ValueLists {
 public:
  const std::vector<analysis::ValueCount>& of(const model::LayerPtr& layer, int column);

 private:
  struct Known {
    model::LayerPtr layer;
    int column = -1;
    std::vector<analysis::ValueCount> values;
  };
  std::vector<Known> known_;
};

}  // namespace wangge::ui
