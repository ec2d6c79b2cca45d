#include "ui/map_pictures.h"

namespace wangge::ui {

std::optional<render::HeatDrawing> drawing_of(
    const std::shared_ptr<const session::HeatView>& view) {
  if (!view || !view->surface) return {};
  return render::HeatDrawing{view->surface, view->domain_max, 0.85F, view->legend_title};
}

std::optional<render::AreaDrawing> drawing_of(
    const std::shared_ptr<const session::AreaView>& view) {
  static_assert(session::AreaView::no_class == render::AreaDrawing::no_class);
  if (!view || !view->areas || !view->classes || !view->values) return {};
  render::AreaDrawing drawing;
  drawing.areas = view->areas;
  drawing.classes = view->classes;
  drawing.values = view->values;
  drawing.breaks = view->breaks;
  drawing.measure = view->measure.measure;
  drawing.least_base = view->measure.least_base;
  drawing.legend_title = view->legend_title;
  drawing.note = view->note;
  return drawing;
}

}  // namespace wangge::ui
