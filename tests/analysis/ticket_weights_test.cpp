#include "analysis/ticket_weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/heat.h"
#include "base/random.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using model::Field;
using Side = TimeKernel::Side;

const Seconds now = from_civil({2026, 1, 1});

model::Rows rows_up_to(std::size_t count) {
  model::Rows rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

model::Layer layer_of(Field field, model::Column column) {
  model::Layer layer;
  layer.table.rows = column.size();
  layer.table.columns.push_back(std::move(column));
  layer.mapping.set(field, 0);
  return layer;
}

TEST(TicketWeights, BySeverityAreItsNumbersOrTheUsualWords) {
  model::TextsBuilder words;
  for (const char* word : {"一般", "特别重大", "3", "", "?", "-2", "重大"}) words.push_back(word);
  const auto named = layer_of(Field::severity, {"严重程度", std::move(words).build(), {}});
  EXPECT_EQ(ticket_weights(named, rows_up_to(7), WeightBy::severity, now),
            (std::vector<float>{1, 4, 3, 1, 1, 1, 3}));
  model::Column numbers{"severity", model::Integers{2, 0, 5}, {}};
  numbers.nulls.set_null(1);
  EXPECT_EQ(ticket_weights(layer_of(Field::severity, numbers), {2, 1}, WeightBy::severity, now),
            (std::vector<float>{5, 1}));
  EXPECT_EQ(ticket_weights(model::Layer(), {}, WeightBy::severity, now).size(), 0U);
}

TEST(TicketWeights, ByAgeAreDaysUpToClosingOrNow) {
  model::Times reported{{now - 10 * day_s, now - 10 * day_s, now - day_s / 2, now + day_s, 0}};
  model::Times closed{{0, now - 4 * day_s, now + 9 * day_s, 0, 0}};
  model::Column reporting{"r", reported, {}}, closing{"c", closed, {}};
  reporting.nulls.set_null(4);
  for (const std::size_t row : {0U, 3U, 4U}) closing.nulls.set_null(row);
  model::Layer tickets = layer_of(Field::reported_at, reporting);
  tickets.table.columns.push_back(closing);
  tickets.mapping.set(Field::closed_at, 1);
  EXPECT_EQ(ticket_weights(tickets, rows_up_to(5), WeightBy::age, now),
            (std::vector<float>{10, 6, 0.5, 0, 0}));
  EXPECT_EQ(ticket_weights(tickets, {1, 0}, WeightBy::each, now), (std::vector<float>{1, 1}));
  tickets.mapping = {};
  EXPECT_EQ(ticket_weights(tickets, {0, 1}, WeightBy::age, now), (std::vector<float>{0, 0}));
}

TEST(TimeKernel, HoldsTheWeightOne) {
  for (const Side side : {Side::both, Side::past}) {
    const TimeKernel kernel{5, side};
    double sum = 0;
    for (int i = -6000; i < 6000; ++i) sum += kernel.density((i + 0.5) / 1000) / 1000;
    EXPECT_NEAR(sum, 1, 1e-6);
    EXPECT_EQ(kernel.density(5), 0);
  }
  EXPECT_EQ((TimeKernel{5, Side::past}).density(-0.01), 0) << "what comes is not known";
  EXPECT_GT((TimeKernel{5, Side::both}).density(-0.01), 0);
}

struct Playback {
  model::Column reported{"r", {}, {}};
  model::Rows rows;
  std::vector<float> weights;
  std::vector<geo::Point> places;
};
Playback random_playback(std::size_t count) {
  Random random(3);
  Playback playback;
  model::Times times;
  for (std::size_t i = 0; i < count; ++i) {
    times.seconds.push_back(now + random.below(60) * day_s + random.below(86'400));
    if (random.chance(0.1)) playback.reported.nulls.set_null(i);
    if (i % 5 != 2) playback.rows.push_back(static_cast<std::uint32_t>(i));
    playback.places.push_back({500 + 150 * random.normal(), 400 + 100 * random.normal()});
  }
  for (std::size_t i = 0; i < playback.rows.size(); ++i)
    playback.weights.push_back(static_cast<float>(1 + i % 3));
  playback.reported.values = std::move(times);
  return playback;
}

TEST(FrameOfPlayback, IsTheKernelOfEveryTicket) {
  const Playback all = random_playback(5000);
  for (const Side side : {Side::both, Side::past}) {
    const TimeKernel kernel{9.5, side};
    const Seconds moment = now + 31 * day_s + 7777;
    const WeightedRows frame =
        frame_of_playback(all.reported, all.rows, all.weights, kernel, moment);
    WeightedRows slow;
    for (std::size_t i = 0; i < all.rows.size(); ++i) {
      const auto row = all.rows[i];
      if (all.reported.is_null(row)) continue;
      const Seconds t = std::get<model::Times>(all.reported.values).seconds[row];
      const double density = kernel.density(static_cast<double>(moment - t) / day_s);
      if (density <= 0) continue;
      slow.rows.push_back(row);
      slow.weights.push_back(static_cast<float>(density * static_cast<double>(all.weights[i])));
    }
    ASSERT_GT(slow.rows.size(), 100U);
    EXPECT_EQ(frame.rows, slow.rows);
    EXPECT_EQ(frame.weights, slow.weights);
  }
}

TEST(FrameOfPlayback, DailyFramesAddUpToTheSurfaceOfAllTickets) {
  const Playback all = random_playback(2000);
  const RasterFrame frame{{0, 0}, 20, 50, 40};
  const auto surface_of = [&](const model::Rows& rows, std::span<const float> weights) {
    std::vector<geo::Point> places;
    for (const auto row : rows) places.push_back(all.places[row]);
    return heat_surface(places, weights, frame, Kernel::quartic, 60).values;
  };
  model::Rows dated;
  for (const auto row : all.rows) {
    if (!all.reported.is_null(row)) dated.push_back(row);
  }
  const auto whole = surface_of(dated, {});
  for (const Side side : {Side::both, Side::past}) {
    std::vector<double> sum(whole.size());
    for (int day = -20; day < 90; ++day) {
      const auto some =
          frame_of_playback(all.reported, all.rows, {}, {14, side}, now + day * day_s);
      const auto values = surface_of(some.rows, some.weights);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += static_cast<double>(values[i]);
    }
    const double high = *std::max_element(whole.begin(), whole.end());
    for (std::size_t i = 0; i < sum.size(); ++i)
      ASSERT_NEAR(sum[i], whole[i], (side == Side::both ? 0.005 : 0.02) * high);
  }
}

TEST(FrameOfPlayback, IsTheSameForAnyNumberOfThreads) {
  const Playback all = random_playback(200'000);
  const auto frame = [&] {
    return frame_of_playback(all.reported, all.rows, all.weights, {5}, now + 30 * day_s);
  };
  const auto once = test::on_threads(1, frame), again = test::on_threads(4, frame);
  EXPECT_EQ(once.rows, again.rows);
  EXPECT_EQ(once.weights, again.weights);
}

TEST(FrameOfPlayback, WithoutTimesOrTicketsIsEmpty) {
  const model::Column text{"text", model::Integers{1}, {}};
  EXPECT_TRUE(frame_of_playback(text, {0}, {}, {}, now).rows.empty());
  const Playback all = random_playback(100);
  EXPECT_TRUE(frame_of_playback(all.reported, all.rows, {}, {}, now + 900 * day_s).rows.empty());
}

}  // namespace
}  // namespace wangge::analysis
