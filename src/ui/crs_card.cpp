#include "ui/crs_card.h"

#include <algorithm>

#include "ui/card.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t most_shown = 4;
constexpr float wide = 400;

std::size_t chosen_of(const session::CrsFinding& finding, const CrsCardState& state) {
  const auto found = state.chosen.find(finding.number);
  const std::size_t last = finding.ranking->ranked.size() - 1;
  return found == state.chosen.end() ? 0 : std::min(found->second, last);
}

/// Score, name and words in one row that can be chosen; true when it was.
bool draw_hypothesis(Ui& ui, const analysis::RankedCrs& one, const std::string& name, bool chosen,
                     float width) {
  const Palette& p = *ui.colours;
  const float height = ui.px(46), figure_width = ui.px(40);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high{low.x + width, low.y + height};
  const bool pressed = ImGui::InvisibleButton(name.c_str(), {width, height});
  note(ui, name.c_str());
  explain(ui, analysis::evidence_in_words(one));
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (chosen || ImGui::IsItemHovered()) {
    list->AddRectFilled(low, high, chosen ? p.accent_soft : p.window, ui.px(6));
  }
  const std::string score = fmt::format("{:.0f}", one.score);
  list->AddText({low.x + figure_width - ImGui::CalcTextSize(score.c_str()).x, low.y + ui.px(4)},
                chosen ? p.accent : p.text, score.c_str());
  const float x = low.x + figure_width + ui.px(12), room = width - figure_width - ui.px(24);
  list->AddText({x, low.y + ui.px(4)}, p.text,
                shortened(analysis::crs_in_words(one.crs), room).c_str());
  ImGui::PushFont(ui.fonts.small);
  std::string words = analysis::score_in_words(one.score);
  if (one.as_read) words += std::string(" ") + tr("(as read)");
  list->AddText({x, low.y + ui.px(24)}, p.secondary, words.c_str());
  ImGui::PopFont();
  const float bar = figure_width - ui.px(6);
  const ImVec2 track{low.x + ui.px(6), low.y + ui.px(32)};
  list->AddRectFilled(track, {track.x + bar, track.y + ui.px(4)}, p.line, ui.px(2));
  list->AddRectFilled(track,
                      {track.x + bar * static_cast<float>(std::clamp(one.score / 100, 0.0, 1.0)),
                       track.y + ui.px(4)},
                      chosen ? p.accent : p.secondary, ui.px(2));
  return pressed;
}

std::string heading(const session::CrsFinding& finding) {
  if (finding.before) return trf("“{}” was placed anew", finding.title);
  if (finding.layer == model::no_layer) {
    return trf("Which coordinate system is “{}” in?", finding.title);
  }
  return trf("“{}” may be in another coordinate system", finding.title);
}

void draw_buttons(Ui& ui, const session::CrsFinding& finding, const analysis::RankedCrs& chosen,
                  Outbox& out) {
  if (finding.before) {
    if (button(ui, "crs/keep", icon::check, tr("Keep it so"), Weight::primary, "")) {
      out.act(session::DismissCrsFinding{finding.number});
    }
    ImGui::SameLine();
    if (button(ui, "crs/back", icon::undo, tr("Put it back"), Weight::plain,
               trf("As it was read: {}", analysis::crs_in_words(*finding.before)))) {
      out.act(session::ApplyCrs{finding.number, *finding.before});
    }
    return;
  }
  const char* reason = chosen.as_read ? tr("The layer is read so already.") : nullptr;
  if (button(ui, "crs/apply", icon::check, tr("Apply"), Weight::primary,
             tr("Reads the file's numbers so; can be put back"), reason)) {
    out.act(session::ApplyCrs{finding.number, chosen.crs});
  }
  ImGui::SameLine();
  const char* leave = finding.layer == model::no_layer ? tr("Do not open") : tr("Leave as it is");
  if (button(ui, "crs/leave", nullptr, leave, Weight::plain, "")) {
    out.act(session::DismissCrsFinding{finding.number});
  }
}

}  // namespace

const analysis::RankedCrs* shown_hypothesis(const session::Snapshot& snapshot,
                                            const CrsCardState& state) {
  if (snapshot.crs_findings.empty()) return nullptr;
  const session::CrsFinding& finding = snapshot.crs_findings.front();
  if (finding.before || finding.ranking->ranked.empty()) return nullptr;
  return &finding.ranking->ranked[chosen_of(finding, state)];
}

void draw_crs_card(Ui& ui, const session::Snapshot& snapshot, CrsCardState& state, ImVec2 low,
                   ImVec2 size, Outbox& out) {
  if (snapshot.crs_findings.empty()) return;
  const session::CrsFinding& finding = snapshot.crs_findings.front();
  const auto& ranked = finding.ranking->ranked;
  const float width = card_width(ui, wide, size);
  if (ranked.empty() || width <= 0) return;
  const std::size_t chosen = chosen_of(finding, state);

  if (begin_card(ui, "##crs", low, size, width)) {
    const float inside = width - ui.px(24);
    paragraph(heading(finding));
    if (!finding.before) {
      ImGui::PushFont(ui.fonts.small);
      secondary(ui, analysis::verdict_in_words(*finding.ranking));
      ImGui::PopFont();
      ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(2)});
      for (std::size_t i = 0; i < std::min(most_shown, ranked.size()); ++i) {
        const std::string name = "crs/hypothesis/" + std::to_string(i);
        if (!draw_hypothesis(ui, ranked[i], name, i == chosen, inside)) continue;
        state.chosen[finding.number] = i;
        if (!ranked[i].extent.is_empty()) out.ask(ZoomTo{ranked[i].extent});
      }
      ImGui::PopStyleVar();
      const std::string evidence = analysis::evidence_in_words(ranked[chosen]);
      if (!evidence.empty()) {
        ImGui::PushFont(ui.fonts.small);
        secondary(ui, evidence);
        ImGui::PopFont();
      }
    }
    ImGui::Dummy({0, ui.px(4)});
    draw_buttons(ui, finding, ranked[chosen], out);
  }
  end_card();
}

}  // namespace wangge::ui
