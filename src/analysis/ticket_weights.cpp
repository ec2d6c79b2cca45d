#include "analysis/ticket_weights.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>

#include "analysis/ticket_filter.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;
using model::Field;

constexpr std::size_t block_rows = 1 << 15;

struct SeverityWord {
  std::string_view word;
  float weight;
};
// Grades of incidents and of hazards as offices write them.
constexpr std::array severity_words{
    SeverityWord{"轻微", 1}, SeverityWord{"低", 1},       SeverityWord{"一般", 1},
    SeverityWord{"较大", 2}, SeverityWord{"中", 2},       SeverityWord{"较重", 2},
    SeverityWord{"重大", 3}, SeverityWord{"高", 3},       SeverityWord{"严重", 3},
    SeverityWord{"紧急", 3}, SeverityWord{"特别重大", 4}, SeverityWord{"特急", 4},
};

float weight_of(std::string_view severity) {
  for (const SeverityWord& one : severity_words) {
    if (severity == one.word) return one.weight;
  }
  const double number = model::parse_number(severity);
  return number > 0 && std::isfinite(number) ? static_cast<float>(number) : 1;
}

std::vector<float> by_severity(const Column* column, const model::Rows& rows) {
  std::vector<float> weights(rows.size(), 1);
  if (column == nullptr) return weights;
  if (const auto* texts = std::get_if<model::Texts>(&column->values)) {
    std::vector<float> of_code;
    for (std::size_t code = 0; code < texts->dictionary.size(); ++code) {
      of_code.push_back(weight_of(texts->dictionary[code]));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) weights[i] = of_code[texts->codes[rows[i]]];
    return weights;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double number = column->number(rows[i]);
    if (number > 0 && std::isfinite(number)) weights[i] = static_cast<float>(number);
  }
  return weights;
}

std::vector<float> by_age(const model::Layer& tickets, const model::Rows& rows, Seconds now) {
  std::vector<float> weights(rows.size());
  const Column *reported = reported_column(tickets), *closed = tickets.field(Field::closed_at);
  const auto* begins = reported ? std::get_if<model::Times>(&reported->values) : nullptr;
  const auto* ends = closed ? std::get_if<model::Times>(&closed->values) : nullptr;
  if (begins == nullptr) return weights;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t row = rows[i];
    if (reported->is_null(row)) continue;
    const bool known = ends != nullptr && !closed->is_null(row);
    const Seconds end = known ? std::min(now, ends->seconds[row]) : now;
    weights[i] = static_cast<float>(std::max<Seconds>(0, end - begins->seconds[row])) / day_s;
  }
  return weights;
}

}  // namespace

std::vector<float> ticket_weights(const model::Layer& tickets, const model::Rows& rows, WeightBy by,
                                  Seconds now) {
  switch (by) {
    case WeightBy::severity:
      return by_severity(tickets.field(Field::severity), rows);
    case WeightBy::age:
      return by_age(tickets, rows, now);
    case WeightBy::each:
      break;
  }
  return std::vector<float>(rows.size(), 1);
}

double TimeKernel::density(double days) const {
  const double share = days / radius_days;
  if (!(std::abs(share) < 1) || (side == Side::past && share < 0)) return 0;
  return (side == Side::both ? 0.75 : 1.5) / radius_days * (1 - share * share);
}

WeightedRows frame_of_playback(const Column& reported, const model::Rows& rows,
                               std::span<const float> weights, const TimeKernel& kernel,
                               Seconds now) {
  assert(weights.empty() || weights.size() == rows.size());
  const auto* times = std::get_if<model::Times>(&reported.values);
  if (times == nullptr) return {};
  // Most tickets are far from the moment: they are passed over by their seconds alone.
  const auto radius = static_cast<Seconds>(std::ceil(kernel.radius_days * day_s));
  const Seconds first = now - radius;
  const Seconds last = kernel.side == TimeKernel::Side::past ? now : now + radius;
  std::vector<WeightedRows> blocks((rows.size() + block_rows - 1) / block_rows);
  parallel_ranges(blocks.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b) {
      const std::size_t stop = std::min((b + 1) * block_rows, rows.size());
      for (std::size_t i = b * block_rows; i < stop; ++i) {
        const std::uint32_t row = rows[i];
        const Seconds t = times->seconds[row];
        if (t < first || t > last || reported.is_null(row)) continue;
        const double density = kernel.density(static_cast<double>(now - t) / day_s);
        const double weight = density * (weights.empty() ? 1.0 : static_cast<double>(weights[i]));
        if (!(weight > 0)) continue;
        blocks[b].rows.push_back(row);
        blocks[b].weights.push_back(static_cast<float>(weight));
      }
    }
  });
  WeightedRows frame;
  for (const WeightedRows& block : blocks) {
    frame.rows.insert(frame.rows.end(), block.rows.begin(), block.rows.end());
    frame.weights.insert(frame.weights.end(), block.weights.begin(), block.weights.end());
  }
  return frame;
}

}  // namespace wangge::analysis
