#include "analysis/ticket_filter.h"

#include <gtest/gtest.h>

#include <cctype>
#include <functional>
#include <numeric>
#include <random>

#include "analysis/assign.h"
#include "geo/locate.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using model::Field;

/// Tickets with a class of A … E, a status, and a time within 400 days; some without.
model::Layer random_tickets(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  model::TextsBuilder classes, states;
  model::Times times;
  model::Column reported{"reported", {}, {}};
  for (std::size_t row = 0; row < count; ++row) {
    classes.push_back(std::string(1, static_cast<char>('A' + random() % 5)));
    states.push_back(random() % 3 == 0 ? "closed" : random() % 7 == 0 ? "" : "open");
    times.seconds.push_back(from_civil({2025, 1, 1}) + random() % (400 * day_s));
    if (random() % 11 == 0) reported.nulls.set_null(row);
  }
  reported.values = std::move(times);
  model::Layer layer;
  layer.table.rows = count;
  layer.table.columns = {{"class", std::move(classes).build(), {}},
                         {"status", std::move(states).build(), {}},
                         std::move(reported)};
  layer.mapping.set(Field::category, 0);
  layer.mapping.set(Field::status, 1);
  layer.mapping.set(Field::reported_at, 2);
  return layer;
}

TEST(Passing, AgreesWithAskingRowByRow) {
  const model::Layer layer = random_tickets(5000, 7);
  const TicketFilter filter{
      {"A", "C", "no such class"}, {"open"}, from_civil({2025, 3, 1}), from_civil({2025, 9, 1})};
  model::Rows slow;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    const std::string category = layer.field(Field::category)->text(row);
    const std::string time = layer.field(Field::reported_at)->text(row);
    if ((category == "A" || category == "C") && layer.field(Field::status)->text(row) == "open" &&
        time >= "2025-03-01" && time < "2025-09-01") {
      slow.push_back(row);
    }
  }
  ASSERT_GT(slow.size(), 100U);
  EXPECT_EQ(passing(layer, filter), slow);
}

TEST(Passing, WithoutConditionsAllPass) {
  const model::Layer layer = random_tickets(100, 1);
  EXPECT_EQ(passing(layer, {}).size(), 100U);
}

TEST(Passing, AConditionOnAMissingFieldIsPassedByNone) {
  model::Layer layer = random_tickets(100, 1);
  layer.mapping.clear(Field::status);
  layer.mapping.clear(Field::reported_at);
  EXPECT_TRUE(passing(layer, {{}, {"open"}, {}, {}}).empty());
  EXPECT_TRUE(passing(layer, {{}, {}, 0, {}}).empty());
}

/// Tickets with every field that can be asked for, some values missing, in a square of 1000 m.
model::Layer full_tickets(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  model::Layer layer = random_tickets(count, seed);
  model::TextsBuilder leaves, levels, sources, descriptions, addresses;
  model::Times closed;
  model::Integers severity, ids;
  model::Column closing{"closed", {}, {}}, severities{"severity", {}, {}};
  const auto& reported = std::get<model::Times>(layer.table.columns[2].values).seconds;
  for (std::size_t row = 0; row < count; ++row) {
    const auto pick = [&](std::initializer_list<const char*> texts) {
      return std::string(texts.begin()[random() % texts.size()]);
    };
    leaves.push_back(pick({"x", "y", "z", ""}));
    levels.push_back(pick({"grid", "street"}));
    sources.push_back(pick({"12345", "patrol", ""}));
    descriptions.push_back(pick({"楼上抛物", "Rubbish in the lane", "RUBBISH 楼道", "", "noise"}));
    addresses.push_back("狮山路" + std::to_string(random() % 400) + pick({"号", "号A座", ""}));
    closed.seconds.push_back(reported[row] + random() % (60 * day_s));
    if (random() % 4 == 0) closing.nulls.set_null(row);
    severity.push_back(random() % 3 + 1);
    if (random() % 9 == 0) severities.nulls.set_null(row);
    ids.push_back(static_cast<std::int64_t>(random() % 100'000));
    if (random() % 13 == 0) {
      layer.geometry.end_feature();
    } else {
      layer.geometry.add_point_feature(
          {static_cast<double>(random() % 1000), static_cast<double>(random() % 1000)});
    }
  }
  closing.values = std::move(closed);
  severities.values = std::move(severity);
  const auto add = [&](Field field, model::Column column) {
    layer.mapping.set(field, static_cast<int>(layer.table.columns.size()));
    layer.table.columns.push_back(std::move(column));
  };
  add(Field::subcategory, {"leaf", std::move(leaves).build(), {}});
  add(Field::level, {"level", std::move(levels).build(), {}});
  add(Field::source, {"source", std::move(sources).build(), {}});
  add(Field::description, {"text", std::move(descriptions).build(), {}});
  add(Field::address, {"address", std::move(addresses).build(), {}});
  add(Field::closed_at, std::move(closing));
  add(Field::severity, std::move(severities));
  add(Field::id, {"id", std::move(ids), {}});
  return layer;
}

/// By asking every row for its texts.
model::Rows slow_rows(const model::Layer& layer, const std::function<bool(std::uint32_t)>& pass) {
  model::Rows rows;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    if (pass(row)) rows.push_back(row);
  }
  return rows;
}

class EveryCondition : public testing::Test {
 protected:
  const model::Layer layer = full_tickets(40'000, 11);
  std::string text(Field field, std::uint32_t row) const { return layer.field(field)->text(row); }
  void expect(const TicketFilter& filter, const std::function<bool(std::uint32_t)>& pass) const {
    const model::Rows slow = slow_rows(layer, pass);
    EXPECT_GT(slow.size(), 20U);
    EXPECT_LT(slow.size(), layer.size());
    EXPECT_EQ(passing(layer, filter), slow);
  }
};

TEST_F(EveryCondition, OfTheTreeOfClassesEitherTheClassOrTheLeafSuffices) {
  TicketFilter filter;
  filter.categories = {"A"};
  filter.subcategories = {{"B", "x"}, {"C", "y"}, {"C", "z"}, {"D", ""}, {"no such", "x"}};
  const auto pass = [&](std::uint32_t row) {
    const auto category = text(Field::category, row), leaf = text(Field::subcategory, row);
    return category == "A" || (category == "B" && leaf == "x") ||
           (category == "C" && (leaf == "y" || leaf == "z")) || (category == "D" && leaf.empty());
  };
  expect(filter, pass);
  filter.categories.clear();
  expect(filter, [&](std::uint32_t row) { return pass(row) && text(Field::category, row) != "A"; });
}

TEST_F(EveryCondition, LeafsWithoutAColumnOfThemArePassedByThoseThatAskForNone) {
  model::Layer bare = layer;
  bare.mapping.clear(Field::subcategory);
  TicketFilter filter;
  filter.categories = {"A"};
  filter.subcategories = {{"B", "x"}, {"C", ""}};
  EXPECT_EQ(passing(bare, filter), slow_rows(bare, [&](std::uint32_t row) {
              return text(Field::category, row) == "A" || text(Field::category, row) == "C";
            }));
}

TEST_F(EveryCondition, ValuesMayBeTextsOrNumbersOrMissing) {
  TicketFilter filter;
  filter.levels = {"grid"};
  filter.severities = {"2", "3"};
  filter.sources = {"patrol", ""};
  expect(filter, [&](std::uint32_t row) {
    return text(Field::level, row) == "grid" && text(Field::source, row) != "12345" &&
           (text(Field::severity, row) == "2" || text(Field::severity, row) == "3");
  });
  filter = {};
  filter.severities = {""};
  expect(filter, [&](std::uint32_t row) { return layer.field(Field::severity)->is_null(row); });
}

TEST_F(EveryCondition, TextIsFoundInDescriptionAddressAndIdWhateverItsCase) {
  const auto lower = [](std::string words) {
    for (char& c : words) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return words;
  };
  for (const std::string wanted : {"rubbish", "抛物", "号a座", "17", "A", "楼道"}) {
    TicketFilter filter;
    filter.text = wanted;
    expect(filter, [&](std::uint32_t row) {
      for (const Field field : {Field::description, Field::address, Field::id}) {
        if (lower(text(field, row)).find(lower(wanted)) != std::string::npos) return true;
      }
      return false;
    });
  }
  TicketFilter nowhere;
  nowhere.text = "no ticket says this";
  EXPECT_TRUE(passing(layer, nowhere).empty());
}

TEST_F(EveryCondition, OpenMeansReportedBeforeTheEndAndNotClosedBeforeTheBeginning) {
  TicketFilter filter;
  filter.time_mode = TimeMode::open;
  filter.from = from_civil({2025, 6, 1});
  filter.until = from_civil({2025, 6, 2});
  expect(filter, [&](std::uint32_t row) {
    const std::string reported = text(Field::reported_at, row),
                      closed = text(Field::closed_at, row);
    return !reported.empty() && reported < "2025-06-02" &&
           (closed.empty() || closed >= "2025-06-01");
  });
  // Without a column of closing times nothing is known to be closed.
  model::Layer bare = layer;
  bare.mapping.clear(Field::closed_at);
  EXPECT_EQ(passing(bare, filter), slow_rows(bare, [&](std::uint32_t row) {
              const std::string reported = text(Field::reported_at, row);
              return !reported.empty() && reported < "2025-06-02";
            }));
}

TEST_F(EveryCondition, AreasAndADrawnOutlineMustAllBePassed) {
  geo::PackedGeometry halves(geo::Kind::polygons), drawn(geo::Kind::polygons);
  for (const double x : {0.0, 500.0}) {
    const geo::Point ring[] = {{x, 0}, {x + 500, 0}, {x + 500, 900}, {x, 900}, {x, 0}};
    halves.add_ring_feature(ring);
  }
  const geo::Point triangle[] = {{100, 100}, {950, 300}, {300, 950}, {100, 100}};
  drawn.add_ring_feature(triangle);
  const auto area_of = std::make_shared<const std::vector<std::uint32_t>>(
      assign_points(layer.geometry, halves).area_of);
  TicketFilter filter;
  filter.areas = {{area_of, {1}}};
  const auto in_second = [&](std::uint32_t row) { return (*area_of)[row] == 1; };
  expect(filter, in_second);
  filter.areas.push_back({area_of, {Assignment::without_coordinates, 1, Assignment::outside}});
  expect(filter, in_second);
  filter.drawn = std::make_shared<const geo::PackedGeometry>(drawn);
  expect(filter, [&](std::uint32_t row) {
    const auto places = layer.geometry.feature_points(row);
    return in_second(row) && geo::owns(drawn, 0, places.front());
  });
  filter = {};
  filter.areas = {{area_of, {Assignment::outside, Assignment::without_coordinates}}};
  expect(filter, [&](std::uint32_t row) { return (*area_of)[row] > 1; });
  filter.areas = {{area_of, {}}};
  EXPECT_TRUE(passing(layer, filter).empty());
  filter.areas = {{std::make_shared<const std::vector<std::uint32_t>>(3), {0}}};
  EXPECT_TRUE(passing(layer, filter).empty()) << "an assignment of other tickets";
}

TEST_F(EveryCondition, OneThreadAndTwoAnswerTheSame) {
  TicketFilter filter;
  filter.subcategories = {{"B", "x"}, {"C", "y"}};
  filter.text = "号";
  filter.severities = {"1", "2"};
  filter.from = from_civil({2025, 2, 1});
  const auto all = passing(layer, filter);
  ASSERT_GT(all.size(), 100U);
  for (const std::size_t threads : {1U, 2U, 5U}) {
    EXPECT_EQ(test::on_threads(threads, [&] { return passing(layer, filter); }), all);
  }
}

TEST(Passing, HazardsAreDatedByWhenTheyWereFound) {
  model::Layer layer = random_tickets(1000, 3);
  const TicketFilter filter{{}, {}, from_civil({2025, 3, 1}), {}};
  const auto rows = passing(layer, filter);
  layer.mapping.clear(Field::reported_at);
  layer.mapping.set(Field::found_at, 2);
  EXPECT_EQ(passing(layer, filter), rows);
}

TEST(Passing, NoTicketsAreNoTrouble) {
  TicketFilter filter{{"A"}, {"open"}, 0, 5};
  filter.text = "x";
  EXPECT_TRUE(passing(model::Layer(), filter).empty());
  EXPECT_TRUE(passing(model::Layer(), {}).empty());
  EXPECT_TRUE(class_tree(model::Layer()).empty());
}

TEST(ClassTree, CountsEveryTicketWithAClassOnce) {
  const model::Layer layer = full_tickets(3000, 2);
  const auto tree = class_tree(layer);
  ASSERT_EQ(tree.size(), 5U);
  std::size_t sum = 0;
  for (const ClassCount& one : tree) {
    EXPECT_EQ(one.subcategories.size(), 4U) << "x, y, z and none";
    std::size_t below = 0;
    for (const ValueCount& leaf : one.subcategories) {
      TicketFilter filter;
      filter.subcategories = {{one.category, leaf.text}};
      EXPECT_EQ(passing(layer, filter).size(), leaf.count);
      below += leaf.count;
    }
    EXPECT_EQ(below, one.count);
    sum += one.count;
  }
  EXPECT_EQ(sum, layer.size());
}

TEST(ValueCounts, OfWholeNumbersToo) {
  const model::Column few{"severity", model::Integers{3, 1, 3, 0, 3}, {}};
  EXPECT_EQ(value_counts(few), (std::vector<ValueCount>{{"3", 3}, {"0", 1}, {"1", 1}}));
  model::Integers many(5000);
  std::iota(many.begin(), many.end(), 0);
  EXPECT_TRUE(value_counts({"number", many, {}}).empty()) << "nothing to choose from";
}

TEST(ValueCounts, AreOfAllRowsMostFrequentFirst) {
  const model::Layer layer = random_tickets(1000, 3);
  const auto counts = value_counts(layer.table.columns[1]);
  ASSERT_EQ(counts.size(), 2U) << "the empty status is no value";
  EXPECT_GE(counts[0].count, counts[1].count);
  EXPECT_LT(counts[0].count + counts[1].count, 1000U);
}

class Timeline : public testing::TestWithParam<std::size_t> {};

TEST_P(Timeline, BinsFollowEachOtherAndHoldEveryTimeOnce) {
  const model::Layer layer = random_tickets(2000, 5);
  const model::Column& times = layer.table.columns[2];
  model::Rows rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto bins = timeline(times, rows, GetParam());
  std::size_t sum = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (i > 0) {
      EXPECT_EQ(bins[i].begin, bins[i - 1].end);
    }
    std::size_t inside = 0;
    for (const auto row : rows) {
      const Seconds t = std::get<model::Times>(times.values).seconds[row];
      if (!times.is_null(row) && t >= bins[i].begin && t < bins[i].end) ++inside;
    }
    EXPECT_EQ(bins[i].count, inside) << format_time(bins[i].begin);
    sum += bins[i].count;
  }
  const auto nulls =
      std::count_if(rows.begin(), rows.end(), [&](auto r) { return times.is_null(r); });
  EXPECT_EQ(sum + static_cast<std::size_t>(nulls), rows.size());
}

INSTANTIATE_TEST_SUITE_P(DaysWeeksMonths, Timeline, testing::Values(500, 100, 20));

TEST(TimelineUnits, WeeksBeginOnMonday) {
  const model::Layer layer = random_tickets(2000, 5);
  model::Rows rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  EXPECT_EQ(weekday(timeline(layer.table.columns[2], rows, 100).front().begin), 0);
}

}  // namespace
}  // namespace wangge::analysis
