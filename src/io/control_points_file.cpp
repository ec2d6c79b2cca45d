#include "io/control_points_file.h"

#include <algorithm>
#include <cmath>

#include "base/i18n.h"
#include "io/csv_reader.h"
#include "io/file_bytes.h"
#include "model/column.h"

namespace wangge::io {

Result<std::vector<geo::ControlPoint>> read_control_points(const std::string& path) {
  const auto inputs = find_inputs(path, false);
  if (!inputs) return inputs.error();
  Progress progress;
  const auto text = read_bytes(inputs->front().gdal_path, 0, path, progress);
  if (!text) return text.error();
  const bool semicolons = text->find(';') != std::string::npos;
  const bool tabs = text->find('\t') != std::string::npos;
  const char separator = semicolons ? ';' : tabs ? '\t' : ',';
  std::vector<geo::ControlPoint> points;
  std::vector<std::string> fields;
  std::size_t position = text->starts_with("\xEF\xBB\xBF") ? 3 : 0, line = 0;
  while (position < text->size()) {
    parse_csv_record(*text, separator, position, fields);
    ++line;
    const bool blank =
        std::all_of(fields.begin(), fields.end(), [](const auto& f) { return f.empty(); });
    if (blank) continue;
    std::vector<double> numbers;
    const std::size_t first = fields.size() > 4 ? fields.size() - 4 : 0;
    for (std::size_t i = first; i < fields.size(); ++i) {
      numbers.push_back(model::parse_number(fields[i]));
    }
    const bool good = numbers.size() == 4 && std::all_of(numbers.begin(), numbers.end(),
                                                         [](double n) { return std::isfinite(n); });
    if (good) {
      points.push_back({{numbers[0], numbers[1]}, {numbers[2], numbers[3]}});
    } else if (line > 1) {
      return Error{ErrorCode::broken, path + ":" + std::to_string(line),
                   tr("The line does not hold four numbers."),
                   tr("Give one point a line: x and y in the file, x and y where they truly are.")};
    }
  }
  if (points.empty()) {
    return Error{ErrorCode::empty, path, tr("The table holds no control points."),
                 tr("Give one point a line: x and y in the file, x and y where they truly are.")};
  }
  return points;
}

}  // namespace wangge::io
