#include "ui/export_layers.h"

#include <algorithm>
#include <array>

#include "ui/fold.h"
#include "ui/layer_choice.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void settle(const session::Snapshot& snapshot, ExportPage& page) {
  const model::Workspace& workspace = *snapshot.workspace;
  std::erase_if(page.layers, [&](model::LayerId id) { return workspace.find(id) == nullptr; });
  if (page.what == ExportWhat::heat && !snapshot.heat) page.what = ExportWhat::layer;
  const bool coming = !page.touched && !snapshot.jobs.empty();  // better ones may still be read
  if (workspace.find(page.layer) != nullptr && !coming) return;
  const auto* grids = workspace.find(model::Role::grids);
  page.layer = grids != nullptr ? grids->id : workspace.layers.back().id;
}

void draw_layer(Ui& ui, const session::Snapshot& snapshot, ExportPage& page) {
  const float width = panel_line(ui, tr("Layer"));
  page.touched |= layer_choice(ui, "export/layer", snapshot,
                               layers_where(snapshot, [](const model::Layer&) { return true; }),
                               page.layer, false, width);
  const model::LayerEntry* entry = snapshot.workspace->find(page.layer);
  const bool some = snapshot.selection->layer == page.layer && !snapshot.selection->empty();
  const auto number = [](std::size_t n) { return with_separators(static_cast<long long>(n)); };
  const std::array<std::string, 2> extents{
      trf("Whole layer: {}", number(entry->layer->size())),
      trf("Selection only: {}", number(some ? snapshot.selection->rows.size() : 0))};
  int extent = page.selection_only ? 1 : 0;
  panel_line(ui, tr("Which rows"));
  if (choice(ui, "export/extent", extents, extent, width)) page.selection_only = extent == 1;
}

void draw_list(Ui& ui, const session::Snapshot& snapshot, ExportPage& page) {
  const auto& layers = snapshot.workspace->layers;
  const bool all = page.layers.size() == layers.size();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (check_row(ui, "export/layers/all", tr("All layers"),
                with_separators(static_cast<long long>(layers.size())),
                all                   ? Check::on
                : page.layers.empty() ? Check::off
                                      : Check::some)) {
    page.layers.clear();
    for (std::size_t i = 0; !all && i < layers.size(); ++i) page.layers.push_back(layers[i].id);
  }
  const float line = ui.px(26);
  ImGui::BeginChild("##export/layers",
                    {0, std::min(line * static_cast<float>(layers.size()), line * 6.5F)});
  for (auto entry = layers.rbegin(); entry != layers.rend(); ++entry) {  // as the legend has them
    const auto at = std::ranges::find(page.layers, entry->id);
    const std::string name =
        "export/layers/" + std::to_string(static_cast<std::uint32_t>(entry->id));
    if (!check_row(ui, name.c_str(), model::title(*entry->layer),
                   with_separators(static_cast<long long>(entry->layer->size())),
                   at == page.layers.end() ? Check::off : Check::on, 14)) {
      continue;
    }
    if (at == page.layers.end()) {
      page.layers.push_back(entry->id);
    } else {
      page.layers.erase(at);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace

std::vector<const model::LayerEntry*> layers_to_export(const session::Snapshot& snapshot,
                                                       const ExportPage& page) {
  std::vector<const model::LayerEntry*> entries;
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    const bool chosen = page.what == ExportWhat::layer
                            ? entry.id == page.layer
                            : std::ranges::find(page.layers, entry.id) != page.layers.end();
    if (chosen) entries.push_back(&entry);
  }
  return entries;
}

void draw_export_layers(Ui& ui, const session::Snapshot& snapshot, ExportPage& page) {
  settle(snapshot, page);
  const std::array<std::string, 3> kinds{tr("One layer"), tr("Several"), tr("Heat surface")};
  const std::array<Reason, 3> reasons{
      nullptr, nullptr,
      snapshot.heat ? nullptr : tr("Show a heat surface among the incidents first.")};
  int what = static_cast<int>(page.what);
  if (segmented(ui, "export/what", kinds, what, ImGui::GetContentRegionAvail().x, reasons)) {
    page.what = static_cast<ExportWhat>(what);
  }
  if (page.what == ExportWhat::layer) draw_layer(ui, snapshot, page);
  if (page.what == ExportWhat::layers) draw_list(ui, snapshot, page);
}

}  // namespace wangge::ui
