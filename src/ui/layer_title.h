#pragma once

#include <string>

#include "model/layer.h"

namespace wangge::ui {

/// What a layer is called in the window: its name, or the word for its role where the name is only
/// the role's key (a file "tickets.csv" is 工单 to a reader of Chinese).
inline std::string layer_title(const model::Layer& layer) {
  return layer.name == model::role_key(layer.role) ? model::role_name(layer.role) : layer.name;
}

}  // namespace wangge::ui
