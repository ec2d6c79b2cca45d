#pragma once

#include <string>
#include <string_view>

namespace wangge::model {

/// Letters and digits only, lower case, by which names of columns are compared: "Created Date",
/// "created_date" and "CREATED-DATE" are one name.
std::string name_key(std::string_view name);
/// A value by which rows are told apart, as it is compared: without blanks at its ends, and
/// "2119.0", as spreadsheets hand on a number, is 2119. 0412 and 412 differ.
std::string value_key(std::string text);
/// Whether a column of that name holds names, phones or numbers of persons: 姓名, 联系电话; what
/// counts them (电话数) does not.
bool is_personal_name(std::string_view column);

}  // namespace wangge::model
