#include "io/value_fitting.h"

#include <algorithm>
#include <cmath>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/encoding.h"
#include "io/masking.h"

namespace wangge::io {
namespace {

using model::Column;

constexpr std::size_t dbf_text_bytes = 254, cell_characters = 32'767;
constexpr std::int64_t dbf_largest = 999'999'999'999'999'999, sheet_largest = 999'999'999'999'999;
constexpr int dbf_real_width = 24, dbf_most_decimals = 15;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

std::string stripped(std::string_view text, const FitRules& rules) {
  std::string out(text);
  if (!rules.control_characters) std::erase_if(out, is_control);
  out.erase(out.find_last_not_of(rules.trimmed) + 1);
  out.erase(0, out.find_first_not_of(rules.trimmed));
  return out;
}

void note(ChangedValues& changes, const Column& column, std::size_t row, bool masked) {
  if (changes.rows++ > 0) return;
  changes.first_row = row + 1;
  changes.example = masked ? io::masked(column.text(row)) : column.text(row);
}

Result<void> look_at_texts(const Column& column, const model::Texts& texts, const FitRules& rules,
                           FieldPreview& out) {
  enum Change : std::uint8_t { none = 0, strip = 1, cut = 2, missing = 4 };
  std::vector<std::uint8_t> changes(texts.dictionary.size(), none);
  bool any = false;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::string_view text = texts.dictionary[i];
    const std::string whole = stripped(out.masked ? masked(text) : std::string(text), rules);
    const auto fits = fitted(whole, rules.texts);
    if (!out.masked && whole != text) changes[i] |= strip;
    if (!fits) changes[i] |= missing;
    if (fits && *fits != whole) changes[i] |= cut;
    any = any || changes[i] != none;
  }
  for (std::size_t row = 0; any && row < texts.codes.size(); ++row) {
    const auto change = column.is_null(row) ? std::uint8_t{none} : changes[texts.codes[row]];
    if ((change & missing) != 0) {
      return Error{ErrorCode::unsupported, "",
                   trf("“{}” in row {}, column “{}”, has characters that cannot be written in {}.",
                       out.masked ? masked(column.text(row)) : column.text(row), row + 1,
                       column.name, rules.texts.encoding),
                   tr("Write the file in UTF-8 or GB18030.")};
    }
    if ((change & strip) != 0) note(out.stripped, column, row, out.masked);
    if ((change & cut) != 0) note(out.cut, column, row, out.masked);
  }
  return {};
}

/// Whether a DBF, which has as many decimals for all numbers of a column, has too few for some.
bool loses_digits(const Column& column, const model::Reals& reals, const std::string& encoding) {
  const double unit = std::pow(10.0, -dbf_field(column, encoding).decimals);
  return std::ranges::any_of(reals, [unit](double value) {
    const double size = std::abs(value), kept = std::round(value / unit) * unit;
    constexpr double largest = 1e22;
    return std::isfinite(value) &&
           (size >= largest || std::abs(kept - value) > 1e-9 * std::max(1.0, size));
  });
}

Column as_text(const Column& column) {
  ColumnBuilder texts(column.name, ColumnType::texts);
  texts.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    column.is_null(row) ? texts.add_null() : texts.add(std::string_view(column.text(row)));
  }
  return std::move(texts).build();
}

Column bools_as_integers(const Column& column) {
  ColumnBuilder numbers(column.name, ColumnType::integers);
  numbers.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    column.is_null(row) ? numbers.add_null()
                        : numbers.add(static_cast<std::int64_t>(column.number(row)));
  }
  return std::move(numbers).build();
}

}  // namespace

Result<FitRules> rules_for(Format format, const WriteOptions& options) {
  FitRules rules;
  if (format == Format::shapefile) {
    rules.texts = {dbf_encoding(options.encoding), dbf_text_bytes};
    if (rules.texts.encoding.empty()) {
      return Error{ErrorCode::invalid_argument, "",
                   trf("There is no text encoding named “{}”.", options.encoding),
                   tr("Use UTF-8, GB18030 or BIG5.")};
    }
    rules.trimmed = " ";
    rules.real_width = dbf_real_width;
    rules.bools = rules.times = false;
    rules.largest_integer = dbf_largest;
  } else if (format == Format::xlsx) {
    rules.texts = {"UTF-16LE", 2 * cell_characters};
    rules.control_characters = false;
    rules.largest_integer = sheet_largest;        // spreadsheets keep 15 digits
    rules.first_time = from_civil({1900, 3, 1});  // before it their days are counted in two ways
  } else if (format == Format::kml) {
    rules.control_characters = false;
    rules.trimmed = " \t\r\n";
  }
  return rules;
}

Result<std::string> fitted_text(std::string_view text, const FitRules& rules) {
  return fitted(stripped(text, rules), rules.texts);
}

Result<FieldPreview> look_at_values(const Column& column, bool masked, const FitRules& rules) {
  FieldPreview out;
  out.masked = masked;
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    const auto looked = look_at_texts(column, *texts, rules, out);
    return looked ? Result<FieldPreview>(out) : Result<FieldPreview>(looked.error());
  }
  if (masked) return out;
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    const std::int64_t most = rules.largest_integer;
    out.as_text = most != 0 && std::ranges::any_of(*integers, [most](std::int64_t value) {
                    return value > most || value < -most;
                  });
  } else if (const auto* times = std::get_if<model::Times>(&column.values)) {
    out.as_text = !rules.times;
    for (std::size_t row = 0; rules.first_time != 0 && row < times->seconds.size(); ++row) {
      out.as_text |= !column.is_null(row) && times->seconds[row] < rules.first_time;
    }
  } else if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    for (std::size_t row = 0; row < reals->size(); ++row) {
      if (!column.is_null(row) && !std::isfinite((*reals)[row])) {
        note(out.not_written, column, row, false);
      }
    }
    out.as_text = rules.real_width != 0 && loses_digits(column, *reals, rules.texts.encoding);
  } else {
    out.as_integer = !rules.bools;
  }
  return out;
}

Column column_as_written(const Column& column, const FieldPreview& field, const FitRules& rules) {
  Column out = column;
  if (auto* reals = std::get_if<model::Reals>(&out.values);
      reals != nullptr && field.not_written.rows > 0) {
    for (std::size_t row = 0; row < reals->size(); ++row) {
      if (std::isfinite((*reals)[row])) continue;
      (*reals)[row] = 0;
      out.nulls.set_null(row);
    }
  }
  if (field.masked) out = masked_column(out);
  if (field.as_text) out = as_text(out);
  if (field.as_integer) out = bools_as_integers(out);
  out.name = field.name;
  if (auto* texts = std::get_if<model::Texts>(&out.values);
      texts != nullptr && (field.masked || field.cut.rows + field.stripped.rows > 0)) {
    model::PackedStrings kept;
    for (std::size_t i = 0; i < texts->dictionary.size(); ++i) {
      // Texts that cannot be written were refused by look_at_values.
      kept.push_back(fitted_text(texts->dictionary[i], rules).value());
    }
    texts->dictionary = std::move(kept);
  }
  return out;
}

DbfField dbf_field(const Column& column, const std::string& encoding) {
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    std::size_t width = 1;
    for (std::size_t i = 0; i < texts->dictionary.size() && width < dbf_text_bytes; ++i) {
      const auto bytes = from_utf8(texts->dictionary[i], encoding);
      width = std::max(width, bytes ? bytes->size() : 0);
    }
    return {static_cast<int>(std::min(width, dbf_text_bytes))};
  }
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    std::size_t width = 1;
    for (const std::int64_t value : *integers) {
      if (value > 99'999'999 || value < -9'999'999) width = std::max<std::size_t>(width, 10);
      if (width >= 10) width = std::max(width, std::to_string(value).size());
    }
    return {static_cast<int>(std::max<std::size_t>(width, 9))};
  }
  if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    double most = 1;
    for (const double value : *reals) {
      if (std::isfinite(value)) most = std::max(most, std::abs(value));
    }
    const int digits = static_cast<int>(std::floor(std::log10(most))) + 1;
    // The sign and the point take room too.
    return {dbf_real_width, std::clamp(dbf_real_width - 2 - digits, 0, dbf_most_decimals)};
  }
  constexpr int time_width = 19;
  return {std::holds_alternative<model::Times>(column.values) ? time_width : 1};
}

}  // namespace wangge::io
