#include "ui/incident_chips.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr int most_lines = 3;

/// How many chips of these widths stand on the lines there are, the one for the rest included.
std::size_t that_fit(const std::vector<float>& widths, float room, float gap, float rest) {
  const auto fit = [&](float spared) {
    float x = 0;
    int line = 1;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const float need = widths[i] + (line == most_lines ? spared : 0);
      if (x > 0 && x + gap + need > room) x = 0, ++line;
      if (line > most_lines) return i;
      x += (x > 0 ? gap : 0) + widths[i];
    }
    return widths.size();
  };
  const std::size_t all = fit(0);
  return all == widths.size() ? all : fit(rest + gap);
}

/// The cross of a chip is where its count would stand.
bool draw_condition(Ui& ui, const Condition& condition) {
  return chip(ui, ("chip/" + condition.name).c_str(), condition.text, icon::close, true,
              condition.hint + "\n" + tr("Click to take the condition away."));
}

void draw_rest(Ui& ui, const session::Snapshot& snapshot, const std::vector<Condition>& conditions,
               std::size_t shown, FilterWish& filter, Outbox& out) {
  ImGui::SetNextWindowSize({ui.px(320), 0});
  if (!ImGui::BeginPopup("##more_chips")) return;
  ImGui::PushFont(ui.fonts.small);
  for (std::size_t i = shown; i < conditions.size(); ++i) {
    flow(ui, chip_width(ui, conditions[i].text, icon::close), i == shown);
    if (draw_condition(ui, conditions[i])) filter.ask(snapshot, conditions[i].without, out);
  }
  ImGui::PopFont();
  ImGui::EndPopup();
}

}  // namespace

void draw_incident_chips(Ui& ui, const session::Snapshot& snapshot, ConditionChoice& choice,
                         FilterWish& filter, Outbox& out) {
  const session::SetTicketFilter now = filter.now(snapshot);
  const std::vector<Condition> conditions = conditions_of(now, snapshot);
  ImGui::PushFont(ui.fonts.small);
  const std::string more = trf("{} more…", conditions.size());
  const std::string clear = tr("All tickets");
  std::vector<float> widths{button_width(ui, icon::plus, tr("Condition"))};
  for (const Condition& condition : conditions) {
    widths.push_back(chip_width(ui, condition.text, icon::close));
  }
  if (conditions.size() > 1) widths.push_back(chip_width(ui, clear, ""));
  const std::size_t fit = that_fit(widths, ImGui::GetContentRegionAvail().x, ui.px(6),
                                   chip_width(ui, more, "") + chip_width(ui, clear, ""));
  const std::size_t shown = std::min(conditions.size(), fit - 1);

  if (button(
          ui, "conditions/open", icon::plus, tr("Condition"), Weight::plain,
          tr("Choose which tickets are shown and counted: by class, state, level, place, words"))) {
    choice.opens = true;
  }
  for (std::size_t i = 0; i < shown; ++i) {
    flow(ui, widths[i + 1], false);
    if (draw_condition(ui, conditions[i])) filter.ask(snapshot, conditions[i].without, out);
  }
  if (shown < conditions.size()) {
    const std::string rest = trf("{} more…", conditions.size() - shown);
    flow(ui, chip_width(ui, rest, ""), false);
    if (chip(ui, "chip/more", rest, "", false)) ImGui::OpenPopup("##more_chips");
  }
  if (conditions.size() > 1) {
    flow(ui, chip_width(ui, clear, ""), false);
    if (chip(ui, "chip/clear", clear, "", false, tr("Take all conditions away"))) {
      filter.ask(snapshot, {}, out);
    }
  }
  ImGui::PopFont();
  draw_rest(ui, snapshot, conditions, shown, filter, out);
}

}  // namespace wangge::ui
