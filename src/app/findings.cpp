#include "app/findings.h"

#include <fmt/format.h>

#include "base/i18n.h"

namespace wangge::app {

using analysis::Finding;
using nlohmann::ordered_json;

ordered_json as_json(const Finding& finding) {
  ordered_json one{{"kind", analysis::finding_key(finding.kind)}, {"what", finding.what}};
  if (finding.row != analysis::no_row) one["row"] = finding.row + 1;
  if (finding.other != analysis::no_row) one["other_row"] = finding.other + 1;
  if (geo::is_finite(finding.place)) one["place"] = {finding.place.x, finding.place.y};
  if (finding.unit == analysis::SizeUnit::metres) one["length_m"] = finding.size;
  if (finding.unit == analysis::SizeUnit::square_metres) one["area_m2"] = finding.size;
  one["fault"] = analysis::is_fault(finding);
  return one;
}

ordered_json as_json(const std::vector<Finding>& findings) {
  ordered_json list = ordered_json::array();
  for (const Finding& finding : findings) list.push_back(as_json(finding));
  return list;
}

std::string as_text(const std::string& layer, const Finding& finding) {
  const std::string who =
      finding.row == analysis::no_row ? layer : trf("{}, row {}", layer, finding.row + 1);
  return geo::is_finite(finding.place)
             ? trf("{}: {} at {:.2f}, {:.2f}", who, finding.what, finding.place.x, finding.place.y)
             : trf("{}: {}", who, finding.what);
}

ordered_json mending_as_json(const std::string& layer, const analysis::MendReport& report) {
  return {{"layer", layer},
          {"findings_before", report.before.size()},
          {"mended", as_json(report.mended)},
          {"left", as_json(report.left)},
          {"area_m2",
           {{"before", report.before_m2},
            {"features_mended", report.repaired_m2},
            {"twins_taken_out", -report.removed_m2},
            {"overlaps_settled", -report.overlap_m2},
            {"gaps_filled", report.filled_m2},
            {"borders_moved", report.snapped_m2},
            {"now", report.after_m2}}}};
}

void print_mending(const std::string& layer, const analysis::MendReport& report) {
  for (const auto& finding : report.mended) fmt::print("{}\n", as_text(layer, finding));
  for (const auto& finding : report.left) {
    if (analysis::is_fault(finding)) fmt::print("{}\n", trf("Left: {}", as_text(layer, finding)));
  }
  const auto counts = [](const std::vector<analysis::Finding>& findings) {
    return findings.empty() ? std::string(tr("nothing")) : analysis::counts_sentence(findings);
  };
  fmt::print("{}\n", trf("{}: found {}.", layer, counts(report.before)));
  fmt::print("  {}\n", trf("Left as it is: {}.", counts(report.left)));
  if (!(report.before_m2 > 0)) return;
  for (const auto& [name, area] : analysis::balance_lines(report)) {
    fmt::print("  {}\n", trf("{}: {}", name, area));
  }
}

}  // namespace wangge::app
