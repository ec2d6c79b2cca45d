#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/spatial.h"
#include "base/time.h"
#include "geo/packed.h"

namespace wangge::analysis {

// What somebody asks of a layer, as a value: built from chips in the window, read from a text
// (question_text.h), put into a sentence (question_words.h), answered (question_answer.h).

/// A text, a number or a moment as it was written, or the name of a parameter that takes its place.
struct AskedValue {
  std::string text;  ///< "高空坠物", "12.5", "2026-03-01"; of a parameter its name without the $
  bool parameter = false;
  bool operator==(const AskedValue&) const = default;
};

enum class Comparison : std::uint8_t {
  equal,    ///< one of the values; null is equal to none, not even to an empty text
  unequal,  ///< none of them: what is null passes
  less,     ///< numbers by size, times by moment, texts by code point
  at_most,
  more,
  at_least,
  contains,     ///< one of the values is in the text; letters A–Z in either case
  starts_with,  ///< the same
  is_empty,     ///< null, or a text of blanks
  is_filled,
};

/// A condition on one column. Columns are named by the key of a field (model::field_key), else by
/// their own name, else they are `area_m2` or `length_m` of the geometry in metres on the ground
/// of the workspace's CRS. Values are read as what the column holds: numbers, moments ("2026-03-01"
/// is its midnight), true and false (also yes and no, 是 and 否), texts. contains and starts_with
/// ask any column by its text.
struct AttributeCondition {
  std::string column;
  Comparison comparison = Comparison::equal;
  /// None for is_empty and is_filled; one for the orders; else any number.
  std::vector<AskedValue> values;
  bool operator==(const AttributeCondition&) const = default;
};

enum class TimeStep : std::uint8_t { hours, days, weeks, months, years };

/// The time in `column` lies within [from, until), or in the last `count` steps before the moment
/// of asking. Months and years are those of the calendar (a day that a month does not have is its
/// last); days and longer steps reach back from the end of the day of asking, so that "the last 1
/// days" is today.
struct TimeCondition {
  std::string column;
  /// How many steps, a whole number up to 10,000; with it `from` and `until` are empty.
  std::optional<AskedValue> last;
  TimeStep step = TimeStep::days;
  std::optional<AskedValue> from, until;
  bool operator==(const TimeCondition&) const = default;
};

struct Condition;
/// All conditions must hold, or any of them. Without conditions everything passes.
struct Group {
  bool any = false;
  std::vector<Condition> conditions;
  bool operator==(const Group&) const;
};

/// What a place is held against.
struct Place {
  enum class Kind : std::uint8_t {
    layer,      ///< the features of an open layer that meet `which`
    selection,  ///< what is selected at the moment of asking
    drawn,      ///< shapes given as such
  };
  Kind kind = Kind::layer;
  std::string layer;  ///< the key of a role (model::role_key), else a layer's name
  Group which;
  /// Points, lines or polygons in degrees of WGS 84, rounded to 1e-7, so that a question means the
  /// same in every workspace. Every feature has geometry.
  geo::PackedGeometry drawn;
  bool operator==(const Place&) const = default;
};

/// The feature stands in a relation to at least one feature of the place (disjoint: to none).
struct SpatialCondition {
  Predicate predicate = Predicate::intersects;
  AskedValue distance_m = {"0"};  ///< of within_distance
  Place place;
  bool operator==(const SpatialCondition&) const = default;
};

/// The feature is one of the `count` nearest to some feature of the place. Of equal distances the
/// row that comes first wins. All rows of the layer take part, whatever else is asked.
struct NearestCondition {
  AskedValue count = {"1"};
  Place place;
  bool operator==(const NearestCondition&) const = default;
};

/// Negated: met by all rows that do not meet `what`, those without a value or place too.
struct Condition {
  std::variant<AttributeCondition, TimeCondition, SpatialCondition, NearestCondition, Group> what;
  bool negated = false;
  bool operator==(const Condition&) const = default;
};
inline bool Group::operator==(const Group& other) const {
  return any == other.any && conditions == other.conditions;
}

/// Which features of `layer` (named as in Place) meet all that is asked.
struct Question {
  std::string layer;
  Group where;
  bool operator==(const Question&) const = default;
};

/// The names of the parameters, each once, in the order in which they are read.
std::vector<std::string> parameters_of(const Question& question);
/// The question with values in the place of its parameters; those not named stay.
Question with_parameters(Question question,
                         const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace wangge::analysis
