#include "analysis/question_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

#include "support/random_question.h"

namespace wangge::analysis {
namespace {

const std::string classic =
    "tickets where class = 高空坠物 and closed_at is empty and reported_at in last 30 days and "
    "within (communities where name = 南坑社区) and within 100 m of (facilities where kind = 学校)";

Question parsed(const std::string& text) {
  const auto question = parse_question(text);
  EXPECT_TRUE(question) << text << "\n" << (question ? "" : to_text(question.error()));
  return question ? *question : Question();
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// Whether "question:LINE:COLUMN" names a place in the text or right behind it.
testing::AssertionResult is_inside(const std::string& where, std::string_view text) {
  std::size_t line = 0, column = 0;
  if (std::sscanf(where.c_str(), "question:%zu:%zu", &line, &column) != 2) {
    return testing::AssertionFailure() << where;
  }
  for (; line > 1 && text.find('\n') != std::string_view::npos; --line) {
    text.remove_prefix(text.find('\n') + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (line == 1 && column >= 1 && column <= characters(text) + 1)
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << where << " of " << text;
}

/// What does not parse must say where and why; what does must be written and read again.
void expect_answered(const std::string& text) {
  const auto question = parse_question(text);
  if (question) {
    const auto again = parse_question(to_text(*question));
    ASSERT_TRUE(again) << text << "\n" << to_text(*question) << "\n" << to_text(again.error());
    EXPECT_EQ(*again, *question) << text;
    return;
  }
  EXPECT_EQ(question.error().code, ErrorCode::invalid_argument);
  EXPECT_TRUE(is_inside(question.error().where, text)) << text;
  EXPECT_FALSE(question.error().reason.empty());
}

TEST(ParseQuestion, ReadsTheQuestionOfTheIssue) {
  const Question question = parsed(classic);
  EXPECT_EQ(question.layer, "tickets");
  ASSERT_EQ(question.where.conditions.size(), 5U);
  const auto& school = std::get<SpatialCondition>(question.where.conditions[4].what);
  EXPECT_EQ(school.predicate, Predicate::within_distance);
  EXPECT_EQ(school.distance_m, AskedValue{"100"});
  EXPECT_EQ(school.place.layer, "facilities");
  EXPECT_EQ(to_text(question), classic);
}

TEST(ParseQuestion, KeywordsAreOfEitherCaseAndFullWidthSignsAreRead) {
  EXPECT_EQ(parsed("tickets WHERE class IN （甲， ‘乙 丙’）And Not (level = “grid”)"),
            parsed("tickets where class in (甲, '乙 丙') and not (level = grid)"));
  EXPECT_EQ(parsed("tickets\u3000where\n  class=甲"), parsed("tickets where class = 甲"));
}

TEST(ParseQuestion, AndBindsCloserThanOr) {
  EXPECT_EQ(parsed("t where a = 1 or b = 2 and c = 3"),
            parsed("t where a = 1 or (b = 2 and c = 3)"));
  EXPECT_NE(parsed("t where a = 1 or b = 2 and c = 3"),
            parsed("t where (a = 1 or b = 2) and c = 3"));
}

TEST(ParseQuestion, KilometresAreMetres) {
  EXPECT_EQ(parsed("t where within 0.5 km of 学校"), parsed("t where within 500 m of 学校"));
}

TEST(ParseQuestion, ReadsEveryFormOfShape) {
  for (const char* wkt :
       {"POINT (113.5 22.2)", "LINESTRING (113.5 22.2, 113.6 22.2)",
        "POLYGON ((113.5 22.2, 113.6 22.2, 113.6 22.3, 113.5 22.2))", "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5)), ((9 9, 8 9, 8 8, 9 9)))",
        "GEOMETRYCOLLECTION (POINT (1 2), MULTIPOINT ((1 2), (3 4)))", "POLYGON EMPTY"}) {
    const std::string text = std::string("t where within shape '") + wkt + "'";
    EXPECT_EQ(to_text(parsed(text)), text);
  }
  EXPECT_EQ(parsed("t where within shape 'multipoint(1 2,3 4)'"),
            parsed("t where within shape 'MULTIPOINT ((1 2), (3 4))'"));
  EXPECT_EQ(parsed("t where within shape 'POINT (113.123456789 22)'"),
            parsed("t where within shape 'POINT (113.1234568 22)'"));
}

struct Refusal {
  const char* text;
  const char* error;
};
TEST(ParseQuestion, SaysWhereAndWhatWasExpected) {
  for (const Refusal& one : {
           Refusal{"", "question:1:1: The text ends where a layer was expected."},
           {"tickets wher", "question:1:9: Found “wher” where “where” or the end was expected."},
           {"tickets where", "question:1:14: The text ends where a condition was expected."},
           {"工单 where 类别 甲",
            "question:1:13: Found “甲” where a comparison (=, !=, <, <=, >, >=, in, not, contains, "
            "starts with, is, from, until) was expected."},
           {"t where a = 'x", "question:1:15: The text ends where the closing quote was expected."},
           {"t where (a = 1",
            "question:1:15: The text ends where “and”, “or” or “)” was expected."},
           {"t where a = 1\n and in = 2",
            "question:2:6: Found “in” where a condition was expected. A name or value that is a "
            "word of the language stands in quotes."},
           {"t where a in last 3 fortnights",
            "question:1:21: Found “fortnights” where “hours”, “days”, “weeks”, “months” or “years” "
            "was expected."},
           {"t where a in 3", "question:1:14: Found “3” where “last” or “(” was expected."},
           {"t where within 100 m 学校", "question:1:22: Found “学校” where “of” was expected."},
           {"t where within $d km of 学校",
            "question:1:19: Found “km” where “m” (a parameter stands for metres) was expected."},
           {"t where within shape 'CIRCLE (1 2)'",
            "question:1:23: Found “CIRCLE” where POINT, LINESTRING, POLYGON, their MULTI forms or "
            "GEOMETRYCOLLECTION was expected."},
           {"t where within shape 'POLYGON ((0 0, 1 0, 1 1, 0 1))'",
            "question:1:51: Found “)” where the first point of the ring, with which it must end "
            "was expected."},
           {"t where within shape 'POINT (200 0)'",
            "question:1:30: Found “200” where a longitude from -180 to 180 and a latitude from -90 "
            "to 90 was expected."},
       }) {
    const auto question = parse_question(one.text);
    ASSERT_FALSE(question) << one.text;
    EXPECT_EQ(to_text(question.error()), one.error);
  }
}

TEST(ParseQuestion, BracketsTooDeepAreAnErrorAndNoCrash) {
  const std::string deep =
      "t where " + std::string(100'000, '(') + "a = 1" + std::string(100'000, ')');
  expect_answered(deep);
  std::string places = "t where ";
  for (int i = 0; i < 10'000; ++i) places += "within (t where ";
  expect_answered(places);
}

TEST(ToText, RandomQuestionsComeBackAsTheyWere) {
  test::RandomQuestions random(1);
  for (int i = 0; i < 10'000; ++i) {
    const Question question = random.question();
    const std::string text = to_text(question);
    const auto again = parse_question(text);
    ASSERT_TRUE(again) << text << "\n" << to_text(again.error());
    ASSERT_EQ(*again, question) << text;
    ASSERT_EQ(to_text(*again), text);
  }
}

TEST(ToText, WritesNoBracketsAndQuotesThatAreNotNeeded) {
  for (const char* text :
       {"tickets", "t where a = 1 or b = 2 and not c is empty",
        "t where (a = 1 or b = 2) and c = 3",
        "t where a not in (x, y) and b not contains z and c not starts with (p, 'q r')",
        "t where not (a = 1 and b = 2)", "\"a b\" where \"in\" = '' and within selection",
        "t where nearest 3 to 学校 or nearest $n to (t where a = 1)",
        "t where reported_at from 2026-03-01 until '2026-04-01 12:00' and closed_at until $end"}) {
    EXPECT_EQ(to_text(parsed(text)), text);
  }
}

TEST(ParseQuestion, EveryPrefixAndEveryChangedByteIsReadOrRefusedWithAPlace) {
  test::RandomQuestions questions(2);
  Random random(3);
  std::vector<std::string> texts{classic};
  for (int i = 0; i < 60; ++i) texts.push_back(to_text(questions.question()));
  for (const std::string& text : texts) {
    for (std::size_t length = 0; length <= text.size(); ++length) {
      expect_answered(text.substr(0, length));
      std::string changed = text;
      const auto byte = static_cast<char>(random.below(256));
      if (length < text.size()) {
        changed[length] = byte;
        expect_answered(changed);
        expect_answered(text.substr(0, length) + text.substr(length + 1));
      }
      expect_answered(text.substr(0, length) + byte + text.substr(length));
    }
  }
}

TEST(Parameters, AreNamedOnceInTheOrderOfReadingAndReplaced) {
  const Question question = parsed(
      "t where reported_at in last $days days and class in ($class, $days) and within $far m of (t "
      "where a = $class and nearest $n to x)");
  EXPECT_EQ(parameters_of(question), (std::vector<std::string>{"days", "class", "far", "n"}));
  const Question filled = with_parameters(question, {{"days", "30"}, {"n", "2"}, {"other", "x"}});
  EXPECT_EQ(to_text(filled),
            "t where reported_at in last 30 days and class in ($class, 30) and within $far m of (t "
            "where a = $class and nearest 2 to x)");
  EXPECT_EQ(parameters_of(filled), (std::vector<std::string>{"class", "far"}));
}

}  // namespace
}  // namespace wangge::analysis
