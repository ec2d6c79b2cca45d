#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/layer.h"

namespace wangge::io {

/// "张小明" -> "张**", "13812345678" -> "138****", "Ann Lee" -> "A**": the first character of a
/// name, the first three digits of a phone.
std::string masked(std::string_view text);

/// Masks the columns mapped to personal fields; returns their names.
std::vector<std::string> mask_personal(model::Table& table, const model::Mapping& mapping);

}  // namespace wangge::io
