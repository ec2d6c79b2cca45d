#include "analysis/fourier.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <numbers>
#include <random>

namespace wangge::analysis {
namespace {

Lattice noise(int columns, int rows, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> value(-1, 1);
  Lattice lattice(columns, rows);
  for (float& v : lattice.values) v = value(random);
  return lattice;
}

/// An even, symmetric kernel of (2 reach + 1)² weights and its spectrum by definition.
double weight(int x, int y) { return std::cos(0.3 * x) * std::cos(0.3 * y) / (1 + x * x + y * y); }

std::vector<float> spectrum_of(int reach, int size) {
  const int side = size / 2 + 1;
  std::vector<float> spectrum;
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i) {
      double sum = 0;
      for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
          sum += weight(x, y) * std::cos(2 * std::numbers::pi * i * x / size) *
                 std::cos(2 * std::numbers::pi * j * y / size);
        }
      }
      spectrum.push_back(static_cast<float>(sum));
    }
  }
  return spectrum;
}

void expect_convolution(int columns, int rows, int reach) {
  const Lattice from = noise(columns, rows, 7);
  const Lattice to = convolve(from, reach, [&](int size) { return spectrum_of(reach, size); });
  ASSERT_EQ(to.columns, columns - 2 * reach);
  ASSERT_EQ(to.rows, rows - 2 * reach);
  for (int row = 0; row < to.rows; row += 3) {
    for (int column = 0; column < to.columns; column += 5) {
      double sum = 0;
      for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
          sum += weight(x, y) * static_cast<double>(from.row(row + reach + y)[column + reach + x]);
        }
      }
      ASSERT_NEAR(to.row(row)[column], sum, 1e-5) << row << " " << column;
    }
  }
}

TEST(Convolve, IsTheSumOverTheNeighbours) {
  expect_convolution(9, 11, 2);     // one tile of 32, an odd power of two
  expect_convolution(150, 97, 3);   // tiles of 64 or more, an odd number of them
  expect_convolution(301, 40, 12);  // wider than high
}

TEST(Convolve, OfNothingIsNothing) {
  const auto flat = [](int size) {
    return std::vector<float>(static_cast<std::size_t>((size / 2 + 1) * (size / 2 + 1)), 1.0F);
  };
  EXPECT_TRUE(convolve(Lattice(10, 3), 2, flat).values.empty());
  for (const float v : convolve(Lattice(40, 50), 4, flat).values) EXPECT_EQ(v, 0);
}

TEST(Convolve, IsTheSameForAnyNumberOfThreads) {
  const Lattice from = noise(400, 300, 3);
  const auto spectrum = [](int size) { return spectrum_of(2, size); };
  const Lattice many = convolve(from, 10, spectrum);
  const tbb::global_control one_thread(tbb::global_control::max_allowed_parallelism, 1);
  EXPECT_EQ(convolve(from, 10, spectrum).values, many.values);
}

}  // namespace
}  // namespace wangge::analysis
