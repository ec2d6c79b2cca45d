#pragma once

#include <string>
#include <vector>

#include "base/i18n.h"
#include "model/layer.h"

namespace wangge::ui {

/// A column that rows can be grouped by, or that something can be counted of.
struct OfferedColumn {
  std::string column;   ///< the key of its field, else its name: as session::GroupBy takes it
  std::string heading;  ///< as a person calls it, in the current language
  bool times = false, numbers = false;
  bool personal = false;  ///< its values are never shown
};

/// What a layer offers. Kept from frame to frame and made anew with the layer or the language.
struct OfferedColumns {
  model::LayerPtr of;
  Language in = Language::english;
  std::vector<OfferedColumn> columns;

  void follow(const model::LayerPtr& layer);
  const OfferedColumn* find(const std::string& column) const;
};

}  // namespace wangge::ui
