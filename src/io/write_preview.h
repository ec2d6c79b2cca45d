#pragma once

#include <string>
#include <vector>

#include "io/write.h"

namespace wangge::io {

/// Values of one column that will not stand in the file as they are.
struct ChangedValues {
  std::size_t rows = 0, first_row = 0;  ///< the first counts from 1
  std::string example;                  ///< its value, as it is in the layer
  bool operator==(const ChangedValues&) const = default;
};

/// What becomes of one column.
struct FieldPreview {
  std::size_t at = 0;         ///< its place in the layer
  std::string column;         ///< its name there
  std::string name;           ///< its name in the file
  bool masked = false;        ///< "张**", "138****"
  bool as_text = false;       ///< the format lacks the type, or room for its values
  bool as_integer = false;    ///< truths where there are none
  ChangedValues cut;          ///< texts that are longer than the format allows
  ChangedValues stripped;     ///< control characters and blanks at the end that do not survive
  ChangedValues not_written;  ///< numbers that are none (NaN, infinity), which become empty
  bool operator==(const FieldPreview&) const = default;
};

/// What a file will hold, told before it is written.
struct WritePreview {
  std::string format;  ///< as in WriteOptions; empty where there is no such format
  std::size_t rows = 0;
  std::size_t rows_without_geometry = 0;
  std::vector<FieldPreview> fields;    ///< in their order in the file
  std::vector<std::string> left_out;   ///< chosen columns that the format has no place for
  ChangedValues geometry_left_out;     ///< rows whose geometry does not fit; the example is empty
  std::vector<Error> obstacles;        ///< what keeps the file from being written at all
  std::vector<std::string> sentences;  ///< everything that changes, for a person; none: nothing
};

/// Foretells what write_layer will do with a layer: what is called otherwise, cut, masked or left
/// out, and what the format cannot hold. No file is touched.
///
/// options  with the format, as there is no path to tell it
/// cost     one look at every distinct text and every number; 0.1 s for a million rows
WritePreview preview_writing(const model::Layer& layer, const WriteOptions& options);

}  // namespace wangge::io
