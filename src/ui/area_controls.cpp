#include "ui/area_controls.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "ui/measure_text.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::BreakMethod;
using session::AreasShown;

constexpr std::size_t most_classes = 9;

std::string text_of(const std::vector<double>& ends) {
  std::string text;
  for (const double end : ends) text += (text.empty() ? "" : ", ") + fmt::format("{:.6g}", end);
  return text;
}

bool draw_bins(Ui& ui, AreaControls& controls, float width) {
  const std::array<std::string, 2> forms{tr("Hexagons"), tr("Squares")};
  int form = controls.wish.of == AreasShown::hexagons ? 0 : 1;
  bool changed = false;
  if (segmented(ui, "areas/form", forms, form, width)) {
    controls.wish.of = form == 0 ? AreasShown::hexagons : AreasShown::squares;
    changed = true;
  }
  auto bin = static_cast<float>(controls.wish.bin_m);
  changed |= slider(ui, "areas/bin", tr("%.0f m wide"), bin, 20, 1000, true,
                    tr("Width of a bin on the ground; it does not change with the zoom."), width);
  controls.wish.bin_m = static_cast<double>(bin);
  return changed;
}

/// The ends that somebody types begin with those that are shown.
bool draw_method(Ui& ui, const session::Snapshot& snapshot, AreaControls& controls, float width) {
  const std::array<std::string, 5> methods{tr("Equally wide"), tr("Equally many (quantiles)"),
                                           tr("Natural breaks"), tr("Standard deviations"),
                                           tr("Ends typed by hand")};
  constexpr int by_hand = 4;
  int chosen = controls.manual ? by_hand : static_cast<int>(controls.wish.method);
  if (!choice(ui, "areas/method", methods, chosen, width)) return false;
  controls.manual = chosen == by_hand;
  controls.wish.ends.clear();
  if (!controls.manual) {
    controls.wish.method = static_cast<BreakMethod>(chosen);
    return true;
  }
  if (snapshot.areas) controls.wish.ends = snapshot.areas->breaks.uppers;
  controls.ends = text_of(controls.wish.ends);
  return !controls.wish.ends.empty();
}

bool draw_ends(Ui& ui, AreaControls& controls, float width) {
  ImGui::SetNextItemWidth(width);
  ImGui::InputTextWithHint("##areas/ends", tr("ends of the classes: 10, 20, 50"), &controls.ends);
  note(ui, "areas/ends");
  if (!ImGui::IsItemDeactivatedAfterEdit()) return false;
  controls.wish.ends = numbers_in(controls.ends);
  return true;
}

bool draw_classes(Ui& ui, AreaControls& controls, float width) {
  auto classes = static_cast<float>(controls.wish.classes);
  const bool changed = slider(ui, "areas/classes", tr("%.0f classes"), classes, 2, most_classes,
                              false, tr("How many colours"), width);
  controls.wish.classes = static_cast<std::size_t>(std::lround(classes));
  return changed;
}

}  // namespace

std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> numbers;
  const char* at = text.c_str();
  while (*at != '\0') {
    char* end = nullptr;
    const double number = std::strtod(at, &end);
    if (end == at) {
      ++at;
    } else {
      if (std::isfinite(number)) numbers.push_back(number);
      at = end;
    }
  }
  std::ranges::sort(numbers);
  return numbers;
}

void refresh(const session::Snapshot& snapshot, AreaControls& controls) {
  if (controls.seen != snapshot.areas) {
    controls.seen = snapshot.areas;
    if (controls.seen) {
      controls.wish = controls.seen->request;
      controls.measure = controls.seen->measure;
      controls.manual = !controls.wish.ends.empty();
    }
  }
  if (controls.seen_table != snapshot.grid_table) {
    controls.seen_table = snapshot.grid_table;
    if (controls.seen_table) controls.measure = controls.seen_table->measure;
  }
}

void draw_measure_choice(Ui& ui, const char* name, AreaControls& controls, float width,
                         Outbox& out) {
  const std::vector<std::string> names = measure_names();
  const auto& measures = all_measures();
  int chosen =
      static_cast<int>(std::ranges::find(measures, controls.measure.measure) - measures.begin());
  if (!choice(ui, name, names, chosen, width)) return;
  controls.measure.measure = measures[static_cast<std::size_t>(chosen)];
  // Ends that were typed for another measure would put everything into one class.
  if (controls.manual) {
    controls.manual = false;
    controls.wish.ends.clear();
    out.act(controls.wish);
  }
  out.act(controls.measure);
}

void draw_area_controls(Ui& ui, const session::Snapshot& snapshot, AreaControls& controls,
                        Outbox& out) {
  ImGui::PushFont(ui.fonts.small);
  const float width = ImGui::GetContentRegionAvail().x;
  draw_measure_choice(ui, "areas/measure", controls, width, out);
  bool changed = false;
  if (controls.wish.of != AreasShown::grids) changed |= draw_bins(ui, controls, width);
  changed |= draw_method(ui, snapshot, controls, width);
  if (controls.manual) {
    changed |= draw_ends(ui, controls, width);
  } else if (controls.wish.method != BreakMethod::deviation) {
    changed |= draw_classes(ui, controls, width);
  }
  ImGui::PopFont();
  if (snapshot.areas && !snapshot.areas->note.empty()) secondary(ui, snapshot.areas->note);
  if (changed) out.act(controls.wish);
}

}  // namespace wangge::ui
