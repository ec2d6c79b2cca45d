#include "analysis/rates.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace wangge::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double z = 1.959963984540054;  // of 97.5 % of the normal distribution
constexpr double tail = 0.025;

/// ln of the gamma density at x.
double log_density(double shape, double x) {
  return (shape - 1) * std::log(x) - x - std::lgamma(shape);
}

/// The share of the gamma distribution below x, and above it: the smaller of the two is worked out,
/// so that neither loses its digits. Source: DLMF 8.11.4 (series) and 8.9.2 (continued fraction, by
/// Lentz's method).
struct Shares {
  double below, above;
};
Shares gamma_shares(double shape, double x) {
  if (!(x > 0)) return {0, 1};
  constexpr double small = 1e-16;
  const double front = x * std::exp(log_density(shape, x));
  if (x < shape + 1) {
    double term = 1 / shape, sum = term;
    for (double a = shape + 1; term > small * sum; ++a) term *= x / a, sum += term;
    const double below = std::min(1.0, front * sum);
    return {below, 1 - below};
  }
  double b = x + 1 - shape, c = 1 / std::numeric_limits<double>::min(), d = 1 / b, h = d;
  for (double i = 1, change = 0; std::abs(change - 1) > small; ++i) {
    const double a = -i * (i - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    change = d * c;
    h *= change;
    if (i > 10'000'000) break;
  }
  const double above = std::min(1.0, front * h);
  return {1 - above, above};
}

/// The value below which a share p of the normal distribution lies, to 4e-4: a beginning to improve
/// on. Source: Abramowitz and Stegun 26.2.23.
double rough_normal_quantile(double p) {
  const double t = std::sqrt(-2 * std::log(std::min(p, 1 - p)));
  const double value = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                               (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return p < 0.5 ? -value : value;
}

bool has_base(double base) { return std::isfinite(base) && base > 0; }

}  // namespace

double gamma_quantile(double p, double shape) {
  assert(p > 0 && p < 1 && shape > 0);
  // Wilson and Hilferty 1931; where that fails the first term of the series is as good.
  const double root = 1 - 1 / (9 * shape) + rough_normal_quantile(p) / (3 * std::sqrt(shape));
  double x = shape * root * root * root;
  if (!(root > 0.1)) x = std::exp((std::log(p) + std::lgamma(shape + 1)) / shape);
  double low = 0, high = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 100; ++round) {
    const Shares shares = gamma_shares(shape, x);
    const double off = p < 0.5 ? shares.below - p : (1 - p) - shares.above;
    (off > 0 ? high : low) = x;
    // Halley's step, from the density and its slope; outside of what is known halve that instead.
    const double step = off / std::exp(log_density(shape, x));
    const double slope = (shape - 1) / x - 1;
    double next = x - step / (1 - std::clamp(step * slope / 2, -0.5, 0.5));
    if (!(next > low && next < high)) next = std::isinf(high) ? 2 * x : (low + high) / 2;
    const bool close = std::abs(next - x) <= 1e-12 * next;
    x = next;
    if (close) break;
  }
  return x;
}

Interval poisson_interval(double count) {
  if (!(count >= 0) || std::isinf(count) || count != std::floor(count)) return {nan, nan};
  return {count > 0 ? gamma_quantile(tail, count) : 0, gamma_quantile(1 - tail, count + 1)};
}

Interval wilson_interval(double hits, double all) {
  if (!(all > 0) || !(hits >= 0) || hits > all) return {nan, nan};
  const double share = hits / all, below = 1 + z * z / all;
  const double middle = (share + z * z / (2 * all)) / below;
  const double reach = z / below * std::sqrt(share * (1 - share) / all + z * z / (4 * all * all));
  // Exactly 0 and 1 at the ends, where the formula gives them but for rounding.
  return {hits == 0 ? 0 : middle - reach, hits == all ? 1 : middle + reach};
}

Interval ratio_interval(double a, double b) {
  const Interval share = wilson_interval(a, a + b);
  return {share.low / (1 - share.low), share.high / (1 - share.high)};
}

double median_of_sorted(std::span<const double> sorted) {
  if (sorted.empty()) return nan;
  return (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
}

Interval median_interval(std::span<const double> sorted) {
  if (sorted.size() < 6) return {nan, nan};
  const auto n = static_cast<double>(sorted.size());
  const auto rank = static_cast<std::size_t>((n + 1) / 2 - z * std::sqrt(n) / 2);
  return {sorted[rank - 1], sorted[sorted.size() - rank]};
}

ShrunkRates shrunk_rates(std::span<const double> events, std::span<const double> bases) {
  assert(events.size() == bases.size());
  ShrunkRates result;
  result.rates.assign(events.size(), nan);
  result.intervals.assign(events.size(), {nan, nan});
  double sum = 0, base = 0, areas = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (has_base(bases[i])) sum += events[i], base += bases[i], areas += 1;
  }
  if (areas == 0) return result;
  const double mean = sum / base;
  double squares = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!has_base(bases[i])) continue;
    const double off = events[i] / bases[i] - mean;
    squares += bases[i] * off * off;
  }
  result.mean = mean;
  result.variance = std::max(0.0, squares / base - mean / (base / areas));
  const double s2 = result.variance;
  const Interval of_sum = poisson_interval(std::round(sum));
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!has_base(bases[i])) continue;
    if (!(s2 > 0)) {
      result.rates[i] = mean;
      result.intervals[i] = {of_sum.low / base, of_sum.high / base};
      continue;
    }
    const double trust = s2 / (s2 + mean / bases[i]);
    result.rates[i] = mean + trust * (events[i] / bases[i] - mean);
    // The gamma distribution of mean m and variance s², once the events are known.
    const double shape = mean * mean / s2 + events[i], rate = mean / s2 + bases[i];
    result.intervals[i] = {gamma_quantile(tail, shape) / rate,
                           gamma_quantile(1 - tail, shape) / rate};
  }
  return result;
}

std::vector<double> excess_risks(std::span<const double> events, std::span<const double> bases) {
  const double mean = [&] {
    double sum = 0, base = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (has_base(bases[i])) sum += events[i], base += bases[i];
    }
    return sum > 0 ? sum / base : nan;
  }();
  std::vector<double> risks(events.size(), nan);
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (has_base(bases[i])) risks[i] = events[i] / (bases[i] * mean);
  }
  return risks;
}

}  // namespace wangge::analysis
