#include "io/write_several.h"

#include <algorithm>
#include <filesystem>

#include "base/i18n.h"
#include "io/formats.h"
#include "io/text_fitting.h"

namespace wangge::io {
namespace {

/// Names of files: none with a sign that some system does not allow, all different.
std::vector<std::string> file_stems(const std::vector<LayerToWrite>& layers) {
  std::vector<std::string> names;
  for (const LayerToWrite& one : layers) {
    std::string name = one.name.empty() ? one.layer->name : one.name;
    std::ranges::replace_if(
        name,
        [](char c) {
          return static_cast<unsigned char>(c) < 0x20 ||
                 std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        },
        '_');
    if (name.starts_with('.')) name.front() = '_';
    names.push_back(std::move(name));
  }
  constexpr std::size_t most_bytes = 200;  // file systems allow 255 with the ending
  return distinct_names(names, {"UTF-8", most_bytes}, Case::ignored);
}

}  // namespace

std::vector<WrittenFile> write_layers_into_folder(const std::vector<LayerToWrite>& layers,
                                                  const geo::Crs& crs, const std::string& folder,
                                                  const WriteOptions& options, Progress& progress) {
  std::vector<WrittenFile> files;
  const auto format = format_for("", options);
  const auto stems = file_stems(layers);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (!format) {
      files.push_back({folder, format.error()});
      continue;
    }
    const std::string path =
        (std::filesystem::path(folder) / (stems[i] + "." + traits_of(*format).extension)).string();
    if (progress.cancelled()) {
      files.push_back({path, Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""}});
      continue;
    }
    auto report = write_layers({layers[i]}, crs, path, options, progress);
    files.push_back({report ? report->path : path, std::move(report)});
  }
  return files;
}

}  // namespace wangge::io
