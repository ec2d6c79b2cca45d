#include "app/findings.h"

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

}  // namespace wangge::app
