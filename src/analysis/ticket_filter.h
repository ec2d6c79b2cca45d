#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::analysis {

/// A leaf of the tree of classes: a subclass of one class. An empty subclass: tickets of the class
/// that have none.
struct Subclass {
  std::string category, subcategory;
  bool operator==(const Subclass&) const = default;
};

/// Which time `from` and `until` speak of.
enum class TimeMode : std::uint8_t {
  reported,  ///< reported within [from, until)
  open,      ///< open at some time of it: reported before `until`, not closed before `from`
};

/// Areas that tickets must lie in, by an assignment made elsewhere (assign.h).
struct AreaChoice {
  /// One a ticket: its area's row, Assignment::outside or Assignment::without_coordinates.
  std::shared_ptr<const std::vector<std::uint32_t>> area_of;
  std::vector<std::uint32_t> allowed;  ///< values of it, in any order; none: no ticket passes
  /// The same assignment object, not merely an equal one.
  bool operator==(const AreaChoice&) const = default;
};

/// Which tickets are shown and counted: those that pass every condition. Empty lists and texts,
/// missing times and areas: no condition. In lists of values an empty text stands for "has none".
///
///   filter.categories = {"违法停车"};                      // the whole class …
///   filter.subcategories = {{"高空坠物", "高空抛物"}};     // … and one leaf of another
///   filter.from = t, filter.until = t + 1, filter.time_mode = TimeMode::open;  // open at t
struct TicketFilter {
  /// Of the tree of classes: a ticket passes by its class or by its class and subclass.
  std::vector<std::string> categories;
  std::vector<std::string> statuses;
  std::optional<Seconds> from;
  std::optional<Seconds> until;
  TimeMode time_mode = TimeMode::reported;
  std::vector<Subclass> subcategories = {};
  std::vector<std::string> levels = {}, severities = {}, sources = {};
  /// To be found in the description, the address or the id; letters A–Z in either case.
  std::string text = {};
  std::vector<AreaChoice> areas = {};  ///< each of them must be passed: a community and a grid
  /// Polygons drawn on the map: at least one must own the ticket's place (METHODS §8).
  std::shared_ptr<const geo::PackedGeometry> drawn = nullptr;
  bool operator==(const TicketFilter&) const = default;
};

/// The column that says when a matter came up: reported_at, of hazards found_at; or nullptr.
const model::Column* reported_column(const model::Layer& tickets);

/// The rows that pass, ascending. A condition on a field that no column is mapped to is passed by
/// none, and so is a time by tickets that have none; only one without a time of closing is open
/// still. An area choice made for another number of tickets is passed by none.
///
/// cost  processor time of a million tickets, all cores together: by class, status and time 3 ms;
///       by the tree of classes, severity, grids and open time 11 ms; words in as many different
///       ids and addresses 18 ms, with letters 28 ms; in a drawn outline of 200 vertices 28 ms. Any
///       thread; the same for any number of threads
model::Rows passing(const model::Layer& tickets, const TicketFilter& filter);

/// A distinct value of a column and how many rows hold it.
struct ValueCount {
  std::string text;
  std::size_t count = 0;
  bool operator==(const ValueCount&) const = default;
};
/// Most frequent first, equal counts by text; empty texts and nulls are left out. Texts, and whole
/// numbers of at most 1,000 distinct values; nothing for other columns.
std::vector<ValueCount> value_counts(const model::Column& column);

/// A subclass of a class and how many rows hold it; empty: rows of the class without one.
struct ClassCount {
  std::string category;
  std::size_t count = 0;                  ///< of the class with all that is below it
  std::vector<ValueCount> subcategories;  ///< their counts add up to `count`
  bool operator==(const ClassCount&) const = default;
};
/// The tree of classes of a layer (4 ms a million rows), most frequent first on both levels, equal
/// counts by text. Rows without a class are left out; without a column of subclasses every class
/// has one empty one.
std::vector<ClassCount> class_tree(const model::Layer& tickets);

/// A bin of a histogram over time, [begin, end).
struct TimeBin {
  Seconds begin = 0, end = 0;
  std::size_t count = 0;
  bool operator==(const TimeBin&) const = default;
};
/// Days, weeks (from Monday) or calendar months, whichever gives at most `most` bins (months may
/// give more), without a gap from the first to the last time. Rows without a time are left out.
///
/// cost  4 ms of processor time a million rows, all cores together
std::vector<TimeBin> timeline(const model::Column& times, const model::Rows& rows,
                              std::size_t most);

}  // namespace wangge::analysis
