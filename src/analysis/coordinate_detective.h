#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/placement_evidence.h"
#include "geo/crs.h"

namespace wangge::analysis {

/// A layer whose coordinate system is in doubt.
struct CrsSuspect {
  const model::Layer& layer;
  geo::Crs in;                      ///< what layer.geometry is in now
  std::optional<geo::Crs> as_read;  ///< what the file's numbers were taken for; none:
                                    ///< layer.geometry holds the file's numbers as they are
  bool declared = false;            ///< the file says so itself
};

/// One measure under one hypothesis.
struct CrsEvidence {
  Measure measure;
  std::string reference;  ///< the layer it was measured against, as the legend calls it
  double share = 0;       ///< in [0, 1]: how often it was as it should be
  double by_chance = 0;   ///< the same where the layer is moved by some hundred metres
  double weight = 0;      ///< in [0, 1]: how much it tells
  std::size_t seen = 0;
};

struct RankedCrs {
  geo::Crs crs;
  bool as_read = false;
  double score = 0;         ///< 0 … 100; see score_in_words
  double share_nearby = 0;  ///< of the sample, where the open layers are
  std::vector<CrsEvidence> evidence;
  std::optional<double> mean_distance_m;  ///< to the nearest building
  geo::Box extent;                        ///< of the sample, in the map's CRS
  std::vector<geo::Point> places;         ///< some of the sample there, for a preview
};

enum class CrsVerdict {
  no_evidence,  ///< nothing open tells; whatever was assumed stays
  as_read,      ///< the layer fits as it is
  other,        ///< another system fits clearly better
  ask,          ///< two fit about equally well
};

struct CrsRanking {
  CrsVerdict verdict = CrsVerdict::no_evidence;
  double margin = 0;              ///< points between the first two
  std::vector<RankedCrs> ranked;  ///< best first; those near the open layers, and as read
};

/// Tries every hypothesis of METHODS §9 on a sample and measures how well it sits among the layers
/// that are open (placement_evidence.h).
///
/// A score has two parts: 33 points for lying where the open layers are, 67 for how much better
/// than by chance it fits them. Chance is what the best hypothesis would reach if it were moved by
/// 150 and 450 m in eight directions: 0 of the 67 means "no better than that", all of them "without
/// a fault". Measures that tell nothing (the difference to chance is below three standard errors)
/// count nothing. The verdict needs 10 points and three standard errors between the first two.
///
/// map         the projected CRS the references are in
/// most_parts  how many features, spread over the layer, are looked at
/// cost        below 0.2 s for the default sample, whatever the size of the layers, where indices
///             are given; else building these as well
CrsRanking rank_crs(const CrsSuspect& suspect, const std::vector<Reference>& references,
                    const geo::Crs& map, std::size_t most_parts = 2000);

/// "fits very well", "no more than the right town" …
std::string score_in_words(double score);
/// What people call it: "GCJ-02 (Gaode, Tencent)", "CGCS2000 / 3-degree … CM 114E, northing first".
std::string crs_in_words(const geo::Crs& crs);
/// The measures that tell something, as one sentence: "98 % of buildings near “roads” are not
/// crossed (92 % by chance)". Empty where none does.
std::string evidence_in_words(const RankedCrs& ranked);
/// The verdict as one sentence.
std::string verdict_in_words(const CrsRanking& ranking);

}  // namespace wangge::analysis
