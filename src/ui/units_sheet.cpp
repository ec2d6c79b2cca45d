#include "ui/units_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/unit_building.h"
#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/line_breaks.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using model::Field;
using model::LayerId;
using model::Role;
using session::UnitsTrial;

constexpr float least_size = 5, most_size = 300;

bool is_area(const model::Layer& layer) {
  return layer.geometry.kind() == geo::Kind::polygons && layer.role != Role::buildings &&
         !layer.extent.is_empty();
}

std::vector<LayerId> areas(const session::Snapshot& snapshot, bool divide) {
  return layers_where(snapshot, is_area, divide ? Role::communities : Role::grids);
}

/// What may cut: all lines, and ground that is on every map, such as water.
std::vector<LayerId> lines(const session::Snapshot& snapshot, LayerId areas) {
  const model::LayerEntry* own = snapshot.workspace->find(areas);
  return layers_where(snapshot, [own](const model::Layer& layer) {
    if (own != nullptr && own->layer.get() == &layer) return false;
    return layer.geometry.kind() == geo::Kind::lines ||
           (layer.geometry.kind() == geo::Kind::polygons && layer.role == Role::base);
  });
}

std::vector<LayerId> buildings(const session::Snapshot& snapshot, bool divide) {
  return layers_where(
      snapshot,
      [divide](const model::Layer& layer) {
        if (layer.extent.is_empty()) return false;
        if (layer.role == Role::buildings && !divide) return true;
        return layer.geometry.kind() == geo::Kind::polygons && layer.role == Role::buildings;
      },
      Role::buildings);
}

/// Lines cut unless somebody takes them out; of areas only water does: a park is walked through.
bool likely_cuts(const model::Layer& layer) {
  if (layer.geometry.kind() == geo::Kind::lines) return true;
  for (const char* word : {"water", "river", "lake", "水", "河", "湖", "海"}) {
    if (layer.name.find(word) != std::string::npos) return true;
  }
  return false;
}

bool knows_households(const session::Snapshot& snapshot, LayerId buildings) {
  const model::LayerEntry* entry = snapshot.workspace->find(buildings);
  return entry != nullptr && entry->layer->field(Field::households) != nullptr;
}

/// The options of the wish as the sheet stands.
void take_over(const session::Snapshot& snapshot, UnitsSheet& sheet) {
  analysis::UnitOptions& options = sheet.wish.options;
  const bool households = knows_households(snapshot, sheet.wish.buildings);
  options.measure =
      households ? analysis::UnitMeasure::households : analysis::UnitMeasure::buildings;
  options.target = sheet.cut == BlockCut::by_building ? 0 : std::round(double{sheet.size});
  options.most =
      sheet.cut == BlockCut::whole ? std::numeric_limits<double>::infinity() : 2 * options.target;
}

void choose_areas(const session::Snapshot& snapshot, UnitsSheet& sheet, LayerId chosen) {
  sheet.wish.areas = chosen;
  sheet.wish.cuts.clear();
  if (!sheet.wish.divide) return;
  for (const LayerId id : lines(snapshot, chosen)) {
    if (likely_cuts(*snapshot.workspace->find(id)->layer)) sheet.wish.cuts.push_back(id);
  }
}

void choose_way(const session::Snapshot& snapshot, UnitsSheet& sheet, bool divide) {
  sheet.wish.divide = divide;
  const auto some = areas(snapshot, divide);
  choose_areas(snapshot, sheet, some.empty() ? model::no_layer : some.front());
  const auto houses = buildings(snapshot, divide);
  sheet.wish.buildings = houses.empty() ? model::no_layer : houses.front();
}

void draw_cuts(Ui& ui, const session::Snapshot& snapshot, UnitsSheet& sheet) {
  form_line(ui, tr("Cut by"),
            tr("Roads, rivers, walls. Where a line ends inside a block, or runs "
               "through a building, the block stays whole there."));
  ImGui::BeginGroup();
  bool first = true;
  auto& cuts = sheet.wish.cuts;
  for (const LayerId id : lines(snapshot, sheet.wish.areas)) {
    const model::Layer& layer = *snapshot.workspace->find(id)->layer;
    const std::string text = model::title(layer);
    const std::string count = with_separators(static_cast<long long>(layer.size()));
    flow(ui, chip_width(ui, text, count), first);
    first = false;
    const auto at = std::find(cuts.begin(), cuts.end(), id);
    const std::string name = "units/cut/" + std::to_string(static_cast<std::uint32_t>(id));
    if (!chip(ui, name.c_str(), text, count, at != cuts.end())) continue;
    if (at == cuts.end()) {
      cuts.push_back(id);
    } else {
      cuts.erase(at);
    }
  }
  if (first) secondary(ui, tr("No lines are open: blocks are cut between buildings only."));
  ImGui::EndGroup();
}

void draw_blocks(Ui& ui, const session::Snapshot& snapshot, UnitsSheet& sheet, float width) {
  form_line(ui, tr("Large blocks"),
            tr("Blocks between the lines that have many households are cut midway between "
               "buildings; no border runs through one."));
  const std::array<std::string, 3> texts{tr("stay whole"), tr("by size"), tr("a unit a building")};
  int cut = static_cast<int>(sheet.cut);
  if (segmented(ui, "units/blocks", texts, cut, 1.6F * width)) {
    sheet.cut = static_cast<BlockCut>(cut);
  }
  if (sheet.cut != BlockCut::by_size) return;
  const bool households = knows_households(snapshot, sheet.wish.buildings);
  form_line(ui, tr("A unit has about"));
  slider(ui, "units/size", households ? tr("%.0f households") : tr("%.0f buildings"), sheet.size,
         least_size, most_size, true, tr("Blocks with twice as many are cut."), width);
}

/// Least, middle and most of a column.
std::string spread_of(const model::Column& column) {
  std::vector<double> numbers;
  for (std::size_t row = 0; row < column.size(); ++row) numbers.push_back(column.number(row));
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  const auto text = [](double number) { return with_separators(std::llround(number)); };
  return trf("{} to {}, half of them up to {}", text(numbers.front()), text(numbers.back()),
             text(numbers[(numbers.size() - 1) / 2]));
}

void draw_what_comes(Ui& ui, const UnitsTrial& trial) {
  const analysis::BuiltUnits& built = *trial.built;
  const auto count = [](std::size_t n) { return with_separators(static_cast<long long>(n)); };
  form_line(ui, tr("Units"));
  ImGui::TextUnformatted(
      trf("{} of {} areas", count(built.units.size()), count(trial.areas->size())).c_str());
  for (const Field field : {Field::households, Field::population}) {
    const model::Column* column = built.units.field(field);
    if (column == nullptr) continue;
    form_line(ui, field == Field::households ? tr("Households of a unit") : tr("People of a unit"));
    ImGui::TextUnformatted(spread_of(*column).c_str());
  }
  for (const analysis::CarriedColumn& column : built.carried.columns) {
    form_line(ui, column.of_area.name,
              tr("Every building counts in the unit that its middle lies in."));
    ImGui::TextUnformatted(trf("{} in units + {} in none = {} on all buildings",
                               with_separators(std::llround(column.total - column.outside)),
                               with_separators(std::llround(column.outside)),
                               with_separators(std::llround(column.total)))
                               .c_str());
  }
  form_line(ui, tr("Mended"));
  const std::string mended = analysis::counts_sentence(built.mending.mended);
  fitted(ui, mended.empty() ? std::string(tr("nothing")) : mended,
         ImGui::GetContentRegionAvail().x);
  form_line(ui, tr("To look at"), tr("Afterwards they can be stepped through on the map."));
  const std::string problems = analysis::counts_sentence(trial.problems);
  fitted(ui, problems.empty() ? std::string(tr("nothing")) : problems,
         ImGui::GetContentRegionAvail().x);
}

/// Tries out what the sheet says as soon as the hand lets go.
void try_out(UnitsSheet& sheet, Outbox& out) {
  if (ImGui::IsMouseDown(0) || sheet.wish.areas == model::no_layer) return;
  if (sheet.tried && *sheet.tried == sheet.wish) return;
  sheet.tried = sheet.wish;
  out.act(session::TryUnits{sheet.wish});
}

/// Three lines at least, so that the sheet does not jump while numbers are worked out.
void draw_trial(Ui& ui, const session::Snapshot& snapshot, const UnitsSheet& sheet) {
  section(ui, tr("What comes"));
  const auto& trial = snapshot.units_trial;
  if (sheet.wish.areas == model::no_layer) {
    secondary(ui, tr("Open a layer of communities, grids or other areas first."));
  } else if (!trial || trial->wish != sheet.wish) {
    const double fraction = snapshot.jobs.empty() ? -1 : snapshot.jobs.back().fraction;
    secondary(ui, fraction > 0 ? trf("Being worked out: {:.0f} %", 100 * fraction)
                               : std::string(tr("Being worked out…")));
  } else if (!trial->built) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
    paragraph(trial->why_not);
    ImGui::PopStyleColor();
  } else {
    draw_what_comes(ui, *trial);
  }
}

}  // namespace

bool can_make_units(const session::Snapshot& snapshot) {
  return !layers_where(snapshot, is_area).empty();
}

UnitsSheet ask_for_units(const session::Snapshot& snapshot) {
  UnitsSheet sheet;
  sheet.open = true;
  choose_way(snapshot, sheet, snapshot.workspace->find(Role::communities) != nullptr);
  if (!knows_households(snapshot, sheet.wish.buildings)) sheet.size = 10;
  return sheet;
}

void draw_units_sheet(Ui& ui, const session::Snapshot& snapshot, UnitsSheet& sheet, Outbox& out) {
  if (!sheet.open) return;
  bool closed = false;
  if (!begin_sheet(ui, "units", tr("Make units"), {720, 0}, closed)) return;
  secondary(ui, tr("Units are the small areas that grids are made of: no border between them runs "
                   "through a building. They come as a new layer; undo takes it back."));
  ImGui::Dummy({0, ui.px(8)});
  const float width = ui.px(260);
  const std::array<std::string, 2> ways{tr("Divide communities"), tr("Take areas as they are")};
  int way = sheet.wish.divide ? 0 : 1;
  if (segmented(ui, "units/way", ways, way)) choose_way(snapshot, sheet, way == 0);
  ImGui::Dummy({0, ui.px(4)});
  form_line(ui, sheet.wish.divide ? tr("Communities") : tr("Areas"),
            sheet.wish.divide ? ""
                              : tr("Grids, precincts, older units; gaps and overlaps between "
                                   "them are mended."));
  LayerId chosen = sheet.wish.areas;
  if (layer_choice(ui, "units/areas", snapshot, areas(snapshot, sheet.wish.divide), chosen, false,
                   width)) {
    choose_areas(snapshot, sheet, chosen);
  }
  if (sheet.wish.divide) draw_cuts(ui, snapshot, sheet);
  form_line(ui, tr("Buildings"), tr("Their households and residents are counted in the units."));
  layer_choice(ui, "units/buildings", snapshot, buildings(snapshot, sheet.wish.divide),
               sheet.wish.buildings, true, width);
  if (sheet.wish.divide && sheet.wish.buildings != model::no_layer) {
    draw_blocks(ui, snapshot, sheet, width);
  }
  take_over(snapshot, sheet);
  draw_trial(ui, snapshot, sheet);
  const bool failed = snapshot.units_trial && snapshot.units_trial->wish == sheet.wish &&
                      !snapshot.units_trial->built;
  const Reason reason = sheet.wish.areas == model::no_layer ? tr("Say of which areas.")
                        : failed                            ? tr("It cannot be done like this.")
                                                            : nullptr;
  const bool wanted = answer_sheet(ui, "units", icon::grids, tr("Make units"), reason, closed);
  if (wanted) {
    out.act(sheet.wish);
  } else if (closed) {
    out.act(session::EndUnitsTrial{});
  } else {
    try_out(sheet, out);
  }
  if (closed) sheet.open = false;
  end_sheet(closed);
}

}  // namespace wangge::ui
