#pragma once

namespace wangge::analysis {

/// How a coverage is mended.
struct MendOptions {
  /// Only gaps that are nowhere wider than this are filled, and only detached parts that thin are
  /// given away: a wider gap may be a lake. Twice the radius of the largest circle inside.
  double width_m = 1;
  bool operator==(const MendOptions&) const = default;
};

}  // namespace wangge::analysis
