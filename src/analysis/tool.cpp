#include "analysis/tool.h"

#include <algorithm>

#include "analysis/tool_run.h"
#include "analysis/valid_shapes.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

const std::vector<ToolEntry>& entries() {
  static const std::vector<ToolEntry> all{
      buffer_tool(),       reach_tool(),    dissolve_tool(),    clip_tool(),   difference_tool(),
      intersection_tool(), union_tool(),    join_tool(),        count_tool(),  nearest_tool(),
      simplify_tool(),     centroid_tool(), label_point_tool(), measure_tool()};
  return all;
}

const char* kind_name(geo::Kind kind) {
  switch (kind) {
    case geo::Kind::points:
      return tr("points");
    case geo::Kind::lines:
      return tr("lines");
    case geo::Kind::polygons:
      return tr("polygons");
  }
  return "";
}

Result<void> check_input(const Tool& tool, const ToolInput& input, const model::LayerPtr& layer) {
  if (layer == nullptr) {
    if (input.optional) return {};
    return Error{ErrorCode::invalid_argument, tr(input.name),
                 trf("“{}” needs a layer here.", tr(tool.name)),
                 trf("For example: {}", tool.example)};
  }
  const geo::PackedGeometry& geometry = layer->geometry;
  bool found = false;
  for (std::size_t row = 0; row < geometry.size() && !found; ++row) {
    found = geometry.has_geometry(row);
  }
  if (!found) {
    return Error{ErrorCode::empty, tr(input.name),
                 trf("“{}” has no feature with geometry.", layer->name), ""};
  }
  if (std::ranges::find(input.kinds, geometry.kind()) == input.kinds.end()) {
    return Error{ErrorCode::invalid_argument, tr(input.name),
                 trf("“{}” holds {}; “{}” takes {} here.", layer->name, kind_name(geometry.kind()),
                     tr(tool.name), kinds_text(input.kinds)),
                 ""};
  }
  return {};
}

Result<void> check_inputs(const Tool& tool, const ToolWish& wish) {
  if (wish.crs.is_geographic()) {
    return Error{ErrorCode::invalid_argument, wish.crs.code(),
                 tr("The layers are in degrees, in which nothing can be measured."),
                 tr("Open them in a projected coordinate system.")};
  }
  if (wish.inputs.size() > tool.inputs.size()) {
    return Error{
        ErrorCode::invalid_argument, "",
        trf("“{}” takes {} layers, not {}.", tr(tool.name), tool.inputs.size(), wish.inputs.size()),
        trf("For example: {}", tool.example)};
  }
  for (std::size_t i = 0; i < tool.inputs.size(); ++i) {
    const auto checked =
        check_input(tool, tool.inputs[i], i < wish.inputs.size() ? wish.inputs[i] : nullptr);
    if (!checked) return checked.error();
  }
  return {};
}

void warn(const model::Layer& layer, const ValidShapes& shapes,
          std::vector<std::string>& warnings) {
  if (shapes.without_geometry > 0) {
    warnings.push_back(trf("{} rows of “{}” have no geometry and took no part.",
                           shapes.without_geometry, layer.name));
  }
  if (shapes.mended > 0) {
    warnings.push_back(trf("{} polygons of “{}” were not valid and were mended first.",
                           shapes.mended, layer.name));
  }
  if (shapes.unusable > 0) {
    warnings.push_back(
        trf("{} features of “{}” are broken and took no part.", shapes.unusable, layer.name));
  }
}

std::shared_ptr<const model::Recipe> recipe_of(const Tool& tool, const ToolWish& wish,
                                               const ToolValues& values) {
  model::Recipe recipe;
  recipe.tool = tool.key;
  for (const model::LayerPtr& layer : wish.inputs) {
    if (layer) recipe.inputs.push_back({layer->name, layer->source.path, layer->size()});
  }
  recipe.parameters = values.for_recipe(tool);
  recipe.version = wish.version;
  return std::make_shared<const model::Recipe>(std::move(recipe));
}

}  // namespace

const std::vector<Tool>& tools() {
  static const std::vector<Tool> all = [] {
    std::vector<Tool> list;
    for (const ToolEntry& entry : entries()) list.push_back(entry.tool);
    return list;
  }();
  return all;
}

std::string kinds_text(const std::vector<geo::Kind>& kinds) {
  std::string text;
  for (const geo::Kind kind : kinds)
    text += (text.empty() ? "" : tr(" or ")) + std::string(kind_name(kind));
  return text;
}

const Tool* tool(const std::string& key) {
  const auto found = std::ranges::find(tools(), key, &Tool::key);
  return found == tools().end() ? nullptr : &*found;
}

Result<model::Layer> run_tool(const ToolWish& wish, Progress& progress) {
  const auto entry =
      std::ranges::find(entries(), wish.tool, [](const auto& e) { return e.tool.key; });
  if (entry == entries().end()) {
    std::string keys;
    for (const Tool& one : tools()) keys += (keys.empty() ? "" : ", ") + one.key;
    return Error{ErrorCode::invalid_argument, wish.tool, tr("There is no such tool."),
                 trf("Choose one of: {}.", keys)};
  }
  const Tool& tool = entry->tool;
  if (const auto checked = check_inputs(tool, wish); !checked) return checked.error();
  const auto values = ToolValues::check(tool, wish);
  if (!values) return values.error();

  progress.set_step(tr(tool.name));
  ToolRun run{wish, *values, {}, progress};
  for (const model::LayerPtr& layer : wish.inputs) {
    if (!layer) {
      run.shapes.emplace_back();
      continue;
    }
    ValidShapes shapes = valid_shapes(layer->geometry, progress);
    warn(*layer, shapes, run.warnings);
    run.shapes.push_back(std::move(shapes.geometry));
  }
  auto made = entry->make(run);
  if (progress.cancelled()) {
    return Error{ErrorCode::cancelled, "", trf("“{}” was cancelled.", tr(tool.name)), ""};
  }
  if (!made) return made.error();
  if (made->size() == 0) {
    return Error{ErrorCode::empty, made->name, trf("Nothing is left by “{}”.", tr(tool.name)), ""};
  }
  made->name = std::string(tr(tool.name)) + " " + run.input(0).name;
  made->extent = made->geometry.box();
  made->source = {};
  made->source.crs = wish.crs.code();
  made->source.warnings = std::move(run.warnings);
  for (std::size_t row = 0; row < made->size(); ++row) {
    if (!made->geometry.has_geometry(row)) ++made->source.features_without_geometry;
  }
  made->recipe = recipe_of(tool, wish, *values);
  return made;
}

}  // namespace wangge::analysis
