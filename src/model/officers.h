#pragma once

#include <string>

namespace wangge::model {

/// How many people a text of officers names: "网格长 张三；网格员 李四、王五" is three. Names are
/// parted by 、，；, their half-width forms, slashes and line ends; NaN where there is no name.
double officers_in(const std::string& text);

}  // namespace wangge::model
