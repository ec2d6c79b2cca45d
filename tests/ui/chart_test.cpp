#include "ui/chart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "ui/chart_axis.h"

namespace wangge::ui {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// One chart in a window of its own, without the workbench around it.
class Charts : public testing::TestWithParam<model::Theme> {
 protected:
  Charts() : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1000, 800};
    ui.fonts.body = ui.fonts.small = ui.fonts.title = io.Fonts->AddFontDefault();
    unsigned char* pixels = nullptr;
    int across = 0, down = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &across, &down);
    use(model::Theme::light);
    ui.drawn = &drawn;
  }
  ~Charts() override { ImGui::DestroyContext(context_); }

  void use(model::Theme theme) {
    apply_theme(theme, 1);
    ui.colours = &palette(theme);
  }

  void frame(const std::function<void()>& draw) {
    drawn.clear();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({100, 100});
    ImGui::SetNextWindowSize({width, 600});
    ImGui::Begin("charts", nullptr, ImGuiWindowFlags_NoDecoration);
    draw();
    ImGui::End();
    ImGui::Render();
  }

  /// Presses and lets go of the mouse at a place; draws meanwhile.
  void click(ImVec2 at, const std::function<void()>& draw) {
    ImGui::GetIO().MousePos = at;
    frame(draw), frame(draw);
    ImGui::GetIO().MouseDown[0] = true;
    frame(draw);
    ImGui::GetIO().MouseDown[0] = false;
    frame(draw);
  }
  ImVec2 centre(const std::string& name) {
    const auto found = drawn.find(name);
    if (found == drawn.end()) {
      ADD_FAILURE() << name << " is not drawn";
      return {-1, -1};
    }
    return {(found->second.x + found->second.z) / 2, (found->second.y + found->second.w) / 2};
  }

  /// Whether everything in the window lies within its padding, from left to right.
  static bool nothing_sticks_out(float width_px) {
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int i = 0; i < data.CmdListsCount; ++i) {
      const ImDrawList& list = *data.CmdLists[i];
      if (std::string(list._OwnerName) != "charts") continue;
      // The first four are the background of the window.
      for (int v = 4; v < list.VtxBuffer.Size; ++v) {
        const float x = list.VtxBuffer[v].pos.x;
        if (x < 99.5F || x > 100.5F + width_px) return false;
      }
    }
    return true;
  }
  static int vertices() {
    int sum = 0;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int i = 0; i < data.CmdListsCount; ++i) sum += data.CmdLists[i]->VtxBuffer.Size;
    return sum;
  }

  Ui ui;
  DrawnRects drawn;
  float width = 400;

 private:
  ImGuiContext* context_;
};

BarChart some_bars() {
  BarChart chart;
  chart.bars = {{"noise", 4}, {"", nan}, {"manholes", 10}, {"flooding", 1}, {"parking", 4}};
  chart.unit = "tickets";
  return chart;
}

TEST(ChartAxis, StepsAreRoundAndHoldEverything) {
  const ChartAxis counts = chart_axis(0, 87, 5);
  EXPECT_EQ(counts.step, 20);
  EXPECT_EQ(counts.high, 100);
  EXPECT_EQ(counts.ticks().size(), 6U);
  EXPECT_EQ(counts.text(100), "100");
  const ChartAxis days = chart_axis(-0.13, 0.42, 6);
  EXPECT_EQ(days.step, 0.1);
  EXPECT_DOUBLE_EQ(days.low, -0.2);
  EXPECT_DOUBLE_EQ(days.high, 0.5);
  EXPECT_EQ(days.text(days.ticks()[2]), "0.0");
  EXPECT_EQ(chart_axis(3, 1'234'567, 4).text(500'000), "500,000");
  EXPECT_DOUBLE_EQ(chart_axis(0, 0.3, 3).high, 0.3) << "not one step more by rounding";
}

TEST(ChartAxis, AnyNumbersHaveOne) {
  for (const auto& [low, high] : {std::pair{0.0, 0.0},
                                  {5.0, 5.0},
                                  {-3.0, -3.0},
                                  {nan, nan},
                                  {1e-300, 2e-300},
                                  {-1e300, 1e300}}) {
    const ChartAxis axis = chart_axis(low, high, 5);
    EXPECT_LT(axis.low, axis.high);
    EXPECT_GE(axis.ticks().size(), 2U);
    EXPECT_LE(axis.ticks().size(), 20U);
  }
}

TEST(ChartNumber, HasTheDigitsThatMatter) {
  EXPECT_EQ(chart_number(1234567), "1,234,567");
  EXPECT_EQ(chart_number(1234.56), "1,235");
  EXPECT_EQ(chart_number(12.3456), "12.35");
  EXPECT_EQ(chart_number(-3), "-3");
  EXPECT_EQ(chart_number(nan), "—");
}

TEST(BarChart, LongestComeFirstAndThoseWithoutANumberLast) {
  BarChart chart = some_bars();
  EXPECT_EQ(bars_shown(chart), (std::vector<std::size_t>{2, 0, 4, 3, 1}));
  chart.most_bars = 2;
  EXPECT_EQ(bars_shown(chart), (std::vector<std::size_t>{2, 0}));
  chart.sorted = false;
  EXPECT_EQ(bars_shown(chart), (std::vector<std::size_t>{0, 1}));
}

TEST_F(Charts, ABarTellsWhichItIs) {
  const BarChart chart = some_bars();
  std::optional<std::size_t> clicked;
  const auto draw = [&] {
    if (const auto bar = draw_bar_chart(ui, "bars", chart)) clicked = bar;
  };
  frame(draw), frame(draw);
  EXPECT_LT(centre("bars/2").y, centre("bars/0").y);
  click(centre("bars/3"), draw);
  EXPECT_EQ(clicked, 3U);
}

TEST_F(Charts, TheSumOfTheOthersDoesNotSetTheScale) {
  BarChart chart;
  for (int i = 0; i < 300; ++i) chart.bars.push_back({"SMD " + std::to_string(i), 500.0 - i});
  EXPECT_EQ(bar_axis(chart).low, 0);
  EXPECT_EQ(bar_axis(chart).high, 500) << "the longest bar fills the width";
  chart.bars[3].value = -20;
  chart.sorted = false;
  EXPECT_EQ(bar_axis(chart).low, -20);
}

TEST_F(Charts, BarsBeyondTheMostBecomeOneThatIsNotClicked) {
  BarChart chart = some_bars();
  chart.most_bars = 2;
  std::optional<std::size_t> clicked;
  const auto draw = [&] {
    if (const auto bar = draw_bar_chart(ui, "bars", chart)) clicked = bar;
  };
  frame(draw), frame(draw);
  EXPECT_EQ(drawn.size(), 3U);
  click(centre("bars/other"), draw);
  EXPECT_FALSE(clicked);
  chart.adds_up = false;
  frame(draw);
  EXPECT_EQ(drawn.count("bars/other"), 0U);
}

TEST_F(Charts, ALineTellsTheSeriesAndTheStepNearby) {
  LineChart chart;
  chart.steps = {"2026-01", "2026-02", "2026-03"};
  chart.series = {{"high", {90, 95, 100}}, {"low", {5, nan, 10}}};
  std::optional<LineChartPoint> clicked;
  const auto draw = [&] {
    if (const auto point = draw_line_chart(ui, "lines", chart, {370, 200})) clicked = point;
  };
  frame(draw), frame(draw);
  const ImVec4 r = drawn["lines"];
  click({r.z - 90, r.y + 15}, draw);
  EXPECT_EQ(clicked, (LineChartPoint{0, 2}));
  click({r.x + 40, r.w - 30}, draw);
  EXPECT_EQ(clicked, (LineChartPoint{1, 0}));
  // Where the low line has a gap only the high one can be meant.
  click({(r.x + 36 + r.z - 60) / 2, r.w - 30}, draw);
  EXPECT_EQ(clicked, (LineChartPoint{0, 1}));
}

TEST_F(Charts, ABoxTellsWhichItIs) {
  BoxChart chart;
  chart.groups = {{"a", {1, 2, 3, 4, 9, 1, 5, 12, {9}}}, {"", {}}};
  std::optional<std::size_t> clicked;
  const auto draw = [&] {
    if (const auto box = draw_box_chart(ui, "boxes", chart)) clicked = box;
  };
  frame(draw), frame(draw);
  click(centre("boxes/1"), draw);
  EXPECT_EQ(clicked, 1U);
}

TEST_F(Charts, NothingToDrawIsSaidInWords) {
  frame([&] {
    EXPECT_FALSE(draw_bar_chart(ui, "bars", {}));
    EXPECT_FALSE(draw_line_chart(ui, "lines", {}, {300, 200}));
    EXPECT_FALSE(draw_box_chart(ui, "boxes", {}));
    EXPECT_FALSE(draw_line_chart(ui, "gaps", {{"2026"}, {{"a", {nan}}}}, {300, 200}));
  });
  EXPECT_TRUE(drawn.empty());
  EXPECT_GT(vertices(), 100);
}

TEST_P(Charts, StayWithinTheirWidth) {
  use(GetParam());
  BarChart bars;
  LineChart lines;
  BoxChart boxes;
  for (int i = 0; i < 40; ++i) {
    const std::string name(static_cast<std::size_t>(3 + 2 * i), 'x');
    const double number = (i % 5 == 4 ? -1 : 1) * 123'456.789 * i;
    bars.bars.push_back({name, number});
    lines.steps.push_back("2026-" + std::to_string(i));
    lines.series.push_back({name, std::vector<double>(40, number)});
    const double least = std::min(0.0, number), most = std::max(9.0, number);
    boxes.groups.push_back({name, {least, 1, 2, 3, most, 0, 4, 1'000'000, {5, number}}});
  }
  lines.unit = boxes.unit = "tickets";
  for (const float wide : {180.0F, 300.0F, 700.0F}) {
    width = wide;
    const auto draw = [&] {
      draw_bar_chart(ui, "bars", bars);
      draw_line_chart(ui, "lines", lines, {ImGui::GetContentRegionAvail().x, 180});
      draw_box_chart(ui, "boxes", boxes);
    };
    frame(draw), frame(draw);
    EXPECT_TRUE(nothing_sticks_out(wide)) << wide;
    ImGui::GetIO().MousePos = centre("lines");
    frame(draw), frame(draw);
    EXPECT_TRUE(nothing_sticks_out(wide)) << wide;
  }
}
INSTANTIATE_TEST_SUITE_P(Themes, Charts, testing::Values(model::Theme::light, model::Theme::dark));

}  // namespace
}  // namespace wangge::ui
