#pragma once

#include <cstdint>
#include <string_view>

#include "base/time.h"
#include "io/formats.h"
#include "io/text_fitting.h"
#include "io/write_preview.h"

namespace wangge::io {

/// What a format does to single values.
struct FitRules {
  TextLimit texts;
  bool control_characters = true;    ///< XML has none but tabs and line ends
  std::string_view trimmed = {};     ///< lost at both ends of a text: a DBF fills up with blanks
  int real_width = 0;                ///< where it is not 0, numbers take so many digits at most
  bool bools = true;                 ///< else they become 0 and 1
  bool times = true;                 ///< else they become texts
  Seconds first_time = 0;            ///< where it is not 0, columns with earlier ones become texts
  std::int64_t largest_integer = 0;  ///< where it is not 0, columns with larger ones become texts
};
/// errors  invalid_argument: there is no such encoding
Result<FitRules> rules_for(Format format, const WriteOptions& options);

/// A text as the file will hold it.
/// errors  unsupported: the encoding lacks its characters
Result<std::string> fitted_text(std::string_view text, const FitRules& rules);

/// What becomes of a column's values; names stay empty.
/// errors  unsupported, naming the row with the text that the encoding lacks characters for
Result<FieldPreview> look_at_values(const model::Column& column, bool masked,
                                    const FitRules& rules);

/// The column with its values as the file will hold them, under its name there.
model::Column column_as_written(const model::Column& column, const FieldPreview& field,
                                const FitRules& rules);

/// A field of a DBF that holds every value of a column.
struct DbfField {
  int width = 1, decimals = 0;
};
DbfField dbf_field(const model::Column& column, const std::string& encoding);

}  // namespace wangge::io
