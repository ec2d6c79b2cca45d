#include "ui/theme.h"

#include <algorithm>

namespace wangge::ui {
namespace {

constexpr Palette light{
    colour(0xF3F5F8), colour(0xFFFFFF),     colour(0xFFFFFF),  // window, panel, raised
    colour(0xDFE4EA), colour(0xC3CBD5),                        // line, line_strong
    colour(0x1B2430), colour(0x586575),     colour(0x9AA5B1),  // text, secondary, disabled
    colour(0x1F62C6), colour(0xFFFFFF),     colour(0xE3EDFB),  // accent, on_accent, accent_soft
    colour(0x2E8B57), colour(0xC77D00),     colour(0xC4342D),  // good, warn, bad
    colour(0xF5F2EC), colour(0x1B2430, 40),                    // land, shadow
};
constexpr Palette dark{
    colour(0x0F1621), colour(0x16202D), colour(0x1D2938), colour(0x273446),
    colour(0x3A4A60), colour(0xE7EDF4), colour(0x9AA8BA), colour(0x5F6D80),
    colour(0x5AA2FF), colour(0x0B1420), colour(0x1B3350), colour(0x5CC08A),
    colour(0xE5A93B), colour(0xEF6A62), colour(0x141B24), colour(0x000000, 90),
};

}  // namespace

const Palette& palette(model::Theme theme) { return theme == model::Theme::light ? light : dark; }

void apply_theme(model::Theme theme, float scale) {
  const Palette& p = palette(theme);
  ImGuiStyle style;
  style.WindowPadding = {12, 12};
  style.FramePadding = {8, 5};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.CellPadding = {8, 4};
  style.IndentSpacing = 16;
  style.ScrollbarSize = 10;
  style.GrabMinSize = 12;
  style.WindowRounding = style.PopupRounding = 8;
  style.ChildRounding = 0;
  style.FrameRounding = style.GrabRounding = style.TabRounding = 6;
  style.ScrollbarRounding = 5;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.DisabledAlpha = 0.45F;
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.ScaleAllSizes(scale);
  style.FrameBorderSize = style.PopupBorderSize = std::max(1.0F, static_cast<float>(int(scale)));

  const auto set = [&style](ImGuiCol slot, ImU32 value) {
    style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(value);
  };
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.secondary);
  set(ImGuiCol_WindowBg, p.window);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, p.raised);
  set(ImGuiCol_Border, p.line);
  set(ImGuiCol_BorderShadow, 0);
  set(ImGuiCol_FrameBg, p.panel);
  set(ImGuiCol_FrameBgHovered, p.window);
  set(ImGuiCol_FrameBgActive, p.accent_soft);
  set(ImGuiCol_TitleBg, p.raised);
  set(ImGuiCol_TitleBgActive, p.raised);
  set(ImGuiCol_TitleBgCollapsed, p.raised);
  set(ImGuiCol_MenuBarBg, p.panel);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, p.line);
  set(ImGuiCol_ScrollbarGrabHovered, p.line_strong);
  set(ImGuiCol_ScrollbarGrabActive, p.disabled);
  set(ImGuiCol_CheckMark, p.accent);
  set(ImGuiCol_SliderGrab, p.accent);
  set(ImGuiCol_SliderGrabActive, p.accent);
  set(ImGuiCol_Button, p.panel);
  set(ImGuiCol_ButtonHovered, p.window);
  set(ImGuiCol_ButtonActive, p.accent_soft);
  set(ImGuiCol_Header, p.accent_soft);
  set(ImGuiCol_HeaderHovered, p.window);
  set(ImGuiCol_HeaderActive, p.accent_soft);
  set(ImGuiCol_Separator, p.line);
  set(ImGuiCol_SeparatorHovered, p.accent);
  set(ImGuiCol_SeparatorActive, p.accent);
  set(ImGuiCol_ResizeGrip, 0);
  set(ImGuiCol_ResizeGripHovered, p.line_strong);
  set(ImGuiCol_ResizeGripActive, p.accent);
  set(ImGuiCol_PlotHistogram, p.accent);
  set(ImGuiCol_PlotHistogramHovered, p.accent);
  set(ImGuiCol_TableHeaderBg, p.window);
  set(ImGuiCol_TableBorderStrong, p.line);
  set(ImGuiCol_TableBorderLight, p.line);
  set(ImGuiCol_TableRowBg, 0);
  set(ImGuiCol_TableRowBgAlt, 0);
  set(ImGuiCol_TextSelectedBg, p.accent_soft);
  set(ImGuiCol_DragDropTarget, p.accent);
  set(ImGuiCol_NavHighlight, p.accent);
  set(ImGuiCol_ModalWindowDimBg, colour(0x0B1420, 90));
  ImGui::GetStyle() = style;
}

}  // namespace wangge::ui
