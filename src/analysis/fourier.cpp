#include "analysis/fourier.h"

#include <kiss_fftr.h>

#include <algorithm>
#include <memory>
#include <type_traits>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

struct PlanDelete {
  void operator()(void* plan) const { kiss_fft_free(plan); }
};
using RowPlan = std::unique_ptr<std::remove_pointer_t<kiss_fftr_cfg>, PlanDelete>;
using ColumnPlan = std::unique_ptr<std::remove_pointer_t<kiss_fft_cfg>, PlanDelete>;

/// Half a spectrum of a real lattice: width/2 + 1 columns.
struct Spectrum {
  std::size_t columns, rows;
  std::vector<kiss_fft_cpx> values;
  Spectrum(int width, int height)
      : columns(static_cast<std::size_t>(width) / 2 + 1),
        rows(static_cast<std::size_t>(height)),
        values(columns * rows) {}
};

/// Transforms all columns, sixteen side by side so that each touch of a row fetches a whole line of
/// the cache.
void transform_columns(Spectrum& spectrum, bool inverse) {
  constexpr std::size_t group = 16;
  parallel_ranges(
      (spectrum.columns + group - 1) / group, 1, [&](std::size_t begin, std::size_t end) {
        const ColumnPlan plan(
            kiss_fft_alloc(static_cast<int>(spectrum.rows), inverse ? 1 : 0, nullptr, nullptr));
        std::vector<kiss_fft_cpx> in(group * spectrum.rows), out(spectrum.rows);
        for (std::size_t g = begin; g < end; ++g) {
          const std::size_t first = g * group, count = std::min(group, spectrum.columns - first);
          for (std::size_t row = 0; row < spectrum.rows; ++row) {
            for (std::size_t c = 0; c < count; ++c) {
              in[c * spectrum.rows + row] = spectrum.values[row * spectrum.columns + first + c];
            }
          }
          for (std::size_t c = 0; c < count; ++c) {
            kiss_fft(plan.get(), in.data() + c * spectrum.rows, out.data());
            std::copy(out.begin(), out.end(),
                      in.begin() + static_cast<std::ptrdiff_t>(c * spectrum.rows));
          }
          for (std::size_t row = 0; row < spectrum.rows; ++row) {
            for (std::size_t c = 0; c < count; ++c) {
              spectrum.values[row * spectrum.columns + first + c] = in[c * spectrum.rows + row];
            }
          }
        }
      });
}

Spectrum transform(const std::vector<float>& cells, int width, int height) {
  Spectrum spectrum(width, height);
  parallel_ranges(spectrum.rows, 16, [&](std::size_t begin, std::size_t end) {
    const RowPlan plan(kiss_fftr_alloc(width, 0, nullptr, nullptr));
    for (std::size_t row = begin; row < end; ++row) {
      const float* in = cells.data() + row * static_cast<std::size_t>(width);
      // Rows of padding and empty country stay zero.
      if (std::all_of(in, in + width, [](float v) { return v == 0; })) continue;
      kiss_fftr(plan.get(), in, spectrum.values.data() + row * spectrum.columns);
    }
  });
  transform_columns(spectrum, false);
  return spectrum;
}

}  // namespace

int fast_transform_size(int wanted) {
  for (int n = wanted + wanted % 2;; n += 2) {
    int rest = n;
    for (const int factor : {2, 3, 5}) {
      while (rest % factor == 0) rest /= factor;
    }
    if (rest == 1) return n;
  }
}

void convolve_circular(std::vector<float>& cells, const std::vector<float>& kernel, int width,
                       int height) {
  Spectrum spectrum = transform(cells, width, height);
  const Spectrum weights = transform(kernel, width, height);
  const float scale = 1 / (static_cast<float>(width) * static_cast<float>(height));
  parallel_ranges(spectrum.values.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const kiss_fft_cpx a = spectrum.values[i], b = weights.values[i];
      spectrum.values[i] = {(a.r * b.r - a.i * b.i) * scale, (a.r * b.i + a.i * b.r) * scale};
    }
  });
  transform_columns(spectrum, true);
  parallel_ranges(spectrum.rows, 16, [&](std::size_t begin, std::size_t end) {
    const RowPlan plan(kiss_fftr_alloc(width, 1, nullptr, nullptr));
    for (std::size_t row = begin; row < end; ++row) {
      kiss_fftri(plan.get(), spectrum.values.data() + row * spectrum.columns,
                 cells.data() + row * static_cast<std::size_t>(width));
    }
  });
}

}  // namespace wangge::analysis
