#include "ui/check_card.h"

#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr float card_width = 360;
constexpr double least_ground_m = 20;  // round a finding

void go_to(const session::CheckView& check, const analysis::Finding& finding, Outbox& out) {
  if (geo::is_finite(finding.place)) {
    const double length =
        finding.unit == analysis::SizeUnit::square_metres ? std::sqrt(finding.size) : finding.size;
    geo::Box box;
    box.grow(finding.place);
    out.ask(ZoomTo{box.padded(std::clamp(length, least_ground_m, 5000.0))});
  }
  if (finding.row != analysis::no_row) {
    out.act(session::Select{check.layer, {static_cast<std::uint32_t>(finding.row)}});
  }
}

}  // namespace

void draw_check_card(Ui& ui, const session::Snapshot& snapshot, const render::Camera& camera,
                     CheckCardState& state, ImVec2 low, ImVec2 size, Outbox& out) {
  if (!snapshot.check) return;
  const session::CheckView& check = *snapshot.check;
  const auto& findings = *check.findings;
  const float width = std::min(ui.px(card_width), size.x - ui.px(32));
  if (width < ui.px(240)) return;
  std::size_t at = state.at;
  if (state.of != snapshot.check) {
    state = {snapshot.check, 0};
    at = 0;
    go_to(check, findings.front(), out);
  }

  if (geo::is_finite(findings[at].place)) {
    const geo::Point place = camera.screen_from_map(findings[at].place);
    ImDrawList* list = ImGui::GetForegroundDrawList();
    list->PushClipRect(low, {low.x + size.x, low.y + size.y});
    list->AddCircle({low.x + static_cast<float>(place.x), low.y + static_cast<float>(place.y)},
                    ui.px(14), ui.colours->bad, 0, ui.px(3));
    list->PopClipRect();
  }

  // Above the scale bar, growing upwards.
  ImGui::SetNextWindowPos({low.x + ui.px(12), low.y + size.y - ui.px(72)}, ImGuiCond_Always,
                          {0, 1});
  ImGui::SetNextWindowSize({width, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(12)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.colours->raised);
  constexpr auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_AlwaysAutoResize;
  if (ImGui::Begin("##check", nullptr, flags)) {
    const analysis::Finding& finding = findings[at];
    ImGui::PushTextWrapPos(width - ui.px(24));
    ImGui::TextUnformatted(trf("“{}”: {} findings", model::title(*check.checked),
                               with_separators(static_cast<long long>(findings.size())))
                               .c_str());
    ImGui::PushFont(ui.fonts.small);
    secondary(ui, analysis::finding_title(finding.kind));
    ImGui::PopFont();
    std::string sentence = finding.what;
    if (finding.row != analysis::no_row) {
      sentence =
          trf("Row {}, {}: {}", finding.row + 1, check.checked->label(finding.row), finding.what);
    }
    ImGui::TextUnformatted(sentence.c_str());
    ImGui::PopTextWrapPos();
    ImGui::Dummy({0, ui.px(4)});
    const std::size_t last = findings.size() - 1;
    if (button(ui, "check/before", nullptr, tr("Before"), Weight::plain, "",
               at == 0 ? tr("This is the first one.") : nullptr)) {
      state.at = at - 1;
    }
    ImGui::SameLine();
    if (button(ui, "check/next", nullptr, tr("Next"), Weight::primary, "",
               at == last ? tr("This is the last one.") : nullptr)) {
      state.at = at + 1;
    }
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextDisabled("%s", trf("{} of {}", at + 1, findings.size()).c_str());
    ImGui::SameLine(width - ui.px(12 + 28));
    if (icon_button(ui, "check/close", icon::close, tr("Close"))) out.act(session::DismissCheck{});
    if (state.at != at) go_to(check, findings[state.at], out);
  }
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

}  // namespace wangge::ui
