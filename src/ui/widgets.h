#pragma once

#include <span>
#include <string>

#include "ui/ui.h"

namespace wangge::ui {

// The controls the panels are made of, so that all look and explain themselves alike. Each notes
// its rectangle under its name for tests. Names are hidden ImGui ids ("toolbar/undo"), texts are
// shown.

/// Notes the last ImGui item as the control `name`.
void note(Ui& ui, const char* name);
/// A hover text for the last item; shown for disabled ones too. Empty: none.
void explain(const Ui& ui, const std::string& text);

/// Why a control cannot be used now; nullptr: it can.
using Reason = const char*;

enum class Weight { plain, primary, quiet };
/// Text with an optional icon. `reason` greys it out and says why on hover.
bool button(Ui& ui, const char* name, const char* icon, const std::string& text, Weight weight,
            const std::string& hint, Reason reason = nullptr, float width = 0);
/// The width such a button takes.
float button_width(const Ui& ui, const char* icon, const std::string& text);
/// A square icon that always has a hover text.
bool icon_button(Ui& ui, const char* name, const char* icon, const std::string& hint,
                 bool on = false, Reason reason = nullptr);
/// One of a few, side by side, over the full width or `width`. Returns true on a change.
///
/// reasons  one a text: why it cannot be chosen now, or nullptr; none at all: each can
bool segmented(Ui& ui, const char* name, std::span<const std::string> texts, int& chosen,
               float width = 0, std::span<const Reason> reasons = {});
/// A value that can be switched on and off, with its count; flows to the next line by itself when
/// drawn between begin_flow and end_flow.
bool chip(Ui& ui, const char* name, const std::string& text, const std::string& count, bool on,
          const std::string& hint = {});
/// Places the next item of `width` on this line, or on the next where it does not fit.
void flow(Ui& ui, float width, bool first);
/// The width a chip will take.
float chip_width(const Ui& ui, const std::string& text, const std::string& count);

/// A number in [least, most] on a track with a knob, its text (a printf format) at the right end.
/// returns  true when the hand lets go of a changed value; `value` follows the hand meanwhile
bool slider(Ui& ui, const char* name, const char* format, float& value, float least, float most,
            bool logarithmic, const std::string& hint, float width);

void panel_title(const Ui& ui, const std::string& text);
/// A heading inside a panel with a hairline above.
void section(const Ui& ui, const std::string& text, const std::string& hint = {});
/// Secondary text, wrapped.
void secondary(const Ui& ui, const std::string& text);
/// Text at the right end of the cell or line; grey if secondary.
void right_aligned(const std::string& text);
/// Text that is cut with "…" where it is wider than `width` and then shown whole on hover.
void fitted(const Ui& ui, const std::string& text, float width);
/// `text` shortened with "…" to `width`.
std::string shortened(const std::string& text, float width);
/// A big number with its name above.
void figure(const Ui& ui, const std::string& label, const std::string& number,
            const std::string& unit, const std::string& hint, float width);
/// A bar for a share in [-1, 1] about a centre line, with the tolerance band shaded.
void deviation_bar(const Ui& ui, float share, float tolerance, ImVec2 size);
/// A combo box over texts; a text that has no room is shortened and whole on hover. Returns true on
/// a change.
///
/// reasons  as of segmented
bool choice(Ui& ui, const char* name, std::span<const std::string> texts, int& chosen, float width,
            std::span<const Reason> reasons = {});
/// A line of a panel: what is asked at the left, explained on hover; the next item stands behind
/// it. Returns the width that is left for it.
float panel_line(Ui& ui, const std::string& what, const std::string& hint = {});
/// Secondary text in the colour of a warning.
void warning(const Ui& ui, const std::string& text);
/// The sample of a legend: fill, outline and form of a symbol.
void swatch(const model::Symbol& symbol, bool point, bool line, ImVec2 at, ImVec2 size);

/// A strip that is dragged to resize what lies before it (sign 1) or behind it (sign -1).
/// returns  true while the size changes
bool splitter(Ui& ui, const char* name, bool vertical, ImVec2 at, float length, float sign,
              float& size, float least, float most);

void hairline(const Ui& ui, ImVec2 from, ImVec2 to);

}  // namespace wangge::ui
