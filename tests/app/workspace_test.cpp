// Workspaces on the command line.
#include <nlohmann/json.hpp>

#include "app/program.h"

namespace wangge {
namespace {

using nlohmann::json;

class WorkspaceVerb : public Program {
 protected:
  static std::string files() {
    return demo("units.geojson") + " " + demo("grids.geojson") + " " + demo("communities.geojson") +
           " " + demo("buildings.shp") + " ";
  }
  json metrics(const std::string& of) const {
    const Answer answer = run("plan metrics --json " + of);
    EXPECT_EQ(answer.code, 0) << answer.err;
    return json::parse(answer.out, nullptr, false);
  }
};

TEST_F(WorkspaceVerb, APlanHasTheSameNumbersInAWorkspace) {
  const Answer saved = run("save " + files() + "-o street.gpkg");
  ASSERT_EQ(saved.code, 0) << saved.err;
  EXPECT_EQ(metrics("street.gpkg"), metrics(files()));
  const Answer again = run("save street.gpkg -o copy.gpkg --in-force 2027-01-01");
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.out.find("2027-01-01"), std::string::npos) << again.out;
  EXPECT_EQ(metrics("copy.gpkg")["grids"], metrics(files())["grids"]);
}

TEST_F(WorkspaceVerb, WhatCannotBeSavedIsSaid) {
  const Answer nowhere = run("save " + files() + "-o missing/street.gpkg");
  EXPECT_EQ(nowhere.code, 2);
  EXPECT_NE(nowhere.err.find("missing"), std::string::npos) << nowhere.err;
  const Answer no_day = run("save " + files() + "-o street.gpkg --in-force soon");
  EXPECT_EQ(no_day.code, 2);
  EXPECT_NE(no_day.err.find("soon"), std::string::npos) << no_day.err;
  put("broken.gpkg", "SQLite format 3");
  EXPECT_EQ(run("save broken.gpkg -o street.gpkg").code, 2);
}

}  // namespace
}  // namespace wangge
