#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The open layers that a test lets through, those of `first` before the others.
std::vector<model::LayerId> layers_where(const session::Snapshot& snapshot,
                                         const std::function<bool(const model::Layer&)>& fits,
                                         std::optional<model::Role> first = {});

/// A combo box over layers, with "— none —" in front where `none` says so. True on a change.
bool layer_choice(Ui& ui, const char* name, const session::Snapshot& snapshot,
                  const std::vector<model::LayerId>& layers, model::LayerId& chosen, bool none,
                  float width);

/// A combo box over the columns of a layer. True on a change.
bool column_choice(Ui& ui, const char* name, const model::Layer& layer, int& chosen, float width);

/// The first few different values of a column, for a person to recognise it by; personal ones are
/// hidden.
std::string samples_of(const model::Layer& layer, int column);

}  // namespace wangge::ui
