#pragma once

#include <string>
#include <string_view>

namespace wangge::io {

/// Appends a text as XML holds it: without control characters, of which it has none.
void append_xml(std::string& out, std::string_view text);

}  // namespace wangge::io
