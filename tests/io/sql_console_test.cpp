#include "io/sql_console.h"

#include <gtest/gtest.h>

#include <chrono>
#include <numeric>
#include <thread>

namespace wangge::io {
namespace {

constexpr std::size_t all = 1'000'000;
const geo::Crs crs = geo::Crs::from_text("EPSG:4547").value();

model::Column texts(const std::string& name, const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

/// Four tickets; the last one has neither place nor class.
model::LayerPtr tickets() {
  model::Layer layer;
  layer.name = "工单";
  layer.table.rows = 4;
  layer.table.columns = {
      texts("类别", {"噪声", "井盖", "噪声", ""}),
      {"时间",
       model::Times{{from_civil({2026, 3, 14, 9, 5}), from_civil({2026, 3, 14, 9, 5, 7}),
                     from_civil({2025, 12, 31, 23, 59, 59}), 0}},
       {}},
      {"days", model::Reals{0.5, 2, 3, 0}, {}},
      {"grid", model::Integers{1, 2, 1, 9}, {}},
      {"overdue", model::Bools{{1, 0, 0, 0}}, {}},
      texts("it's \"odd\"", {"a'b", "c\"d", "e;f", "--"})};
  for (model::Column& column : layer.table.columns) {
    if (column.name != "grid") column.nulls.set_null(3);
  }
  for (int i = 0; i < 3; ++i) layer.geometry.add_point_feature({450'000.0 + i * 100, 2'463'000});
  layer.geometry.end_feature();
  layer.extent = layer.geometry.box();
  return std::make_shared<const model::Layer>(std::move(layer));
}

/// Two squares of 100 m beside each other; the second is of two parts.
model::LayerPtr grids() {
  model::Layer layer;
  layer.name = "grids";
  layer.table.rows = 2;
  layer.table.columns = {{"id", model::Integers{1, 2}, {}}, texts("name", {"翠竹", "安宁"})};
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  const auto square = [&](double x, double y) {
    for (const auto& [dx, dy] : {std::pair{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}) {
      layer.geometry.add_point({x + dx, y + dy});
    }
    layer.geometry.end_ring();
    layer.geometry.end_part();
  };
  square(449'950, 2'462'950);
  layer.geometry.end_feature();
  square(450'050, 2'462'950), square(450'500, 2'462'950);
  layer.geometry.end_feature();
  layer.extent = layer.geometry.box();
  return std::make_shared<const model::Layer>(std::move(layer));
}

std::vector<SqlTable> tables() { return {{"工单", tickets()}, {"grids", grids()}}; }

Result<model::Layer> ask(const std::string& statement, std::size_t most = all) {
  Progress progress;
  return run_sql(statement, tables(), crs, most, progress);
}

model::Layer answer(const std::string& statement, std::size_t most = all) {
  Result<model::Layer> layer = ask(statement, most);
  EXPECT_TRUE(layer) << (layer ? "" : to_text(layer.error()));
  return layer ? std::move(*layer) : model::Layer();
}

/// The rows, cells joined by "|".
std::vector<std::string> rows_of(const model::Layer& layer) {
  std::vector<std::string> rows(layer.size());
  for (std::size_t row = 0; row < layer.size(); ++row) {
    for (const model::Column& column : layer.table.columns) {
      rows[row] += (&column == &layer.table.columns.front() ? "" : "|") + column.text(row);
    }
  }
  return rows;
}

using Rows = std::vector<std::string>;

TEST(SqlConsole, AWholeTableComesBackAsItWas) {
  const model::Layer layer = answer("SELECT * FROM \"工单\"");
  const model::LayerPtr before = tickets();
  EXPECT_EQ(layer.table, before->table);
  EXPECT_EQ(layer.geometry, before->geometry);
  EXPECT_EQ(layer.extent, before->extent);
  EXPECT_EQ(answer("SELECT * FROM grids").geometry, grids()->geometry);
  EXPECT_TRUE(layer.source.warnings.empty());
}

TEST(SqlConsole, GroupsJoinsAndSortsInChineseAndEnglish) {
  EXPECT_EQ(rows_of(answer("SELECT 类别, count(*) AS 数量, avg(days) FROM 工单 GROUP BY 类别 "
                           "ORDER BY 2 DESC, 1")),
            (Rows{"噪声|2|1.75", "|1|", "井盖|1|2"}));
  EXPECT_EQ(rows_of(answer("SELECT g.name, sum(t.days) FROM 工单 t JOIN grids g ON g.id = t.grid "
                           "GROUP BY g.id ORDER BY g.id")),
            (Rows{"翠竹|3.5", "安宁|2"}));
  EXPECT_EQ(rows_of(answer("WITH late AS (SELECT * FROM 工单 WHERE overdue) "
                           "SELECT 类别 FROM late;  -- one\n")),
            Rows{"噪声"});
  EXPECT_EQ(rows_of(answer("SELECT \"it's \"\"odd\"\"\" FROM 工单 WHERE grid = 2")), Rows{"c\"d"});
  EXPECT_EQ(rows_of(answer("VALUES (1, 'a'), (2, 'b')")), (Rows{"1|a", "2|b"}));
}

TEST(SqlConsole, TimesAreComparedAndTakenApart) {
  EXPECT_EQ(rows_of(answer("SELECT strftime('%Y-%m', 时间) AS month, count(*) FROM 工单 "
                           "WHERE 时间 IS NOT NULL GROUP BY 1 ORDER BY 1")),
            (Rows{"2025-12|1", "2026-03|2"}));
  const model::Layer latest =
      answer("SELECT max(时间) AS latest FROM 工单 WHERE 时间 >= '2026-03-14 09:05:00'");
  ASSERT_TRUE(std::holds_alternative<model::Times>(latest.table.columns[0].values));
  EXPECT_EQ(latest.table.columns[0].text(0), "2026-03-14 09:05:07");
}

TEST(SqlConsole, AColumnIsOfTheTypeThatHoldsAllItsValues) {
  const model::Layer layer = answer(
      "SELECT CASE grid WHEN 1 THEN NULL WHEN 2 THEN 1 ELSE 2.5 END AS number, "
      "CASE grid WHEN 1 THEN 1 ELSE 'x' END AS mixed, NULL AS none FROM 工单 ORDER BY grid");
  EXPECT_TRUE(std::holds_alternative<model::Reals>(layer.table.columns[0].values));
  EXPECT_EQ(rows_of(layer), (Rows{"|1|", "|1|", "1|x|", "2.5|x|"}));
}

TEST(SqlConsole, ColumnsOfTheSameNameStayApart) {
  const model::Layer layer = answer("SELECT id, id, name AS ID FROM grids WHERE id = 1");
  EXPECT_EQ(layer.table.columns[1].name, "id_2");
  EXPECT_EQ(layer.table.columns[2].name, "ID_3");
  EXPECT_EQ(rows_of(layer), Rows{"1|1|翠竹"});
}

TEST(SqlConsole, GeometryIsMeasuredAndMade) {
  EXPECT_EQ(rows_of(answer("SELECT g.name, t.类别 FROM grids g JOIN 工单 t ON "
                           "ST_Intersects(g.geometry, t.geometry) = 1 ORDER BY g.id, t.days")),
            (Rows{"翠竹|噪声", "安宁|井盖"}));
  EXPECT_EQ(rows_of(answer("SELECT ST_Area(geometry) FROM grids ORDER BY id")),
            (Rows{"10000", "20000"}));
  const model::Layer buffers = answer("SELECT grid, ST_Buffer(geometry, 10) AS g FROM 工单");
  EXPECT_EQ(buffers.geometry.kind(), geo::Kind::polygons);
  ASSERT_EQ(buffers.table.columns.size(), 1U);
  EXPECT_NEAR(geo::polygon_area(buffers.geometry, 0), 314, 1);
  EXPECT_FALSE(buffers.geometry.has_geometry(3));
}

TEST(SqlConsole, GeometryOfAnotherSystemIsBroughtBack) {
  const model::Layer layer = answer("SELECT ST_Transform(geometry, 4326) FROM 工单 WHERE grid = 2");
  ASSERT_EQ(layer.geometry.points().size(), 1U);
  EXPECT_NEAR(layer.geometry.points()[0].x, 450'100, 0.01);
  EXPECT_NEAR(layer.geometry.points()[0].y, 2'463'000, 0.01);
}

TEST(SqlConsole, OfSeveralKindsTheMostFrequentStaysAndNoRowIsLost) {
  const model::Layer layer =
      answer("SELECT 1 AS of, geometry FROM grids UNION ALL SELECT 2, geometry FROM 工单");
  EXPECT_EQ(layer.size(), 6U);
  EXPECT_EQ(layer.geometry.kind(), geo::Kind::points);
  EXPECT_FALSE(layer.geometry.has_geometry(0));
  EXPECT_TRUE(layer.geometry.has_geometry(2));
  EXPECT_EQ(layer.source.warnings.size(), 1U);
  EXPECT_EQ(answer("SELECT g.geometry, t.geometry FROM grids g, 工单 t WHERE t.grid < 3")
                .source.warnings.size(),
            1U);
}

TEST(SqlConsole, WritesNothing) {
  const std::vector<SqlTable> given = tables();
  const model::Layer before = *given[0].layer;
  Progress progress;
  for (const std::string statement : {"INSERT INTO grids VALUES (3, 'x', NULL)",
                                      "UPDATE grids SET name = 'x'",
                                      "DELETE FROM grids",
                                      "DROP TABLE grids",
                                      "CREATE TABLE t (a)",
                                      "CREATE TEMP TABLE t AS SELECT * FROM grids",
                                      "CREATE VIEW v AS SELECT * FROM grids",
                                      "CREATE VIRTUAL TABLE v USING VirtualOGR('/etc/passwd')",
                                      "ALTER TABLE grids ADD COLUMN b",
                                      "ATTACH '/tmp/stolen.db' AS other",
                                      "PRAGMA user_version = 3",
                                      "VACUUM INTO '/tmp/a.db'",
                                      "BEGIN",
                                      "REINDEX",
                                      "ANALYZE",
                                      "SAVEPOINT a",
                                      "REPLACE INTO grids VALUES (1, 'y', NULL)",
                                      "  /* hidden */ -- twice\n delete FROM grids",
                                      "WITH a AS (SELECT 1) INSERT INTO grids SELECT 5, 'x', NULL",
                                      "WITH a AS (SELECT 1) DELETE FROM grids",
                                      "EXPLAIN DROP TABLE grids",
                                      "SELECT load_extension('/tmp/evil.so')",
                                      "SELECT * FROM pragma_database_list",
                                      "SELECT ogr_datasource_load_layers('/etc/passwd')",
                                      "SELECT ogr_geocode('Paris')",
                                      "SELECT ImportSHP('/tmp/a', 'b', 'UTF-8')",
                                      "SELECT BlobFromFile('/etc/passwd')",
                                      "SELECT BlobToFile(geometry, '/tmp/x') FROM grids",
                                      "SELECT eval('DROP TABLE grids')",
                                      "SELECT 1; DROP TABLE grids",
                                      "SELECT 1; SELECT 2",
                                      "SELECT 1; nonsense"}) {
    const auto refused = run_sql(statement, given, crs, all, progress);
    ASSERT_FALSE(refused) << statement;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument) << statement;
    EXPECT_FALSE(refused.error().advice.empty()) << statement;
  }
  EXPECT_EQ(given[0].layer->table, before.table);
  EXPECT_EQ(given[0].layer->geometry, before.geometry);
  EXPECT_EQ(run_sql("DELETE FROM grids", given, crs, all, progress).error().reason,
            "DELETE is not possible here: a statement can read the tables and change nothing.");
}

TEST(SqlConsole, FunctionsOfSpatiaLiteThatWriteChangeNothing) {
  // They answer with 0 or NULL rather than an error, or SQLite knows none of that name.
  for (const std::string statement :
       {"SELECT CreateSpatialIndex('grids', 'geometry')", "SELECT DropTable(NULL, 'grids')",
        "SELECT CloneTable('main', 'spatial_ref_sys', 'copy', 0)"}) {
    const auto asked = ask(statement);
    if (asked) {
      EXPECT_NE(rows_of(*asked), Rows{"1"}) << statement;
    }
  }
}

TEST(SqlConsole, ErrorsAreSQLitesWithTheirPlace) {
  const auto wrong = ask("SELECT 类别,\n  nowhere FROM 工单");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(wrong.error().reason.find("no such column: nowhere"), std::string::npos);
  EXPECT_EQ(wrong.error().where, "line 2, character 3");
  EXPECT_NE(ask("SELEC 1").error().reason.find("syntax error"), std::string::npos);
  EXPECT_NE(ask("SELECT * FROM nowhere").error().reason.find("no such table"), std::string::npos);
  EXPECT_NE(ask("SELECT abs(-9223372036854775807 - 1)").error().reason.find("overflow"),
            std::string::npos);
  for (const std::string nothing : {"", "  ;", "-- SELECT 1", "/* open"}) {
    EXPECT_EQ(ask(nothing).error().code, ErrorCode::empty) << nothing;
  }
}

TEST(SqlConsole, ReadsNoMoreThanAskedForAndSaysSo) {
  const std::string many =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT i FROM "
      "n";
  EXPECT_EQ(answer(many, 10).size(), 10U);
  EXPECT_EQ(answer(many, 10).source.warnings.size(), 1U);
  EXPECT_EQ(answer(many, 50).size(), 50U);
  EXPECT_TRUE(answer(many, 50).source.warnings.empty());
}

TEST(SqlConsole, AnEmptyAnswerHasItsColumns) {
  const model::Layer layer = answer("SELECT * FROM 工单 WHERE days > 100");
  EXPECT_EQ(layer.size(), 0U);
  EXPECT_EQ(layer.geometry.size(), 0U);
  EXPECT_FALSE(layer.table.columns.empty());
}

TEST(SqlConsole, AsksWithoutTablesAndOfTablesWithOddNames) {
  Progress progress;
  EXPECT_EQ(rows_of(run_sql("SELECT 1 + 1 AS two", {}, crs, all, progress).value()), Rows{"2"});
  model::Layer odd;
  odd.table.rows = 1;
  odd.table.columns = {texts("a", {"1"}), texts("A", {"2"}), texts("", {"3"}),
                       texts("geometry", {"4"}), texts("select", {"5"})};
  odd.geometry.add_point_feature({1, 2});
  const auto shared = std::make_shared<const model::Layer>(std::move(odd));
  const model::Layer layer = run_sql("SELECT * FROM \"a \"\"b\"\"; DROP\"",
                                     {{"a \"b\"; DROP", shared}}, crs, all, progress)
                                 .value();
  EXPECT_EQ(rows_of(layer), Rows{"1|2|3|4|5"});
  EXPECT_EQ(layer.geometry.points().front(), (geo::Point{1, 2}));
  EXPECT_EQ(rows_of(run_sql("SELECT count(*) FROM x", {{"x", shared}}, crs, all, progress).value()),
            Rows{"1"});
}

TEST(SqlConsole, IsCancelledInsideALongStep) {
  Progress progress;
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    progress.cancel();
  });
  const auto begin = std::chrono::steady_clock::now();
  const auto cancelled = run_sql(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
      tables(), crs, all, progress);
  canceller.join();
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().code, ErrorCode::cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(1200));
}

TEST(SqlConsole, AnswersSeveralThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::vector<Rows> found(4);
  for (std::size_t t = 0; t < found.size(); ++t) {
    threads.emplace_back([&found, t] {
      for (int i = 0; i < 5; ++i) {
        Progress progress;
        const auto layer =
            run_sql("SELECT " + std::to_string(t) + ", count(*) FROM 工单 a, 工单 b, grids c",
                    tables(), crs, all, progress);
        found[t] = layer ? rows_of(*layer) : Rows{to_text(layer.error())};
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < found.size(); ++t) {
    EXPECT_EQ(found[t], Rows{std::to_string(t) + "|32"});
  }
}

}  // namespace
}  // namespace wangge::io
