// The page that asks: conditions as chips, the answer, why, kept questions.
#include "ui/question_page.h"

#include "analysis/question_text.h"
#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

using analysis::AttributeCondition;
using analysis::SpatialCondition;

struct QuestionDesk : Desk {
  QuestionDesk() : Desk(SmallTown().snapshot) { state.mode = Mode::query; }

  QuestionPage& page() { return state.query.question; }
  void add_condition(const std::string& kind) {
    click("question/add");
    click("add/" + kind);
  }
  /// The last question that was asked, as text.
  std::string asked() const {
    std::string text;
    for (const session::Action& action : actions) {
      if (const auto* ask = std::get_if<session::Ask>(&action)) {
        text = analysis::to_text(ask->question);
      }
    }
    return text;
  }
  /// As the session would answer.
  void answer(model::Rows rows, std::vector<std::size_t> alone) {
    auto view = std::make_shared<session::AnswerView>();
    view->question = complete(page());
    view->of = snapshot.workspace->find(SmallTown::tickets)->layer;
    view->answer = {SmallTown::tickets, std::move(rows), std::move(alone)};
    snapshot.answer = std::move(view);
    page().asked = complete(page());
  }
};

TEST(QuestionPage, AValueChosenInTheListIsAskedAtOnce) {
  QuestionDesk desk;
  desk.add_condition("attribute");
  EXPECT_EQ(desk.asked(), "") << "nothing is chosen yet";
  desk.click("condition/value/noise");
  EXPECT_EQ(desk.asked(), "tickets where class = noise");
  desk.click("condition/value/litter");
  EXPECT_EQ(desk.asked(), "tickets where class in (noise, litter)");
  desk.click("condition/value/noise");
  EXPECT_EQ(desk.asked(), "tickets where class = litter");
}

TEST(QuestionPage, ConditionsAreAddedAndTakenAway) {
  QuestionDesk desk;
  desk.add_condition("attribute");
  desk.click("condition/value/noise");
  desk.add_condition("within");
  EXPECT_EQ(desk.asked(), "tickets where class = noise and within grids");
  desk.click("condition/any/1");
  EXPECT_EQ(desk.asked(), "tickets where class = noise or within grids");
  desk.click("condition/0/close");
  EXPECT_EQ(desk.asked(), "tickets where within grids");
  desk.click("condition/0/close");
  EXPECT_TRUE(std::holds_alternative<session::EndQuestion>(desk.actions.back()));
}

TEST(QuestionPage, APlaceIsNarrowedByItsValues) {
  QuestionDesk desk;
  desk.add_condition("near");
  EXPECT_EQ(desk.asked(), "tickets where within 100 m of grids");
  desk.click("condition/which");
  desk.click("condition/which/1");  // after "all of them": the name
  desk.click("condition/value/East");
  EXPECT_EQ(desk.asked(), "tickets where within 100 m of (grids where name = East)");
}

TEST(QuestionPage, ADrawnAreaTakesThePlaceOfALayer) {
  QuestionDesk desk;
  desk.add_condition("within");
  desk.click("condition/place/2");
  EXPECT_EQ(desk.asked(), "tickets where within grids") << "nothing was drawn yet";
  desk.click("condition/draw");
  desk.point_at(desk.on_map({10, 10}));
  ImGui::GetIO().MouseDown[0] = true;
  for (const geo::Point p : {geo::Point{10, 10}, {90, 10}, {90, 90}, {10, 90}}) {
    desk.point_at(desk.on_map(p));
  }
  ImGui::GetIO().MouseDown[0] = false;
  desk.frame();
  desk.frame();
  const auto* ask = std::get_if<session::Ask>(&desk.actions.back());
  ASSERT_NE(ask, nullptr);
  const auto& space = std::get<SpatialCondition>(ask->question.where.conditions.at(0).what);
  ASSERT_EQ(space.place.kind, analysis::Place::Kind::drawn);
  geo::PackedGeometry drawn = space.place.drawn;
  ASSERT_EQ(
      geo::transform_all(drawn.mutable_points(), geo::Crs::wgs84(), desk.snapshot.workspace->crs),
      0U);
  EXPECT_NEAR(geo::polygon_area(drawn, 0), 6400, 200);
}

TEST(QuestionPage, TheOppositeIsOneClick) {
  QuestionDesk desk;
  desk.add_condition("within");
  desk.click("condition/negated");
  EXPECT_EQ(desk.asked(), "tickets where not within grids");
}

TEST(QuestionPage, AGroupHoldsConditionsOfItsOwn) {
  QuestionDesk desk;
  desk.add_condition("within");
  desk.add_condition("group");
  EXPECT_EQ(desk.asked(), "tickets where within grids") << "an empty group says nothing";
  desk.click("condition/1/add");
  desk.click("add/attribute");
  desk.click("condition/value/noise");
  desk.click("condition/1/add");
  desk.click("add/time");
  EXPECT_EQ(desk.asked(),
            "tickets where within grids and (class = noise or reported_at in last 30 days)");
}

TEST(QuestionPage, AKeptQuestionComesBackWithItsParameters) {
  QuestionDesk desk;
  desk.snapshot.questions = {{"noise", "tickets where class = $kind", {{"kind", "noise"}}}};
  desk.click("question/kept");
  desk.click("kept/noise");
  EXPECT_EQ(desk.asked(), "tickets where class = noise");
  EXPECT_EQ(analysis::to_text(desk.page().question), "tickets where class = $kind");
  desk.actions.clear();
  desk.click("question/keep");
  const auto* keep = desk.only<session::KeepQuestion>();
  ASSERT_NE(keep, nullptr);
  EXPECT_EQ(keep->question, desk.snapshot.questions.front());
  desk.click("kept/noise/drop");
  ASSERT_NE(desk.only<session::DropQuestion>(), nullptr);
}

TEST(QuestionPage, ALongTextStandsOnLinesThatMeanTheSame) {
  QuestionDesk desk;
  const std::string text =
      "tickets where class in (noise, 'a  text with blanks that is not to be broken anywhere at "
      "all, however long it is') and reported_at in last 30 days and within 100 m of grids";
  desk.snapshot.questions = {{"long", text}};
  desk.click("question/kept");
  desk.click("kept/long");
  desk.click("question/text_fold");
  for (int i = 0; i < 3; ++i) desk.frame();
  const std::string& shown = desk.page().text;
  EXPECT_NE(shown.find('\n'), std::string::npos);
  EXPECT_NE(shown.find("'a  text with blanks that is not to be broken anywhere"),
            std::string::npos);
  const auto again = analysis::parse_question(shown);
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_EQ(*again, *analysis::parse_question(text));
}

TEST(QuestionPage, ASingleFeatureIsExplainedOnce) {
  QuestionDesk desk;
  desk.add_condition("attribute");
  desk.click("condition/value/noise");
  desk.answer({0, 2}, {2});
  desk.actions.clear();
  desk.frame();
  EXPECT_EQ(desk.only<session::AskWhy>(), nullptr) << "nothing is selected";
  desk.snapshot.selection =
      std::make_shared<const model::Selection>(model::Selection{SmallTown::tickets, {1}});
  for (int i = 0; i < 5; ++i) desk.frame();
  const auto* why = desk.only<session::AskWhy>();
  ASSERT_NE(why, nullptr);
  EXPECT_EQ(why->row, 1U);
}

TEST(QuestionPage, WhatWasFoundIsSelectedAgainAndExported) {
  QuestionDesk desk;
  desk.add_condition("attribute");
  desk.click("condition/value/noise");
  desk.answer({0, 2}, {2});
  desk.actions.clear();
  desk.click("answer/select");
  const auto* select = desk.only<session::Select>();
  ASSERT_NE(select, nullptr);
  EXPECT_EQ(select->rows, (model::Rows{0, 2}));
  desk.click("query/export_hits");
  desk.frame();
  EXPECT_EQ(desk.state.query.page, QueryPage::layers_out);
}

TEST(QuestionPage, PersonalColumnsOfferNoValues) {
  QuestionDesk desk;
  ValueLists lists;
  const auto layer = desk.snapshot.workspace->find(SmallTown::tickets)->layer;
  EXPECT_TRUE(lists.of(layer, layer->mapping.column(model::Field::phone)).empty());
  EXPECT_EQ(lists.of(layer, 0).size(), 2U);
}

TEST(AskedColumns, NameEveryColumnOnceAndWhatIsMeasured) {
  const session::Snapshot town = SmallTown().snapshot;
  const auto columns = asked_columns(*town.workspace->find(SmallTown::tickets)->layer);
  ASSERT_EQ(columns.size(), 4U);
  EXPECT_EQ(columns[0].key, "class");
  EXPECT_EQ(columns.back().key, "days");
  const auto grids = asked_columns(*town.workspace->find(SmallTown::grids)->layer);
  EXPECT_EQ(grids[grids.size() - 2].key, "area_m2");
  EXPECT_EQ(asked_name(*town.workspace, SmallTown::grids), "grids");
}

}  // namespace
}  // namespace wangge::ui
