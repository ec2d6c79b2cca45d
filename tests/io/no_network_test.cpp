// Files that refer to the network: nothing is asked of it.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>

#include "io/read.h"
#include "io/sample_layer.h"

namespace wangge::io {
namespace {

/// A port of this machine that notices whoever knocks.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) == 0 && ::listen(socket_, 8) == 0 &&
        ::getsockname(socket_, generic, &size) == 0) {
      port_ = ntohs(address.sin_port);
    }
  }
  ~Listener() { ::close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/x"; }
  bool works() const { return port_ != 0; }
  bool was_asked() const {
    pollfd wait{socket_, POLLIN, 0};
    return ::poll(&wait, 1, 200) > 0;
  }

 private:
  int socket_;
  int port_ = 0;
};

struct Reference {
  const char* file;
  const char* text;  ///< URL stands for the address
};

class FilesThatRefer : public testing::TestWithParam<Reference> {};

TEST_P(FilesThatRefer, AskNothingOfTheNetwork) {
  const Listener listener;
  if (!listener.works()) GTEST_SKIP() << "no socket can be opened here";
  std::string text = GetParam().text;
  for (std::size_t at = 0; (at = text.find("URL", at)) != std::string::npos;) {
    text.replace(at, 3, listener.url());
  }
  const TestFolder folder;
  std::ofstream(folder / GetParam().file) << text;
  Progress progress;
  const auto read = read_file(folder / GetParam().file, {}, progress);
  if (!read) {
    EXPECT_FALSE(read.error().reason.empty());
  }
  EXPECT_FALSE(listener.was_asked());
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, FilesThatRefer,
    testing::Values(
        Reference{
            "crs_link.geojson",
            R"j({"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"URL","type":"proj4"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[113.5,22.2]}}]})j"},
        Reference{
            "crs_url.geojson",
            R"j({"type":"FeatureCollection","crs":{"type":"url","properties":{"url":"URL"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[113.5,22.2]}}]})j"},
        Reference{
            "link.kml",
            R"j(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>URL</href></Link></NetworkLink><Placemark><Point><coordinates>113.5,22.2</coordinates></Point></Placemark></Document></kml>)j"},
        Reference{
            "schema.gml",
            R"j(<?xml version="1.0"?><ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ogr.maptools.org/ URL.xsd" xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><ogr:a fid="a.0"><ogr:geometryProperty><gml:Point srsName="EPSG:4326"><gml:coordinates>113.5,22.2</gml:coordinates></gml:Point></ogr:geometryProperty></ogr:a></gml:featureMember></ogr:FeatureCollection>)j"},
        Reference{
            "layer.vrt",
            R"j(<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/URL</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>)j"},
        Reference{"service.xml", R"j(<OGRWFSDataSource><URL>URL</URL></OGRWFSDataSource>)j"}));

}  // namespace
}  // namespace wangge::io
