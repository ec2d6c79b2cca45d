#pragma once

#include <span>
#include <string>

namespace wangge::ui {

/// A sign that a themed grid (一格一品) can have.
struct GridSign {
  const char* key;    ///< as model::GridRecord::icon has it
  const char* glyph;  ///< a letter of the interface's font
  const char* name;   ///< for tr()
};

std::span<const GridSign> grid_signs();
/// The letter of a record's icon; empty: none, or one that is not known.
std::string sign_of(const std::string& icon);
/// "★★★☆☆"; empty for a grid that is not rated.
std::string stars_text(int stars);

}  // namespace wangge::ui
