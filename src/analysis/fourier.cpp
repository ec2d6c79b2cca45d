#include "analysis/fourier.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numbers>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

// A transform of our own, since the libraries at hand that may be linked work on one row at a time:
// here sixteen rows go through each step together, in vector registers, and no row is ever brought
// into order, because the way back undoes the disorder of the way out.
constexpr int lanes = 16;

/// A vector register. Spelled out, because compilers do not see that the steps' pointers are apart.
using Four = float __attribute__((vector_size(16)));
inline Four load(const float* from) {
  Four value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
inline void store(float* to, Four value) { std::memcpy(to, &value, sizeof value); }

/// The complex numbers of `lanes` sequences, side by side.
struct Block {
  std::vector<float> re, im;
  explicit Block(int size)
      : re(static_cast<std::size_t>(size) * lanes), im(static_cast<std::size_t>(size) * lanes) {}
};

/// Transforms of one size, a power of two.
class Transform {
 public:
  explicit Transform(int size) : size_(size) {
    for (int i = 0; i < size; ++i) {
      const double angle = -2 * std::numbers::pi * i / size;
      cos_.push_back(static_cast<float>(std::cos(angle)));
      sin_.push_back(static_cast<float>(std::sin(angle)));
    }
  }

  /// Leaves frequency frequency_at(i) at place i (decimation in frequency, radix 4).
  void forward(Block& block) const {
    int n = size_;
    for (; n >= 4; n /= 4) {
      for (int k = 0; k < n / 4; ++k) {
        for (int first = k; first < size_; first += n) step_out(block, first, n / 4, k * size_ / n);
      }
    }
    if (n == 2) pairs(block);
  }
  /// Undoes forward(), times size.
  void backward(Block& block) const {
    const bool odd = std::countr_zero(static_cast<unsigned>(size_)) % 2 != 0;
    if (odd) pairs(block);
    for (int n = odd ? 8 : 4; n <= size_; n *= 4) {
      for (int k = 0; k < n / 4; ++k) {
        for (int first = k; first < size_; first += n)
          step_back(block, first, n / 4, k * size_ / n);
      }
    }
  }
  int frequency_at(int place) const {
    int frequency = 0, digit = 1, n = size_;
    for (; n >= 4; n /= 4) {
      frequency += digit * (place / (n / 4));
      place %= n / 4;
      digit *= 4;
    }
    return frequency + digit * place;
  }

 private:
  /// The four places of a step: real and imaginary parts.
  struct Places {
    float *r[4], *i[4];
    Places(Block& block, int first, int quarter) {
      for (int q = 0; q < 4; ++q) {
        r[q] = block.re.data() + static_cast<std::ptrdiff_t>(first + q * quarter) * lanes;
        i[q] = block.im.data() + static_cast<std::ptrdiff_t>(first + q * quarter) * lanes;
      }
    }
  };

  void step_out(Block& block, int first, int quarter, int turn) const {
    const Places at(block, first, quarter);
    const auto w = static_cast<std::size_t>(turn);
    const float c1 = cos_[w], s1 = sin_[w], c2 = cos_[2 * w], s2 = sin_[2 * w], c3 = cos_[3 * w],
                s3 = sin_[3 * w];
    for (int l = 0; l < lanes; l += 4) {
      const Four r0 = load(at.r[0] + l), r1 = load(at.r[1] + l), r2 = load(at.r[2] + l),
                 r3 = load(at.r[3] + l);
      const Four i0 = load(at.i[0] + l), i1 = load(at.i[1] + l), i2 = load(at.i[2] + l),
                 i3 = load(at.i[3] + l);
      const Four ar = r0 + r2, ai = i0 + i2, br = r0 - r2, bi = i0 - i2;
      const Four cr = r1 + r3, ci = i1 + i3, dr = i1 - i3, di = r3 - r1;  // d = -i (1 - 3)
      const Four xr = br + dr, xi = bi + di, yr = ar - cr, yi = ai - ci, zr = br - dr, zi = bi - di;
      store(at.r[0] + l, ar + cr), store(at.i[0] + l, ai + ci);
      store(at.r[1] + l, xr * c1 - xi * s1), store(at.i[1] + l, xr * s1 + xi * c1);
      store(at.r[2] + l, yr * c2 - yi * s2), store(at.i[2] + l, yr * s2 + yi * c2);
      store(at.r[3] + l, zr * c3 - zi * s3), store(at.i[3] + l, zr * s3 + zi * c3);
    }
  }
  void step_back(Block& block, int first, int quarter, int turn) const {
    const Places at(block, first, quarter);
    const auto w = static_cast<std::size_t>(turn);
    const float c1 = cos_[w], s1 = sin_[w], c2 = cos_[2 * w], s2 = sin_[2 * w], c3 = cos_[3 * w],
                s3 = sin_[3 * w];
    for (int l = 0; l < lanes; l += 4) {
      const Four r0 = load(at.r[0] + l), r1 = load(at.r[1] + l), r2 = load(at.r[2] + l),
                 r3 = load(at.r[3] + l);
      const Four i0 = load(at.i[0] + l), i1 = load(at.i[1] + l), i2 = load(at.i[2] + l),
                 i3 = load(at.i[3] + l);
      const Four xr = r1 * c1 + i1 * s1, xi = i1 * c1 - r1 * s1;
      const Four yr = r2 * c2 + i2 * s2, yi = i2 * c2 - r2 * s2;
      const Four zr = r3 * c3 + i3 * s3, zi = i3 * c3 - r3 * s3;
      const Four ar = r0 + yr, ai = i0 + yi, br = r0 - yr, bi = i0 - yi;
      const Four cr = xr + zr, ci = xi + zi, dr = zi - xi, di = xr - zr;  // d = i (x - z)
      store(at.r[0] + l, ar + cr), store(at.i[0] + l, ai + ci);
      store(at.r[1] + l, br + dr), store(at.i[1] + l, bi + di);
      store(at.r[2] + l, ar - cr), store(at.i[2] + l, ai - ci);
      store(at.r[3] + l, br - dr), store(at.i[3] + l, bi - di);
    }
  }
  void pairs(Block& block) const {
    for (std::vector<float>* part : {&block.re, &block.im}) {
      for (std::size_t at = 0; at < part->size(); at += std::size_t{2} * lanes) {
        float *a = part->data() + at, *b = a + lanes;
        for (int l = 0; l < lanes; l += 4) {
          const Four first = load(a + l), second = load(b + l);
          store(a + l, first + second), store(b + l, first - second);
        }
      }
    }
  }

  int size_;
  std::vector<float> cos_, sin_;
};

/// A square of 4 × 4 numbers over its diagonal.
void transpose(const float* from, std::ptrdiff_t from_pitch, float* to, std::ptrdiff_t to_pitch) {
  Four row[4];
  for (int i = 0; i < 4; ++i) row[i] = load(from + i * from_pitch);
  const Four a = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
  const Four b = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
  const Four c = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
  const Four d = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
  row[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
  row[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
  row[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
  row[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
  for (int i = 0; i < 4; ++i) store(to + i * to_pitch, row[i]);
}

/// Where a tile is read from and written to. The first node of the input may lie outside.
struct Tile {
  int column, row;
};

/// Convolves two tiles at once, as real and imaginary part of one: the kernel's spectrum is real,
/// so they do not mix.
class TilePair {
 public:
  TilePair(const Transform& transform, const std::vector<float>& spectrum, int size)
      : transform_(transform),
        spectrum_(spectrum),
        size_(size),
        pitch_(size + lanes),  // no power of two: rows would share their places in the cache
        re_(static_cast<std::size_t>(size) * static_cast<std::size_t>(pitch_)),
        im_(re_.size()),
        block_(size) {}

  void convolve(const Lattice& from, Lattice& to, int reach, Tile a, const Tile* b) {
    for (int column = 0; column < size_; column += lanes) {
      read(from, a, column, block_.re);
      if (b != nullptr) {
        read(from, *b, column, block_.im);
      } else {
        std::fill(block_.im.begin(), block_.im.end(), 0.0F);
      }
      transform_.forward(block_);
      keep_columns(column);
    }
    for (int row = 0; row < size_; row += lanes) filter_rows(row);
    for (int column = reach - reach % lanes; column < size_ - reach; column += lanes) {
      fetch_columns(column);
      transform_.backward(block_);
      write(to, a, column, reach, block_.re);
      if (b != nullptr) write(to, *b, column, reach, block_.im);
    }
  }

 private:
  std::size_t place(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(pitch_) +
           static_cast<std::size_t>(column);
  }

  /// Sixteen columns of the tile; nought outside the lattice.
  void read(const Lattice& from, Tile tile, int column, std::vector<float>& block) const {
    const int first = tile.column + column, count = std::min(lanes, from.columns - first);
    for (int y = 0; y < size_; ++y) {
      float* out = block.data() + static_cast<std::ptrdiff_t>(y) * lanes;
      const bool inside = count > 0 && tile.row + y < from.rows;
      if (inside) std::copy_n(from.row(tile.row + y) + first, count, out);
      std::fill(out + (inside ? count : 0), out + lanes, 0.0F);
    }
  }
  void write(Lattice& to, Tile tile, int column, int reach, const std::vector<float>& block) const {
    const int begin = std::max(column, reach);
    const int end = std::min({column + lanes, size_ - reach, to.columns + reach - tile.column});
    if (begin >= end) return;
    const int last = std::min(size_ - reach, to.rows + reach - tile.row);
    for (int y = reach; y < last; ++y) {
      const float* in = block.data() + static_cast<std::ptrdiff_t>(y) * lanes;
      std::copy(in + begin - column, in + end - column,
                to.row(tile.row + y - reach) + tile.column + begin - reach);
    }
  }
  void keep_columns(int column) {
    for (int y = 0; y < size_; ++y) {
      std::copy_n(block_.re.data() + static_cast<std::ptrdiff_t>(y) * lanes, lanes,
                  re_.data() + place(y, column));
      std::copy_n(block_.im.data() + static_cast<std::ptrdiff_t>(y) * lanes, lanes,
                  im_.data() + place(y, column));
    }
  }
  void fetch_columns(int column) {
    for (int y = 0; y < size_; ++y) {
      std::copy_n(re_.data() + place(y, column), lanes,
                  block_.re.data() + static_cast<std::ptrdiff_t>(y) * lanes);
      std::copy_n(im_.data() + place(y, column), lanes,
                  block_.im.data() + static_cast<std::ptrdiff_t>(y) * lanes);
    }
  }
  /// Along the rows there, times the kernel, and back.
  void filter_rows(int row) {
    turn(re_, block_.re, row, true), turn(im_, block_.im, row, true);
    transform_.forward(block_);
    for (int x = 0; x < size_; ++x) {
      const float* weight = spectrum_.data() +
                            static_cast<std::ptrdiff_t>(x) * static_cast<std::ptrdiff_t>(size_) +
                            row;
      float* re = block_.re.data() + static_cast<std::ptrdiff_t>(x) * lanes;
      float* im = block_.im.data() + static_cast<std::ptrdiff_t>(x) * lanes;
      for (int l = 0; l < lanes; l += 4) {
        store(re + l, load(re + l) * load(weight + l));
        store(im + l, load(im + l) * load(weight + l));
      }
    }
    transform_.backward(block_);
    turn(re_, block_.re, row, false), turn(im_, block_.im, row, false);
  }
  /// Sixteen rows of the tile as columns of the block, or back.
  void turn(std::vector<float>& tile, std::vector<float>& block, int row, bool out) const {
    for (int x = 0; x < size_; x += 4) {
      for (int l = 0; l < lanes; l += 4) {
        float* lines = tile.data() + place(row + l, x);
        float* columns = block.data() + static_cast<std::ptrdiff_t>(x) * lanes + l;
        if (out) {
          transpose(lines, pitch_, columns, lanes);
        } else {
          transpose(columns, lanes, lines, pitch_);
        }
      }
    }
  }

  const Transform& transform_;
  const std::vector<float>& spectrum_;
  int size_, pitch_;
  std::vector<float> re_, im_;
  Block block_;
};

/// The spectrum over all places of a transformed tile, with the factor of the way back.
std::vector<float> spread(const std::vector<float>& quarter, const Transform& transform, int size) {
  std::vector<int> folded;
  for (int i = 0; i < size; ++i) {
    const int frequency = transform.frequency_at(i);
    folded.push_back(std::min(frequency, size - frequency));
  }
  const auto side = static_cast<std::size_t>(size);
  const float scale = 1 / (static_cast<float>(size) * static_cast<float>(size));
  std::vector<float> all(side * side);
  for (std::size_t y = 0; y < side; ++y) {
    const float* line = quarter.data() + static_cast<std::size_t>(folded[y]) * (side / 2 + 1);
    for (std::size_t x = 0; x < side; ++x) {
      all[y * side + x] = scale * line[static_cast<std::size_t>(folded[x])];
    }
  }
  return all;
}

int tiles_along(int nodes, int step) { return (nodes + step - 1) / step; }

/// The tile that costs least: small ones are mostly border, large ones leave the cache (measured:
/// a node of 1024 × 1024 costs twice one of 256 × 256).
int tile_size(const Lattice& to, int reach) {
  int best = 0;
  double least = 0;
  for (int size = 32; size <= 1 << 14; size *= 2) {
    const int step = size - 2 * reach;
    if (step <= 0) continue;
    const double tiles =
        static_cast<double>(tiles_along(to.columns, step)) * tiles_along(to.rows, step);
    const double cost = std::ceil(tiles / 2) * std::pow(size, 2.5);
    if (best == 0 || cost < least) best = size, least = cost;
  }
  return best;
}

}  // namespace

Lattice convolve(const Lattice& from, int reach, const EvenSpectrum& spectrum) {
  Lattice to(std::max(0, from.columns - 2 * reach), std::max(0, from.rows - 2 * reach));
  if (to.values.empty()) return to;
  const int size = tile_size(to, reach), step = size - 2 * reach;
  const Transform transform(size);
  const std::vector<float> weights = spread(spectrum(size), transform, size);
  std::vector<Tile> tiles;
  for (int row = 0; row < to.rows; row += step) {
    for (int column = 0; column < to.columns; column += step) {
      const int last = std::min(row + size, from.rows);
      bool empty = true;
      for (int y = row; y < last && empty; ++y) {
        const float* line = from.row(y);
        empty = std::all_of(line + column, line + std::min(column + size, from.columns),
                            [](float v) { return v == 0; });
      }
      if (!empty) tiles.push_back({column, row});
    }
  }
  parallel_ranges((tiles.size() + 1) / 2, 1, [&](std::size_t begin, std::size_t end) {
    TilePair pair(transform, weights, size);
    for (std::size_t i = begin; i < end; ++i) {
      pair.convolve(from, to, reach, tiles[2 * i],
                    2 * i + 1 < tiles.size() ? &tiles[2 * i + 1] : nullptr);
    }
  });
  return to;
}

}  // namespace wangge::analysis
