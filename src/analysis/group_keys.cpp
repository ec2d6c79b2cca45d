#include "analysis/group_keys.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "analysis/column_named.h"
#include "analysis/text_order.h"
#include "analysis/time_window.h"
#include "analysis/value_codes.h"
#include "analysis/weekday_text.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using model::Column;
using Step = GroupKey::Step;

const char* step_name(Step step) {
  switch (step) {
    case Step::hour:
      return tr("hour");
    case Step::weekday:
      return tr("weekday");
    case Step::day:
      return tr("day");
    case Step::week:
      return tr("week");
    case Step::month:
      return tr("month");
    case Step::quarter:
      return tr("quarter");
    case Step::year:
      return tr("year");
    case Step::none:
      break;
  }
  return "";
}

/// The calendar's unit of a step; nothing for those of the clock.
std::optional<WindowKind> window_of(Step step) {
  switch (step) {
    case Step::day:
      return WindowKind::day;
    case Step::week:
      return WindowKind::week;
    case Step::month:
      return WindowKind::month;
    case Step::quarter:
      return WindowKind::quarter;
    case Step::year:
      return WindowKind::year;
    default:
      return std::nullopt;
  }
}

/// Gives each value its place in an order of all values, and what has none the place behind them.
void take_places(const std::vector<std::uint32_t>& place_of, KeyCodes& key) {
  const auto last = static_cast<std::uint32_t>(key.texts.size());
  bool any = false;
  for (std::uint32_t& code : key.codes) {
    if (code == ValueCodes::none) any = true;
    code = code == ValueCodes::none ? last : place_of[code];
  }
  if (any) key.texts.emplace_back();
}

/// Values become places in the order that people look for their texts in.
void sort_by_texts(const std::vector<std::string_view>& texts, KeyCodes& key) {
  const std::vector<std::uint32_t> order = people_order(texts);
  std::vector<std::uint32_t> place_of(texts.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    place_of[order[place]] = place;
    key.texts.emplace_back(texts[order[place]]);
  }
  take_places(place_of, key);
}

void code_values(const Column& column, const model::Rows& rows, KeyCodes& key) {
  ValueCodes values = value_codes(column, rows);
  key.codes = std::move(values.codes);
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    std::vector<std::string_view> words;
    for (const std::uint32_t row : values.examples) words.push_back((*texts)[row]);
    return sort_by_texts(words, key);
  }
  std::vector<std::uint32_t> place_of;
  for (const std::uint32_t row : values.examples) {
    place_of.push_back(static_cast<std::uint32_t>(place_of.size()));
    key.texts.push_back(column.text(row));
  }
  take_places(place_of, key);
}

/// Times by their days first, of which there are few; whole units of the calendar by these.
void code_steps(const Column& column, Step step, const model::Rows& rows, KeyCodes& key) {
  const auto& seconds = std::get<model::Times>(column.values).seconds;
  const std::optional<WindowKind> kind = window_of(step);
  const TimePart part = kind                 ? TimePart::day
                        : step == Step::hour ? TimePart::hour_of_day
                                             : TimePart::day_of_week;
  ValueCodes values = value_codes(column, part, rows);
  key.codes = std::move(values.codes);
  std::vector<std::uint32_t> place_of;
  std::optional<TimeWindow> last;
  for (const std::uint32_t row : values.examples) {
    if (kind) {
      if (!last || !last->contains(seconds[row])) {
        last = calendar_window(*kind, seconds[row]);
        key.texts.push_back(window_text(*last));
      }
    } else {
      const auto value = static_cast<int>(part_of(seconds[row], part));
      key.texts.push_back(step == Step::hour ? fmt::format("{:02}:00", value)
                                             : weekday_text(value));
    }
    place_of.push_back(static_cast<std::uint32_t>(key.texts.size() - 1));
  }
  take_places(place_of, key);
}

/// Areas of the same name stay apart, one without a name is as none.
void code_areas(const GroupKey& asked, const model::Rows& rows, KeyCodes& key) {
  std::vector<std::uint32_t> code_of(asked.areas.size(), ValueCodes::none);
  std::vector<std::string_view> names;
  key.codes.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    assert(row < asked.area_of.size());
    const std::uint32_t area = asked.area_of[row];
    const bool named = area < asked.areas.size() && !asked.areas[area].empty();
    if (named && code_of[area] == ValueCodes::none) {
      code_of[area] = 0;  // in use; its number follows, by the order of areas
    }
    key.codes.push_back(named ? area : ValueCodes::none);
  }
  for (std::size_t area = 0; area < code_of.size(); ++area) {
    if (code_of[area] == ValueCodes::none) continue;
    code_of[area] = static_cast<std::uint32_t>(names.size());
    names.push_back(asked.areas[area]);
  }
  for (std::uint32_t& code : key.codes) {
    if (code != ValueCodes::none) code = code_of[code];
  }
  sort_by_texts(names, key);
}

}  // namespace

std::string column_heading(const model::Layer& layer, const std::string& name) {
  const auto field = model::field_from_key(name);
  return field && layer.field(*field) != nullptr ? model::field_name(*field) : name;
}

Result<const Column*> named_column(const model::Layer& layer, const std::string& name) {
  if (const int column = column_named(layer, name); column >= 0) {
    return &layer.table.columns[static_cast<std::size_t>(column)];
  }
  return Error{ErrorCode::not_found, layer.name, trf("There is no column “{}”.", name),
               tr("Choose one of the layer's columns.")};
}

Result<KeyCodes> key_codes(const model::Layer& layer, const model::Rows& rows,
                           const GroupKey& asked) {
  KeyCodes key;
  key.heading = asked.name;
  if (asked.column.empty()) {
    if (key.heading.empty()) key.heading = tr("In area");
    code_areas(asked, rows, key);
    return key;
  }
  const Result<const Column*> column = named_column(layer, asked.column);
  if (!column) return column.error();
  if (key.heading.empty()) {
    key.heading = column_heading(layer, asked.column);
    if (asked.step != Step::none) key.heading = trf("{} ({})", key.heading, step_name(asked.step));
  }
  if (asked.step == Step::none) {
    code_values(**column, rows, key);
  } else if (std::holds_alternative<model::Times>((*column)->values)) {
    code_steps(**column, asked.step, rows, key);
  } else {
    return Error{ErrorCode::invalid_argument, layer.name,
                 trf("“{}” holds no times, so it has no {} to group by.",
                     column_heading(layer, asked.column), step_name(asked.step)),
                 tr("Choose a column of times, or group by its values.")};
  }
  return key;
}

}  // namespace wangge::analysis
