#include "analysis/mend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include "analysis/coverage_check.h"
#include "analysis/coverage_mend.h"
#include "analysis/geometry_mend.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::FaceMap;
using geo::PackedGeometry;

double area_of(const PackedGeometry& geometry) {
  double sum = 0;
  if (geometry.kind() != geo::Kind::polygons) return sum;
  for (std::size_t row = 0; row < geometry.size(); ++row) sum += geo::polygon_area(geometry, row);
  return sum;
}

bool read_the_same(const model::Table& table, std::size_t a, std::size_t b) {
  return std::ranges::all_of(table.columns, [a, b](const model::Column& column) {
    return column.is_null(a) == column.is_null(b) && column.text(a) == column.text(b);
  });
}

/// Rows that say nothing an earlier one does not say, with a word on each.
model::Rows twins(const model::Layer& layer, const std::vector<Finding>& findings,
                  MendReport& report) {
  model::Rows rows;
  for (const Finding& finding : findings) {
    if (finding.kind != FindingKind::duplicate ||
        !read_the_same(layer.table, finding.row, finding.other)) {
      continue;
    }
    rows.push_back(static_cast<std::uint32_t>(finding.row));
    Finding done = finding;
    done.what = trf("taken out: the same as row {} in every column", finding.other + 1);
    report.mended.push_back(std::move(done));
  }
  return rows;
}

/// The layer with nothing at the rows that go: their numbers stay those of the others meanwhile.
model::Layer emptied(const model::Layer& layer, const model::Rows& out) {
  model::Layer made = layer;
  made.geometry = PackedGeometry(layer.geometry.kind());
  auto next = out.begin();
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    if (next != out.end() && *next == row) {
      made.geometry.end_feature();
      ++next;
    } else {
      made.geometry.append_feature(layer.geometry, row);
    }
  }
  return made;
}

model::Layer without(const model::Layer& layer, const model::Rows& out) {
  model::Rows all(layer.size()), kept;
  std::iota(all.begin(), all.end(), 0U);
  std::set_difference(all.begin(), all.end(), out.begin(), out.end(), std::back_inserter(kept));
  return model::subset(layer, kept);
}

void append(std::vector<Finding>& into, std::vector<Finding> findings) {
  std::move(findings.begin(), findings.end(), std::back_inserter(into));
}

/// Area of all features, each ground as often as it is owned.
double owned_area(const FaceMap& faces) {
  double sum = 0;
  for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    sum += faces.area_m2(face) * static_cast<double>(faces.owners(face).size());
  }
  return sum;
}

/// How bad it is: first what other programs refuse or count wrong, then everything.
using Faults = std::pair<std::size_t, std::size_t>;

Faults faults_of(const std::vector<Finding>& findings) {
  Faults faults;
  for (const Finding& finding : findings) {
    const bool bad =
        finding.kind == FindingKind::invalid || finding.kind == FindingKind::unclosed ||
        finding.kind == FindingKind::hole_outside || finding.kind == FindingKind::overlap;
    faults.first += bad ? 1 : 0;
    faults.second += is_fault(finding) ? 1 : 0;
  }
  return faults;
}

/// Mends each feature, then the ground between them. Returns whether there was anything to mend;
/// else the layer is as it was.
///
/// looked  at the layer; its faces follow what is mended
Result<bool> mend_once(model::Layer& layer, Examination& looked, const MendOptions& options,
                       MendReport& report, Progress& progress) {
  auto alone = mend_geometry(layer.geometry, looked.alone, progress);
  if (!alone) return alone.error();
  const bool touched = !alone->mended.empty();
  if (touched) {
    const bool new_borders = alone->new_borders;
    report.repaired_m2 += alone->change_m2;
    append(report.mended, std::move(alone->mended));
    layer.geometry = std::move(alone->geometry);
    if (looked.faces && new_borders) {
      auto faces = FaceMap::build(layer.geometry, progress);
      if (!faces) return faces.error();
      looked.faces = std::move(*faces);
    }
  }
  if (!looked.faces) return touched;
  MendedCoverage between = mend_coverage(*looked.faces, layer.size(), options);
  if (!touched && between.mended.empty()) return false;
  report.snapped_m2 += owned_area(*looked.faces) - area_of(layer.geometry);
  report.overlap_m2 += between.overlap_m2;
  report.filled_m2 += between.filled_m2;
  append(report.mended, std::move(between.mended));
  layer.geometry = std::move(between.geometry);
  looked.faces = std::move(between.faces);
  return true;
}

}  // namespace

Result<MendedLayer> mend_layer(const model::Layer& layer, const MendOptions& options,
                               Progress& progress) {
  auto looked = examine_layer(layer, progress);
  if (!looked) return looked.error();
  MendReport report;
  report.before = report.left = looked->findings(layer);
  report.before_m2 = area_of(layer.geometry);

  model::Layer now = layer;
  const model::Rows gone = twins(layer, report.before, report);
  if (!gone.empty()) {
    now = emptied(layer, gone);
    report.removed_m2 = report.before_m2 - area_of(now.geometry);
    looked = examine_layer(now, progress);
    if (!looked) return looked.error();
  }
  // What is given to a feature can make a spike of it, whose ground then goes to another. Where
  // that leads in a circle the best of what was met is taken.
  struct Attempt {
    model::Layer layer;
    MendReport report;
    Faults faults;
  };
  Attempt best{now, report, faults_of(gone.empty() ? report.before : looked->findings(now))};
  constexpr int most_rounds = 8, most_in_vain = 2;
  for (int round = 0, in_vain = 0; round < most_rounds && in_vain < most_in_vain; ++round) {
    report.coverage = best.report.coverage = report.coverage || looked->faces.has_value();
    const auto mended = mend_once(now, *looked, options, report, progress);
    if (!mended) return mended.error();
    if (!*mended) break;
    looked = looked->faces ? examine_layer(now, std::move(looked->faces), progress)
                           : examine_layer(now, progress);
    if (!looked) return looked.error();
    report.left = looked->findings(now);
    const Faults faults = faults_of(report.left);
    if (faults < best.faults) {
      best = {now, report, faults};
    } else {
      ++in_vain;
    }
  }
  now = std::move(best.layer);
  report = std::move(best.report);
  if (!gone.empty()) {
    now = without(now, gone);
    auto left = check_layer(now, progress);
    if (!left) return left.error();
    report.left = std::move(*left);
  }
  report.after_m2 = area_of(now.geometry);
  now.extent = now.geometry.box();
  return MendedLayer{std::move(now), std::move(report)};
}

std::string counts_sentence(const std::vector<Finding>& findings) {
  std::array<std::size_t, finding_kinds> counts{};
  for (const Finding& finding : findings) ++counts[static_cast<std::size_t>(finding.kind)];
  std::string text;
  for (std::size_t kind = 0; kind < finding_kinds; ++kind) {
    if (counts[kind] == 0) continue;
    if (!text.empty()) text += tr(", ");
    text += trf("{}: {}", finding_title(static_cast<FindingKind>(kind)), counts[kind]);
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> balance_lines(const MendReport& report) {
  const auto size = [](double area) { return size_text(area, SizeUnit::square_metres); };
  std::vector<std::pair<std::string, std::string>> lines{
      {tr("Area before"), size(report.before_m2)}};
  const auto step = [&](const char* name, double change) {
    constexpr double seen_m2 = 0.005;  // what the text can show
    if (std::abs(change) < seen_m2) return;
    lines.emplace_back(tr(name), (change < 0 ? "−" : "+") + size(std::abs(change)));
  };
  step(tr_mark("Features mended"), report.repaired_m2);
  step(tr_mark("Twins taken out"), -report.removed_m2);
  step(tr_mark("Overlaps settled"), -report.overlap_m2);
  step(tr_mark("Gaps filled"), report.filled_m2);
  step(tr_mark("Borders moved to the millimetre"), report.snapped_m2);
  lines.emplace_back(tr("Area now"), size(report.after_m2));
  return lines;
}

}  // namespace wangge::analysis
