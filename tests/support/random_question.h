#pragma once

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/question.h"
#include "base/random.h"

namespace wangge::test {

/// Makes questions of every form that can be asked, with names and texts that are hard to write:
/// words of the language, quotes, blanks, full-width signs, nothing at all.
class RandomQuestions {
 public:
  explicit RandomQuestions(std::uint64_t seed) : random_(seed) {}

  analysis::Question question() {
    analysis::Question made{text(), {}};
    if (!random_.chance(0.1)) made.where = group(3);
    return made;
  }

  /// Of groups of less than two conditions `any` says nothing.
  analysis::Group group(int depth) {
    analysis::Group made;
    for (std::uint32_t n = random_.below(4); n > 0; --n) {
      made.conditions.push_back(condition(depth - 1));
    }
    made.any = made.conditions.size() > 1 && random_.chance(0.5);
    return made;
  }

  analysis::Condition condition(int depth) {
    analysis::Condition made;
    made.negated = random_.chance(0.25);
    switch (random_.below(depth > 0 ? 6 : 4)) {
      case 0:
      case 1:
        made.what = attribute();
        break;
      case 2:
        made.what = time();
        break;
      case 3:
        made.what = spatial(depth);
        break;
      case 4:
        made.what = analysis::NearestCondition{value(), place(depth)};
        break;
      default:
        made.what = group(depth);
    }
    return made;
  }

 private:
  std::string text() {
    constexpr std::array texts{"tickets",
                               "学校",
                               "class",
                               "上报 时间",
                               "where",
                               "NOT",
                               "in",
                               "a'b",
                               "a\"b",
                               "''",
                               "",
                               " ",
                               "（甲）",
                               "乙，丙",
                               "“丁”",
                               "‘",
                               "’’",
                               "=",
                               "<5",
                               "a=b",
                               "$x",
                               "100",
                               "12.5",
                               "2026-03-01",
                               "2026-03-01 10:00",
                               "m",
                               "5 m",
                               "\u3000",
                               "a\u3000b",
                               "empty",
                               "starts with",
                               "-7",
                               ".5",
                               "x)",
                               "!"};
    std::string made = texts[random_.below(texts.size())];
    if (random_.chance(0.2)) made += texts[random_.below(texts.size())];
    return made;
  }
  analysis::AskedValue value() { return {text(), random_.chance(0.2)}; }

  analysis::AttributeCondition attribute() {
    analysis::AttributeCondition made{text(), {}, {}};
    made.comparison = static_cast<analysis::Comparison>(random_.below(10));
    if (made.comparison >= analysis::Comparison::is_empty) return made;
    const bool order = made.comparison >= analysis::Comparison::less &&
                       made.comparison <= analysis::Comparison::at_least;
    for (std::uint32_t n = order ? 1 : random_.below(4); n > 0; --n) made.values.push_back(value());
    return made;
  }

  analysis::TimeCondition time() {
    analysis::TimeCondition made{text(), {}, {}, {}, {}};
    const std::uint32_t form = random_.below(4);
    if (form == 0) {
      made.last = value();
      made.step = static_cast<analysis::TimeStep>(random_.below(5));
    }
    if (form == 1 || form == 3) made.from = value();
    if (form == 2 || form == 3) made.until = value();
    return made;
  }

  analysis::SpatialCondition spatial(int depth) {
    analysis::SpatialCondition made;
    made.predicate = static_cast<analysis::Predicate>(random_.below(9));
    if (made.predicate == analysis::Predicate::within_distance) made.distance_m = value();
    made.place = place(depth);
    return made;
  }

  analysis::Place place(int depth) {
    analysis::Place made;
    made.kind = static_cast<analysis::Place::Kind>(random_.below(3));
    if (made.kind == analysis::Place::Kind::drawn) made.drawn = shapes();
    if (made.kind != analysis::Place::Kind::layer) return made;
    made.layer = text();
    if (depth > 0) made.which = group(depth - 1);
    return made;
  }

  double degrees(double most) { return std::round(random_.between(-most, most) * 1e7) / 1e7; }
  geo::PackedGeometry shapes() {
    // Nothing drawn is nothing of any kind.
    const auto kind = static_cast<geo::Kind>(random_.below(3));
    geo::PackedGeometry made(kind);
    for (std::uint32_t features = random_.below(3); features > 0; --features) {
      for (std::uint32_t parts = 1 + random_.below(2); parts > 0; --parts) {
        const std::uint32_t rings = kind == geo::Kind::polygons ? 1 + random_.below(2) : 1;
        for (std::uint32_t ring = 0; ring < rings; ++ring) add_ring(made);
        made.end_part();
      }
      made.end_feature();
    }
    return made;
  }
  void add_ring(geo::PackedGeometry& made) {
    const std::uint32_t count = made.kind() == geo::Kind::points  ? 1
                                : made.kind() == geo::Kind::lines ? 2 + random_.below(3)
                                                                  : 3 + random_.below(3);
    const geo::Point first{degrees(180), degrees(90)};
    made.add_point(first);
    for (std::uint32_t i = 1; i < count; ++i) made.add_point({degrees(180), degrees(90)});
    if (made.kind() == geo::Kind::polygons) made.add_point(first);
    made.end_ring();
  }

  Random random_;
};

}  // namespace wangge::test
