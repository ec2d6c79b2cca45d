#pragma once

#include <string>

#include "base/result.h"
#include "geo/crs.h"
#include "io/raw_layer.h"

namespace wangge::io {

/// A CRS and why it is believed, as a phrase in the current language.
struct CrsFinding {
  geo::Crs crs;
  std::string reason;
  bool declared = false;  ///< somebody says so; else it follows from the numbers or from a name
};

/// What a layer's numbers are in: as declared, unless the numbers contradict it; else degrees when
/// all are in range, a CGCS2000 zone when the eastings carry its prefix. A file or layer name that
/// says GCJ-02 or BD-09 is believed where the CRS is in degrees.
///
/// median  a middling point of the layer; outliers must not decide
/// errors  unknown_crs, saying what the numbers look like
Result<CrsFinding> find_crs(const RawLayer& layer, geo::Point median, const std::string& path);

/// The shifted system that a file's name says its numbers are in, "roads_gcj02.shp".
geo::Shift shift_in_name(const std::string& name);

/// The median of x and of y over a sample of the points; nowhere if there are none.
geo::Point median_point(const std::vector<geo::Point>& points);

}  // namespace wangge::io
