// The spatial index of a feature table: SQLite finds it sound, and it finds what there is.
#include "io/gpkg_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "io/gpkg_table.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

class GpkgIndex : public testing::TestWithParam<std::size_t> {
 protected:
  GpkgIndex() : database(*Database::open(folder / "w.gpkg", Database::Mode::create)) {
    database.run("PRAGMA synchronous = OFF");
    database.run("PRAGMA journal_mode = OFF");
    make_geopackage(database);
    database.run("BEGIN");
  }

  /// Triangles over 10 km, in crowds, every seventh without a geometry.
  model::Layer triangles(std::size_t rows) {
    model::Layer layer;
    layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
    std::normal_distribution<double> crowd(0, 300);
    std::uniform_real_distribution<double> size(0.1, 50), town(453'000, 463'000);
    double x = 0, y = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      if (row % 100 == 0) x = town(random), y = town(random) + 2'000'000;
      const geo::Point at{x + crowd(random), y + crowd(random)};
      if (row % 7 == 6) {
        layer.geometry.end_feature();
      } else {
        layer.geometry.add_ring_feature(std::vector<geo::Point>{
            at, {at.x + size(random), at.y}, {at.x, at.y + size(random)}, at});
      }
    }
    layer.table.rows = rows;
    layer.extent = layer.geometry.box();
    return layer;
  }

  void write(const model::Layer& layer) {
    Progress progress;
    write_table(database, "楼 \"A\"", layer, srs_id(database, *geo::Crs::from_text("EPSG:4547")),
                progress);
  }

  std::string verdict() {
    Statement check(database, "SELECT rtreecheck('main', ?)");
    check.bind(std::string_view(tree)).step();
    return std::string(check.text(0));
  }

  std::vector<std::int64_t> found(const geo::Box& box) {
    Statement query(database, "SELECT id FROM " + io::quoted(tree) +
                                  " WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ? "
                                  "ORDER BY id");
    query.bind(box.min_x).bind(box.max_x).bind(box.min_y).bind(box.max_y);
    std::vector<std::int64_t> ids;
    while (query.step()) ids.push_back(query.integer(0));
    return ids;
  }

  std::mt19937 random{5};
  TestFolder folder;
  Database database;
  const std::string tree = "rtree_楼 \"A\"_geom";
};

// 51 boxes fill the root; 51 * 51 fill two levels.
INSTANTIATE_TEST_SUITE_P(Sizes, GpkgIndex, testing::Values(1, 2, 50, 60, 1000, 2601, 3100, 30'000));

TEST_P(GpkgIndex, IsSoundAndMissesNothing) {
  const model::Layer layer = triangles(GetParam());
  write(layer);
  ASSERT_TRUE(database.good());
  EXPECT_EQ(verdict(), "ok");
  std::uniform_real_distribution<double> x(layer.extent.min_x, layer.extent.max_x),
      y(layer.extent.min_y, layer.extent.max_y), side(1, 3000);
  for (int i = 0; i < 30; ++i) {
    const geo::Point low{x(random), y(random)};
    const geo::Box box{low.x, low.y, low.x + side(random), low.y + side(random)};
    const auto ids = found(box);
    for (std::size_t row = 0; row < layer.size(); ++row) {
      const geo::Box own = layer.geometry.box(row);
      const bool there = std::ranges::binary_search(ids, static_cast<std::int64_t>(row) + 1);
      // Boxes are kept in single precision, rounded outwards: by a quarter of a metre at most here.
      const geo::Box near{box.min_x - 0.5, box.min_y - 0.5, box.max_x + 0.5, box.max_y + 0.5};
      if (own.is_empty()) {
        ASSERT_FALSE(there) << "row " << row << " has no geometry";
      } else if (own.intersects(box)) {
        ASSERT_TRUE(there) << row;
      } else {
        ASSERT_TRUE(!there || own.intersects(near)) << row;
      }
    }
  }
}

TEST_P(GpkgIndex, OutlivesWhatOthersDoToIt) {
  write(triangles(GetParam()));
  Statement insert(database, "INSERT INTO " + io::quoted(tree) + " VALUES (?, ?, ?, ?, ?)");
  std::uniform_real_distribution<double> anywhere(453'000, 463'000);
  for (std::int64_t id = 100'000; id < 100'200; ++id) {
    const double at = anywhere(random);
    insert.bind(id).bind(at).bind(at + 10).bind(at + 2'000'000).bind(at + 2'000'010).run();
  }
  database.run("DELETE FROM " + io::quoted(tree) + " WHERE id % 3 = 0");
  ASSERT_TRUE(database.good());
  EXPECT_EQ(verdict(), "ok");
  EXPECT_EQ(database.number("SELECT count(*) FROM " + io::quoted(tree) + " WHERE id % 3 = 0"), 0);
}

}  // namespace
}  // namespace wangge::io
