#include "ui/widgets.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "ui/line_breaks.h"

namespace wangge::ui {
namespace {

ImVec2 operator+(ImVec2 a, ImVec2 b) { return {a.x + b.x, a.y + b.y}; }

struct Face {
  ImU32 fill, border, text;
};

Face face_of(const Palette& p, Weight weight, bool hovered, bool held) {
  if (weight == Weight::primary) {
    return {hovered && !held ? with_alpha(p.accent, 225) : p.accent, 0, p.on_accent};
  }
  const ImU32 fill = held                      ? p.accent_soft
                     : hovered                 ? p.window
                     : weight == Weight::quiet ? 0
                                               : p.panel;
  return {fill, weight == Weight::quiet ? 0 : p.line_strong, p.text};
}

/// An invisible button with the state needed to paint it.
struct Press {
  bool clicked, hovered, held;
};
Press press(Ui& ui, const char* name, ImVec2 size, Reason reason) {
  ImGui::BeginDisabled(reason != nullptr);
  const bool clicked = ImGui::InvisibleButton(name, size);
  ImGui::EndDisabled();
  note(ui, name);
  return {clicked, reason == nullptr && ImGui::IsItemHovered(),
          reason == nullptr && ImGui::IsItemActive()};
}

void paint_box(const Ui& ui, ImVec2 low, ImVec2 high, const Face& face, float rounding) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (face.fill != 0) list->AddRectFilled(low, high, face.fill, ui.px(rounding));
  if (face.border != 0) list->AddRect(low, high, face.border, ui.px(rounding));
}

}  // namespace

void note(Ui& ui, const char* name) {
  if (ui.drawn == nullptr) return;
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  (*ui.drawn)[name] = {low.x, low.y, high.x, high.y};
}

void explain(const Ui& ui, const std::string& text) {
  if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(7)});
  ImGui::BeginTooltip();
  ImGui::PushFont(ui.fonts.small);
  paragraph(text, ui.px(310));
  ImGui::PopFont();
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

bool button(Ui& ui, const char* name, const char* icon, const std::string& text, Weight weight,
            const std::string& hint, Reason reason, float width) {
  const float pad = ui.px(10), gap = icon != nullptr && !text.empty() ? ui.px(6) : 0;
  const float icon_width = icon == nullptr ? 0 : ImGui::CalcTextSize(icon).x;
  const float text_width = ImGui::CalcTextSize(text.c_str()).x;
  const float content = icon_width + gap + text_width;
  const ImVec2 size{width > 0 ? width : content + 2 * pad, ui.px(28)};
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Press state = press(ui, name, size, reason);
  Face face = face_of(*ui.colours, weight, state.hovered, state.held);
  if (reason != nullptr) {
    face.text = ui.colours->disabled;
    if (weight != Weight::quiet) face.border = ui.colours->line, face.fill = 0;
  }
  paint_box(ui, low, low + size, face, 6);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = low.y + std::floor((size.y - ImGui::GetFontSize()) / 2);
  // Quiet buttons over a whole column read as a list.
  const bool as_list = weight == Weight::quiet && width > 0;
  float x = low.x + (as_list ? pad : std::max(ui.px(4), std::floor((size.x - content) / 2)));
  if (icon != nullptr) list->AddText({x, y}, face.text, icon);
  x += icon_width + gap;
  const std::string shown = shortened(text, low.x + size.x - ui.px(4) - x);
  list->AddText({x, y}, face.text, shown.c_str());
  explain(ui, reason != nullptr ? reason : shown != text && hint.empty() ? text : hint);
  return state.clicked;
}

float button_width(const Ui& ui, const char* icon, const std::string& text) {
  const float gap = icon != nullptr && !text.empty() ? ui.px(6) : 0;
  const float icon_width = icon == nullptr ? 0 : ImGui::CalcTextSize(icon).x;
  return icon_width + gap + ImGui::CalcTextSize(text.c_str()).x + 2 * ui.px(10);
}

bool icon_button(Ui& ui, const char* name, const char* icon, const std::string& hint, bool on,
                 Reason reason) {
  const ImVec2 size{ui.px(28), ui.px(28)};
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Press state = press(ui, name, size, reason);
  Face face = face_of(*ui.colours, Weight::quiet, state.hovered, state.held);
  if (on) face = {ui.colours->accent_soft, 0, ui.colours->accent};
  if (reason != nullptr) face.text = ui.colours->disabled;
  paint_box(ui, low, low + size, face, 6);
  const ImVec2 glyph = ImGui::CalcTextSize(icon);
  ImGui::GetWindowDrawList()->AddText({low.x + std::floor((size.x - glyph.x) / 2),
                                       low.y + std::floor((size.y - ImGui::GetFontSize()) / 2)},
                                      face.text, icon);
  explain(ui, reason != nullptr ? hint + "\n" + reason : hint);
  return state.clicked;
}

bool segmented(Ui& ui, const char* name, std::span<const std::string> texts, int& chosen,
               float width, std::span<const Reason> reasons) {
  const float pad = ui.px(12), height = ui.px(28);
  float natural = 0;
  for (const auto& text : texts) natural = std::max(natural, ImGui::CalcTextSize(text.c_str()).x);
  const auto count = static_cast<float>(texts.size());
  const float each = width > 0 ? std::floor(width / count) : natural + 2 * pad;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, low + ImVec2{each * count, height}, ui.colours->window, ui.px(6));
  list->AddRect(low, low + ImVec2{each * count, height}, ui.colours->line, ui.px(6));
  bool changed = false;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ImGui::GetStyle().ItemSpacing.y});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) ImGui::SameLine();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string id = std::string(name) + "/" + std::to_string(i);
    const Reason reason = i < reasons.size() ? reasons[i] : nullptr;
    const Press state = press(ui, id.c_str(), {each, height}, reason);
    const bool on = chosen == static_cast<int>(i);
    if (on) {
      paint_box(ui, at + ImVec2{2, 2}, at + ImVec2{each - 2, height - 2},
                {ui.colours->accent_soft, 0, 0}, 5);
    } else if (state.hovered) {
      paint_box(ui, at + ImVec2{2, 2}, at + ImVec2{each - 2, height - 2}, {ui.colours->line, 0, 0},
                5);
    }
    const std::string shown = shortened(texts[i], each - ui.px(6));
    const float text_width = ImGui::CalcTextSize(shown.c_str()).x;
    list->AddText({at.x + std::floor((each - text_width) / 2),
                   at.y + std::floor((height - ImGui::GetFontSize()) / 2)},
                  reason != nullptr ? ui.colours->disabled
                  : on              ? ui.colours->accent
                                    : ui.colours->text,
                  shown.c_str());
    explain(ui, reason != nullptr ? reason : shown != texts[i] ? texts[i] : std::string());
    if (state.clicked && !on) chosen = static_cast<int>(i), changed = true;
  }
  ImGui::PopStyleVar();
  return changed;
}

bool slider(Ui& ui, const char* name, const char* format, float& value, float least, float most,
            bool logarithmic, const std::string& hint, float width) {
  char text[64], longest[64];
  std::snprintf(text, sizeof text, format, static_cast<double>(value));
  std::snprintf(longest, sizeof longest, format, static_cast<double>(most));
  const float text_width = ImGui::CalcTextSize(longest).x, knob = ui.px(7);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float height = ui.px(28), left = low.x + knob,
              right = low.x + width - text_width - ui.px(10) - knob;
  ImGui::InvisibleButton(name, {width, height});
  note(ui, name);
  explain(ui, ImGui::IsItemActive() ? std::string() : hint);
  const auto share_of = [&](float v) {
    return logarithmic ? std::log(v / least) / std::log(most / least)
                       : (v - least) / (most - least);
  };
  if (ImGui::IsItemActive()) {
    const float share = std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.0F, 1.0F);
    const float exact =
        logarithmic ? least * std::pow(most / least, share) : least + share * (most - least);
    // Two digits are what a hand can set.
    const float step = std::pow(10.0F, std::floor(std::log10(exact)) - 1);
    value = std::clamp(std::round(exact / step) * step, least, most);
  }
  const float y = low.y + height / 2,
              x = left + share_of(std::clamp(value, least, most)) * (right - left);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({left, y - ui.px(2)}, {right, y + ui.px(2)}, ui.colours->line, ui.px(2));
  list->AddRectFilled({left, y - ui.px(2)}, {x, y + ui.px(2)}, ui.colours->accent, ui.px(2));
  list->AddCircleFilled({x, y}, knob, ui.colours->panel);
  list->AddCircle({x, y}, knob, ui.colours->accent, 0, ui.px(2));
  list->AddText({low.x + width - ImGui::CalcTextSize(text).x, y - ImGui::GetFontSize() / 2},
                ui.colours->text, text);
  return ImGui::IsItemDeactivated();
}

float chip_width(const Ui& ui, const std::string& text, const std::string& count) {
  const float gap = count.empty() ? 0 : ui.px(6) + ImGui::CalcTextSize(count.c_str()).x;
  return std::min(ImGui::CalcTextSize(text.c_str()).x, ui.px(170)) + gap + ui.px(20);
}

bool chip(Ui& ui, const char* name, const std::string& text, const std::string& count, bool on,
          const std::string& hint) {
  const ImVec2 size{chip_width(ui, text, count), ui.px(26)};
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Press state = press(ui, name, size, nullptr);
  const Palette& p = *ui.colours;
  paint_box(ui, low, low + size,
            {on              ? p.accent_soft
             : state.hovered ? p.window
                             : p.panel,
             on ? p.accent : p.line_strong, 0},
            13);
  const std::string shown = shortened(text, ui.px(170));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = low.y + std::floor((size.y - ImGui::GetFontSize()) / 2);
  list->AddText({low.x + ui.px(10), y}, on ? p.accent : p.text, shown.c_str());
  if (!count.empty()) {
    const float x = low.x + size.x - ui.px(10) - ImGui::CalcTextSize(count.c_str()).x;
    list->AddText({x, y}, on ? p.accent : p.secondary, count.c_str());
  }
  explain(ui, shown != text && hint.empty() ? text : hint);
  return state.clicked;
}

void flow(Ui& ui, float width, bool first) {
  if (first) return;
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
  const float gap = ui.px(6);
  if (ImGui::GetItemRectMax().x + gap + width <= right) ImGui::SameLine(0, gap);
}

void panel_title(const Ui& ui, const std::string& text) {
  ImGui::PushFont(ui.fonts.title);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopFont();
}

void section(const Ui& ui, const std::string& text, const std::string& hint) {
  ImGui::Dummy({0, ui.px(4)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  hairline(ui, at, {at.x + ImGui::GetContentRegionAvail().x, at.y});
  ImGui::Dummy({0, ui.px(4)});
  ImGui::PushFont(ui.fonts.small);
  ImGui::TextDisabled("%s", text.c_str());
  explain(ui, hint);
  ImGui::PopFont();
}

void secondary(const Ui& ui, const std::string& text) {
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  paragraph(text);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void right_aligned(const std::string& text) {
  const float free = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(text.c_str()).x;
  if (free > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + free);
  ImGui::TextUnformatted(text.c_str());
}

std::string shortened(const std::string& text, float width) {
  const auto wide = [](const std::string& s) { return ImGui::CalcTextSize(s.c_str()).x; };
  if (wide(text) <= width) return text;
  std::string cut = text;
  while (!cut.empty() && wide(cut + "…") > width) {
    while (!cut.empty() && (cut.back() & 0xC0) == 0x80) cut.pop_back();
    if (!cut.empty()) cut.pop_back();
  }
  return cut + "…";
}

void fitted(const Ui& ui, const std::string& text, float width) {
  const std::string shown = shortened(text, width);
  ImGui::TextUnformatted(shown.c_str());
  if (shown != text) explain(ui, text);
}

void figure(const Ui& ui, const std::string& label, const std::string& number,
            const std::string& unit, const std::string& hint, float width) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 size{width, ui.px(58)};
  ImGui::Dummy(size);
  explain(ui, hint);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float inner = width - ui.px(16);
  list->AddRectFilled(low, low + size, ui.colours->window, ui.px(6));
  ImGui::PushFont(ui.fonts.small);
  list->AddText(low + ImVec2{ui.px(8), ui.px(7)}, ui.colours->secondary,
                shortened(label, inner).c_str());
  ImGui::PopFont();
  ImGui::PushFont(ui.fonts.title);
  const float number_width = ImGui::CalcTextSize(number.c_str()).x;
  list->AddText(low + ImVec2{ui.px(8), ui.px(29)}, ui.colours->text, number.c_str());
  ImGui::PopFont();
  if (unit.empty()) return;
  ImGui::PushFont(ui.fonts.small);
  list->AddText(low + ImVec2{ui.px(8) + number_width + ui.px(4), ui.px(34)}, ui.colours->secondary,
                shortened(unit, inner - number_width - ui.px(4)).c_str());
  ImGui::PopFont();
}

void deviation_bar(const Ui& ui, float share, float tolerance, ImVec2 size) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImGui::Dummy(size);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float centre = low.x + size.x / 2, half = size.x / 2;
  const float band = std::min(tolerance, 1.0F) * half;
  const float top = low.y + std::floor(size.y / 2) - ui.px(5), bottom = top + ui.px(10);
  list->AddRectFilled({centre - band, top}, {centre + band, bottom}, ui.colours->line, 0);
  const float end = centre + std::clamp(share, -1.0F, 1.0F) * half;
  const ImU32 fill = std::abs(share) <= tolerance ? ui.colours->good : ui.colours->warn;
  list->AddRectFilled({std::min(centre, end), top + ui.px(2)},
                      {std::max(centre, end), bottom - ui.px(2)}, fill, ui.px(1));
  list->AddLine({centre, top - ui.px(1)}, {centre, bottom + ui.px(1)}, ui.colours->secondary);
}

bool choice(Ui& ui, const char* name, std::span<const std::string> texts, int& chosen, float width,
            std::span<const Reason> reasons) {
  bool changed = false;
  ImGui::SetNextItemWidth(width);
  const bool known = chosen >= 0 && chosen < static_cast<int>(texts.size());
  const std::string whole = known ? texts[static_cast<std::size_t>(chosen)] : "—";
  const float room = width - ImGui::GetFrameHeight() - 2 * ImGui::GetStyle().FramePadding.x;
  const std::string shown = shortened(whole, room);
  const std::string id = std::string("##") + name;
  const bool opened = ImGui::BeginCombo(id.c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge);
  note(ui, name);
  if (opened) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      const Reason reason = i < reasons.size() ? reasons[i] : nullptr;
      if (ImGui::Selectable(texts[i].c_str(), chosen == static_cast<int>(i),
                            reason != nullptr ? ImGuiSelectableFlags_Disabled : 0)) {
        changed = chosen != static_cast<int>(i);
        chosen = static_cast<int>(i);
      }
      note(ui, (std::string(name) + "/" + std::to_string(i)).c_str());
      if (reason != nullptr) explain(ui, reason);
      ImGui::PopID();
    }
    ImGui::EndCombo();
  } else if (shown != whole) {
    explain(ui, whole);
  }
  return changed;
}

float panel_line(Ui& ui, const std::string& what, const std::string& hint) {
  const float left = ui.px(76), begin = ImGui::GetCursorPosX();
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  ImGui::AlignTextToFramePadding();
  fitted(ui, what, left - ui.px(8));
  ImGui::PopStyleColor();
  explain(ui, hint);
  ImGui::SameLine(begin + left);
  return ImGui::GetContentRegionAvail().x;
}

void warning(const Ui& ui, const std::string& text) {
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->warn);
  paragraph(text);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void swatch(const model::Symbol& symbol, bool point, bool line, ImVec2 at, ImVec2 size) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 centre{at.x + size.x / 2, at.y + size.y / 2};
  const ImU32 fill = to_imgui(symbol.fill), outline = to_imgui(symbol.outline);
  if (line) {
    const float y = std::floor(centre.y);
    if (symbol.casing_px > 0) {
      list->AddLine({at.x, y}, {at.x + size.x, y}, to_imgui(symbol.casing), symbol.casing_px);
    }
    list->AddLine({at.x, y}, {at.x + size.x, y}, outline, std::max(1.0F, symbol.outline_px));
    return;
  }
  if (!point) {
    list->AddRectFilled(at, at + size, fill, 2);
    if (symbol.outline_px > 0) list->AddRect(at, at + size, outline, 2);
    return;
  }
  const float r = size.y * 0.46F, width = std::max(1.0F, symbol.outline_px);
  switch (symbol.marker) {
    case model::Marker::circle:
      list->AddCircleFilled(centre, r, fill);
      list->AddCircle(centre, r, outline, 0, width);
      break;
    case model::Marker::triangle:
      list->AddTriangleFilled({centre.x, centre.y - r}, {centre.x + r, centre.y + r * 0.8F},
                              {centre.x - r, centre.y + r * 0.8F}, fill);
      list->AddTriangle({centre.x, centre.y - r}, {centre.x + r, centre.y + r * 0.8F},
                        {centre.x - r, centre.y + r * 0.8F}, outline, width);
      break;
    case model::Marker::square:
      list->AddRectFilled({centre.x - r, centre.y - r}, {centre.x + r, centre.y + r}, fill);
      list->AddRect({centre.x - r, centre.y - r}, {centre.x + r, centre.y + r}, outline, 0, 0,
                    width);
      break;
    case model::Marker::diamond:
      list->AddQuadFilled({centre.x, centre.y - r}, {centre.x + r, centre.y},
                          {centre.x, centre.y + r}, {centre.x - r, centre.y}, fill);
      list->AddQuad({centre.x, centre.y - r}, {centre.x + r, centre.y}, {centre.x, centre.y + r},
                    {centre.x - r, centre.y}, outline, width);
      break;
  }
}

bool splitter(Ui& ui, const char* name, bool vertical, ImVec2 at, float length, float sign,
              float& size, float least, float most) {
  const float grip = ui.px(6);
  const ImVec2 low = vertical ? ImVec2{at.x - grip / 2, at.y} : ImVec2{at.x, at.y - grip / 2};
  const ImVec2 room = vertical ? ImVec2{grip, length} : ImVec2{length, grip};
  // A window of its own: it lies over the panels on both sides, which would take the mouse.
  ImGui::SetCursorScreenPos(low);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::BeginChild((std::string("##") + name).c_str(), room, false, ImGuiWindowFlags_NoScrollbar);
  ImGui::InvisibleButton(name, room);
  note(ui, name);
  const bool active = ImGui::IsItemActive();
  const bool lit = active || ImGui::IsItemHovered();
  if (lit) ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  const ImVec2 end = vertical ? ImVec2{at.x, at.y + length} : ImVec2{at.x + length, at.y};
  ImGui::GetWindowDrawList()->AddLine(at, end, lit ? ui.colours->accent : ui.colours->line,
                                      lit ? 2.0F : 1.0F);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  if (!active) return false;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  size = std::clamp(size + sign * (vertical ? moved.x : moved.y) / ui.scale, least, most);
  return true;
}

void hairline(const Ui& ui, ImVec2 from, ImVec2 to) {
  ImGui::GetWindowDrawList()->AddLine(from, to, ui.colours->line);
}

}  // namespace wangge::ui
