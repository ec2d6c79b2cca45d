#include "analysis/drawn_wkt.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;

struct Form {
  std::string_view word;
  Kind kind;
  bool many;  ///< of several parts
};
constexpr std::array forms{
    Form{"POINT", Kind::points, false},         Form{"LINESTRING", Kind::lines, false},
    Form{"POLYGON", Kind::polygons, false},     Form{"MULTIPOINT", Kind::points, true},
    Form{"MULTILINESTRING", Kind::lines, true}, Form{"MULTIPOLYGON", Kind::polygons, true},
};
constexpr std::string_view collection = "GEOMETRYCOLLECTION";

std::string_view word_of(Kind kind, bool many) {
  for (const Form& form : forms) {
    if (form.kind == kind && form.many == many) return form.word;
  }
  return {};
}

class Reader {
 public:
  explicit Reader(std::string_view wkt) : wkt_(wkt) {}

  std::variant<PackedGeometry, WktProblem> read() {
    const bool good = word(collection) ? several() : shape();
    if (good && (skip_blanks(), at_ < wkt_.size())) fail(Expected::end);
    if (problem_) return *problem_;
    return drawn_ ? std::move(*drawn_) : PackedGeometry();
  }

 private:
  bool fail(Expected expected) {
    if (!problem_) problem_ = WktProblem{at_, expected};
    return false;
  }
  void skip_blanks() {
    while (at_ < wkt_.size() &&
           std::string_view(" \t\r\n").find(wkt_[at_]) != std::string_view::npos) {
      ++at_;
    }
  }
  bool sign(char c) {
    skip_blanks();
    if (at_ >= wkt_.size() || wkt_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool must(char c, Expected expected) { return sign(c) || fail(expected); }
  bool word(std::string_view wanted) {
    skip_blanks();
    std::size_t end = at_;
    std::string found;
    for (; end < wkt_.size(); ++end) {
      const char c = wkt_[end];
      if (c >= 'a' && c <= 'z')
        found += static_cast<char>(c - 'a' + 'A');
      else if (c >= 'A' && c <= 'Z')
        found += c;
      else
        break;
    }
    if (found != wanted) return false;
    at_ = end;
    return true;
  }

  /// "( item, item … )"
  template <typename Item>
  bool list(const Item& item) {
    if (!must('(', Expected::open)) return false;
    do {
      if (!item()) return false;
    } while (sign(','));
    return must(')', Expected::close);
  }

  bool several() {
    if (word("EMPTY")) return true;
    return list([this] { return shape(); });
  }

  bool shape() {
    skip_blanks();
    const std::size_t begin = at_;
    for (const Form& form : forms) {
      if (!word(form.word)) continue;
      if (!drawn_) drawn_.emplace(form.kind);
      if (drawn_->kind() != form.kind) return at_ = begin, fail(Expected::same_kind);
      if (word("EMPTY")) return true;
      if (!(form.many ? list([&] { return part(form.kind, true); }) : part(form.kind, false))) {
        return false;
      }
      drawn_->end_feature();
      return true;
    }
    return fail(Expected::shape_kind);
  }

  bool part(Kind kind, bool inner) {
    bool good = false;
    if (kind == Kind::polygons) {
      good = list([this] { return ring(4, true); });
    } else if (kind == Kind::lines) {
      good = ring(2, false);
    } else if (inner && (skip_blanks(), at_ < wkt_.size() && wkt_[at_] != '(')) {
      good = point() && end_ring();  // MULTIPOINT (1 2, 3 4), as some write it
    } else {
      good = must('(', Expected::open) && point() && must(')', Expected::close) && end_ring();
    }
    if (good) drawn_->end_part();
    return good;
  }
  bool end_ring() { return drawn_->end_ring(), true; }

  bool ring(std::size_t least, bool closed) {
    const std::size_t first = drawn_->points().size();
    if (!must('(', Expected::open)) return false;
    do {
      if (!point()) return false;
    } while (sign(','));
    skip_blanks();
    const auto& points = drawn_->points();
    if (at_ < wkt_.size() && wkt_[at_] == ')') {
      if (points.size() - first < least) return fail(Expected::point);
      if (closed && !(points.back() == points[first])) return fail(Expected::first_point);
    }
    return must(')', Expected::close) && end_ring();
  }

  bool point() {
    skip_blanks();
    const std::size_t begin = at_;
    const auto x = number(), y = x ? number() : std::nullopt;
    if (!x || !y) return fail(Expected::coordinate);
    if (!(std::abs(*x) <= 180 && std::abs(*y) <= 90)) return at_ = begin, fail(Expected::degrees);
    drawn_->add_point({std::round(*x * 1e7) / 1e7, std::round(*y * 1e7) / 1e7});
    return true;
  }
  std::optional<double> number() {
    skip_blanks();
    double value = 0;
    const char* const end = wkt_.data() + wkt_.size();
    const auto [after, problem] = std::from_chars(wkt_.data() + at_, end, value);
    if (problem != std::errc()) return std::nullopt;
    at_ = static_cast<std::size_t>(after - wkt_.data());
    return value;
  }

  std::string_view wkt_;
  std::size_t at_ = 0;
  std::optional<PackedGeometry> drawn_;
  std::optional<WktProblem> problem_;
};

std::string ring_text(const PackedGeometry& drawn, std::uint32_t ring) {
  std::string text = "(";
  for (const geo::Point p : drawn.ring(ring)) {
    text += fmt::format("{}{} {}", text.size() > 1 ? ", " : "", p.x, p.y);
  }
  return text + ")";
}

std::string part_text(const PackedGeometry& drawn, std::uint32_t part) {
  const std::uint32_t first = drawn.parts().begin(part), last = drawn.parts().end(part);
  if (drawn.kind() != Kind::polygons) return ring_text(drawn, first);
  std::string text = "(";
  for (std::uint32_t ring = first; ring < last; ++ring) {
    text += (ring == first ? "" : ", ") + ring_text(drawn, ring);
  }
  return text + ")";
}

std::string feature_text(const PackedGeometry& drawn, std::size_t feature) {
  const std::uint32_t first = drawn.features().begin(feature), last = drawn.features().end(feature);
  const bool many = last - first > 1;
  std::string text = std::string(word_of(drawn.kind(), many)) + (many ? " (" : " ");
  for (std::uint32_t part = first; part < last; ++part) {
    text += (part == first ? "" : ", ") + part_text(drawn, part);
  }
  return text + (many ? ")" : "");
}

}  // namespace

std::variant<PackedGeometry, WktProblem> drawn_from_wkt(std::string_view wkt) {
  return Reader(wkt).read();
}

std::string drawn_to_wkt(const PackedGeometry& drawn) {
  std::string text;
  std::size_t shapes = 0;
  for (std::size_t feature = 0; feature < drawn.size(); ++feature) {
    if (!drawn.has_geometry(feature)) continue;
    text += (shapes++ == 0 ? "" : ", ") + feature_text(drawn, feature);
  }
  if (shapes == 0) return std::string(word_of(drawn.kind(), false)) + " EMPTY";
  return shapes == 1 ? text : fmt::format("{} ({})", collection, text);
}

}  // namespace wangge::analysis
