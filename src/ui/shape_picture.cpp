#include "ui/shape_picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/widgets.h"

namespace wangge::ui {

double like_a_rectangle(double polsby_popper) {
  if (!(polsby_popper > 0)) return 1;
  // Of a rectangle 1 : r the score is πr / (1 + r)²; solved for r ≥ 1.
  const double k = std::numbers::pi / polsby_popper;
  if (k <= 4) return 1;
  const double b = k - 2;
  return (b + std::sqrt(b * b - 4)) / 2;
}

void draw_shape_picture(Ui& ui, const analysis::Compactness& shape) {
  if (!(shape.polsby_popper > 0)) return;
  const Palette& p = *ui.colours;
  const double ratio = like_a_rectangle(shape.polsby_popper);
  const float room = ui.px(56), height = ui.px(22);
  const double most = std::min(ratio, 12.0);
  // The same ground for every ratio, as far as it fits.
  const auto wide = std::min(room, static_cast<float>(ui.px(18) * std::sqrt(most)));
  const float tall = std::max(ui.px(2), wide / static_cast<float>(most));
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 at{low.x, low.y + (height - tall) / 2};
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (ratio <= 1 && shape.polsby_popper > 0.9) {
    list->AddCircleFilled({low.x + ui.px(10), low.y + height / 2}, ui.px(10), p.accent_soft);
    list->AddCircle({low.x + ui.px(10), low.y + height / 2}, ui.px(10), p.accent);
  } else {
    list->AddRectFilled(at, {at.x + wide, at.y + tall}, p.accent_soft);
    list->AddRect(at, {at.x + wide, at.y + tall}, p.accent);
  }
  const std::string text = ratio <= 1 ? std::string(tr("as compact as a square or better"))
                                      : trf("as compact as a rectangle 1 : {:.1f}", ratio);
  list->AddText({low.x + room + ui.px(8), low.y + (height - ImGui::GetFontSize()) / 2}, p.text,
                shortened(text, ImGui::GetContentRegionAvail().x - room - ui.px(8)).c_str());
  ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
  explain(ui, trf("Compactness of the grid\nPolsby–Popper {:.3f} (4π × area / perimeter²)\n"
                  "Schwartzberg {:.3f} (its square root)\nReock {:.3f} (against the smallest "
                  "circle around it)\nConvex hull {:.3f} (against its hull)",
                  shape.polsby_popper, shape.schwartzberg, shape.reock, shape.hull));
}

}  // namespace wangge::ui
