// The examples in the help of verbs: whoever copies one has a line that works.
#include <vector>

#include "app/program.h"

namespace wangge {
namespace {

class Examples : public Program {
 protected:
  /// The files that the examples name, made of the demo.
  Examples() {
    const auto make = [&](const std::string& arguments) {
      const Answer made = run(arguments);
      EXPECT_EQ(made.code, 0) << arguments << made.err;
    };
    for (const std::string layer :
         {"grids.geojson", "communities.geojson", "roads.geojson", "water.geojson",
          "facilities.geojson", "tickets.csv", "buildings.shp", "buildings.shx", "buildings.dbf",
          "buildings.prj"}) {
      fs::copy_file(fs::path(WANGGE_SOURCE_DIR "/data/demo") / layer, folder() / layer);
    }
    for (const std::string layer : {"grids", "communities", "roads", "water"}) {
      make("convert " + layer + ".geojson -o " + layer + ".gpkg");
    }
    make("convert buildings.shp -o buildings.gpkg");
    make("query --demo 'facilities where kind = 红色驿站' -o stations.gpkg");
    make("query --demo 'communities where name = 南坑社区' -o community.gpkg");
    make("save grids.geojson buildings.shp -o street.gpkg");
  }

  /// The command lines in the help of a verb, without the program's name.
  std::vector<std::string> examples(const std::string& verb) const {
    std::string text = run(verb + " --lang en --help").out;
    const auto begin = text.find("Example");
    text = begin == std::string::npos ? "" : text.substr(begin);
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) text[at] = ' ';
    std::vector<std::string> lines;
    const std::string name = "wangge ";
    for (auto at = text.find(name); at != std::string::npos;) {
      const auto next = text.find(name, at + name.size());
      lines.push_back(text.substr(at + name.size(), next - at - name.size()));
      at = next;
    }
    return lines;
  }
  void expect_work(const std::string& verb) const {
    const auto lines = examples(verb);
    EXPECT_FALSE(lines.empty()) << verb;
    for (std::string line : lines) {
      // A parameter of a question is none of the shell.
      for (std::size_t at = 0; (at = line.find('$', at)) != std::string::npos; at += 2) {
        line.insert(at, "\\");
      }
      const Answer told = run(line);
      EXPECT_EQ(told.code, 0) << line << "\n" << told.err;
    }
  }
};

TEST_F(Examples, OfQuestionsStatisticsAndExportsWork) {
  for (const std::string verb : {"query", "stats", "export"}) expect_work(verb);
}

TEST_F(Examples, OfToolsWork) {
  for (const std::string tool :
       {"buffer", "reach", "dissolve", "clip", "difference", "intersection", "union", "join",
        "count", "nearest", "simplify", "centroid", "label_point", "measure"}) {
    expect_work("tool " + tool);
  }
}

}  // namespace
}  // namespace wangge
