#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/layer.h"

namespace wangge::io {

/// "张小明" -> "张**", "13812345678" -> "138****", "Ann Lee" -> "A**": the first character of a
/// name, the first three digits of a phone.
std::string masked(std::string_view text);

/// Masks the personal columns (model::personal_columns) and those named besides; returns the names
/// of all that were masked.
std::vector<std::string> mask_personal(model::Layer& layer,
                                       const std::vector<std::string>& besides = {});

/// Masks persons in the previews of the layer's encodings: what stands in a personal column, and
/// long numbers.
void mask_previews(model::Layer& layer);

}  // namespace wangge::io
