#include <algorithm>
#include <cmath>

#include "analysis/coordinate_detective.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

std::string percent(double share) {
  const double value = 100 * share;
  // 99.8 must not read as 100, nor 0.2 as 0.
  const bool near_an_end = (value > 0 && value < 1) || (value > 99 && value < 100);
  return near_an_end ? fmt::format("{:.1f} %", value) : fmt::format("{:.0f} %", value);
}

std::string sentence(const CrsEvidence& e) {
  const std::string share = percent(e.share), chance = percent(e.by_chance);
  switch (e.measure) {
    case Measure::named_area:
      return trf("{} lie in the area of “{}” that their record names (by chance {})", share,
                 e.reference, chance);
    case Measure::inside_area:
      return trf("{} lie inside “{}” (by chance {})", share, e.reference, chance);
    case Measure::at_building:
      return trf("{} lie in a building of “{}” or at most 5 m from it (by chance {})", share,
                 e.reference, chance);
    case Measure::uncrossed:
      return trf("of what lies beside “{}”, {} is not crossed (by chance {})", e.reference, share,
                 chance);
    case Measure::whole_inside:
      return trf("{} are not cut by the borders of “{}” (by chance {})", share, e.reference,
                 chance);
    case Measure::on_line:
      return trf("{} of the lines run along “{}” (by chance {})", share, e.reference, chance);
  }
  return {};
}

}  // namespace

std::string score_in_words(double score) {
  if (score >= 85) return tr("fits very well");
  if (score >= 65) return tr("fits well");
  if (score >= 45) return tr("fits in part");
  if (score >= 20) return tr("the right town, no more");
  return tr("lies elsewhere");
}

std::string crs_in_words(const geo::Crs& crs) {
  const std::string code = crs.code();
  std::string text = code;
  if (code.starts_with("GCJ-02")) text = trf("{} (Gaode, Tencent)", code);
  if (code.starts_with("BD-09")) text = trf("{} (Baidu)", code);
  if (code.starts_with("EPSG:")) text = trf("{}, {}", code.substr(0, code.find(' ')), crs.name());
  if (code.ends_with(" yx")) {
    if (const auto mark = text.rfind(" yx"); mark != std::string::npos) text.erase(mark, 3);
    text = trf("{}; axes swapped", text);
  }
  return text;
}

std::string evidence_in_words(const RankedCrs& ranked) {
  std::vector<CrsEvidence> telling;
  for (const CrsEvidence& e : ranked.evidence) {
    if (e.weight > 0) telling.push_back(e);
  }
  std::stable_sort(telling.begin(), telling.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
  std::string text;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(most, telling.size()); ++i) {
    text += (text.empty() ? "" : tr("; ")) + sentence(telling[i]);
  }
  if (ranked.mean_distance_m && !text.empty()) {
    text += tr("; ") + trf("{:.1f} m to the nearest building in the mean", *ranked.mean_distance_m);
  }
  return text;
}

std::string verdict_in_words(const CrsRanking& ranking) {
  if (ranking.ranked.empty()) {
    return tr("No evidence: no hypothesis puts the layer where the others are.");
  }
  const RankedCrs& best = ranking.ranked.front();
  switch (ranking.verdict) {
    case CrsVerdict::no_evidence:
      return tr("No evidence: the open layers do not tell one hypothesis from another.");
    case CrsVerdict::as_read:
      return trf("It fits as it is: {:.0f} of 100, {:.0f} points ahead.", best.score,
                 ranking.margin);
    case CrsVerdict::other:
      return trf("It is most likely {}: {:.0f} of 100, {:.0f} points ahead.",
                 crs_in_words(best.crs), best.score, ranking.margin);
    case CrsVerdict::ask:
      return trf("Too close to tell: {:.0f} points between the first two. Please choose.",
                 ranking.margin);
  }
  return {};
}

}  // namespace wangge::analysis
