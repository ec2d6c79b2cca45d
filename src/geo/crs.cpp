#include "geo/crs.h"

#include <ogr_spatialref.h>
#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cctype>
#include <optional>
#include <vector>

#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/gcj.h"
#include "geo/transverse_mercator.h"

namespace wangge::geo {

namespace {

enum class Shift { none, gcj02, bd09 };

}  // namespace

struct Crs::Data {
  OGRSpatialReference srs;
  Shift shift = Shift::none;
  std::string wkt;
};

namespace {

Error unknown_crs(const std::string& text) {
  return {ErrorCode::unknown_crs, "", trf("The coordinate system “{}” is not known.", text),
          tr("Give an EPSG code such as EPSG:4547, or GCJ-02, or BD-09.")};
}

std::string upper_without_signs(const std::string& text) {
  std::string out;
  for (const unsigned char c : text) {
    if (std::isalnum(c)) out += static_cast<char>(std::toupper(c));
  }
  return out;
}

}  // namespace

Result<Crs> Crs::from_text(const std::string& text) {
  const std::string plain = upper_without_signs(text);
  if (plain == "GCJ02") return gcj02();
  if (plain == "BD09") return bd09();
  auto data = std::make_shared<Data>();
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isdigit(c) != 0;
  });
  const std::string input = digits ? "EPSG:" + text : text;
  // Only text that PROJ reads by itself: no file names, no addresses.
  const char* const options[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
  CPLPushErrorHandler(CPLQuietErrorHandler);  // PROJ would write to stderr what we say ourselves
  const OGRErr problem = data->srs.SetFromUserInput(input.c_str(), options);
  CPLPopErrorHandler();
  if (problem != OGRERR_NONE) return unknown_crs(text);
  data->srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  char* wkt = nullptr;
  if (data->srs.exportToWkt(&wkt) == OGRERR_NONE) data->wkt = wkt;
  CPLFree(wkt);
  return Crs(std::move(data));
}

Result<Crs> Crs::from_wkt(const std::string& wkt) { return from_text(wkt); }

Crs Crs::wgs84() {
  static const Crs crs = from_text("EPSG:4326").value();
  return crs;
}

Crs Crs::gcj02() {
  static const Crs crs = [] {
    auto data = std::make_shared<Data>(*wgs84().data_);
    data->shift = Shift::gcj02;
    return Crs(std::move(data));
  }();
  return crs;
}

Crs Crs::bd09() {
  static const Crs crs = [] {
    auto data = std::make_shared<Data>(*wgs84().data_);
    data->shift = Shift::bd09;
    return Crs(std::move(data));
  }();
  return crs;
}

bool Crs::is_geographic() const { return data_->srs.IsGeographic() != 0; }
bool Crs::is_shifted() const { return data_->shift != Shift::none; }

double Crs::metres_per_unit() const {
  return is_geographic() ? 1.0 : data_->srs.GetLinearUnits(nullptr);
}

std::string Crs::code() const {
  if (data_->shift == Shift::gcj02) return "GCJ-02";
  if (data_->shift == Shift::bd09) return "BD-09";
  const char* authority = data_->srs.GetAuthorityName(nullptr);
  const char* code = data_->srs.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  return name();
}

std::string Crs::name() const {
  if (is_shifted()) return code();
  const char* name = data_->srs.GetName();
  return name == nullptr ? "" : name;
}

std::string Crs::wkt() const { return data_->wkt; }
const OGRSpatialReference& Crs::ogr() const { return data_->srs; }

bool Crs::operator==(const Crs& other) const {
  if (data_ == other.data_) return true;
  if (data_->shift != other.data_->shift) return false;
  if (data_->wkt == other.data_->wkt) return true;
  return data_->srs.IsSame(&other.data_->srs) != 0;
}

struct Transformer::Data {
  Crs from, to;
  bool identity = false;
  std::unique_ptr<OGRCoordinateTransformation> projection;  // none between two systems in degrees
  std::optional<TransverseMercator> fast;                   // does the same for most points
};

namespace {

// Our own Gauss–Krüger projection where it gives what PROJ gives: from WGS 84 or CGCS2000 degrees
// to a transverse Mercator system of the same datum.
std::optional<TransverseMercator> fast_projection(const Crs& from, const Crs& to,
                                                  OGRCoordinateTransformation& proj) {
  const OGRSpatialReference& srs = to.ogr();
  const std::string source = from.is_shifted() ? "EPSG:4326" : from.code();
  const char* method = srs.GetAttrValue("PROJECTION");
  const bool candidate = (source == "EPSG:4326" || source == "EPSG:4490") && method != nullptr &&
                         std::string(method) == SRS_PT_TRANSVERSE_MERCATOR &&
                         to.metres_per_unit() == 1 &&
                         srs.GetNormProjParm(SRS_PP_LATITUDE_OF_ORIGIN, 0.0) == 0;
  if (!candidate) return std::nullopt;
  const TransverseMercator mercator({srs.GetSemiMajor(), 1 / srs.GetInvFlattening(),
                                     srs.GetNormProjParm(SRS_PP_CENTRAL_MERIDIAN, 0.0),
                                     srs.GetNormProjParm(SRS_PP_SCALE_FACTOR, 1.0),
                                     srs.GetNormProjParm(SRS_PP_FALSE_EASTING, 0.0),
                                     srs.GetNormProjParm(SRS_PP_FALSE_NORTHING, 0.0)});
  const double meridian = srs.GetNormProjParm(SRS_PP_CENTRAL_MERIDIAN, 0.0);
  for (const double lat : {-60.0, -33.0, 0.0, 22.0, 40.0, 70.0}) {
    for (const double away : {-3.0, -1.0, 0.5, 3.0}) {
      const Point ours = mercator.forward({meridian + away, lat});
      double x = meridian + away, y = lat;
      constexpr double same_m = 1e-5;
      if (!proj.Transform(1, &x, &y) || distance(ours, {x, y}) > same_m) return std::nullopt;
    }
  }
  return mercator;
}

}  // namespace

Transformer::Transformer(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;
Transformer::~Transformer() = default;

Result<Transformer> Transformer::make(const Crs& from, const Crs& to) {
  auto data = std::make_unique<Data>(Data{from, to, from == to, nullptr, std::nullopt});
  if (!data->identity && !from.ogr().IsSame(&to.ogr())) {
    data->projection.reset(OGRCreateCoordinateTransformation(&from.ogr(), &to.ogr()));
    if (!data->projection) {
      return Error{ErrorCode::unknown_crs, "",
                   trf("There is no way from {} to {}.", from.name(), to.name()),
                   tr("Give the coordinate system of the file by hand.")};
    }
    data->fast = fast_projection(from, to, *data->projection);
  }
  return Transformer(std::move(data));
}

bool Transformer::is_identity() const { return data_->identity; }

namespace {

void unshift(std::span<Point> points, const Crs& crs) {
  if (!crs.is_shifted()) return;
  const bool baidu = crs == Crs::bd09();
  for (Point& p : points) p = wgs84_from_gcj02(baidu ? gcj02_from_bd09(p) : p);
}

void shift(std::span<Point> points, const Crs& crs) {
  if (!crs.is_shifted()) return;
  const bool baidu = crs == Crs::bd09();
  for (Point& p : points) {
    p = gcj02_from_wgs84(p);
    if (baidu) p = bd09_from_gcj02(p);
  }
}

}  // namespace

std::size_t Transformer::transform(std::span<Point> points) const {
  if (data_->identity) return 0;
  unshift(points, data_->from);
  std::size_t lost = 0;
  if (data_->fast && std::all_of(points.begin(), points.end(),
                                 [this](Point p) { return data_->fast->covers(p); })) {
    for (Point& p : points) p = data_->fast->forward(p);
  } else if (data_->projection) {
    // PROJ wants separate arrays; blocks keep them in the cache.
    constexpr std::size_t block = 1024;
    std::vector<double> x(block), y(block);
    std::vector<int> ok(block);
    for (std::size_t begin = 0; begin < points.size(); begin += block) {
      const std::size_t n = std::min(block, points.size() - begin);
      for (std::size_t i = 0; i < n; ++i) x[i] = points[begin + i].x, y[i] = points[begin + i].y;
      data_->projection->Transform(static_cast<int>(n), x.data(), y.data(), nullptr, ok.data());
      for (std::size_t i = 0; i < n; ++i) {
        const Point p{x[i], y[i]};
        const bool good = ok[i] != 0 && is_finite(p);
        points[begin + i] = good ? p : nowhere;
        lost += good ? 0 : 1;
      }
    }
  }
  shift(points, data_->to);
  return lost;
}

Point Transformer::transform(Point p) const {
  transform(std::span(&p, 1));
  return p;
}

Crs local_projection(Point lon_lat) {
  const auto [lon, lat] = lon_lat;
  // The zones of CGCS2000 reach from 73.5 E to 136.5 E; the box leaves out Japan, India and Siberia
  // as well as one box can.
  if (lon >= 73.5 && lon < 136.5 && lat >= 3 && lat <= 54) {
    const int meridian = 3 * static_cast<int>(std::lround(lon / 3));
    const int code = 4534 + (std::clamp(meridian, 75, 135) - 75) / 3;
    return Crs::from_text("EPSG:" + std::to_string(code)).value();
  }
  const int zone = std::clamp(static_cast<int>(std::floor((lon + 180) / 6)) + 1, 1, 60);
  return Crs::from_text("EPSG:" + std::to_string((lat >= 0 ? 32600 : 32700) + zone)).value();
}

std::size_t transform_all(std::span<Point> points, const Crs& from, const Crs& to) {
  if (from == to) return 0;
  std::atomic<std::size_t> lost = 0;
  // Making a transformer costs as much as moving ten thousand points: one a thread.
  tbb::enumerable_thread_specific<Result<Transformer>> transformers(
      [&from, &to] { return Transformer::make(from, to); });
  parallel_ranges(points.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    const auto& transformer = transformers.local();
    lost += transformer ? transformer->transform(points.subspan(begin, end - begin)) : end - begin;
  });
  return lost;
}

}  // namespace wangge::geo
