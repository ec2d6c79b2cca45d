#pragma once

#include <string>
#include <vector>

class GDALDataset;

namespace wangge::io {

/// Registers GDAL's drivers once and keeps GDAL from printing.
void use_gdal();

/// While it lives nothing is fetched from the network on this thread, whatever a file refers to (a
/// CRS by its address, a schema): such requests fail at once.
class NoNetwork {
 public:
  NoNetwork();
  ~NoNetwork();
  NoNetwork(const NoNetwork&) = delete;
  NoNetwork& operator=(const NoNetwork&) = delete;
};

/// Collects what GDAL complains about on this thread while it lives.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  /// Whether anything was an error and not a warning.
  bool failed() const { return !failures_.empty(); }
  /// The first error, else the first warning, in GDAL's (English) words; empty if there is none.
  std::string first() const;
  /// How many errors there were, also those whose words are no longer kept.
  std::size_t failures() const { return failure_count_; }
  void clear() { failures_.clear(), warnings_.clear(), failure_count_ = 0; }
  void add(bool failure, const char* text);

 private:
  std::vector<std::string> failures_, warnings_;
  std::size_t failure_count_ = 0;
};

}  // namespace wangge::io
