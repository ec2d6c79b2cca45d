#include "ui/layer_choice.h"

#include <algorithm>
#include <set>

#include "model/personal.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t sampled_rows = 200, shown_samples = 3;

}  // namespace

std::vector<model::LayerId> layers_where(const session::Snapshot& snapshot,
                                         const std::function<bool(const model::Layer&)>& fits,
                                         std::optional<model::Role> first) {
  std::vector<model::LayerId> before, behind;
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    if (!fits(*entry.layer)) continue;
    (first && entry.layer->role == *first ? before : behind).push_back(entry.id);
  }
  before.insert(before.end(), behind.begin(), behind.end());
  return before;
}

bool layer_choice(Ui& ui, const char* name, const session::Snapshot& snapshot,
                  const std::vector<model::LayerId>& layers, model::LayerId& chosen, bool none,
                  float width) {
  std::vector<std::string> names;
  if (none) names.emplace_back(tr("— none —"));
  int at = none && chosen == model::no_layer ? 0 : -1;
  for (const model::LayerId id : layers) {
    const model::LayerEntry* entry = snapshot.workspace->find(id);
    if (entry == nullptr) continue;
    if (id == chosen) at = static_cast<int>(names.size());
    names.push_back(model::title(*entry->layer));
  }
  if (!choice(ui, name, names, at, width)) return false;
  const int layer = at - (none ? 1 : 0);
  chosen = layer < 0 ? model::no_layer : layers[static_cast<std::size_t>(layer)];
  return true;
}

bool column_choice(Ui& ui, const char* name, const model::Layer& layer, int& chosen, float width) {
  std::vector<std::string> names;
  for (const model::Column& column : layer.table.columns) names.push_back(column.name);
  return choice(ui, name, names, chosen, width);
}

std::string samples_of(const model::Layer& layer, int column) {
  const auto& columns = layer.table.columns;
  if (column < 0 || static_cast<std::size_t>(column) >= columns.size()) return {};
  if (model::personal_column(layer, static_cast<std::size_t>(column)) != model::Personal::no) {
    return tr("hidden: personal");
  }
  const model::Column& values = columns[static_cast<std::size_t>(column)];
  std::set<std::string> seen;
  std::string text;
  for (std::size_t row = 0; row < std::min(values.size(), sampled_rows); ++row) {
    const std::string value = values.text(row);
    if (value.empty() || !seen.insert(value).second) continue;
    text += (text.empty() ? "" : " · ") + value;
    if (seen.size() == shown_samples) break;
  }
  return text.empty() ? std::string(tr("(empty)")) : text;
}

}  // namespace wangge::ui
