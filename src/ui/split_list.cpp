#include "ui/split_list.h"

#include "ui/grid_list.h"
#include "ui/list_row.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

struct Choice {
  std::vector<std::string> texts;
  std::vector<model::LayerId> layers;  ///< no_layer: estates
};

Choice areas_to_choose(const session::Snapshot& snapshot) {
  Choice choice;
  const model::LayerPtr& buildings = snapshot.plan->ground->building_layer;
  if (buildings && buildings->field(model::Field::estate) != nullptr) {
    choice.texts.emplace_back(tr("Estates"));
    choice.layers.push_back(model::no_layer);
  }
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    const bool areas = entry.layer->geometry.kind() == geo::Kind::polygons;
    const model::Role role = entry.layer->role;
    if (!areas || entry.id == snapshot.plan->units || role == model::Role::grids ||
        role == model::Role::buildings) {
      continue;
    }
    choice.texts.push_back(model::title(*entry.layer));
    choice.layers.push_back(entry.id);
  }
  return choice;
}

std::string number_of(const analysis::SplitPart& part) {
  if (part.sums.households > 0) return trf("{} households", whole_number(part.sums.households));
  if (part.sums.buildings > 0) return trf("{} buildings", whole_number(part.sums.buildings));
  return trf("{} units", whole_number(static_cast<double>(part.sums.units)));
}

void draw_area(Ui& ui, const session::Snapshot& snapshot, const analysis::SplitArea& area,
               Outbox& out) {
  const session::SplitView& splits = *snapshot.splits;
  ListRow row{splits.of->names[area.area], trf("in {} grids", area.parts.size())};
  std::string hint = row.text;
  for (const analysis::SplitPart& part : area.parts) {
    const std::string text =
        analysis::grid_name(*snapshot.plan->plan, part.grid) + " " + number_of(part);
    row.below += (row.below.empty() ? "" : " · ") + text;
    hint += "\n" + text;
  }
  if (list_row(ui, ("split/" + std::to_string(area.area)).c_str(), row, hint)) {
    out.ask(ZoomTo{splits.of->boxes[area.area]});
  }
}

}  // namespace

void draw_split_list(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  const Choice choices = areas_to_choose(snapshot);
  if (choices.layers.empty()) {
    secondary(ui, tr("Open a layer of areas that grids should not cut: estates, beats, polling "
                     "areas; or buildings that name their estate."));
    return;
  }
  int chosen = -1;
  for (std::size_t i = 0; snapshot.splits && i < choices.layers.size(); ++i) {
    if (choices.layers[i] == snapshot.splits->areas) chosen = static_cast<int>(i);
  }
  if (chosen < 0) secondary(ui, tr("Which areas should lie in one grid each?"));
  std::vector<std::string> texts = choices.texts;
  const bool none = chosen < 0;
  if (none) texts.insert(texts.begin(), tr("choose…"));
  int place = none ? 0 : chosen;
  if (choice(ui, "split/areas", texts, place, ImGui::GetContentRegionAvail().x) &&
      !(none && place == 0)) {
    out.act(
        session::AuditSplits{choices.layers[static_cast<std::size_t>(none ? place - 1 : place)]});
  }
  if (none) return;
  const analysis::SplitAudit& audit = *snapshot.splits->audit;
  std::string sentence = trf("{} are cut, {} lie in one grid.", audit.split.size(), audit.whole);
  if (audit.empty > 0) sentence += " " + trf("In {} lies no unit.", audit.empty);
  secondary(ui, sentence);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("##splits");
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(audit.split.size()),
                list_row_height(ui, {.text = {}, .below = "-"}));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_area(ui, snapshot, audit.split[static_cast<std::size_t>(i)], out);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
