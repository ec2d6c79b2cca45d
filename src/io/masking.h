#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/layer.h"

namespace wangge::io {

/// "张小明" -> "张**", "13812345678" -> "138****", "Ann Lee" -> "A**": the first character of a
/// name, the first three digits of a phone.
std::string masked(std::string_view text);

/// Which columns are masked: the personal ones (model::personal_columns) and those named besides.
std::vector<bool> columns_to_mask(const model::Layer& layer,
                                  const std::vector<std::string>& besides = {});
/// The column with all its values masked.
model::Column masked_column(const model::Column& column);

/// Masks persons in the previews of the layer's encodings: what stands in a personal column, and
/// long numbers.
void mask_previews(model::Layer& layer);

}  // namespace wangge::io
