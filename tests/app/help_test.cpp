#include <algorithm>
#include <sstream>
#include <vector>

#include "app/program.h"

namespace wangge {
namespace {

constexpr const char* verbs[] = {"info",   "check", "convert", "render",     "select", "heat",
                                 "assign", "match", "join",    "households", "update", "synth",
                                 "view",   "query", "tool",    "stats",      "export"};

bool has_chinese(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c >= 0xE3 && c <= 0xE9; });
}

TEST_F(Program, HelpOfEveryVerbIsEnglishInEnglish) {
  for (const std::string verb : verbs) {
    const Answer help = run(verb + " --lang en --help");
    EXPECT_EQ(help.code, 0) << verb;
    EXPECT_NE(help.out.find("show this help"), std::string::npos) << verb;
    EXPECT_TRUE(help.err.empty()) << help.err;
  }
}

TEST_F(Program, EveryOptionOfEveryVerbIsExplainedInChinese) {
  for (const std::string verb : verbs) {
    const Answer help = run(verb + " --lang zh --help");
    EXPECT_EQ(help.code, 0) << verb;
    std::istringstream lines(help.out);
    bool in_list = false;
    for (std::string line, before; std::getline(lines, line); before = line) {
      if (line.starts_with("示例")) break;
      in_list = line.starts_with("  ");
      if (!in_list) continue;
      // A long name has its explanation on the next line.
      const bool split = line.find("  ", line.find_first_not_of(' ')) == std::string::npos;
      EXPECT_TRUE(split || has_chinese(line)) << verb << ": " << line;
    }
    EXPECT_EQ(help.out.find("Options"), std::string::npos) << verb;
    EXPECT_EQ(help.out.find("Subcommands"), std::string::npos) << verb;
  }
}

TEST_F(Program, HelpOfTheProgramListsEveryVerb) {
  for (const std::string language : {"zh", "en"}) {
    const Answer help = run("--lang " + language + " --help");
    EXPECT_EQ(help.code, 0);
    EXPECT_EQ(has_chinese(help.out), language == "zh");
    for (const std::string verb : verbs)
      EXPECT_NE(help.out.find("  " + verb), std::string::npos) << verb;
  }
}

TEST_F(Program, VersionIsOneLine) {
  const Answer version = run("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_TRUE(version.out.starts_with("wangge "));
  EXPECT_EQ(std::count(version.out.begin(), version.out.end(), '\n'), 1);
}

TEST_F(Program, ACommandLineThatMakesNoSenseEndsWith64) {
  for (const std::string& line : std::vector<std::string>{
           "info", "rendr", "assign " + demo("tickets.csv"), "info --nonsense x",
           "heat -o h.png --kernel round " + demo("tickets.csv"), "synth -o city --buildings -5"}) {
    const Answer answer = run("--lang en " + line);
    EXPECT_EQ(answer.code, 64) << line << "\n" << answer.err;
    EXPECT_TRUE(answer.err.starts_with("Error: ")) << line << "\n" << answer.err;
  }
}

}  // namespace
}  // namespace wangge
