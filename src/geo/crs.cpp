#include "geo/crs.h"

#include <ogr_spatialref.h>
#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cctype>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/baidu_mercator.h"
#include "geo/cgcs2000_zones.h"
#include "geo/gcj.h"
#include "geo/transverse_mercator.h"

namespace wangge::geo {

struct Crs::Data {
  OGRSpatialReference srs;
  std::string wkt;
  Shift shift = Shift::none;
  bool baidu_mercator = false;  ///< metres of Baidu's own; srs is WGS 84
  Affine to_srs;                ///< from the numbers to those of srs
  std::string suffix;           ///< of the code: what to_srs is for, " yx"
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

std::string wkt_of(const OGRSpatialReference& srs) {
  char* wkt = nullptr;
  std::string text;
  if (srs.exportToWkt(&wkt) == OGRERR_NONE) text = wkt;
  CPLFree(wkt);
  return text;
}

std::string authority_code(const OGRSpatialReference& srs) {
  const char* authority = srs.GetAuthorityName(nullptr);
  const char* code = srs.GetAuthorityCode(nullptr);
  return authority != nullptr && code != nullptr ? std::string(authority) + ":" + code : "";
}

}  // namespace

Result<Crs> Crs::from_text(const std::string& text) {
  const std::string plain = upper_without_signs(text);
  if (plain == "GCJ02") return gcj02();
  if (plain == "BD09") return bd09();
  if (plain == "BD09MC") return baidu_mercator();
  // "EPSG:4547 yx": words around a code; WKT and PROJ strings end otherwise.
  const auto last = text.find_last_of(' ');
  if (last != std::string::npos && last > 0) {
    const std::string word = text.substr(last + 1);
    if (word == "yx" || word == "us-ft" || word == "m") {
      const auto base = from_text(text.substr(0, last));
      if (!base) return unknown_crs(text);
      if (word == "yx") return base->with_axes_swapped();
      const bool other = (word == "m") == (base->metres_per_unit() != 1);
      return other && !base->is_geographic() ? base->with_other_unit() : *base;
    }
  }
  const auto first = text.find(' ');
  if (first != std::string::npos) {
    const std::string word = upper_without_signs(text.substr(0, first));
    if (word == "GCJ02" || word == "BD09") {
      const auto base = from_text(text.substr(first + 1));
      if (!base || base->is_shifted()) return unknown_crs(text);
      return base->with_shift(word == "GCJ02" ? Shift::gcj02 : Shift::bd09);
    }
  }
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
  data->wkt = wkt_of(data->srs);
  return Crs(std::move(data));
}

Result<Crs> Crs::from_wkt(const std::string& wkt) { return from_text(wkt); }

Crs Crs::wgs84() {
  static const Crs crs = from_text("EPSG:4326").value();
  return crs;
}

Crs Crs::gcj02() {
  static const Crs crs = wgs84().with_shift(Shift::gcj02);
  return crs;
}

Crs Crs::bd09() {
  static const Crs crs = wgs84().with_shift(Shift::bd09);
  return crs;
}

Crs Crs::baidu_mercator() {
  static const Crs crs = [] {
    auto data = std::make_shared<Data>(*bd09().data_);
    data->baidu_mercator = true;
    return Crs(std::move(data));
  }();
  return crs;
}

Crs Crs::with_shift(Shift shift) const {
  auto data = std::make_shared<Data>(*data_);
  data->shift = shift;
  return Crs(std::move(data));
}

Crs Crs::with_axes_swapped() const {
  auto data = std::make_shared<Data>(*data_);
  data->to_srs = data->to_srs.after({0, 1, 0, 1, 0, 0});
  constexpr std::string_view mark = " yx";
  if (data->suffix.ends_with(mark)) {
    data->suffix.resize(data->suffix.size() - mark.size());
  } else {
    data->suffix += mark;
  }
  return Crs(std::move(data));
}

Crs Crs::with_other_unit() const {
  constexpr double us_foot_m = 1200.0 / 3937.0;
  auto data = std::make_shared<Data>(*data_);
  const double unit = data->srs.GetLinearUnits(nullptr);
  const double factor = unit == 1 ? us_foot_m : 1 / unit;
  data->to_srs = data->to_srs.after({factor, 0, 0, 0, factor, 0});
  data->suffix += unit == 1 ? " us-ft" : " m";
  return Crs(std::move(data));
}

Crs Crs::with_local(const Affine& to_this) const {
  auto data = std::make_shared<Data>(*data_);
  data->to_srs = data->to_srs.after(to_this);
  data->suffix += std::string(" ") + tr("(local)");
  return Crs(std::move(data));
}

Crs Crs::with_datum_shift(const Helmert& h) const {
  auto data = std::make_shared<Data>(*data_);
  data->srs.SetTOWGS84(h.dx_m, h.dy_m, h.dz_m, h.rx_s, h.ry_s, h.rz_s, h.scale_ppm);
  data->srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  data->wkt = wkt_of(data->srs);
  data->suffix += std::string(" ") + tr("(7 parameters)");
  return Crs(std::move(data));
}

Crs Crs::datum() const {
  auto data = std::make_shared<Data>();
  const std::unique_ptr<OGRSpatialReference> degrees(data_->srs.CloneGeogCS());
  if (degrees) data->srs = *degrees;
  data->srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  data->wkt = wkt_of(data->srs);
  return Crs(std::move(data));
}

double Crs::semi_major_m() const { return data_->srs.GetSemiMajor(); }
double Crs::flattening() const {
  const double inverse = data_->srs.GetInvFlattening();
  return inverse == 0 ? 0 : 1 / inverse;
}

bool Crs::is_geographic() const { return !data_->baidu_mercator && data_->srs.IsGeographic() != 0; }
bool Crs::is_shifted() const { return data_->shift != Shift::none; }
bool Crs::is_standard() const { return !is_shifted() && data_->to_srs == Affine(); }

double Crs::metres_per_unit() const {
  if (is_geographic() || data_->baidu_mercator) return 1;
  const Affine& a = data_->to_srs;
  return data_->srs.GetLinearUnits(nullptr) * std::sqrt(std::abs(a.xx * a.yy - a.xy * a.yx));
}

namespace {

/// The system's name between the shift before and the mark behind it.
template <typename Data>
std::string assembled(const Data& data, const std::string& core) {
  if (data.baidu_mercator) return "BD-09 MC" + data.suffix;
  if (data.shift == Shift::none) return core + data.suffix;
  const std::string shift = data.shift == Shift::gcj02 ? "GCJ-02" : "BD-09";
  return shift + (data.srs.IsGeographic() != 0 ? "" : " " + core) + data.suffix;
}

}  // namespace

std::string Crs::code() const {
  const std::string code = authority_code(data_->srs);
  const char* name = data_->srs.GetName();
  return assembled(*data_, !code.empty() ? code : name == nullptr ? "" : name);
}

std::string Crs::name() const {
  const char* name = data_->srs.GetName();
  return assembled(*data_, name == nullptr ? "" : name);
}

std::string Crs::wkt() const { return data_->wkt; }
const OGRSpatialReference& Crs::ogr() const { return data_->srs; }

bool Crs::operator==(const Crs& other) const {
  if (data_ == other.data_) return true;
  if (data_->shift != other.data_->shift || data_->baidu_mercator != other.data_->baidu_mercator ||
      !(data_->to_srs == other.data_->to_srs)) {
    return false;
  }
  if (data_->wkt == other.data_->wkt) return true;
  return data_->srs.IsSame(&other.data_->srs) != 0;
}

namespace {

using Projection = std::unique_ptr<OGRCoordinateTransformation>;

}  // namespace

// numbers -> srs of from -> [WGS 84 degrees, unshifted] -> [shifted degrees ->] srs of to ->
// numbers
struct Transformer::Data {
  Crs from, to;
  bool identity = false;
  Projection to_degrees;                   // where shifted degrees were projected
  Projection projection;                   // none between two systems in degrees
  Projection from_degrees;                 // where shifted degrees shall be projected
  std::optional<TransverseMercator> fast;  // does the same as `projection` for most points
};

namespace {

// Our own Gauss–Krüger projection where it gives what PROJ gives: from WGS 84 or CGCS2000 degrees
// to a transverse Mercator system of the same datum.
std::optional<TransverseMercator> fast_projection(const OGRSpatialReference& from,
                                                  const OGRSpatialReference& srs,
                                                  OGRCoordinateTransformation& proj) {
  const std::string source = authority_code(from);
  const char* method = srs.GetAttrValue("PROJECTION");
  const bool candidate = (source == "EPSG:4326" || source == "EPSG:4490") && method != nullptr &&
                         std::string(method) == SRS_PT_TRANSVERSE_MERCATOR &&
                         srs.GetLinearUnits(nullptr) == 1 &&
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

/// Between the systems proper, without shifts and the like. Looking up how to get from one datum to
/// another takes PROJ up to 0.1 s, a copy of what was found next to nothing: so it is kept.
Projection make_projection(const Crs& from, const Crs& to) {
  constexpr std::size_t most_kept = 128;
  static std::mutex mutex;
  static auto& kept = *new std::map<std::pair<std::string, std::string>, Projection>;
  const std::pair key{from.wkt(), to.wkt()};
  {
    const std::lock_guard lock(mutex);
    const auto found = kept.find(key);
    if (found != kept.end()) return Projection(found->second->Clone());
  }
  Projection made(OGRCreateCoordinateTransformation(&from.ogr(), &to.ogr()));
  if (!made) return made;
  const std::lock_guard lock(mutex);
  if (kept.size() >= most_kept) kept.clear();
  kept[key] = Projection(made->Clone());
  return made;
}

/// In place; what has no image becomes nowhere.
void project(OGRCoordinateTransformation& projection, std::span<Point> points) {
  // PROJ wants separate arrays; blocks keep them in the cache.
  constexpr std::size_t block = 1024;
  std::vector<double> x(block), y(block);
  std::vector<int> ok(block);
  for (std::size_t begin = 0; begin < points.size(); begin += block) {
    const std::size_t n = std::min(block, points.size() - begin);
    for (std::size_t i = 0; i < n; ++i) x[i] = points[begin + i].x, y[i] = points[begin + i].y;
    projection.Transform(static_cast<int>(n), x.data(), y.data(), nullptr, ok.data());
    for (std::size_t i = 0; i < n; ++i) {
      const Point p{x[i], y[i]};
      const bool good = ok[i] != 0 && is_finite(p);
      points[begin + i] = good ? p : nowhere;
    }
  }
}

}  // namespace

Transformer::Transformer(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;
Transformer::~Transformer() = default;

Result<Transformer> Transformer::make(const Crs& from, const Crs& to) {
  auto data =
      std::make_unique<Data>(Data{from, to, from == to, nullptr, nullptr, nullptr, std::nullopt});
  if (data->identity) return Transformer(std::move(data));
  const Error no_way{ErrorCode::unknown_crs, "",
                     trf("There is no way from {} to {}.", from.name(), to.name()),
                     tr("Give the coordinate system of the file by hand.")};
  const Crs degrees = Crs::wgs84();
  const Crs& source = from.is_shifted() ? degrees : from;
  const Crs& target = to.is_shifted() ? degrees : to;
  if (from.is_shifted() && !from.ogr().IsGeographic()) {
    data->to_degrees = make_projection(from, degrees);
    if (!data->to_degrees) return no_way;
  }
  if (!source.ogr().IsSame(&target.ogr())) {
    data->projection = make_projection(source, target);
    if (!data->projection) return no_way;
    data->fast = fast_projection(source.ogr(), target.ogr(), *data->projection);
  }
  if (to.is_shifted() && !to.ogr().IsGeographic()) {
    data->from_degrees = make_projection(degrees, to);
    if (!data->from_degrees) return no_way;
  }
  return Transformer(std::move(data));
}

bool Transformer::is_identity() const { return data_->identity; }

std::size_t Transformer::transform(std::span<Point> points) const {
  if (data_->identity) return 0;
  const Crs::Data& from = *data_->from.data_;
  const Crs::Data& to = *data_->to.data_;
  if (!(from.to_srs == Affine())) {
    for (Point& p : points) p = from.to_srs(p);
  }
  if (data_->to_degrees) project(*data_->to_degrees, points);
  if (from.shift != Shift::none) {
    for (Point& p : points) {
      if (from.baidu_mercator) p = bd09_from_baidu_mercator(p);
      p = wgs84_from_gcj02(from.shift == Shift::bd09 ? gcj02_from_bd09(p) : p);
    }
  }
  if (data_->fast && std::all_of(points.begin(), points.end(),
                                 [this](Point p) { return data_->fast->covers(p); })) {
    for (Point& p : points) p = data_->fast->forward(p);
  } else if (data_->projection) {
    project(*data_->projection, points);
  }
  if (to.shift != Shift::none) {
    for (Point& p : points) {
      p = gcj02_from_wgs84(p);
      if (to.shift == Shift::bd09) p = bd09_from_gcj02(p);
      if (to.baidu_mercator) p = baidu_mercator_from_bd09(p);
    }
  }
  if (data_->from_degrees) project(*data_->from_degrees, points);
  if (!(to.to_srs == Affine())) {
    const Affine back = to.to_srs.inverse();
    for (Point& p : points) p = back(p);
  }
  return static_cast<std::size_t>(
      std::count_if(points.begin(), points.end(), [](Point p) { return !is_finite(p); }));
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
    const int code = cgcs2000_3(std::clamp(meridian, 75, 135));
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
