#include "analysis/coordinate_detective.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "analysis/crs_hypotheses.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

constexpr double nearby_points = 33, fit_points = 67;
constexpr double clear_margin = 10, sure_errors = 3;
constexpr double fewest_seen = 20;

/// A hypothesis that lies near, with the sample where it puts it.
struct Candidate {
  CrsHypothesis hypothesis;
  PlacementSample placed;
  double share_nearby = 0;
  std::vector<Agreement> agreements;  // one a test
};

Point median_of(const PackedGeometry& anchors) {
  std::vector<double> x, y;
  for (const Point p : anchors.points()) {
    if (geo::is_finite(p)) x.push_back(p.x), y.push_back(p.y);
  }
  if (x.empty()) return geo::nowhere;
  const auto middle = [](std::vector<double>& v) {
    const auto at = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
    std::nth_element(v.begin(), at, v.end());
    return *at;
  };
  return {middle(x), middle(y)};
}

void transform(PlacementSample& sample, const geo::Transformer& way) {
  for (PackedGeometry* g : {&sample.anchors, &sample.solids, &sample.edges}) {
    way.transform(g->mutable_points());
  }
}

double share_inside(const PackedGeometry& anchors, const geo::Box& box) {
  const auto& points = anchors.points();
  const auto inside = std::count_if(points.begin(), points.end(),
                                    [&](Point p) { return geo::is_finite(p) && box.contains(p); });
  return points.empty() ? 0 : static_cast<double>(inside) / static_cast<double>(points.size());
}

/// Where the open layers are, with some room for what reaches beyond them.
geo::Box neighbourhood(const std::vector<Reference>& references) {
  geo::Box box;
  for (const Reference& reference : references) box.grow(reference.layer->extent);
  if (box.is_empty()) return box;
  return box.padded(std::max(1000.0, 0.1 * std::max(box.width(), box.height())));
}

/// Whether two candidates put the sample at the same place, as WGS 84 and CGCS2000 do.
bool same_place(const Candidate& a, const Candidate& b) {
  constexpr double same_m = 2;
  const auto &p = a.placed.anchors.points(), &q = b.placed.anchors.points();
  const std::size_t step = std::max<std::size_t>(1, p.size() / 50);
  for (std::size_t i = 0; i < p.size(); i += step) {
    if (geo::is_finite(p[i]) != geo::is_finite(q[i]) || geo::distance(p[i], q[i]) > same_m) {
      return false;
    }
  }
  return true;
}

std::vector<Candidate> candidates_near(const PlacementSample& numbers,
                                       const std::vector<CrsHypothesis>& hypotheses,
                                       const geo::Crs& map, const geo::Box& near) {
  // First a few points: most hypotheses put them into another country.
  PackedGeometry probe(geo::Kind::points);
  const std::size_t step = std::max<std::size_t>(1, numbers.anchors.size() / 60);
  for (std::size_t i = 0; i < numbers.anchors.size(); i += step) {
    probe.add_point_feature(numbers.anchors.points()[i]);
  }
  std::vector<std::optional<Candidate>> found(hypotheses.size());
  parallel_ranges(hypotheses.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto way = geo::Transformer::make(hypotheses[i].crs, map);
      if (!way) continue;
      PackedGeometry tried = probe;
      way->transform(tried.mutable_points());
      if (share_inside(tried, near) == 0 && !hypotheses[i].as_read) continue;
      Candidate candidate{hypotheses[i], numbers, 0, {}};
      transform(candidate.placed, *way);
      candidate.share_nearby = share_inside(candidate.placed.anchors, near);
      found[i] = std::move(candidate);
    }
  });
  std::vector<Candidate> candidates;
  for (auto& one : found) {
    if (!one) continue;
    const bool twin = std::any_of(candidates.begin(), candidates.end(),
                                  [&](const Candidate& c) { return same_place(c, *one); });
    if (!twin) candidates.push_back(std::move(*one));
  }
  return candidates;
}

void ask_all(std::vector<Candidate>& candidates, const std::vector<PlacementTest>& tests) {
  for (Candidate& c : candidates) c.agreements.resize(tests.size());
  parallel_ranges(candidates.size() * tests.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Candidate& c = candidates[i / tests.size()];
      if (c.share_nearby > 0)
        c.agreements[i % tests.size()] = tests[i % tests.size()].ask(c.placed);
    }
  });
}

/// What a test tells: chance, and how far the best is from it.
struct Telling {
  double chance = 0, weight = 0, least_seen = 0;
};

Agreement by_chance(const PlacementTest& test, const PlacementSample& sample) {
  std::array<Agreement, 8> moved;
  parallel_ranges(moved.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const double angle = static_cast<double>(i) * 0.785398, metres = i % 2 == 0 ? 150 : 450;
      moved[i] = test.ask(sample.moved(metres * std::cos(angle), metres * std::sin(angle)));
    }
  });
  Agreement all;
  for (const Agreement& one : moved) all.good += one.good, all.seen += one.seen;
  return all;
}

Telling weigh(const PlacementTest& test, std::size_t number,
              const std::vector<Candidate>& candidates) {
  Telling telling;
  double most_seen = 0;
  for (const Candidate& c : candidates) most_seen = std::max(most_seen, c.agreements[number].seen);
  telling.least_seen = std::max(fewest_seen, 0.2 * most_seen);
  const Candidate* best = nullptr;
  for (const Candidate& c : candidates) {
    if (c.agreements[number].seen < telling.least_seen) continue;
    if (best == nullptr || c.agreements[number].share() > best->agreements[number].share())
      best = &c;
  }
  if (best == nullptr) return telling;
  const Agreement chance = by_chance(test, best->placed);
  if (chance.seen < fewest_seen) return telling;
  telling.chance = chance.share();
  const double n = best->agreements[number].seen;
  const double spread = std::sqrt(std::max(telling.chance * (1 - telling.chance), 1 / n) / n);
  const double errors = (best->agreements[number].share() - telling.chance) / spread;
  telling.weight = std::clamp((errors - sure_errors) / 7, 0.0, 1.0);
  return telling;
}

RankedCrs judged(const Candidate& c, const std::vector<PlacementTest>& tests,
                 const std::vector<Telling>& tellings, double most_nearby) {
  RankedCrs ranked{c.hypothesis.crs, c.hypothesis.as_read, 0, c.share_nearby, {}, {}, {}, {}};
  double fit = 0, weights = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const Telling& t = tellings[i];
    const Agreement& a = c.agreements[i];
    const bool seen = a.seen >= t.least_seen;
    if (t.weight > 0 && seen) {
      fit += t.weight * std::clamp((a.share() - t.chance) / (1 - t.chance), 0.0, 1.0);
    }
    weights += t.weight;
    if (!seen) continue;
    ranked.evidence.push_back({tests[i].measure(), model::title(tests[i].reference()), a.share(),
                               t.chance, t.weight, static_cast<std::size_t>(a.seen)});
  }
  const double nearby = most_nearby > 0 ? c.share_nearby / most_nearby : 0;
  ranked.score = nearby_points * nearby + (weights > 0 ? fit_points * fit / weights : 0);
  constexpr std::size_t most_places = 400;
  const auto& anchors = c.placed.anchors.points();
  const std::size_t step = 1 + anchors.size() / most_places;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    if (!geo::is_finite(anchors[i])) continue;
    ranked.extent.grow(anchors[i]);
    if (i % step == 0) ranked.places.push_back(anchors[i]);
  }
  return ranked;
}

/// Standard errors between two candidates, in the mean of what the tests tell.
double errors_between(const Candidate& a, const Candidate& b,
                      const std::vector<Telling>& tellings) {
  constexpr double plenty = 10;
  if (std::abs(a.share_nearby - b.share_nearby) > 0.2) return plenty;
  double sum = 0, weights = 0;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const Agreement &p = a.agreements[i], &q = b.agreements[i];
    if (tellings[i].weight == 0 || p.seen == 0) continue;
    weights += tellings[i].weight;
    if (q.seen < tellings[i].least_seen) {
      sum += tellings[i].weight * plenty;
      continue;
    }
    const double pooled = (p.good + q.good) / (p.seen + q.seen);
    const double n = p.seen * q.seen / (p.seen + q.seen);
    const double spread = std::sqrt(std::max(pooled * (1 - pooled), 1 / n) / n);
    sum += tellings[i].weight * (p.share() - q.share()) / spread;
  }
  return weights == 0 ? 0 : sum / weights;
}

}  // namespace

CrsRanking rank_crs(const CrsSuspect& suspect, const std::vector<Reference>& references,
                    const geo::Crs& map, std::size_t most_parts) {
  CrsRanking ranking;
  const geo::Box near = neighbourhood(references);
  if (near.is_empty()) return ranking;

  const geo::Point sight = suspect.layer.geometry.points().empty()
                               ? geo::nowhere
                               : suspect.layer.geometry.points().front();
  const bool numbers_in_degrees = std::abs(sight.x) <= 360 && std::abs(sight.y) <= 360;
  constexpr double metres_a_degree = 111'320;
  PlacementSample sample = take_sample(
      suspect.layer, !suspect.as_read && numbers_in_degrees ? metres_a_degree : 1, most_parts);
  if (sample.empty()) return ranking;
  if (suspect.as_read) {  // back to the file's own numbers
    const auto back = geo::Transformer::make(suspect.in, *suspect.as_read);
    if (!back) return ranking;
    transform(sample, *back);
  }

  CrsClues clues{median_of(sample.anchors), suspect.as_read, geo::nowhere, {map}};
  const auto to_degrees = geo::Transformer::make(map, geo::Crs::wgs84());
  if (!to_degrees) return ranking;
  clues.place = to_degrees->transform(near.centre());
  for (const Reference& reference : references) {
    if (const auto crs = geo::Crs::from_text(reference.layer->source.crs)) {
      clues.in_use.push_back(*crs);
    }
  }

  auto candidates = candidates_near(sample, crs_hypotheses(clues), map, near);
  const auto tests = placement_tests(suspect.layer, sample, references);
  ask_all(candidates, tests);
  std::vector<Telling> tellings;
  double told = 0, most_nearby = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    tellings.push_back(weigh(tests[i], i, candidates));
    told += tellings.back().weight;
  }
  // Without evidence of their own the rare ones would only stand beside the plain in a tie.
  if (told == 0) std::erase_if(candidates, [](const Candidate& c) { return c.hypothesis.rare; });
  for (const Candidate& c : candidates) most_nearby = std::max(most_nearby, c.share_nearby);
  if (most_nearby == 0) return ranking;

  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<RankedCrs> judgements;
  for (const Candidate& c : candidates)
    judgements.push_back(judged(c, tests, tellings, most_nearby));
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return judgements[a].score > judgements[b].score;
  });
  for (const std::size_t i : order) {
    RankedCrs& one = judgements[i];
    for (std::size_t t = 0; t < tests.size() && ranking.ranked.size() < 5; ++t) {
      if (tests[t].measure() != Measure::at_building || one.mean_distance_m) continue;
      if (one.share_nearby > 0)
        one.mean_distance_m = tests[t].mean_distance_m(candidates[i].placed);
    }
    ranking.ranked.push_back(std::move(one));
  }

  const Candidate& first = candidates[order[0]];
  const double second_score = order.size() > 1 ? ranking.ranked[1].score : 0;
  ranking.margin = ranking.ranked[0].score - second_score;
  const bool clear =
      ranking.margin >= clear_margin &&
      (order.size() < 2 || errors_between(first, candidates[order[1]], tellings) >= sure_errors);
  if (told == 0) {
    // All that is known is which of them lie here at all.
    const auto read = std::find_if(ranking.ranked.begin(), ranking.ranked.end(),
                                   [](const RankedCrs& r) { return r.as_read; });
    const bool read_here = read != ranking.ranked.end() && read->share_nearby > 0.5 * most_nearby;
    if (read_here) return ranking;
    ranking.verdict = clear && !suspect.declared ? CrsVerdict::other : CrsVerdict::ask;
  } else if (clear) {
    ranking.verdict = first.hypothesis.as_read ? CrsVerdict::as_read : CrsVerdict::other;
  } else {
    ranking.verdict = CrsVerdict::ask;
  }
  return ranking;
}

}  // namespace wangge::analysis
