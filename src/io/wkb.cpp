#include "io/wkb.h"

#include <bit>
#include <cstring>

namespace wangge::io {
namespace {

constexpr int deepest = 16;  // collections in collections

// Reads forward; after the first read beyond the end everything fails.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes)
      : at_(bytes.data()), end_(at_ + bytes.size()) {}

  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  void set_little(bool little) { swap_ = little != (std::endian::native == std::endian::little); }

  bool byte(std::uint8_t& value) {
    if (left() < 1) return false;
    value = *at_++;
    return true;
  }
  bool count(std::uint32_t& value) {
    if (left() < sizeof value) return false;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    if (swap_) value = __builtin_bswap32(value);
    return true;
  }
  bool point(std::size_t size, geo::Point& p) {
    if (left() < size * sizeof(double)) return false;
    p = {number(0), number(1)};
    at_ += size * sizeof(double);
    return true;
  }
  /// `n` points of `size` numbers each, of which the first two are kept.
  bool points(std::uint32_t n, std::size_t size, Shape& shape) {
    if (left() / (size * sizeof(double)) < n) return false;
    for (std::uint32_t i = 0; i < n; ++i) {
      shape.add_point({number(0), number(1)});
      at_ += size * sizeof(double);
    }
    return true;
  }

 private:
  double number(std::size_t i) const {
    std::uint64_t bits = 0;
    std::memcpy(&bits, at_ + i * sizeof bits, sizeof bits);
    return std::bit_cast<double>(swap_ ? __builtin_bswap64(bits) : bits);
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool swap_ = false;
};

WkbResult read_geometry(Reader& reader, Shape& shape, Shape& ignored, int depth) {
  std::uint8_t order = 0;
  std::uint32_t type = 0, n = 0;
  if (depth > deepest || !reader.byte(order) || order > 1) return WkbResult::broken;
  reader.set_little(order == 1);
  if (!reader.count(type)) return WkbResult::broken;
  // EWKB sets high bits for Z, M and an SRID; ISO adds thousands.
  const bool has_srid = (type & 0x20000000U) != 0;
  std::size_t size = 2 + ((type >> 31U) & 1U) + ((type >> 30U) & 1U);
  type &= 0x1FFFFFFFU;
  if (type >= 1000 && type < 4000) {
    size = type >= 3000 ? 4 : 3;
    type %= 1000;
  }
  if (has_srid && !reader.count(n)) return WkbResult::broken;
  const auto begin = [&](geo::Kind kind) -> Shape& {
    if (shape.begin_part(kind)) return shape;
    ignored.clear();
    return ignored;
  };
  switch (type) {
    case 1: {
      geo::Point p;
      if (!reader.point(size, p)) return WkbResult::broken;
      const bool empty = p.x != p.x && p.y != p.y;  // how WKB writes POINT EMPTY
      if (!empty) shape.add_point_part(p);
      return WkbResult::good;
    }
    case 2: {
      if (!reader.count(n)) return WkbResult::broken;
      if (n == 0) return WkbResult::good;
      Shape& out = begin(geo::Kind::lines);
      if (!reader.points(n, size, out)) return WkbResult::broken;
      out.end_ring(), out.end_part();
      return WkbResult::good;
    }
    case 3:
    case 17: {
      std::uint32_t rings = 0;
      if (!reader.count(rings) || rings > reader.left() / sizeof n) return WkbResult::broken;
      if (rings == 0) return WkbResult::good;
      Shape& out = begin(geo::Kind::polygons);
      for (std::uint32_t ring = 0; ring < rings; ++ring) {
        if (!reader.count(n) || !reader.points(n, size, out)) return WkbResult::broken;
        out.end_ring();
      }
      out.end_part();
      return WkbResult::good;
    }
    case 4:
    case 5:
    case 6:
    case 7: {
      std::uint32_t parts = 0;
      constexpr std::size_t least_bytes = 9;  // order, type, count
      if (!reader.count(parts) || parts > reader.left() / least_bytes) return WkbResult::broken;
      for (std::uint32_t part = 0; part < parts; ++part) {
        const WkbResult result = read_geometry(reader, shape, ignored, depth + 1);
        if (result != WkbResult::good) return result;
      }
      return WkbResult::good;
    }
    default:
      return type <= 17 ? WkbResult::unsupported : WkbResult::broken;
  }
}

}  // namespace

WkbResult shape_from_wkb(std::span<const std::uint8_t> bytes, Shape& shape) {
  Reader reader(bytes);
  Shape ignored;
  return read_geometry(reader, shape, ignored, 0);
}

}  // namespace wangge::io
