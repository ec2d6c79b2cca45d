#include "render/map_scene.h"

#include "render/palette.h"

namespace wangge::render {
namespace {

using model::LayerEntry;
using model::LayerStyle;

LayerStyle single_style(const model::Symbol& symbol) {
  LayerStyle style;
  style.classes.push_back({"", symbol});
  return style;
}

LayerStyle accent_style(const MapInput& input, bool strong) {
  const MapPalette& palette = map_palette(input.theme);
  model::Symbol symbol;
  symbol.fill = palette.accent;
  symbol.fill.a = strong ? 36 : 20;
  symbol.outline = palette.accent;
  symbol.outline_px = strong ? 3 : 2;
  symbol.marker_px = strong ? 14 : 12;
  return single_style(symbol);
}

LayerStyle units_as_grids(const MapInput& input) {
  LayerStyle style;
  const LayerEntry* grids = input.workspace->find(model::Role::grids);
  const LayerEntry* units = input.workspace->find(input.units);
  if (!input.unit_colours || grids == nullptr || units == nullptr) return style;
  style = *grids->style;
  for (model::StyleClass& one : style.classes) {
    one.symbol.outline = units->style->classes[0].symbol.outline;
    one.symbol.outline_px = units->style->classes[0].symbol.outline_px;
    one.symbol.casing_px = 0;
  }
  style.class_of_row = *input.unit_colours;
  return style;
}

std::unique_ptr<Extra> make_extra(std::shared_ptr<const void> source, geo::PackedGeometry geometry,
                                  LayerStyle style) {
  auto extra = std::make_unique<Extra>();
  extra->source = std::move(source);
  extra->geometry = std::move(geometry);
  extra->style = std::move(style);
  extra->style_buffers.set(extra->style);
  extra->drawable = std::make_unique<Drawable>(nullptr, extra->geometry);
  return extra;
}

}  // namespace

void MapScene::refresh(const MapInput& input) {
  for (auto& [layer, drawing] : layers_) drawing->used = false;
  for (const LayerEntry& entry : input.workspace->layers) {
    auto& drawing = layers_[entry.layer.get()];
    if (!drawing) {
      drawing = std::make_unique<LayerDrawing>();
      drawing->layer = entry.layer;
      drawing->drawable = std::make_unique<Drawable>(entry.layer, entry.layer->geometry);
    }
    drawing->used = true;
    if (drawing->style != entry.style) {
      drawing->style = entry.style;
      drawing->style_buffers.set(*entry.style);
    }
  }
  std::erase_if(layers_, [](const auto& one) { return !one.second->used; });
  raster_tiles_.refresh(*input.workspace);
  refresh_selection(input);
  refresh_hover(input);
  refresh_plan(input);
  refresh_areas(input);
}

void MapScene::refresh_selection(const MapInput& input) {
  const auto* picked = input.selection.get();
  const LayerEntry* layer = picked == nullptr ? nullptr : input.workspace->find(picked->layer);
  if (layer == nullptr || picked->rows.empty()) {
    selection_.reset();
  } else if (!selection_ || selection_->source != input.selection) {
    selection_ = make_extra(input.selection, layer->layer->geometry.subset(picked->rows),
                            accent_style(input, true));
  }
}

void MapScene::refresh_hover(const MapInput& input) {
  const LayerEntry* hovered = input.workspace->find(input.hover_layer);
  if (hovered == nullptr || input.hover_row >= hovered->layer->size()) {
    hover_.reset();
    return;
  }
  const std::pair<const model::Layer*, std::uint32_t> at{hovered->layer.get(), input.hover_row};
  if (hover_ && at == hovered_) return;
  const std::uint32_t row[] = {input.hover_row};
  hover_ =
      make_extra(hovered->layer, hovered->layer->geometry.subset(row), accent_style(input, false));
  hovered_ = at;
}

void MapScene::refresh_plan(const MapInput& input) {
  if (!input.plan_borders) {
    plan_borders_.reset();
  } else if (!plan_borders_ || plan_borders_->source != input.plan_borders) {
    const LayerEntry* grids = input.workspace->find(model::Role::grids);
    model::Symbol symbol;
    if (grids != nullptr && !grids->style->classes.empty())
      symbol = grids->style->classes[0].symbol;
    plan_borders_ = make_extra(input.plan_borders, *input.plan_borders, single_style(symbol));
  }
  if (input.unit_colours != unit_colours_ || !unit_buffers_) {
    unit_colours_ = input.unit_colours;
    unit_buffers_ = std::make_unique<StyleBuffers>();
    unit_style_ = units_as_grids(input);
    if (unit_colours_) unit_buffers_->set(unit_style_);
  }
}

void MapScene::refresh_areas(const MapInput& input) {
  if (!input.areas || !input.areas->areas || !input.areas->classes) {
    areas_.reset();
    return;
  }
  if (!areas_ || areas_->areas() != input.areas->areas.get()) {
    areas_ = std::make_unique<AreaLayer>(input.areas->areas);
  }
  areas_->colour(*input.areas, input.theme);
}

std::vector<Drawable*> MapScene::drawables() {
  std::vector<Drawable*> all;
  for (auto& [layer, drawing] : layers_) all.push_back(drawing->drawable.get());
  for (Extra* extra : {selection_.get(), plan_borders_.get()}) {
    if (extra != nullptr) all.push_back(extra->drawable.get());
  }
  if (areas_) all.push_back(&areas_->drawable());
  return all;
}

void MapScene::wait() {
  for (Drawable* one : drawables()) one->wait();
}

MapScene::Packed MapScene::packed() {
  Packed packed;
  for (Drawable* one : drawables()) {
    ++packed.all;
    packed.ready += one->ready() ? 1 : 0;
  }
  return packed;
}

}  // namespace wangge::render
