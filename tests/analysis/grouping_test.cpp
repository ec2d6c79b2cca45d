#include "analysis/grouping.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "analysis/group_values.h"
#include "base/random.h"

namespace wangge::analysis {
namespace {

using Step = GroupKey::Step;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

model::Column texts(const std::string& name, const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

model::Column times(const std::string& name, const std::vector<Seconds>& seconds) {
  return {name, model::Times{seconds}, {}};
}

model::Layer layer_of(std::vector<model::Column> columns) {
  model::Layer layer;
  layer.name = "tickets";
  layer.table.rows = columns.empty() ? 0 : columns.front().size();
  layer.table.columns = std::move(columns);
  for (std::size_t row = 0; row < layer.size(); ++row) layer.geometry.end_feature();
  return layer;
}

model::Rows all_rows(const model::Layer& layer) {
  model::Rows rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

GroupTable grouped(const model::Layer& layer, const std::vector<GroupKey>& keys,
                   const std::vector<GroupMeasure>& measures) {
  Progress progress;
  return group_rows(layer, all_rows(layer), keys, measures, progress).value();
}

/// The keys of the groups of one key, in their order.
std::vector<std::string> order_of(const model::Layer& layer, const GroupKey& key) {
  std::vector<std::string> names;
  for (const GroupLine& line : grouped(layer, {key}, {}).lines) {
    if (line.depth == 1) names.push_back(line.keys.front());
  }
  return names;
}

/// Classes, levels, whole and other numbers and times, a tenth of each missing.
model::Layer random_table(std::size_t rows, std::uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> names{"噪声", "井盖", "", "消防通道", "高空抛物", "积水"};
  std::vector<std::string> classes;
  model::Integers levels, households;
  model::Reals days;
  std::vector<Seconds> seconds;
  for (std::size_t row = 0; row < rows; ++row) {
    classes.push_back(names[random.below(6)]);
    levels.push_back(random.below(4));
    households.push_back(random.below(1000));
    days.push_back(random.chance(0.1) ? nan : random.normal() * 10);
    seconds.push_back(from_civil({2025, 11, 1}) + random.below(90 * 86'400));
  }
  model::Layer layer = layer_of({texts("class", classes),
                                 {"level", levels, {}},
                                 {"households", households, {}},
                                 {"days", days, {}},
                                 times("time", seconds)});
  for (model::Column& column : layer.table.columns) {
    for (std::size_t row = 0; row < rows; ++row) {
      if (random.chance(0.1)) column.nulls.set_null(row);
    }
  }
  return layer;
}

const std::vector<GroupKey> three_keys{{"class"}, {"time", Step::month}, {"level"}};
const std::vector<GroupMeasure> all_measures{
    {Aggregate::count, ""},         {Aggregate::filled, "days"},     {Aggregate::distinct, "level"},
    {Aggregate::sum, "households"}, {Aggregate::mean, "days"},       {Aggregate::median, "days"},
    {Aggregate::least, "days"},     {Aggregate::most, "households"}, {Aggregate::share, ""},
    {Aggregate::quartiles, "days"}};

/// The slow, obvious quantile of type 7.
double slow_quantile(std::vector<double> numbers, double share) {
  if (numbers.empty()) return nan;
  std::sort(numbers.begin(), numbers.end());
  const double rank = static_cast<double>(numbers.size() - 1) * share;
  const auto low = static_cast<std::size_t>(std::floor(rank));
  const auto high = static_cast<std::size_t>(std::ceil(rank));
  return numbers[low] + (numbers[high] - numbers[low]) * (rank - std::floor(rank));
}

void expect_same(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) {
    EXPECT_EQ(std::isnan(a), std::isnan(b));
  } else {
    EXPECT_NEAR(a, b, 1e-9 * (1 + std::abs(a)));
  }
}

TEST(Grouping, GroupsAddUpToSubtotalsAndTheseToTheTotal) {
  const model::Layer layer = random_table(5000, 1);
  const GroupTable table = grouped(layer, three_keys, all_measures);
  std::vector<std::size_t> rows(5);
  std::vector<double> sums(5);
  for (const GroupLine& line : table.lines) {
    if (line.depth < 3) {
      EXPECT_EQ(line.rows, rows[line.depth + 1]);
      EXPECT_EQ(line.values[3], sums[line.depth + 1]);  // whole numbers: to the last digit
      rows[line.depth + 1] = 0, sums[line.depth + 1] = 0;
    }
    EXPECT_EQ(line.values[0], static_cast<double>(line.rows));
    rows[line.depth] += line.rows;
    if (!std::isnan(line.values[3])) sums[line.depth] += line.values[3];
  }
  EXPECT_EQ(table.lines.back().depth, 0U);
  EXPECT_EQ(table.lines.back().rows, 5000U);
}

TEST(Grouping, EveryMeasureIsThatOfTheSlowWay) {
  const model::Layer layer = random_table(3000, 2);
  const GroupTable table = grouped(layer, {{"class"}, {"level"}}, all_measures);
  std::map<std::vector<std::string>, std::vector<std::uint32_t>> groups;
  const auto text = [&](std::size_t column, std::uint32_t row) {
    return layer.table.columns[column].text(row);
  };
  for (const std::uint32_t row : all_rows(layer)) {
    groups[{text(0, row), text(1, row)}].push_back(row);
    groups[{text(0, row)}].push_back(row);
    groups[{}].push_back(row);
  }
  EXPECT_EQ(table.lines.size(), groups.size());
  for (const GroupLine& line : table.lines) {
    const std::vector<std::string> key(line.keys.begin(),
                                       line.keys.begin() + static_cast<long>(line.depth));
    const std::vector<std::uint32_t>& rows = groups.at(key);
    std::vector<double> days, households;
    std::map<std::string, int> levels;
    for (const std::uint32_t row : rows) {
      const double number = layer.table.columns[3].number(row);
      if (!std::isnan(number)) days.push_back(number);
      const double homes = layer.table.columns[2].number(row);
      if (!std::isnan(homes)) households.push_back(homes);
      if (!text(1, row).empty()) ++levels[text(1, row)];
    }
    ASSERT_FALSE(days.empty());
    std::sort(days.begin(), days.end());
    EXPECT_EQ(line.values[1], static_cast<double>(days.size()));
    EXPECT_EQ(line.values[2], static_cast<double>(levels.size()));
    expect_same(line.values[4],
                std::accumulate(days.begin(), days.end(), 0.0) / static_cast<double>(days.size()));
    expect_same(line.values[5], slow_quantile(days, 0.5));
    EXPECT_EQ(line.values[6], days.front());
    EXPECT_EQ(line.values[7], *std::max_element(households.begin(), households.end()));
    std::vector<std::string> above = key;
    if (!above.empty()) above.pop_back();
    expect_same(line.values[8],
                static_cast<double>(rows.size()) / static_cast<double>(groups.at(above).size()));
    ASSERT_EQ(line.boxes.size(), 1U);
    const Box& box = line.boxes.front();
    EXPECT_EQ(box.n, days.size());
    expect_same(box.q1, slow_quantile(days, 0.25));
    expect_same(box.q3, slow_quantile(days, 0.75));
    expect_same(line.values[9], box.median);
    const double reach = 1.5 * (box.q3 - box.q1);
    std::vector<double> beyond, within;
    for (const double number : days) {
      (number < box.q1 - reach || number > box.q3 + reach ? beyond : within).push_back(number);
    }
    EXPECT_EQ(box.beyond, beyond);
    EXPECT_EQ(box.low_whisker, std::min(within.front(), box.q1));
    EXPECT_EQ(box.high_whisker, std::max(within.back(), box.q3));
    EXPECT_EQ(box.least, days.front());
    EXPECT_EQ(box.most, days.back());
  }
}

TEST(Grouping, IsTheSameForAnyOrderOfRows) {
  const model::Layer layer = random_table(4000, 3);
  model::Rows rows = all_rows(layer);
  Progress progress;
  const GroupTable once = group_rows(layer, rows, three_keys, all_measures, progress).value();
  Random random(4);
  for (std::size_t i = rows.size(); i > 1; --i) {
    std::swap(rows[i - 1], rows[random.below(static_cast<std::uint32_t>(i))]);
  }
  const GroupTable again = group_rows(layer, rows, three_keys, all_measures, progress).value();
  ASSERT_EQ(once.lines.size(), again.lines.size());
  for (std::size_t i = 0; i < once.lines.size(); ++i) {
    EXPECT_EQ(once.lines[i].keys, again.lines[i].keys);
    for (std::size_t m = 0; m < all_measures.size(); ++m) {
      expect_same(once.lines[i].values[m], again.lines[i].values[m]);
    }
    EXPECT_EQ(once.lines[i].boxes.front().beyond, again.lines[i].boxes.front().beyond);
  }
}

TEST(Grouping, APivotHoldsTheNumbersOfTheGroups) {
  const model::Layer layer = random_table(3000, 5);
  Progress progress;
  for (const GroupMeasure& measure : all_measures) {
    const PivotTable pivot =
        pivot_rows(layer, all_rows(layer), {"class"}, {"time", Step::week}, measure, progress)
            .value();
    std::size_t cells = 0;
    for (const GroupLine& line :
         grouped(layer, {{"class"}, {"time", Step::week}}, {measure}).lines) {
      const auto row = static_cast<std::size_t>(
          std::find(pivot.row_keys.begin(), pivot.row_keys.end(), line.keys[0]) -
          pivot.row_keys.begin());
      const auto column = static_cast<std::size_t>(
          std::find(pivot.column_keys.begin(), pivot.column_keys.end(), line.keys[1]) -
          pivot.column_keys.begin());
      if (line.depth == 2) expect_same(pivot.cells[row][column], line.values[0]), ++cells;
      if (line.depth == 1) expect_same(pivot.row_totals[row], line.values[0]);
      if (line.depth == 0) expect_same(pivot.total, line.values[0]);
    }
    for (const GroupLine& line : grouped(layer, {{"time", Step::week}}, {measure}).lines) {
      const auto column = static_cast<std::size_t>(
          std::find(pivot.column_keys.begin(), pivot.column_keys.end(), line.keys[0]) -
          pivot.column_keys.begin());
      if (line.depth == 1) expect_same(pivot.column_totals[column], line.values[0]);
    }
    EXPECT_GT(cells, 0U);
  }
}

TEST(Grouping, QuartilesAreThoseOfTypeSeven) {
  // Of 1 … 10 as R's quantile() gives them by default.
  std::vector<double> ten(10);
  std::iota(ten.begin(), ten.end(), 1.0);
  EXPECT_DOUBLE_EQ(quantile_of(ten, 0.25), 3.25);
  EXPECT_DOUBLE_EQ(quantile_of(ten, 0.5), 5.5);
  EXPECT_DOUBLE_EQ(quantile_of(ten, 0.75), 7.75);
  EXPECT_DOUBLE_EQ(quantile_of(ten, 0.9), 9.1);
  // The eleven numbers by which textbooks tell the methods apart, here by that of type 7.
  std::vector<double> odd{6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49};
  EXPECT_DOUBLE_EQ(quantile_of(odd, 0.25), 25.5);
  EXPECT_DOUBLE_EQ(quantile_of(odd, 0.5), 40);
  EXPECT_DOUBLE_EQ(quantile_of(odd, 0.75), 42.5);
}

TEST(Grouping, AWhiskerNeverEndsInsideTheBox) {
  std::vector<double> numbers{-1000, 0, 0, 0};
  const Box box = box_of(numbers);
  EXPECT_EQ(box.q1, -250);
  EXPECT_EQ(box.low_whisker, -250);
  EXPECT_EQ(box.beyond, std::vector<double>{-1000});
  std::vector<double> one{7};
  EXPECT_EQ(box_of(one).n, 1U);
  EXPECT_EQ(box_of(one).q1, 7);
  EXPECT_EQ(box_of(one).high_whisker, 7);
}

TEST(Grouping, OfManyNumbersBeyondAThousandStayWithBothEnds) {
  std::vector<double> numbers(100'000, 0.0);
  for (std::size_t i = 0; i < 5000; ++i) numbers[i] = static_cast<double>(i) + 10;
  const Box box = box_of(numbers);
  EXPECT_EQ(box.beyond.size(), 1000U);
  EXPECT_EQ(box.beyond.front(), 10);
  EXPECT_EQ(box.beyond.back(), 5009);
}

TEST(Grouping, TextsComeAsPeopleSortThemAndNothingLast) {
  const model::Layer layer =
      layer_of({texts("name", {"张湾", "10号楼", "", "2号楼", "安宁", "B座", "a座", "曹杨"})});
  EXPECT_EQ(order_of(layer, {"name"}), (std::vector<std::string>{"2号楼", "10号楼", "安宁", "曹杨",
                                                                 "张湾", "a座", "B座", ""}));
}

TEST(Grouping, NumbersComeBySizeAndWhatIsNoneIsOneGroup) {
  model::Layer layer = layer_of({{"n", model::Reals{10, nan, -2, 0, -0.0, 2.5, INFINITY}, {}}});
  EXPECT_EQ(order_of(layer, {"n"}), (std::vector<std::string>{"-2", "0", "2.5", "10", ""}));
  layer = layer_of({{"n", model::Integers{INT64_MAX, INT64_MIN, 3, 3, 0}, {}}});
  layer.table.columns[0].nulls.set_null(4);
  EXPECT_EQ(order_of(layer, {"n"}),
            (std::vector<std::string>{"-9223372036854775808", "3", "9223372036854775807", ""}));
  layer = layer_of({{"lift", model::Bools{{1, 0, 1}}, {}}});
  EXPECT_EQ(order_of(layer, {"lift"}), (std::vector<std::string>{"false", "true"}));
}

TEST(Grouping, EveryStepOfTheCalendarHasItsNamesAndItsOrder) {
  const model::Layer layer = layer_of({times("t", {from_civil({2026, 1, 1, 0, 30}),     // Thu
                                                   from_civil({2025, 12, 29, 23, 59}),  // Mon
                                                   from_civil({2025, 12, 28, 8, 0}),    // Sun
                                                   from_civil({1969, 12, 31, 8, 59}),   // Wed
                                                   from_civil({2026, 4, 1, 0, 0})})});  // Wed
  using Names = std::vector<std::string>;
  EXPECT_EQ(order_of(layer, {"t", Step::hour}), (Names{"00:00", "08:00", "23:00"}));
  EXPECT_EQ(order_of(layer, {"t", Step::weekday}), (Names{"Mon", "Wed", "Thu", "Sun"}));
  EXPECT_EQ(order_of(layer, {"t", Step::day}),
            (Names{"1969-12-31", "2025-12-28", "2025-12-29", "2026-01-01", "2026-04-01"}));
  EXPECT_EQ(order_of(layer, {"t", Step::week}),
            (Names{"1969-12-29 – 1970-01-04", "2025-12-22 – 2025-12-28", "2025-12-29 – 2026-01-04",
                   "2026-03-30 – 2026-04-05"}));
  EXPECT_EQ(order_of(layer, {"t", Step::month}),
            (Names{"1969-12", "2025-12", "2026-01", "2026-04"}));
  EXPECT_EQ(order_of(layer, {"t", Step::quarter}),
            (Names{"1969 Q4", "2025 Q4", "2026 Q1", "2026 Q2"}));
  EXPECT_EQ(order_of(layer, {"t", Step::year}), (Names{"1969", "2025", "2026"}));
  EXPECT_EQ(order_of(layer, {"t"}).front(), "1969-12-31 08:59");
}

TEST(Grouping, AreasOfTheSameNameStayApart) {
  const model::Layer layer = layer_of({texts("x", {"a", "b", "c", "d"})});
  GroupKey key;
  key.area_of = {1, 0, 0xFFFFFFFF, 2};
  key.areas = {"翠竹", "安宁", "翠竹"};
  EXPECT_EQ(order_of(layer, key), (std::vector<std::string>{"安宁", "翠竹", "翠竹", ""}));
}

TEST(Grouping, WithoutRowsOrKeysThereIsTheTotalAlone) {
  const model::Layer layer = random_table(10, 6);
  Progress progress;
  const GroupTable none = group_rows(layer, {}, three_keys, all_measures, progress).value();
  ASSERT_EQ(none.lines.size(), 1U);
  EXPECT_EQ(none.lines[0].rows, 0U);
  EXPECT_EQ(none.lines[0].values[0], 0);
  EXPECT_TRUE(std::isnan(none.lines[0].values[3]));
  EXPECT_TRUE(std::isnan(none.lines[0].values[8]));
  EXPECT_EQ(none.lines[0].boxes[0].n, 0U);
  EXPECT_EQ(grouped(layer, {}, all_measures).lines.size(), 1U);
  const PivotTable pivot =
      pivot_rows(layer, {}, {"class"}, {"level"}, {Aggregate::count, ""}, progress).value();
  EXPECT_TRUE(pivot.row_keys.empty());
  EXPECT_EQ(pivot.total, 0);
  const GroupTable one = group_rows(layer, {3}, three_keys, all_measures, progress).value();
  EXPECT_EQ(one.lines.size(), 4U);
}

TEST(Grouping, TextsThatAreNumbersAreAddedAndOthersRefused) {
  const model::Layer layer =
      layer_of({texts("n", {"2", "3.5", "", "about 4"}), texts("words", {"a", "b", "", "c"}),
                times("t", {0, 1, 2, 3})});
  EXPECT_EQ(grouped(layer, {}, {{Aggregate::sum, "n"}}).lines[0].values[0], 5.5);
  Progress progress;
  const auto code = [&](const std::vector<GroupKey>& keys, const GroupMeasure& measure) {
    return group_rows(layer, all_rows(layer), keys, {measure}, progress).error().code;
  };
  EXPECT_EQ(code({}, {Aggregate::mean, "words"}), ErrorCode::invalid_argument);
  EXPECT_EQ(code({}, {Aggregate::median, "t"}), ErrorCode::invalid_argument);
  EXPECT_EQ(code({{"n", Step::day}}, {}), ErrorCode::invalid_argument);
  EXPECT_EQ(code({{"nowhere"}}, {}), ErrorCode::not_found);
  EXPECT_EQ(code({}, {Aggregate::distinct, "nowhere"}), ErrorCode::not_found);
  progress.cancel();
  EXPECT_EQ(code({{"n"}}, {}), ErrorCode::cancelled);
}

TEST(Grouping, AColumnIsFoundByItsField) {
  model::Layer layer = layer_of({texts("类别", {"积水", "噪声"})});
  layer.mapping.set(model::Field::category, 0);
  const GroupTable table =
      grouped(layer, {{std::string(model::field_key(model::Field::category))}}, {});
  EXPECT_EQ(table.headings.front(), model::field_name(model::Field::category));
  EXPECT_EQ(table.lines.size(), 3U);
}

TEST(Grouping, TabsHoldWhatIsShown) {
  const model::Layer layer =
      layer_of({texts("class", {"a\tb", "", "a\tb"}), {"days", model::Reals{1, nan, 2}, {}}});
  const GroupTable table =
      grouped(layer, {{"class"}}, {{Aggregate::count, ""}, {Aggregate::quartiles, "days"}});
  EXPECT_EQ(to_tabs(table),
            "class\tRows\tQuartiles of days: minimum\tQuartiles of days: lower quartile\t"
            "Quartiles of days: median\tQuartiles of days: upper quartile\t"
            "Quartiles of days: maximum\n"
            "a b\t2\t1\t1.25\t1.5\t1.75\t2\n"
            "none\t1\t\t\t\t\t\n"
            "Total\t3\t1\t1.25\t1.5\t1.75\t2\n");
  Progress progress;
  EXPECT_EQ(to_tabs(pivot_rows(layer, all_rows(layer), {"class"}, {"days"}, {Aggregate::count, ""},
                               progress)
                        .value()),
            "class \\ days\t1\t2\tnone\tTotal\n"
            "a b\t1\t1\t\t2\n"
            "none\t\t\t1\t1\n"
            "Total\t1\t1\t1\t3\n");
}

TEST(Grouping, ALayerOfGroupsHasNullsWhereThereIsNothing) {
  const model::Layer layer = layer_of({texts("class", {"a", "", "a"}),
                                       texts("b", {"x", "x", "y"}),
                                       {"days", model::Reals{1, nan, 2}, {}}});
  const GroupTable table =
      grouped(layer, {{"class"}, {"b"}}, {{Aggregate::count, ""}, {Aggregate::mean, "days"}});
  const model::Layer groups = to_layer(table, "result", false);
  EXPECT_EQ(groups.name, "result");
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups.geometry.size(), 3U);
  EXPECT_EQ(groups.table.columns[0].text(0), "a");
  EXPECT_TRUE(groups.table.columns[0].is_null(2));
  EXPECT_TRUE(groups.table.columns[3].is_null(2));
  EXPECT_TRUE(std::holds_alternative<model::Integers>(groups.table.columns[2].values));
  const model::Layer with = to_layer(table, "result", true);
  ASSERT_EQ(with.size(), 6U);
  EXPECT_EQ(with.table.columns[1].text(2), "Total");
  EXPECT_EQ(with.table.columns[0].text(5), "Total");
  EXPECT_TRUE(with.table.columns[1].is_null(5));
}

}  // namespace
}  // namespace wangge::analysis
