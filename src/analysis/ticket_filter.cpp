#include "analysis/ticket_filter.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <numeric>
#include <span>

#include "analysis/area_index.h"
#include "analysis/assign.h"
#include "analysis/text_search.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;
using model::Field;

/// Rows that one thread asks all conditions about before it goes on.
constexpr std::size_t block_rows = 1 << 14;

/// One mark a row of a block that begins at row `first`: 1 while no condition has failed.
using Marks = std::span<std::uint8_t>;
/// Clears the marks of the rows that do not pass.
using Condition = std::function<void(std::size_t first, Marks marks)>;

void nobody(std::size_t, Marks marks) { std::fill(marks.begin(), marks.end(), std::uint8_t{0}); }

bool holds(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// `pass` is asked row by row, of the rows that are marked still.
template <typename Pass>
Condition row_by_row(Pass pass) {
  return [pass](std::size_t first, Marks marks) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i] != 0 && !pass(first + i)) marks[i] = 0;
    }
  };
}

Condition one_of(const Column* column, const std::vector<std::string>& wanted) {
  if (column == nullptr) return nobody;
  if (const auto* texts = std::get_if<model::Texts>(&column->values)) {
    std::vector<std::uint8_t> allowed(texts->dictionary.size());
    for (std::size_t code = 0; code < allowed.size(); ++code) {
      allowed[code] = holds(wanted, texts->dictionary[code]) ? 1 : 0;
    }
    // Without a branch: it would be mispredicted every other row.
    return [codes = texts->codes.data(), allowed = std::move(allowed)](std::size_t first,
                                                                       Marks marks) {
      for (std::size_t i = 0; i < marks.size(); ++i) marks[i] &= allowed[codes[first + i]];
    };
  }
  if (const auto* integers = std::get_if<model::Integers>(&column->values)) {
    std::vector<double> numbers;
    for (const std::string& text : wanted) numbers.push_back(model::parse_number(text));
    return row_by_row([column, integers, numbers, none = holds(wanted, "")](std::size_t row) {
      if (column->is_null(row)) return none;
      const auto number = static_cast<double>((*integers)[row]);
      return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
    });
  }
  return row_by_row([column, wanted](std::size_t row) { return holds(wanted, column->text(row)); });
}

/// The tree of classes as a table of class by subclass. Classes that are wanted as a whole share
/// one row of it, and those that are not wanted another.
Condition one_of_classes(const model::Layer& tickets, const TicketFilter& filter) {
  const Column* classes = tickets.field(Field::category);
  if (filter.subcategories.empty()) return one_of(classes, filter.categories);
  const Column* leaves = tickets.field(Field::subcategory);
  const auto* upper = classes ? std::get_if<model::Texts>(&classes->values) : nullptr;
  const auto* lower = leaves ? std::get_if<model::Texts>(&leaves->values) : nullptr;
  if (upper == nullptr || lower == nullptr) {
    return row_by_row([classes, leaves, filter](std::size_t row) {
      const std::string category = classes ? classes->text(row) : std::string();
      if (classes != nullptr && holds(filter.categories, category)) return true;
      const Subclass leaf{category, leaves ? leaves->text(row) : std::string()};
      return std::find(filter.subcategories.begin(), filter.subcategories.end(), leaf) !=
             filter.subcategories.end();
    });
  }
  const std::size_t width = lower->dictionary.size();
  std::vector<std::uint8_t> table(2 * width);
  std::fill(table.begin() + static_cast<std::ptrdiff_t>(width), table.end(), std::uint8_t{1});
  std::vector<std::size_t> begin_of_class(upper->dictionary.size());
  for (std::size_t code = 0; code < begin_of_class.size(); ++code) {
    const std::string_view category = upper->dictionary[code];
    if (holds(filter.categories, category)) {
      begin_of_class[code] = width;
      continue;
    }
    std::vector<std::string> wanted;
    for (const Subclass& leaf : filter.subcategories) {
      if (leaf.category == category) wanted.push_back(leaf.subcategory);
    }
    if (wanted.empty()) continue;
    begin_of_class[code] = table.size();
    for (std::size_t leaf = 0; leaf < width; ++leaf) {
      table.push_back(holds(wanted, lower->dictionary[leaf]) ? 1 : 0);
    }
  }
  return [upper = upper->codes.data(), lower = lower->codes.data(), table = std::move(table),
          begin_of_class = std::move(begin_of_class)](std::size_t first, Marks marks) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      marks[i] &= table[begin_of_class[upper[first + i]] + lower[first + i]];
    }
  };
}

const model::Times* times_of(const Column* column) {
  return column == nullptr ? nullptr : std::get_if<model::Times>(&column->values);
}

/// Whether a time lies in [from, until); rows without one pass only if `unknown`.
Condition within(const Column& column, const model::Times& times, Seconds from, Seconds until,
                 bool unknown) {
  return [&column, seconds = times.seconds.data(), from, until, unknown](std::size_t first,
                                                                         Marks marks) {
    if (column.nulls.any()) {
      for (std::size_t i = 0; i < marks.size(); ++i) {
        const Seconds t = seconds[first + i];
        const bool pass = column.is_null(first + i) ? unknown : t >= from && t < until;
        marks[i] &= static_cast<std::uint8_t>(pass);
      }
      return;
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const Seconds t = seconds[first + i];
      marks[i] &= static_cast<std::uint8_t>((t >= from) & (t < until));
    }
  };
}

void add_times(const model::Layer& tickets, const TicketFilter& filter,
               std::vector<Condition>& conditions) {
  constexpr Seconds always = std::numeric_limits<Seconds>::min();
  constexpr Seconds never = std::numeric_limits<Seconds>::max();
  const Seconds from = filter.from.value_or(always), until = filter.until.value_or(never);
  const Column* reported = reported_column(tickets);
  const model::Times* begins = times_of(reported);
  if (begins == nullptr) return conditions.emplace_back(nobody), void();
  if (filter.time_mode == TimeMode::reported) {
    conditions.push_back(within(*reported, *begins, from, until, false));
    return;
  }
  conditions.push_back(within(*reported, *begins, always, until, false));
  const Column* closed = tickets.field(Field::closed_at);
  if (const model::Times* ends = times_of(closed); ends != nullptr && from != always) {
    conditions.push_back(within(*closed, *ends, from, never, true));
  }
}

Condition says(const model::Layer& tickets, const std::string& text) {
  const TextSearch search(text);
  std::vector<Condition> ways;  // each clears the marks of the rows that it found nothing in
  for (const Field field : {Field::description, Field::address, Field::id}) {
    const Column* column = tickets.field(field);
    if (column == nullptr) continue;
    if (const auto* texts = std::get_if<model::Texts>(&column->values)) {
      ways.emplace_back(
          [codes = texts->codes.data(), found = entries_with(search, texts->dictionary)](
              std::size_t first, Marks marks) {
            for (std::size_t i = 0; i < marks.size(); ++i) marks[i] &= found[codes[first + i]];
          });
    } else if (const auto* integers = std::get_if<model::Integers>(&column->values)) {
      ways.push_back(row_by_row([column, integers, search](std::size_t row) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof(digits), (*integers)[row]).ptr;
        return !column->is_null(row) && search.found_in({digits, end});
      }));
    }
  }
  return [ways = std::move(ways)](std::size_t first, Marks marks) {
    std::vector<std::uint8_t> left(marks.size()), any(marks.size());
    for (const Condition& way : ways) {
      // Only rows in which nothing was found yet are asked again.
      for (std::size_t i = 0; i < marks.size(); ++i) left[i] = marks[i] & (any[i] ^ 1U);
      way(first, left);
      for (std::size_t i = 0; i < marks.size(); ++i) any[i] |= left[i];
    }
    std::copy(any.begin(), any.end(), marks.begin());
  };
}

Condition in_areas(const AreaChoice& choice, std::size_t tickets) {
  if (choice.area_of == nullptr || choice.area_of->size() != tickets) return nobody;
  std::size_t areas = 0;  // up to the last allowed one
  bool outside = false, without = false;
  for (const std::uint32_t area : choice.allowed) {
    if (area == Assignment::outside) {
      outside = true;
    } else if (area == Assignment::without_coordinates) {
      without = true;
    } else {
      areas = std::max(areas, std::size_t{area} + 1);
    }
  }
  // Last the answer for areas beyond.
  std::vector<std::uint8_t> allowed(areas + 1);
  for (const std::uint32_t area : choice.allowed) {
    if (area < areas) allowed[area] = 1;
  }
  return [area_of = choice.area_of, allowed = std::move(allowed), outside, without, areas](
             std::size_t first, Marks marks) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const std::uint32_t area = (*area_of)[first + i];
      std::uint8_t pass = allowed[std::min<std::size_t>(area, areas)];
      if (area == Assignment::outside) pass = outside ? 1 : 0;
      if (area == Assignment::without_coordinates) pass = without ? 1 : 0;
      marks[i] &= pass;
    }
  };
}

Condition inside(const geo::PackedGeometry& drawn, const geo::PackedGeometry& tickets) {
  // A drawn outline has few edges: a coarse lattice answers for most places.
  constexpr std::size_t cells = 200'000;
  const auto index = std::make_shared<const AreaIndex>(drawn, std::min(cells, tickets.size()));
  return row_by_row([index, &tickets](std::size_t row) {
    const auto points = tickets.feature_points(row);
    return !points.empty() && geo::is_finite(points.front()) &&
           index->owner(points.front()) != AreaIndex::none;
  });
}

/// Those that cost least first: the dear ones are asked only about what is left.
std::vector<Condition> conditions_of(const model::Layer& tickets, const TicketFilter& filter) {
  std::vector<Condition> conditions;
  if (filter.from || filter.until) add_times(tickets, filter, conditions);
  if (!filter.categories.empty() || !filter.subcategories.empty()) {
    conditions.push_back(one_of_classes(tickets, filter));
  }
  const auto add_values = [&](Field field, const std::vector<std::string>& wanted) {
    if (!wanted.empty()) conditions.push_back(one_of(tickets.field(field), wanted));
  };
  add_values(Field::status, filter.statuses);
  add_values(Field::level, filter.levels);
  add_values(Field::severity, filter.severities);
  add_values(Field::source, filter.sources);
  for (const AreaChoice& choice : filter.areas) {
    conditions.push_back(in_areas(choice, tickets.size()));
  }
  if (!filter.text.empty()) conditions.push_back(says(tickets, filter.text));
  if (filter.drawn) conditions.push_back(inside(*filter.drawn, tickets.geometry));
  return conditions;
}

model::Rows all_rows(std::size_t count) {
  model::Rows rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

}  // namespace

const Column* reported_column(const model::Layer& tickets) {
  const Column* reported = tickets.field(Field::reported_at);
  return reported != nullptr ? reported : tickets.field(Field::found_at);
}

model::Rows passing(const model::Layer& tickets, const TicketFilter& filter) {
  const std::vector<Condition> conditions = conditions_of(tickets, filter);
  if (conditions.empty()) return all_rows(tickets.size());
  const std::size_t blocks = (tickets.size() + block_rows - 1) / block_rows;
  std::vector<model::Rows> found(blocks);
  parallel_ranges(blocks, 1, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint8_t> marks;
    for (std::size_t block = begin; block < end; ++block) {
      const std::size_t first = block * block_rows;
      marks.assign(std::min(block_rows, tickets.size() - first), 1);
      for (const Condition& condition : conditions) condition(first, marks);
      model::Rows& rows = found[block];
      rows.resize(marks.size());
      std::size_t count = 0;
      for (std::size_t i = 0; i < marks.size(); ++i) {
        rows[count] = static_cast<std::uint32_t>(first + i);
        count += marks[i];  // without a branch: rows that fail are overwritten by the next
      }
      rows.resize(count);
    }
  });
  std::size_t sum = 0;
  for (const model::Rows& rows : found) sum += rows.size();
  model::Rows rows;
  rows.reserve(sum);
  for (const model::Rows& some : found) rows.insert(rows.end(), some.begin(), some.end());
  return rows;
}

}  // namespace wangge::analysis
