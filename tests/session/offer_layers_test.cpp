#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "io/read.h"
#include "io/write.h"
#include "session/session.h"
#include "support/raster_files.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";

class OfferedLayers : public testing::Test {
 protected:
  OfferedLayers() {
    file_ = folder_ / "town.topojson";
    std::ofstream(file_) << R"({"type":"Topology","transform":{"scale":[0.01,0.01],
      "translate":[113,22]},"arcs":[[[0,0],[10,0],[0,10],[-10,0],[0,-10]],[[20,0],[10,10]]],
      "objects":{"grids":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0]],"properties":{"name":"a"}}]},
      "roads":{"type":"GeometryCollection","geometries":[
        {"type":"LineString","arcs":[1],"properties":{"name":"b"}}]}}})";
  }
  void offer(const std::vector<std::string>& paths) {
    session_.apply(OfferLayers{paths, {}});
    session_.wait();
  }
  std::vector<std::string> open_layers() {
    std::vector<std::string> names;
    for (const auto& entry : session_.snapshot().workspace->layers) {
      names.push_back(entry.layer->name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  TestFolder folder_;
  std::string file_;
  Session session_;
};

TEST_F(OfferedLayers, AreOpenedAsChosen) {
  offer({file_});
  EXPECT_TRUE(open_layers().empty());
  ASSERT_EQ(session_.snapshot().layer_offers.size(), 1U);
  const LayerOffer offer = session_.snapshot().layer_offers.front();
  EXPECT_EQ(offer.path, file_);
  EXPECT_EQ(offer.layers->size(), 2U);
  session_.apply(OpenOffered{offer.number, {"roads"}});
  session_.wait();
  EXPECT_EQ(open_layers(), std::vector<std::string>{"roads"});
  EXPECT_TRUE(session_.snapshot().layer_offers.empty());
  session_.apply(OpenOffered{offer.number, {"grids"}});
  session_.wait();
  EXPECT_EQ(open_layers(), std::vector<std::string>{"roads"}) << "an offer is answered once";
}

TEST_F(OfferedLayers, AreNotOpenedWhereNoneIsChosen) {
  offer({file_});
  session_.apply(OpenOffered{session_.snapshot().layer_offers.front().number, {}});
  session_.wait();
  EXPECT_TRUE(open_layers().empty());
  EXPECT_TRUE(session_.snapshot().layer_offers.empty());
  EXPECT_TRUE(session_.snapshot().notices.empty());
}

TEST_F(OfferedLayers, DoNotHoldUpFilesOfOneLayerAndBadOnes) {
  offer({file_, demo + "grids.geojson", folder_ / "missing.gpkg"});
  EXPECT_EQ(open_layers(), std::vector<std::string>{"grids"});
  EXPECT_EQ(session_.snapshot().layer_offers.size(), 1U);
  const auto& notices = session_.snapshot().notices;
  EXPECT_TRUE(std::any_of(notices.begin(), notices.end(), [](const Notice& one) {
    return one.kind == NoticeKind::failure && one.code == ErrorCode::not_found;
  }));
}

TEST_F(OfferedLayers, OpenFilesOpensEverything) {
  session_.apply(OpenFiles{{file_}, {}, false});
  session_.wait();
  EXPECT_EQ(open_layers(), (std::vector<std::string>{"grids", "roads"}));
}

/// Two layers and a photograph in one file.
class OfferedWithPixels : public OfferedLayers {
 protected:
  OfferedWithPixels() {
    Progress progress;
    const auto read = io::read_file(file_, {}, progress);
    file_ = folder_ / "town.gpkg";
    write_photo();
    for (const model::LayerPtr& layer : read->layers) add(*layer, read->crs);
  }
  void write_photo() {
    RasterFile photo;
    photo.driver = "GPKG";
    photo.options = {"RASTER_TABLE=photo", "TILE_FORMAT=PNG"};
    ASSERT_NO_FATAL_FAILURE(write_raster(file_, photo));
  }
  void add(const model::Layer& layer, const geo::Crs& crs) {
    Progress progress;
    const std::string one = folder_ / layer.name + ".gpkg";
    ASSERT_TRUE(io::write_layer(layer, crs, one, {}, progress));
    const GDALDatasetUniquePtr from(GDALDataset::Open(one.c_str(), GDAL_OF_VECTOR));
    const GDALDatasetUniquePtr into(
        GDALDataset::Open(file_.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    ASSERT_TRUE(from && into);
    ASSERT_NE(into->CopyLayer(from->GetLayer(0), layer.name.c_str()), nullptr);
  }
  std::vector<std::string> open_rasters() {
    std::vector<std::string> names;
    for (const auto& entry : session_.snapshot().workspace->rasters) {
      names.push_back(entry.raster->info.name);
    }
    return names;
  }
  void choose(const std::vector<std::string>& names) {
    offer({file_});
    ASSERT_EQ(session_.snapshot().layer_offers.size(), 1U);
    session_.apply(OpenOffered{session_.snapshot().layer_offers.front().number, names});
    session_.wait();
    EXPECT_TRUE(session_.snapshot().notices.empty());
  }
};

TEST_F(OfferedWithPixels, AreListedWithThem) {
  offer({file_});
  ASSERT_EQ(session_.snapshot().layer_offers.size(), 1U);
  const auto& listed = *session_.snapshot().layer_offers.front().layers;
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed.back().name, "photo");
  EXPECT_EQ(listed.back().geometry, io::LayerListing::Geometry::pixels);
}

TEST_F(OfferedWithPixels, OpenWithThem) {
  choose({"grids", "roads", "photo"});
  EXPECT_EQ(open_layers(), (std::vector<std::string>{"grids", "roads"}));
  EXPECT_EQ(open_rasters(), std::vector<std::string>{"photo"});
}

TEST_F(OfferedWithPixels, OpenWithoutThem) {
  choose({"roads"});
  EXPECT_EQ(open_layers(), std::vector<std::string>{"roads"});
  EXPECT_TRUE(open_rasters().empty());
}

TEST_F(OfferedWithPixels, AreNotOpenedWhereOnlyPixelsAreChosen) {
  choose({"photo"});
  EXPECT_TRUE(open_layers().empty());
  EXPECT_EQ(open_rasters(), std::vector<std::string>{"photo"});
}

TEST_F(OfferedWithPixels, OneLayerAndAPhotographAreAChoiceToo) {
  std::filesystem::remove(file_);
  write_photo();
  Progress progress;
  const auto grids = io::read_file(demo + "grids.geojson", {}, progress);
  ASSERT_NO_FATAL_FAILURE(add(*grids->layers.front(), grids->crs));
  choose({"grids", "photo"});
  EXPECT_EQ(open_layers(), std::vector<std::string>{"grids"});
  EXPECT_EQ(open_rasters(), std::vector<std::string>{"photo"});
}

}  // namespace
}  // namespace wangge::session
