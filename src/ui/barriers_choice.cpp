#include "ui/barriers_choice.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using model::LayerId;

constexpr float wide = 320;

bool may_part(const model::Layer& layer) {
  return layer.role == model::Role::base && layer.geometry.kind() != geo::Kind::points &&
         !layer.extent.is_empty();
}

void draw_barriers(Ui& ui, const session::Snapshot& snapshot, session::SetBarriers& asked,
                   Outbox& out) {
  const auto layers = layers_where(snapshot, may_part);
  if (layers.empty()) secondary(ui, tr("Open a layer of rivers, railways, walls or main roads."));
  bool first = true;
  for (const LayerId id : layers) {
    const model::Layer& layer = *snapshot.workspace->find(id)->layer;
    const std::string text = model::title(layer);
    const std::string count = with_separators(static_cast<long long>(layer.size()));
    flow(ui, chip_width(ui, text, count), first);
    first = false;
    const auto at = std::find(asked.barriers.begin(), asked.barriers.end(), id);
    const std::string name = "barriers/" + std::to_string(static_cast<std::uint32_t>(id));
    if (!chip(ui, name.c_str(), text, count, at != asked.barriers.end())) continue;
    if (at == asked.barriers.end()) {
      asked.barriers.push_back(id);
    } else {
      asked.barriers.erase(at);
    }
    out.act(asked);
    return;
  }
}

void draw_reach(Ui& ui, session::SetBarriers& asked, Outbox& out) {
  auto reach = static_cast<float>(asked.options.reach_m);
  if (slider(ui, "barriers/reach", tr("%.0f m beside a border"), reach, 1, 60, true,
             tr("A barrier closes a border that it runs along, no farther away than this."),
             ui.px(wide))) {
    asked.options.reach_m = static_cast<double>(reach);
    out.act(asked);
  }
}

}  // namespace

void draw_barriers_choice(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  const session::PlanView& plan = *snapshot.plan;
  session::SetBarriers asked = plan.barriers;
  const std::size_t cut = plan.ground->neighbours_cut;
  if (icon_button(ui, "redraw/barriers", icon::barrier,
                  tr("Barriers: rivers, railways and walls that grids do not reach across"),
                  !asked.barriers.empty())) {
    ImGui::OpenPopup("##barriers");
  }
  ImGui::SetNextWindowSize({ui.px(wide) + 2 * ImGui::GetStyle().WindowPadding.x, 0});
  if (!ImGui::BeginPopup("##barriers")) return;
  ImGui::PushTextWrapPos(ui.px(wide));
  ImGui::TextUnformatted(tr("What nobody crosses"));
  secondary(ui, tr("Units on both sides are no neighbours: a grid across it is in two pieces."));
  draw_barriers(ui, snapshot, asked, out);
  if (!asked.barriers.empty()) {
    draw_reach(ui, asked, out);
    ImGui::TextUnformatted(tr("Where it can be crossed all the same"));
    const auto gates = layers_where(snapshot, [](const model::Layer& layer) {
      return layer.geometry.kind() != geo::Kind::polygons && !layer.extent.is_empty();
    });
    if (layer_choice(ui, "barriers/gates", snapshot, gates, asked.gates, true, ui.px(wide))) {
      out.act(asked);
    }
    ImGui::TextUnformatted(
        trf("{} pairs of units are parted.", with_separators(static_cast<long long>(cut))).c_str());
    if (cut > 0) secondary(ui, tr("Their borders are marked on the map."));
  }
  ImGui::PopTextWrapPos();
  ImGui::EndPopup();
}

}  // namespace wangge::ui
