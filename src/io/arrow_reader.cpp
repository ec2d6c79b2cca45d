#include "io/arrow_reader.h"

#include <gdal_priv.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <cstring>
#include <future>
#include <memory>
#include <string_view>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/gdal_library.h"
#include "io/ogr_reader.h"
#include "io/wkb.h"

namespace wangge::io {
namespace {

// Arrow's structs are released through a pointer of their own.
template <typename Struct>
struct Owned {
  Owned() { std::memset(&value, 0, sizeof value); }
  Owned(Owned&& other) noexcept : value(other.value) { other.value.release = nullptr; }
  Owned& operator=(Owned&& other) noexcept {
    std::swap(value, other.value);
    return *this;
  }
  ~Owned() {
    if (value.release != nullptr) value.release(&value);
  }
  Struct value;
};

struct Batch {
  Owned<ArrowArray> array;
  std::string error;  // empty: none
};

Batch fetch(ArrowArrayStream& stream) {
  GdalMessages messages;
  Batch batch;
  const int code = stream.get_next(&stream, &batch.array.value);
  if (code != 0 || messages.failed()) {
    batch.error = messages.first().empty() ? std::strerror(code) : messages.first();
  }
  return batch;
}

std::optional<ColumnType> type_of(std::string_view format) {
  if (format == "c" || format == "s" || format == "i" || format == "l") return ColumnType::integers;
  if (format == "f" || format == "g") return ColumnType::reals;
  if (format == "u" || format == "U") return ColumnType::texts;
  if (format == "tdD") return ColumnType::times;
  return std::nullopt;
}

bool bit(const void* bits, std::size_t i) {
  return (static_cast<const std::uint8_t*>(bits)[i / 8] >> (i % 8) & 1U) != 0;
}

template <typename Value>
Value at(const ArrowArray& array, std::size_t i) {
  return static_cast<const Value*>(array.buffers[1])[i];
}

// The bytes of a text or geometry.
template <typename Offset>
std::string_view bytes_at(const ArrowArray& array, std::size_t i) {
  const auto* offsets = static_cast<const Offset*>(array.buffers[1]);
  const auto* data = static_cast<const char*>(array.buffers[2]);
  if (offsets[i] == offsets[i + 1]) return {};
  return {data + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
}

bool is_null(const ArrowArray& array, std::size_t i) {
  return array.null_count != 0 && array.buffers[0] != nullptr && !bit(array.buffers[0], i);
}

void add_value(ColumnBuilder& column, char format, const ArrowArray& array, std::size_t i) {
  switch (format) {
    case 'c':
      return column.add(static_cast<std::int64_t>(at<std::int8_t>(array, i)));
    case 's':
      return column.add(static_cast<std::int64_t>(at<std::int16_t>(array, i)));
    case 'i':
      return column.add(static_cast<std::int64_t>(at<std::int32_t>(array, i)));
    case 'l':
      return column.add(at<std::int64_t>(array, i));
    case 'f':
      return column.add(static_cast<double>(at<float>(array, i)));
    case 'g':
      return column.add(at<double>(array, i));
    case 'u':
      return column.add(bytes_at<std::int32_t>(array, i));
    case 'U':
      return column.add(bytes_at<std::int64_t>(array, i));
    default:
      return column.add_time(at<std::int32_t>(array, i) * day_s);
  }
}

class ArrowLayer {
 public:
  ArrowLayer(GDALDataset& dataset, OGRLayer& layer)
      : layer_(layer), raw_(describe_ogr_layer(dataset, layer)) {
    expect_kind(layer, raw_.geometry);
  }

  // False where the layer is not for this reader.
  bool open() {
    if (layer_.TestCapability(OLCFastGetArrowStream) == 0) return false;
    const char* const options[] = {"INCLUDE_FID=NO", nullptr};
    if (!layer_.GetArrowStream(&stream_.value, options)) return false;
    Owned<ArrowSchema> schema;
    if (stream_.value.get_schema(&stream_.value, &schema.value) != 0) return false;
    OGRFeatureDefn& definition = *layer_.GetLayerDefn();
    for (std::int64_t i = 0; i < schema.value.n_children; ++i) {
      const ArrowSchema& child = *schema.value.children[i];
      const std::string_view format = child.format;
      const bool is_field = definition.GetFieldIndex(child.name) >= 0;
      if (!is_field && (format == "z" || format == "Z") && geometry_ < 0) {
        geometry_ = static_cast<int>(i);
        geometry_is_large_ = format == "Z";
        continue;
      }
      const auto type = type_of(format);
      if (!is_field || !type || child.dictionary != nullptr) return false;
      columns_.push_back({ColumnBuilder(child.name, *type), format.front(), static_cast<int>(i)});
    }
    return static_cast<int>(columns_.size()) == definition.GetFieldCount();
  }

  enum class Outcome { done, not_for_us, broken, cancelled };

  Outcome read(Progress& progress) {
    const auto expected = static_cast<std::size_t>(std::max<GIntBig>(0, layer_.GetFeatureCount(0)));
    reserve(expected);
    auto next = std::async(std::launch::async, [this] { return fetch(stream_.value); });
    while (true) {
      Batch batch = next.get();
      error_ = batch.error;
      if (!error_.empty()) return Outcome::broken;
      if (batch.array.value.release == nullptr) break;
      next = std::async(std::launch::async, [this] { return fetch(stream_.value); });
      const bool good = add(batch.array.value);
      const bool stop = progress.cancelled();
      if (!good || stop) {
        next.wait();
        return stop ? Outcome::cancelled : Outcome::not_for_us;
      }
      progress.report(static_cast<double>(rows()) /
                      static_cast<double>(std::max(rows(), expected)));
    }
    // Fewer rows than announced: the other reader finds out why.
    return rows() < expected ? Outcome::not_for_us : Outcome::done;
  }

  std::size_t rows() const { return raw_.geometry.rows(); }
  const std::string& error() const { return error_; }

  RawLayer finish() {
    raw_.table.rows = rows();
    for (FieldColumn& column : columns_)
      raw_.table.columns.push_back(std::move(column.builder).build());
    return std::move(raw_);
  }

 private:
  struct FieldColumn {
    ColumnBuilder builder;
    char format;  // Arrow's
    int child;
  };

  void reserve(std::size_t rows) {
    // A stale or false count in the file must not cost memory; beyond this the columns grow.
    rows = std::min<std::size_t>(rows, 4'000'000);
    raw_.geometry.reserve(rows, 0);
    for (FieldColumn& column : columns_) column.builder.reserve(rows);
  }

  // False where a geometry is not for this reader.
  bool add(const ArrowArray& array) {
    const auto rows_here = static_cast<std::size_t>(array.length);
    for (FieldColumn& column : columns_) {
      const ArrowArray& values = *array.children[column.child];
      const auto offset = static_cast<std::size_t>(values.offset + array.offset);
      for (std::size_t i = offset; i < offset + rows_here; ++i) {
        is_null(values, i) ? column.builder.add_null()
                           : add_value(column.builder, column.format, values, i);
      }
    }
    if (geometry_ < 0) {
      for (std::size_t i = 0; i < rows_here; ++i) raw_.geometry.add_none();
      return true;
    }
    const ArrowArray& geometries = *array.children[geometry_];
    const auto offset = static_cast<std::size_t>(geometries.offset + array.offset);
    for (std::size_t i = offset; i < offset + rows_here; ++i) {
      shape_.clear();
      if (!is_null(geometries, i)) {
        const std::string_view bytes = geometry_is_large_ ? bytes_at<std::int64_t>(geometries, i)
                                                          : bytes_at<std::int32_t>(geometries, i);
        const WkbResult result = shape_from_wkb(
            {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, shape_);  // NOLINT
        // Odd geometry, too, is for the other reader: it may know better.
        if (result != WkbResult::good) return false;
      }
      raw_.geometry.add(shape_);
    }
    return !raw_.geometry.full();
  }

  OGRLayer& layer_;
  RawLayer raw_;
  Owned<ArrowArrayStream> stream_;
  std::vector<FieldColumn> columns_;
  int geometry_ = -1;  // which child; -1: none
  bool geometry_is_large_ = false;
  Shape shape_;
  std::string error_;
};

}  // namespace

Result<std::optional<std::vector<RawLayer>>> read_arrow_layers(GDALDataset& dataset,
                                                               const ReadOptions& options,
                                                               const std::string& where,
                                                               Progress& progress) {
  using Layers = std::optional<std::vector<RawLayer>>;
  std::vector<RawLayer> layers;
  for (OGRLayer* layer : dataset.GetLayers()) {
    if (!is_wanted(options, layer->GetName())) continue;
    ArrowLayer reader(dataset, *layer);
    if (!reader.open()) return Layers{};
    switch (reader.read(progress)) {
      case ArrowLayer::Outcome::done:
        break;
      case ArrowLayer::Outcome::not_for_us:
        return Layers{};
      case ArrowLayer::Outcome::cancelled:
        return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
      case ArrowLayer::Outcome::broken:
        return Error{ErrorCode::broken, where, trf("The file is damaged: {}", reader.error()),
                     tr("Ask for the file again, or open it in the program that wrote it.")};
    }
    if (reader.rows() > 0) layers.push_back(reader.finish());
  }
  return Layers{std::move(layers)};
}

}  // namespace wangge::io
