#include "io/encoding_guess.h"

#include <gtest/gtest.h>

#include "io/encoding.h"

namespace wangge::io {
namespace {

const std::vector<std::string> simplified = {"南坑社区第一网格", "香洲区凤凰北路2038号",
                                             "高空抛物：3栋2单元花盆坠落", "便民服务站"};
const std::vector<std::string> traditional = {"臺北市大安區信義路四段", "高雄港務局",
                                              "國立臺灣大學", "新界沙田區圓洲角路"};
const std::vector<std::string> western = {"Café de la Paix", "Rue de l’Élysée", "Straße 12",
                                          "Mañana, señor"};

std::vector<std::string> written_in(const std::string& encoding,
                                    const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) {
    auto bytes = from_utf8(text, encoding);
    EXPECT_TRUE(bytes) << text << " in " << encoding;
    if (bytes) out.push_back(std::move(*bytes));
  }
  return out;
}

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

struct Case {
  const char* encoding;
  const std::vector<std::string>* texts;
};

class EncodingOfTexts : public testing::TestWithParam<Case> {};

TEST_P(EncodingOfTexts, IsFoundWithoutAHint) {
  const auto bytes = written_in(GetParam().encoding, *GetParam().texts);
  const auto candidates = encoding_candidates(views(bytes));
  EXPECT_EQ(candidates.front().name, GetParam().encoding);
  EXPECT_TRUE(candidates.front().clean);
  const auto found = detect_encoding(views(bytes), {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, GetParam().encoding);
}

TEST_P(EncodingOfTexts, OutweighsEveryHintThatLies) {
  const auto bytes = written_in(GetParam().encoding, *GetParam().texts);
  for (const char* lie : {"UTF-8", "GB18030", "BIG5", "UTF-16"}) {
    if (std::string(lie) == GetParam().encoding) continue;
    const auto found = detect_encoding(views(bytes), {"", lie, ""});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, GetParam().encoding) << "declared as " << lie;
    EXPECT_NE(found->reason.find(lie), std::string::npos) << found->reason;
  }
}

TEST_P(EncodingOfTexts, ShowsTheTextsInThePreview) {
  const auto bytes = written_in(GetParam().encoding, *GetParam().texts);
  EXPECT_NE(encoding_candidates(views(bytes)).front().preview.find(GetParam().texts->front()),
            std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Encodings, EncodingOfTexts,
                         testing::Values(Case{"UTF-8", &simplified}, Case{"GB18030", &simplified},
                                         Case{"UTF-8", &traditional}, Case{"BIG5", &traditional},
                                         Case{"UTF-8", &western}, Case{"CP1252", &western}));

TEST(EncodingCandidates, TraditionalTextsInGb18030AreNotTakenForBig5) {
  const auto bytes = written_in("GB18030", traditional);
  EXPECT_EQ(encoding_candidates(views(bytes)).front().name, "GB18030");
}

TEST(EncodingCandidates, CharactersOfFourBytesAreClean) {
  const auto bytes = written_in("GB18030", {"㙍㙘社区", "𠮷野路"});
  const auto candidates = encoding_candidates(views(bytes));
  EXPECT_EQ(candidates.front().name, "GB18030");
  EXPECT_TRUE(candidates.front().clean);
}

TEST(EncodingCandidates, PlainAsciiTellsNothing) {
  for (const EncodingCandidate& one : encoding_candidates({"Main Street", "12"})) {
    EXPECT_EQ(one.score, 0) << one.name;
    EXPECT_EQ(one.preview, "");
  }
}

TEST(EncodingCandidates, BytesThatAreNoTextAreCalledAGuess) {
  const std::vector<std::string> bytes = {"\x81\x8D\x8F", "\x90\x9D\xFF\xFF"};
  const auto found = detect_encoding(views(bytes), {});
  ASSERT_TRUE(found);
  EXPECT_NE(found->reason.find("guess"), std::string::npos) << found->reason;
}

TEST(EncodingCandidates, LongTextsAreCutBetweenCharacters) {
  std::string han;
  for (int i = 0; i < 100; ++i) han += "网";
  const auto candidates = encoding_candidates({han});
  EXPECT_TRUE(is_utf8(candidates.front().preview));
  EXPECT_LT(candidates.front().preview.size(), han.size());
}

}  // namespace
}  // namespace wangge::io
