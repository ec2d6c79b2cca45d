#include "ui/check_card.h"

#include <algorithm>
#include <cmath>

#include "ui/card.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/on_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr float wide = 360;
constexpr double least_ground_m = 20;  // round a finding

using Findings = std::vector<analysis::Finding>;

const Findings& findings_of(const session::CheckView& check, const CheckCardState& state) {
  return check.mended && state.done ? check.mended->mended : *check.findings;
}

/// Whether anything is wrong with the layer; else the findings are only to be known.
bool any_fault(const session::CheckView& check) {
  return std::ranges::any_of(*check.findings, analysis::is_fault);
}

std::string title_of(const session::CheckView& check, std::size_t findings) {
  const std::string title = check.plan ? std::string(tr("The plan")) : model::title(*check.checked);
  const std::string count = with_separators(static_cast<long long>(findings));
  if (check.mended) return trf("“{}” after mending", title);
  return any_fault(check) ? trf("“{}”: {} findings", title, count)
                          : trf("“{}”: {} to look at", title, count);
}

void go_to(const session::CheckView& check, const CheckCardState& state, Outbox& out) {
  const Findings& findings = findings_of(check, state);
  if (state.at >= findings.size()) return;
  const analysis::Finding& finding = findings[state.at];
  if (!finding.box.is_empty()) {
    out.ask(ZoomTo{finding.box});
  } else if (geo::is_finite(finding.place)) {
    const double length =
        finding.unit == analysis::SizeUnit::square_metres ? std::sqrt(finding.size) : finding.size;
    geo::Box box;
    box.grow(finding.place);
    out.ask(ZoomTo{box.padded(std::clamp(length, least_ground_m, 5000.0))});
  }
  // What was done counts rows as they were before; some may be gone.
  if (check.plan) {
    if (finding.units.empty()) return out.act(session::ClearSelection{});
    out.act(session::Select{check.layer, finding.units});
  } else if (finding.row != analysis::no_row && !state.done) {
    out.act(session::Select{check.layer, {static_cast<std::uint32_t>(finding.row)}});
  }
}

void describe(const Ui& ui, const session::CheckView& check, const analysis::Finding& finding,
              bool done) {
  ImGui::PushFont(ui.fonts.small);
  secondary(ui, analysis::finding_title(finding.kind));
  ImGui::PopFont();
  std::string sentence = finding.what;
  if (check.plan && finding.row != analysis::no_row) {
    const model::GridIndex grid{static_cast<std::uint32_t>(finding.row)};
    sentence = trf("{}: {}", analysis::grid_name(*check.plan, grid), finding.what);
  } else if (finding.row != analysis::no_row) {
    sentence = done ? trf("Row {}: {}", finding.row + 1, finding.what)
                    : trf("Row {}, {}: {}", finding.row + 1, check.checked->label(finding.row),
                          finding.what);
  }
  paragraph(sentence);
  const std::string advice = analysis::finding_advice(finding.kind);
  if (!done && !advice.empty()) secondary(ui, advice);
}

void draw_steps(Ui& ui, CheckCardState& state, std::size_t count) {
  const std::size_t at = state.at;
  if (button(ui, "check/before", nullptr, tr("Before"), Weight::plain, "",
             at == 0 ? tr("This is the first one.") : nullptr)) {
    state.at = at - 1;
  }
  ImGui::SameLine();
  if (button(ui, "check/next", nullptr, tr("Next"), Weight::plain, "",
             at + 1 >= count ? tr("This is the last one.") : nullptr)) {
    state.at = at + 1;
  }
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextDisabled("%s", trf("{} of {}", std::min(at + 1, count), count).c_str());
}

/// What there was, what became of it, and the balance.
void draw_report(Ui& ui, const session::CheckView& check, CheckCardState& state, float width) {
  const analysis::MendReport& report = *check.mended;
  ImGui::PushFont(ui.fonts.small);
  if (report.coverage) {
    for (const auto& [name, area] : analysis::balance_lines(report)) {
      ImGui::TextDisabled("%s", name.c_str());
      ImGui::SameLine();
      ImGui::SetCursorPosX(ui.px(12) + width - ImGui::CalcTextSize(area.c_str()).x);
      ImGui::TextUnformatted(area.c_str());
    }
  }
  ImGui::PopFont();
  ImGui::Dummy({0, ui.px(4)});
  const std::string lists[] = {trf("Left: {}", report.left.size()),
                               trf("Mended: {}", report.mended.size())};
  int shown = state.done ? 1 : 0;
  if (segmented(ui, "check/list", lists, shown, width)) {
    state.done = shown == 1;
    state.at = 0;
  }
}

void draw_mending(Ui& ui, const session::CheckView& check, CheckCardState& state, float width,
                  Outbox& out) {
  ImGui::Dummy({0, ui.px(2)});
  const std::string text = tr("Mend all");
  if (button(ui, "check/mend", nullptr, text, Weight::primary,
             tr("Closes rings, takes out spikes and twins, makes features valid; between features "
                "settles overlaps and fills narrow gaps. Can be undone."))) {
    out.act(session::MendLayer{check.layer, {static_cast<double>(state.gap_width_m)}});
  }
  const bool gaps = std::ranges::any_of(*check.findings, [](const analysis::Finding& finding) {
    return finding.kind == analysis::FindingKind::gap ||
           finding.kind == analysis::FindingKind::overlap;
  });
  if (!gaps) return;
  ImGui::SameLine();
  const float left = ImGui::GetCursorPosX();
  slider(ui, "check/gap_width", tr("gaps up to %.1f m"), state.gap_width_m, 0.1F, 20.0F, true,
         tr("Wider gaps are left open: they may be a lake or a park."), width + ui.px(12) - left);
}

}  // namespace

void draw_check_card(Ui& ui, const session::Snapshot& snapshot, CheckCardState& state, ImVec2 low,
                     ImVec2 size, Outbox& out) {
  if (!snapshot.check) return;
  const session::CheckView& check = *snapshot.check;
  const float width = card_width(ui, wide, size);
  if (width <= 0) return;
  if (state.of != snapshot.check) {
    state.of = snapshot.check;
    state.at = 0;
    state.done = check.findings->empty();
    state.closed = false;
    // What is only to be known leaves the hand and the map where they are.
    if (!check.mended && !check.plan && any_fault(check)) go_to(check, state, out);
  }
  if (state.wanted) {
    state.at = std::min(*state.wanted, check.findings->size());
    state.done = false;
    state.closed = false;
    state.wanted.reset();
    go_to(check, state, out);
  }
  if (state.closed) return;
  const Findings& findings = findings_of(check, state);
  if (begin_card(ui, "##check", low, size, width)) {
    const std::size_t at = state.at;
    const bool done = state.done;
    const float inner = width - ui.px(24);
    ImGui::AlignTextToFramePadding();
    paragraph(title_of(check, findings.size()), inner - ui.px(28 + 8));
    ImGui::SameLine(width - ui.px(12 + 28));
    if (icon_button(ui, "check/close", icon::close, tr("Close"))) {
      state.closed = true;
      if (!check.plan) out.act(session::DismissCheck{});
    }
    if (check.mended) draw_report(ui, check, state, inner);
    const Findings& shown = findings_of(check, state);
    if (state.at < shown.size()) describe(ui, check, shown[state.at], state.done);
    ImGui::Dummy({0, ui.px(4)});
    if (shown.empty()) {
      secondary(ui, check.plan   ? tr("Nothing speaks against the plan.")
                    : state.done ? tr("There was nothing to mend without asking.")
                                 : tr("Nothing is left to mend."));
    } else {
      draw_steps(ui, state, shown.size());
    }
    if (!check.mended && !check.plan && any_fault(check))
      draw_mending(ui, check, state, inner, out);
    if (state.at != at || state.done != done) go_to(check, state, out);
  }
  end_card();
}

void mark_finding(const Ui& ui, const session::Snapshot& snapshot, const CheckCardState& state,
                  const MapState& map, const MapArea& area) {
  if (!snapshot.check || state.of != snapshot.check || state.closed) return;
  const Findings& findings = findings_of(*snapshot.check, state);
  if (state.at >= findings.size() || !geo::is_finite(findings[state.at].place)) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.low, {area.low.x + area.size.x, area.low.y + area.size.y}, true);
  list->AddCircle(on_screen(map, area, findings[state.at].place), ui.px(14),
                  state.done ? ui.colours->good : ui.colours->bad, 0, ui.px(3));
  list->PopClipRect();
}

}  // namespace wangge::ui
