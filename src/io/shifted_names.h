#pragma once

#include <string>

#include "geo/crs.h"

namespace wangge::io {

/// What the name of a file or layer has to say of a shifted system, which nothing else in it can
/// declare: "gcj02", "bd09" or "bd09mc"; empty for all other systems.
std::string word_for(const geo::Crs& crs);

/// The same as a name says it: "Roads GCJ-02" -> "gcj02"; empty where it says nothing.
std::string word_in(const std::string& name);

/// The name of a layer whose coordinates are in `crs`: it gains the word for it, and loses that for
/// a system that they are in no longer.
std::string name_in(const std::string& name, const geo::Crs& crs);

}  // namespace wangge::io
