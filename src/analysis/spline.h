#pragma once

#include <array>
#include <cmath>
#include <numbers>

// Cardinal B-splines (Unser 1999): the lattice holds points and areas by them, because a kernel at
// any place between the nodes is a sum of splines to a few parts in 10⁵ where it is smooth.
namespace wangge::analysis {

/// The pieces of a spline as polynomials: coefficient [power][piece] (Cox-de Boor recursion).
/// Pieces are filled up to a multiple of four with 0, for vector registers.
template <int Degree>
constexpr auto spline_pieces() {
  constexpr std::size_t width = (std::size_t{Degree} + 4) / 4 * 4;
  std::array<std::array<double, width>, Degree + 1> w{};
  w[0][0] = 1;
  for (std::size_t d = 1; d <= Degree; ++d) {
    auto next = w;
    for (std::size_t piece = 0; piece <= d; ++piece) {
      for (std::size_t power = 0; power <= d; ++power) {
        // ((t + d - piece) · w[piece - 1] + (piece + 1 - t) · w[piece]) / d
        const auto old = [&](std::size_t p, std::size_t k) { return k < width ? w[p][k] : 0; };
        const double left = piece == 0 ? 0 : old(power, piece - 1), right = old(power, piece);
        const double left_below = piece == 0 || power == 0 ? 0 : old(power - 1, piece - 1);
        const double right_below = power == 0 ? 0 : old(power - 1, piece);
        next[power][piece] = (left_below + static_cast<double>(d - piece) * left +
                              static_cast<double>(piece + 1) * right - right_below) /
                             static_cast<double>(d);
      }
    }
    w = next;
  }
  return w;
}

/// What a spline of this degree gives to the Degree + 1 nodes around a place. `t` in [0, 1] is how
/// far it lies beyond the knot before it: knots are the nodes of an odd degree, the middles between
/// them of an even one. The weights go from low to high and sum to 1; what follows them is 0.
template <int Degree, typename Number>
[[gnu::always_inline]] inline auto spline_weights(Number t) {
  static constexpr auto pieces = spline_pieces<Degree>();
  std::array<Number, pieces[0].size()> w{};
  for (std::size_t power = Degree + 1; power-- > 0;) {
    for (std::size_t k = 0; k < w.size(); ++k) {
      w[k] = w[k] * t + static_cast<Number>(pieces[power][k]);
    }
  }
  return w;
}

/// The transform of a spline of that degree at a frequency per node.
inline double spline_spectrum(int degree, double frequency) {
  if (frequency == 0) return 1;
  const double x = std::numbers::pi * frequency;
  return std::pow(std::sin(x) / x, degree + 1);
}

/// The transform of an odd spline's values at the nodes.
template <int Degree>
double spline_node_spectrum(double frequency) {
  static_assert(Degree % 2 == 1);
  const auto w = spline_weights<Degree, double>(0);
  constexpr int middle = (Degree - 1) / 2;
  double sum = w[middle];
  for (int k = 1; k <= middle; ++k) {
    sum += 2 * w[static_cast<std::size_t>(middle) + static_cast<std::size_t>(k)] *
           std::cos(2 * std::numbers::pi * frequency * k);
  }
  return sum;
}

}  // namespace wangge::analysis
