#pragma once

#include <string>

#include "model/layer.h"

namespace wangge::analysis {

/// The column that a person means by a name: that of a field by its key, else the one that is
/// called so; -1: there is none.
int column_named(const model::Layer& layer, const std::string& name);

}  // namespace wangge::analysis
