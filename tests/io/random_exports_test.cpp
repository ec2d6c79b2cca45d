// Whatever a layer holds, every format takes it or says why not. Writing reads the file again and
// compares, so that success is a round trip.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "io/column_builder.h"
#include "io/write.h"
#include "support/test_folder.h"

namespace wangge::io {
namespace {

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  model::Layer layer() {
    model::Layer made;
    made.name = text();
    const std::size_t rows = 1 + below(12);
    made.geometry = geo::PackedGeometry(geo::Kind(below(3)));
    for (std::size_t row = 0; row < rows; ++row) add_feature(made.geometry);
    const std::size_t columns = below(9);
    for (std::size_t i = 0; i < columns; ++i) made.table.columns.push_back(column(rows, i));
    made.table.rows = rows;
    made.extent = made.geometry.box();
    return made;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  std::string text() {
    static const std::vector<std::string> pieces{"南坑",       "栋",
                                                 "a",          "Z",
                                                 "'",          "\"",
                                                 ",",          ";",
                                                 "=",          "+",
                                                 "-",          "@",
                                                 " ",          "  ",
                                                 "\n",         "\r\n",
                                                 "\t",         "<b>",
                                                 "&amp;",      "]]>",
                                                 "[",          "]",
                                                 "{",          "}",
                                                 "\\",         "/",
                                                 "𠮷",         "é",
                                                 "١",          "\x01",
                                                 "\x1F",       "0",
                                                 "12",         ".5",
                                                 "2020-01-02", "true",
                                                 "NULL",       "很长很长很长很长很长很长很长很长"};
    std::string out;
    for (std::size_t n = below(6); n > 0; --n) out += pieces[below(pieces.size())];
    if (below(20) == 0) {
      while (out.size() < 400) out += "字a";
    }
    return out;
  }

  std::int64_t integer() {
    switch (below(4)) {
      case 0:
        return static_cast<std::int64_t>(random_()) - static_cast<std::int64_t>(random_());
      case 1:
        return static_cast<std::int64_t>((random_() << 32U) | random_()) >> below(63);
      case 2:
        return below(2) == 0 ? std::numeric_limits<std::int64_t>::max() : -999'999'999'999;
      default:
        return static_cast<std::int64_t>(below(100));
    }
  }

  double real() {
    switch (below(5)) {
      case 0:
        return std::numeric_limits<double>::infinity();
      case 1:
        return std::ldexp(static_cast<double>(random_()), static_cast<int>(below(60)) - 60);
      case 2:
        return -1.0 / (1.0 + static_cast<double>(below(1000)));
      default:
        return static_cast<double>(below(1000)) / 8;
    }
  }

  model::Column column(std::size_t rows, std::size_t number) {
    const std::string name = below(6) == 0 ? "编号" + text() : "列" + std::to_string(number);
    ColumnBuilder out(name, ColumnType(below(5)));
    for (std::size_t row = 0; row < rows; ++row) {
      if (below(6) == 0) {
        out.add_null();
        continue;
      }
      switch (out.type()) {
        case ColumnType::integers:
          out.add(integer());
          break;
        case ColumnType::reals:
          out.add(real());
          break;
        case ColumnType::texts:
          out.add(std::string_view(text()));
          break;
        case ColumnType::times:
          out.add_time(static_cast<Seconds>(below(4'000'000'000)) - 1'000'000'000);
          break;
        case ColumnType::bools:
          out.add_bool(below(2) == 0);
          break;
      }
    }
    return std::move(out).build();
  }

  void add_feature(geo::PackedGeometry& geometry) {
    const std::size_t parts = below(5) == 0 ? 0 : 1 + below(3) / 2;
    for (std::size_t part = 0; part < parts; ++part) {
      const double x = 453'000 + static_cast<double>(below(100'000)) / 16;
      const double y = 2'463'000 + static_cast<double>(below(100'000)) / 16;
      if (geometry.kind() == geo::Kind::points) {
        geometry.add_point({x, y});
      } else {
        const double size = 1 + static_cast<double>(below(40));
        for (const geo::Point p : {geo::Point{x, y}, {x + size, y}, {x + size, y + size}}) {
          geometry.add_point(p);
        }
        if (geometry.kind() == geo::Kind::polygons) geometry.add_point({x, y});
      }
      geometry.end_ring();
      geometry.end_part();
    }
    geometry.end_feature();
  }

  std::mt19937_64 random_;
};

class RandomExports : public testing::TestWithParam<const char*> {};

TEST_P(RandomExports, AreRoundTripsOrRefusedForAReason) {
  const std::string extension = GetParam();
  const TestFolder folder;
  std::size_t written = 0;
  constexpr unsigned rounds = 120;
  for (unsigned seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    const model::Layer layer = Maker(seed).layer();
    Progress progress;
    WriteOptions options;
    options.mask_personal = false;
    options.encoding = seed % 2 == 0 ? "GB18030" : "UTF-8";
    if (extension == "dxf" || seed % 3 == 0) options.target_crs = zhuhai;
    if (extension == "kml") options.target_crs = geo::Crs::wgs84();
    const auto report = write_layer(layer, zhuhai, folder / ("a." + extension), options, progress);
    written += report ? 1 : 0;
    if (!report) {
      EXPECT_EQ(report.error().code, ErrorCode::unsupported)
          << extension << " " << to_text(report.error());
    }
  }
  EXPECT_GT(written, rounds / 2);
}

INSTANTIATE_TEST_SUITE_P(Formats, RandomExports,
                         testing::Values("gpkg", "geojson", "shp", "fgb", "csv", "kml", "xlsx",
                                         "dxf"));

}  // namespace
}  // namespace wangge::io
