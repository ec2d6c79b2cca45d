#include "io/gdal_raster.h"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <vector>

#include "base/i18n.h"
#include "io/crs_evidence.h"
#include "io/gdal_library.h"
#include "io/open.h"
#include "io/raster_file.h"

namespace wangge::io {
namespace {

using model::RasterPicture;

/// The band's number from 1 on, or 0.
int band_of(GDALDataset& dataset, GDALColorInterp colour) {
  for (int band = 1; band <= dataset.GetRasterCount(); ++band) {
    if (dataset.GetRasterBand(band)->GetColorInterpretation() == colour) return band;
  }
  return 0;
}

/// Values from `low` to `high` become 0 to 255.
struct Stretch {
  double low = 0, high = 255;
};

/// How the bands of a raster become colours.
struct BandUse {
  std::vector<int> bands;          ///< one (grey or palette) or three
  std::vector<Stretch> stretches;  ///< one a band; none where the bands are bytes
  std::vector<std::array<std::uint8_t, 4>> palette;
  std::vector<std::optional<double>> nodata;  ///< one a band
  int alpha = 0;                              ///< 0: none
  bool mask = false;                          ///< a mask that belongs to the file and to no band

  bool has_nodata() const {
    return std::any_of(nodata.begin(), nodata.end(), [](const auto& one) { return one; });
  }
};

BandUse use_of(GDALDataset& dataset) {
  BandUse use;
  const int count = dataset.GetRasterCount();
  use.alpha = band_of(dataset, GCI_AlphaBand);
  const int red = band_of(dataset, GCI_RedBand), green = band_of(dataset, GCI_GreenBand),
            blue = band_of(dataset, GCI_BlueBand);
  const int colours = count - (use.alpha != 0 ? 1 : 0);
  if (red != 0 && green != 0 && blue != 0) {
    use.bands = {red, green, blue};
  } else if (colours >= 3) {
    use.bands = {1, 2, 3};
  } else {
    use.bands = {1};
  }
  const GDALColorTable* table = dataset.GetRasterBand(use.bands[0])->GetColorTable();
  const bool bytes = GDALGetDataTypeSizeBytes(dataset.GetRasterBand(1)->GetRasterDataType()) <= 2;
  if (use.bands.size() == 1 && table != nullptr && bytes) {
    for (int i = 0; i < table->GetColorEntryCount(); ++i) {
      GDALColorEntry entry{};
      table->GetColorEntryAsRGB(i, &entry);
      use.palette.push_back(
          {static_cast<std::uint8_t>(entry.c1), static_cast<std::uint8_t>(entry.c2),
           static_cast<std::uint8_t>(entry.c3), static_cast<std::uint8_t>(entry.c4)});
    }
  }
  for (const int number : use.bands) {
    GDALRasterBand* band = dataset.GetRasterBand(number);
    int has = 0;
    const double value = band->GetNoDataValue(&has);
    use.nodata.push_back(has != 0 ? std::optional(value) : std::nullopt);
  }
  GDALRasterBand* first = dataset.GetRasterBand(use.bands[0]);
  const int flags = first->GetMaskFlags();
  use.mask = use.alpha == 0 && (flags & GMF_PER_DATASET) != 0 && (flags & GMF_NODATA) == 0;
  return use;
}

bool all_bytes(GDALDataset& dataset, const BandUse& use) {
  return std::all_of(use.bands.begin(), use.bands.end(), [&](int band) {
    return dataset.GetRasterBand(band)->GetRasterDataType() == GDT_Byte;
  });
}

int CPL_STDCALL keep_on(double, const char*, void* progress) {
  return static_cast<const Progress*>(progress)->cancelled() ? 0 : 1;
}

bool equals(float value, const std::optional<double>& nodata) {
  return std::isnan(value) || (nodata && value == static_cast<float>(*nodata));
}

class GdalRaster final : public RasterPixels {
 public:
  GdalRaster(std::string gdal_path, std::string where, DatasetPtr first, BandUse use)
      : gdal_path_(std::move(gdal_path)), where_(std::move(where)), use_(std::move(use)) {
    GDALRasterBand* band = first->GetRasterBand(use_.bands[0]);
    for (int i = 0; i < band->GetOverviewCount(); ++i) {
      if (GDALRasterBand* overview = band->GetOverview(i)) {
        overview_steps_.push_back(static_cast<double>(band->GetXSize()) / overview->GetXSize());
      }
    }
    idle_.push_back(std::move(first));
  }

  Result<RasterPicture> read(const PixelWindow& window, double step,
                             const Progress& progress) const override {
    const NoNetwork offline;
    GdalMessages messages;
    DatasetPtr dataset = take();
    if (!dataset) return damaged(messages.first());
    const auto shrunk = [step](std::int64_t size) {
      return std::max(1, static_cast<int>(std::ceil(static_cast<double>(size) / step)));
    };
    RasterPicture picture{shrunk(window.width), shrunk(window.height), {}, false};
    const bool read = read_into(*dataset, window, picture, step, progress);
    give_back(std::move(dataset));
    if (progress.cancelled()) return Error{ErrorCode::cancelled, where_, tr("Cancelled."), ""};
    if (!read) return damaged(messages.first());
    return picture;
  }

  /// Looks at small windows all over the raster: whether they can be read, and where the values of
  /// its bands lie.
  Result<void> sample(const model::RasterInfo& info) {
    const NoNetwork offline;
    GdalMessages messages;
    const DatasetPtr dataset = take();
    const bool bytes = all_bytes(*dataset, use_) || !use_.palette.empty();
    constexpr std::int64_t places = 8, side = 32;
    std::vector<std::vector<float>> values(use_.bands.size());
    for (std::int64_t place = 0; place < places * places; ++place) {
      PixelWindow w{(info.columns - 1) * (place % places) / (places - 1),
                    (info.rows - 1) * (place / places) / (places - 1), 0, 0};
      w.x = std::max<std::int64_t>(0, std::min(w.x, info.columns - side));
      w.y = std::max<std::int64_t>(0, std::min(w.y, info.rows - side));
      w.width = std::min(side, info.columns), w.height = std::min(side, info.rows);
      std::vector<float> part(static_cast<std::size_t>(w.width * w.height));
      for (std::size_t b = 0; b < use_.bands.size(); ++b) {
        const bool read = read_floats(*dataset, use_.bands[b], w, static_cast<int>(w.width),
                                      static_cast<int>(w.height), part, nullptr);
        if (!read) return damaged(messages.first());
        if (bytes) continue;
        std::copy_if(part.begin(), part.end(), std::back_inserter(values[b]), [&](float value) {
          return std::isfinite(value) && !equals(value, use_.nodata[b]);
        });
      }
    }
    if (bytes) return {};
    for (std::vector<float>& band : values) use_.stretches.push_back(stretch_over(band));
    return {};
  }

  void keep(DatasetPtr dataset) { give_back(std::move(dataset)); }

 private:
  static Stretch stretch_over(std::vector<float>& values) {
    if (values.empty()) return {0, 1};
    std::sort(values.begin(), values.end());
    const auto at = [&](double part) {
      return double{
          values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))]};
    };
    const Stretch stretch{at(0.02), at(0.98)};
    return stretch.high > stretch.low ? stretch : Stretch{stretch.low - 1, stretch.low + 1};
  }

  DatasetPtr take() const {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        DatasetPtr one = std::move(idle_.back());
        idle_.pop_back();
        return one;
      }
    }
    return open_raster_dataset(gdal_path_);
  }
  void give_back(DatasetPtr dataset) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(dataset));
  }

  Error damaged(const std::string& said) const {
    return {ErrorCode::broken, where_, trf("The raster is damaged: {}", said),
            tr("Ask for the file again, or open it in the program that wrote it.")};
  }

  /// Averages look better than every n-th pixel, but need all of them: worth it where an overview
  /// is at hand. Indices of a palette have no average.
  GDALRIOResampleAlg resampling(double step) const {
    double overview = 1;
    for (const double one : overview_steps_) {
      if (one <= step * 1.01) overview = std::max(overview, one);
    }
    constexpr double worth_it = 4;
    return use_.palette.empty() && step / overview <= worth_it ? GRIORA_Average
                                                               : GRIORA_NearestNeighbour;
  }

  GDALRasterIOExtraArg arguments(double step, const Progress* progress) const {
    GDALRasterIOExtraArg extra;
    INIT_RASTERIO_EXTRA_ARG(extra);
    extra.eResampleAlg = resampling(step);
    if (progress != nullptr) {
      extra.pfnProgress = keep_on;
      extra.pProgressData = const_cast<Progress*>(progress);
    }
    return extra;
  }

  bool read_floats(GDALDataset& dataset, int band, const PixelWindow& w, int width, int height,
                   std::vector<float>& values, GDALRasterIOExtraArg* extra) const {
    return dataset.GetRasterBand(band)->RasterIO(GF_Read, static_cast<int>(w.x),
                                                 static_cast<int>(w.y), static_cast<int>(w.width),
                                                 static_cast<int>(w.height), values.data(), width,
                                                 height, GDT_Float32, 0, 0, extra) == CE_None;
  }

  bool read_into(GDALDataset& dataset, const PixelWindow& w, RasterPicture& picture, double step,
                 const Progress& progress) const {
    const auto pixels =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    picture.rgba.assign(4 * pixels, 255);
    GDALRasterIOExtraArg extra = arguments(step, &progress);
    const auto read_bytes = [&](GDALRasterBand& band, std::size_t channel) {
      return band.RasterIO(GF_Read, static_cast<int>(w.x), static_cast<int>(w.y),
                           static_cast<int>(w.width), static_cast<int>(w.height),
                           picture.rgba.data() + channel, picture.width, picture.height, GDT_Byte,
                           4, GSpacing{4} * picture.width, &extra) == CE_None;
    };
    const bool as_bytes = use_.palette.empty() && use_.stretches.empty();
    if (as_bytes && use_.bands.size() == 3) {
      // The bands of a pixel lie together in most files: read in one go they are decoded once.
      std::vector<int> bands = use_.bands;
      if (dataset.RasterIO(GF_Read, static_cast<int>(w.x), static_cast<int>(w.y),
                           static_cast<int>(w.width), static_cast<int>(w.height),
                           picture.rgba.data(), picture.width, picture.height, GDT_Byte, 3,
                           bands.data(), 4, GSpacing{4} * picture.width, 1, &extra) != CE_None) {
        return false;
      }
    } else if (as_bytes) {
      if (!read_bytes(*dataset.GetRasterBand(use_.bands[0]), 0)) return false;
      for (std::size_t i = 0; i < pixels; ++i) {
        picture.rgba[4 * i + 1] = picture.rgba[4 * i + 2] = picture.rgba[4 * i];
      }
    } else if (!read_numbers(dataset, w, picture, extra)) {
      return false;
    }
    if (as_bytes && use_.has_nodata()) hide_nodata_bytes(picture);
    if (use_.alpha != 0 || use_.mask) return read_alpha(dataset, w, picture, extra);
    return true;
  }

  bool read_alpha(GDALDataset& dataset, const PixelWindow& w, RasterPicture& picture,
                  GDALRasterIOExtraArg& extra) const {
    GDALRasterBand* band = use_.alpha != 0 ? dataset.GetRasterBand(use_.alpha)
                                           : dataset.GetRasterBand(use_.bands[0])->GetMaskBand();
    const auto pixels =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    std::vector<float> alpha(pixels);
    if (band->RasterIO(GF_Read, static_cast<int>(w.x), static_cast<int>(w.y),
                       static_cast<int>(w.width), static_cast<int>(w.height), alpha.data(),
                       picture.width, picture.height, GDT_Float32, 0, 0, &extra) != CE_None) {
      return false;
    }
    const float full = band->GetRasterDataType() == GDT_UInt16 ? 65'535.0F : 255.0F;
    for (std::size_t i = 0; i < pixels; ++i) {
      const float share = std::clamp(alpha[i] / full, 0.0F, 1.0F);
      picture.rgba[4 * i + 3] =
          static_cast<std::uint8_t>(static_cast<float>(picture.rgba[4 * i + 3]) * share + 0.5F);
    }
    return true;
  }

  void hide_nodata_bytes(RasterPicture& picture) const {
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
      bool none = true;
      for (std::size_t b = 0; b < use_.bands.size(); ++b) {
        none = none && use_.nodata[b] && picture.rgba[i + b] == *use_.nodata[b];
      }
      if (none) picture.rgba[i + 3] = 0;
    }
  }

  /// Values that are no bytes, and indices of a palette.
  bool read_numbers(GDALDataset& dataset, const PixelWindow& w, RasterPicture& picture,
                    GDALRasterIOExtraArg& extra) const {
    const auto pixels =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    std::vector<float> values(pixels);
    std::vector<bool> none(pixels, true);
    for (std::size_t b = 0; b < use_.bands.size(); ++b) {
      if (!read_floats(dataset, use_.bands[b], w, picture.width, picture.height, values, &extra)) {
        return false;
      }
      for (std::size_t i = 0; i < pixels; ++i) {
        none[i] = none[i] && equals(values[i], use_.nodata[b]);
        colour(values[i], b, picture.rgba.data() + 4 * i);
      }
    }
    for (std::size_t i = 0; i < pixels; ++i) {
      if (none[i]) picture.rgba[4 * i + 3] = 0;
    }
    return true;
  }

  void colour(float value, std::size_t band, std::uint8_t* to) const {
    if (!use_.palette.empty()) {
      const auto index = static_cast<std::size_t>(std::max(value, 0.0F));
      const auto entry =
          index < use_.palette.size() ? use_.palette[index] : std::array<std::uint8_t, 4>{};
      std::copy(entry.begin(), entry.end(), to);
      return;
    }
    const Stretch& s = use_.stretches[band];
    const double share = std::clamp((double{value} - s.low) / (s.high - s.low), 0.0, 1.0);
    const auto level = static_cast<std::uint8_t>(std::isnan(share) ? 0 : 255 * share + 0.5);
    if (use_.bands.size() == 3) {
      to[band] = level;
    } else {
      std::fill(to, to + 3, level);
    }
  }

  std::string gdal_path_, where_;
  BandUse use_;
  std::vector<double> overview_steps_;
  mutable std::mutex mutex_;
  mutable std::vector<DatasetPtr> idle_;  // GDAL's datasets are for one thread at a time
};

/// What cannot be shown within seconds and a bounded memory.
Result<void> check_size(GDALDataset& dataset, const std::string& where) {
  GDALRasterBand* band = dataset.GetRasterBand(1);
  int width = 0, height = 0;
  band->GetBlockSize(&width, &height);
  const double block_bytes = double{1} * width * height * dataset.GetRasterCount() *
                             GDALGetDataTypeSizeBytes(band->GetRasterDataType());
  constexpr double most_block_bytes = 512e6;
  if (block_bytes > most_block_bytes) {
    return Error{ErrorCode::unsupported, where,
                 trf("The raster is stored in pieces of {:.0f} MB, which are too large to read.",
                     block_bytes / 1e6),
                 tr("Store it in tiles, for example: gdal_translate -of COG.")};
  }
  const double pixels = double{1} * dataset.GetRasterXSize() * dataset.GetRasterYSize();
  constexpr double most_without_overviews = 4e9, most_in_one_go = 1e8;
  const std::string format = dataset.GetDriverName();
  // Of these no part can be read without all that comes before it.
  if (pixels > most_in_one_go && (format == "PNG" || format == "JPEG" || format == "WEBP")) {
    return Error{ErrorCode::unsupported, where,
                 trf("The picture claims {} × {} pixels, too many for its format.",
                     dataset.GetRasterXSize(), dataset.GetRasterYSize()),
                 tr("Store it in tiles, for example: gdal_translate -of COG.")};
  }
  if (pixels > most_without_overviews && band->GetOverviewCount() == 0) {
    return Error{ErrorCode::unsupported, where,
                 trf("The raster claims {} × {} pixels and has no overviews.",
                     dataset.GetRasterXSize(), dataset.GetRasterYSize()),
                 tr("Add overviews to it, for example with gdaladdo.")};
  }
  return {};
}

Result<geo::Affine> place_of(GDALDataset& dataset, const std::string& where) {
  std::array<double, 6> g{};
  bool placed = dataset.GetGeoTransform(g.data()) == CE_None;
  if (!placed && dataset.GetGCPCount() > 0) {
    placed = GDALGCPsToGeoTransform(dataset.GetGCPCount(), dataset.GetGCPs(), g.data(), 1) != 0;
  }
  const bool flat = g[1] * g[5] - g[2] * g[4] == 0;
  const bool finite = std::all_of(g.begin(), g.end(), [](double v) { return std::isfinite(v); });
  if (placed && !flat && finite) return geo::Affine{g[1], g[2], g[0], g[4], g[5], g[3]};
  return Error{ErrorCode::unknown_crs, where,
               tr("The picture does not say where on the earth it lies."),
               tr("Put its world file (.tfw, .pgw, .jgw) beside it and give its coordinate system "
                  "with --crs, or export it as GeoTIFF.")};
}

}  // namespace

DatasetPtr open_raster_dataset(const std::string& gdal_path) {
  use_gdal();
  // None that refers to other files or to the network, as VRT or WMS would.
  static const char* const drivers[] = {"GTiff", "MBTiles", "GPKG", "PNG", "JPEG", "WEBP", nullptr};
  return DatasetPtr(GDALDataset::Open(gdal_path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers,
                                      nullptr, nullptr));
}

Result<OpenedRaster> open_gdal_raster(const std::string& gdal_path, const std::string& where,
                                      const std::optional<geo::Crs>& crs) {
  const NoNetwork offline;
  GdalMessages messages;
  DatasetPtr dataset = open_raster_dataset(gdal_path);
  if (!dataset) {
    return Error{ErrorCode::broken, where, trf("The raster is damaged: {}", messages.first()),
                 tr("Ask for the file again, or open it in the program that wrote it.")};
  }
  if (dataset->GetRasterCount() == 0) {
    return Error{ErrorCode::empty, where, tr("There is no raster in the file."), ""};
  }
  if (const auto fits = check_size(*dataset, where); !fits) return fits.error();
  const auto place = place_of(*dataset, where);
  if (!place) return place.error();

  OpenedRaster opened;
  opened.crs_from_pixels = *place;
  model::RasterInfo& info = opened.info;
  info.path = where;
  info.format = dataset->GetDriverName();
  info.columns = dataset->GetRasterXSize();
  info.rows = dataset->GetRasterYSize();
  info.bands = dataset->GetRasterCount();
  info.pixel_type = GDALGetDataTypeName(dataset->GetRasterBand(1)->GetRasterDataType());
  info.overviews =
      static_cast<std::size_t>(std::max(0, dataset->GetRasterBand(1)->GetOverviewCount()));
  BandUse use = use_of(*dataset);
  info.palette = !use.palette.empty();
  info.nodata = use.nodata[0];

  const OGRSpatialReference* srs = dataset->GetSpatialRef();
  if (srs == nullptr) srs = dataset->GetGCPSpatialRef();
  std::optional<geo::Crs> declared;
  if (srs != nullptr) {
    char* wkt = nullptr;
    const bool exported = srs->exportToWkt(&wkt) == OGRERR_NONE;
    const std::string text = exported ? wkt : "";
    CPLFree(wkt);
    if (const auto made = geo::Crs::from_wkt(text)) declared = *made;
  }
  const auto found = crs_of_raster(declared, crs, where);
  if (!found) return found.error();
  info.crs = found->crs;
  info.crs_reason = found->reason;

  auto pixels = std::make_shared<GdalRaster>(gdal_path, where, std::move(dataset), std::move(use));
  if (const auto sampled = pixels->sample(info); !sampled) return sampled.error();
  opened.pixels = std::move(pixels);
  return opened;
}

}  // namespace wangge::io
