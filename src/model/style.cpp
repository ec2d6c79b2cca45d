#include "model/style.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/i18n.h"
#include "model/category_hue.h"

namespace wangge::model {
namespace {

/// The colours UI.md gives the map, light and dark.
struct Palette {
  Colour land, water, green, road, casing;
  Colour building, building_outline;
  std::array<Colour, 5> floors;
  Colour grid_line, community_line, unit_line, marker_outline;
};

constexpr Palette light{
    rgb(0xF5F2EC),      rgb(0xC8DCE9),
    rgb(0xDCE7D2),      rgb(0xFFFFFF),
    rgb(0xD9D3C8),      rgb(0xDED7CC),
    rgb(0xBDB4A6),      {rgb(0xE9E3DA), rgb(0xCFC4B6), rgb(0xB4A796), rgb(0x998B79), rgb(0x7E6F5C)},
    rgb(0x2F3B4C),      rgb(0x6B4E9B),
    rgb(0x2F3B4C, 102), rgb(0xFFFFFF)};
constexpr Palette dark{
    rgb(0x141B24),     rgb(0x1B2C3D),
    rgb(0x18261F),     rgb(0x2A3542),
    rgb(0x10161E),     rgb(0x2B3644),
    rgb(0x3C4A5B),     {rgb(0x263140), rgb(0x344254), rgb(0x455569), rgb(0x5A6B80), rgb(0x74869C)},
    rgb(0xC9D4E2),     rgb(0xB79CE6),
    rgb(0xC9D4E2, 90), rgb(0x141B24)};

const Palette& palette(Theme theme) { return theme == Theme::light ? light : dark; }

/// Okabe and Ito's hues (2008), which eyes without red or green tell apart.
constexpr std::array grid_hues{rgb(0xE8B04B), rgb(0x6FB7E0), rgb(0x55B48F),
                               rgb(0xE8D96A), rgb(0xD98A5B), rgb(0xC78BB0)};
constexpr std::array marker_hues{rgb(0xD55E00), rgb(0x0072B2), rgb(0x009E73),
                                 rgb(0xCC79A7), rgb(0xE69F00), rgb(0x56B4E9)};
constexpr Colour other_hue = rgb(0x8A93A0);

Colour with_alpha(Colour colour, std::uint8_t alpha) {
  return {colour.r, colour.g, colour.b, alpha};
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool says(std::string_view text, std::initializer_list<const char*> words) {
  const std::string plain = lower(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return plain.find(word) != std::string::npos; });
}

enum class BaseKind { other, water, green, road };

BaseKind base_kind(std::string_view text) {
  // Roads first: 滨海路 is a road, whatever sea it runs along.
  if (says(text, {"road", "street", "highway", "大道", "路", "街", "巷"})) return BaseKind::road;
  if (says(text, {"water", "sea", "river", "stream", "lake", "海", "河", "水", "湖"})) {
    return BaseKind::water;
  }
  if (says(text, {"green", "park", "hill", "forest", "grass", "wood", "绿", "公园", "山", "林"})) {
    return BaseKind::green;
  }
  return BaseKind::other;
}

bool is_closed(std::string_view status) {
  return says(status, {"closed", "resolved", "complete", "结案", "办结", "已完成", "已处置"}) &&
         !says(status, {"未结", "unresolved", "incomplete"});
}

/// Codes of a text column, or nullptr.
const Texts* texts_of(const Column* column) {
  return column == nullptr ? nullptr : std::get_if<Texts>(&column->values);
}

int label_column(const Layer& layer) {
  for (const Field field : {Field::name, Field::code}) {
    if (layer.mapping.column(field) >= 0) return layer.mapping.column(field);
  }
  return -1;
}

LayerStyle one_class(const Layer& layer, Symbol symbol) {
  LayerStyle style;
  style.classes.push_back({layer.name, symbol});
  return style;
}

LayerStyle grid_style(const Layer& layer, const Palette& colours) {
  LayerStyle style;
  style.class_of_row = colour_neighbours(layer.geometry);
  for (const Colour hue : grid_hues) {
    Symbol symbol;
    symbol.fill = with_alpha(hue, 66);
    symbol.outline = colours.grid_line;
    symbol.outline_px = 1.6F;
    symbol.casing = colours.land;
    symbol.casing_px = 3.6F;
    style.classes.push_back({"", symbol});
  }
  style.label_column = label_column(layer);
  style.label_max_mpp = 12;
  return style;
}

LayerStyle building_style(const Layer& layer, const Palette& colours) {
  Symbol plain;
  plain.fill = colours.building;
  plain.outline = colours.building_outline;
  plain.outline_px = 0.8F;
  LayerStyle style = one_class(layer, plain);
  style.label_column = label_column(layer);
  style.label_max_mpp = 0.6;

  const Column* floors = layer.field(Field::floors);
  const Column* values = floors != nullptr ? floors : layer.field(Field::height_m);
  if (values == nullptr || layer.geometry.kind() != geo::Kind::polygons) return style;
  const double metres_per_floor = floors != nullptr ? 1 : 3;
  constexpr std::array breaks{3, 7, 12, 20};
  style.legend_title = tr("Floors");
  style.classes.clear();
  const auto label = [&](std::size_t step) {
    if (step == 0) return fmt::format("≤ {}", breaks[0]);
    if (step == breaks.size()) return fmt::format("> {}", breaks.back());
    return fmt::format("{}–{}", breaks[step - 1] + 1, breaks[step]);
  };
  for (std::size_t step = 0; step < colours.floors.size(); ++step) {
    Symbol symbol = plain;
    symbol.fill = colours.floors[step];
    style.classes.push_back({label(step), symbol});
  }
  style.classes.push_back({tr("unknown"), plain});
  style.class_of_row.resize(layer.size());
  for (std::size_t row = 0; row < layer.size(); ++row) {
    const double value = values->number(row) / metres_per_floor;
    const auto step = std::lower_bound(breaks.begin(), breaks.end(), value) - breaks.begin();
    style.class_of_row[row] = static_cast<std::uint16_t>(value > 0 ? step : 5);
  }
  return style;
}

/// Classes by the most frequent values of a text column; the last class is the rest. `twice` makes
/// two of each: open ones, then closed ones.
LayerStyle marker_style(const Layer& layer, const Column* category, const Column* status,
                        Marker marker, float size_px, const Palette& colours) {
  Symbol symbol;
  symbol.marker = marker;
  symbol.marker_px = size_px;
  symbol.outline_px = 1.2F;

  const Texts* categories = texts_of(category);
  std::vector<std::uint32_t> order;  // dictionary codes, most frequent first
  if (categories != nullptr) {
    std::vector<std::size_t> counts(categories->dictionary.size());
    for (const auto code : categories->codes) ++counts[code];
    for (std::uint32_t code = 0; code < counts.size(); ++code) {
      if (!categories->dictionary[code].empty()) order.push_back(code);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return counts[a] > counts[b]; });
    if (order.size() > marker_hues.size()) order.resize(marker_hues.size());
  }
  const auto rest = static_cast<std::uint16_t>(order.size());
  const bool has_rest = categories == nullptr || categories->dictionary.size() > order.size();
  const auto class_count = static_cast<std::uint16_t>(rest + (has_rest ? 1 : 0));

  LayerStyle style;
  for (std::uint16_t c = 0; c < class_count; ++c) {
    const Colour hue = c < rest                ? marker_hues[c]
                       : categories == nullptr ? marker_hues[0]
                                               : other_hue;
    symbol.fill = hue;
    symbol.outline = colours.marker_outline;
    style.classes.push_back({c < rest                ? std::string(categories->dictionary[order[c]])
                             : categories == nullptr ? layer.name
                                                     : std::string(tr("other")),
                             symbol});
  }
  std::vector<std::uint16_t> class_of_code;
  if (categories != nullptr) {
    style.legend_title = category->name;
    class_of_code.assign(categories->dictionary.size(), rest);
    for (std::uint16_t c = 0; c < rest; ++c) class_of_code[order[c]] = c;
    style.class_of_row.resize(layer.size());
    for (std::size_t row = 0; row < layer.size(); ++row) {
      style.class_of_row[row] = class_of_code[categories->codes[row]];
    }
  }

  const Texts* states = texts_of(status);
  if (states == nullptr) return style;
  std::vector<char> closed(states->dictionary.size());
  for (std::size_t code = 0; code < closed.size(); ++code)
    closed[code] = is_closed(states->dictionary[code]);
  if (std::find(closed.begin(), closed.end(), 1) == closed.end()) return style;
  for (std::uint16_t c = 0; c < class_count; ++c) {
    StyleClass hollow = style.classes[c];
    hollow.label = trf("{}, closed", hollow.label);
    hollow.symbol.outline = hollow.symbol.fill;
    hollow.symbol.fill = with_alpha(hollow.symbol.fill, 0);
    hollow.symbol.outline_px = 1.5F;
    style.classes.push_back(std::move(hollow));
  }
  style.class_of_row.resize(layer.size());
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (closed[states->codes[row]] != 0) {
      style.class_of_row[row] = static_cast<std::uint16_t>(style.class_of_row[row] + class_count);
    }
  }
  return style;
}

/// Road widths by class words; the first whose words occur.
float road_px(std::string_view kind) {
  if (says(kind, {"motorway", "trunk", "expressway", "快速", "高速"})) return 7;
  if (says(kind, {"primary", "arterial", "主干"})) return 6;
  if (says(kind, {"secondary", "次干", "waterfront", "滨海"})) return 4.5F;
  if (says(kind, {"footway", "path", "steps", "lane", "巷", "步行", "小路"})) return 2;
  return 3;
}

Symbol base_symbol(BaseKind kind, geo::Kind geometry, std::string_view words,
                   const Palette& colours) {
  Symbol symbol;
  if (geometry == geo::Kind::lines) {
    const bool water = kind == BaseKind::water;
    symbol.outline = water ? colours.water : colours.road;
    symbol.outline_px = water ? 3 : road_px(words);
    symbol.casing = colours.casing;
    symbol.casing_px = water ? 0 : symbol.outline_px + 1.6F;
    return symbol;
  }
  symbol.fill = kind == BaseKind::water   ? colours.water
                : kind == BaseKind::green ? colours.green
                                          : with_alpha(colours.building, 110);
  symbol.outline = kind == BaseKind::other ? colours.building_outline : symbol.fill;
  symbol.outline_px = 0.8F;
  symbol.marker = Marker::square;
  return symbol;
}

LayerStyle base_style(const Layer& layer, const Palette& colours) {
  const std::string_view name = layer.name;
  const Texts* kinds = texts_of(layer.field(Field::kind));
  LayerStyle style;
  if (kinds == nullptr || kinds->dictionary.size() > 64) {
    style = one_class(layer, base_symbol(base_kind(name), layer.geometry.kind(), name, colours));
  } else {
    // Values that look the same share a class, so that the legend stays short.
    style.legend_title = layer.field(Field::kind)->name;
    std::vector<std::uint16_t> class_of_code(kinds->dictionary.size());
    for (std::size_t code = 0; code < kinds->dictionary.size(); ++code) {
      const std::string_view kind = kinds->dictionary[code];
      BaseKind what = base_kind(kind);
      if (what == BaseKind::other) what = base_kind(name);
      const Symbol symbol = base_symbol(what, layer.geometry.kind(), kind, colours);
      const auto same = std::find_if(style.classes.begin(), style.classes.end(),
                                     [&](const StyleClass& c) { return c.symbol == symbol; });
      class_of_code[code] = static_cast<std::uint16_t>(same - style.classes.begin());
      if (same == style.classes.end()) {
        style.classes.push_back({std::string(kind), symbol});
      } else if (!kind.empty() && same->label.size() < 40) {
        same->label += (same->label.empty() ? "" : "、") + std::string(kind);
      }
    }
    style.class_of_row.resize(layer.size());
    for (std::size_t row = 0; row < layer.size(); ++row) {
      style.class_of_row[row] = class_of_code[kinds->codes[row]];
    }
  }
  style.label_column = layer.mapping.column(Field::name);
  style.label_max_mpp = layer.geometry.kind() == geo::Kind::lines ? 3 : 20;
  return style;
}

}  // namespace

Colour category_hue(std::size_t category) {
  return category < marker_hues.size() ? marker_hues[category] : other_hue;
}

LayerStyle default_style(const Layer& layer, Theme theme) {
  const Palette& colours = palette(theme);
  const geo::Kind kind = layer.geometry.kind();
  LayerStyle style;
  switch (layer.role) {
    case Role::grids:
      if (kind == geo::Kind::polygons) return grid_style(layer, colours);
      return base_style(layer, colours);
    case Role::communities: {
      Symbol symbol;
      symbol.fill = with_alpha(colours.community_line, 0);
      symbol.outline = colours.community_line;
      symbol.outline_px = 3;
      symbol.casing = with_alpha(colours.land, 200);
      symbol.casing_px = 6;
      symbol.pattern = LinePattern::dash_dot;
      style = one_class(layer, symbol);
      style.label_column = label_column(layer);
      return style;
    }
    case Role::units: {
      Symbol symbol;
      symbol.fill = with_alpha(colours.unit_line, 0);
      symbol.outline = colours.unit_line;
      symbol.outline_px = 0.6F;
      style = one_class(layer, symbol);
      style.visible_max_mpp = 3;
      return style;
    }
    case Role::buildings:
      return building_style(layer, colours);
    case Role::tickets:
      return marker_style(layer, layer.field(Field::category), layer.field(Field::status),
                          Marker::circle, 8, colours);
    case Role::hazards:
      return marker_style(layer, layer.field(Field::category), layer.field(Field::status),
                          Marker::triangle, 9, colours);
    case Role::facilities:
      style = marker_style(layer, layer.field(Field::kind), nullptr, Marker::square, 9, colours);
      style.label_column = label_column(layer);
      style.label_max_mpp = 1.2;
      return style;
    case Role::base:
      break;
  }
  return base_style(layer, colours);
}

int drawing_rank(const Layer& layer) {
  const bool points = layer.geometry.kind() == geo::Kind::points;
  const bool lines = layer.geometry.kind() == geo::Kind::lines;
  switch (layer.role) {
    case Role::base:
      return points ? 75 : lines ? 30 : base_kind(layer.name) == BaseKind::green ? 10 : 15;
    case Role::buildings:
      return 40;
    case Role::units:
      return 45;
    case Role::grids:
      return 50;
    case Role::communities:
      return 60;
    case Role::facilities:
      return 70;
    case Role::hazards:
      return 80;
    case Role::tickets:
      return 90;
  }
  return 0;
}

}  // namespace wangge::model
