#pragma once

namespace wangge::ui::icon {

constexpr const char* measure = "\uf07e";
constexpr const char* copy = "\uf0c5";
constexpr const char* buffer = "\uf192";
constexpr const char* overlap = "\uf24d";
constexpr const char* without = "\uf12d";
constexpr const char* together = "\uf247";
constexpr const char* count = "\uf0cb";
constexpr const char* database = "\uf1c0";

}  // namespace wangge::ui::icon
