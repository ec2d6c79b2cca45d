#pragma once

#include "model/style.h"

namespace wangge::model {

/// The colours by which six categories are told apart, also by eyes without red or green (Okabe and
/// Ito 2008); grey for those beyond.
Colour category_hue(std::size_t category);

}  // namespace wangge::model
