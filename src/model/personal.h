#pragma once

#include <string_view>
#include <vector>

#include "model/layer.h"

namespace wangge::model {

/// Why a column is taken to hold names, phones or numbers of persons; no: it is not.
enum class Personal {
  no,
  field,   ///< it is mapped to a personal field
  name,    ///< it is called so: 姓名, 联系电话, 身份证号
  values,  ///< a fifth of its values or more are mobile numbers or citizen numbers
};

/// Whether each column of a layer is personal: masked on screen, in answers and in exports unless
/// asked for, whatever the layer's role. One entry a column.
///
/// cost  looks at some dozen values of each column; a few microseconds a column
std::vector<Personal> personal_columns(const Layer& layer);
Personal personal_column(const Layer& layer, std::size_t column);
/// "the name of the column says so", in the current language; empty for no.
std::string personal_reason(Personal why);

/// A mobile number of the mainland: 138 1234 5678, +86-13812345678.
bool is_mobile_number(std::string_view text);
/// A citizen number of 18 places whose birthday can be and whose check digit is right.
/// source  GB 11643-1999; ISO 7064 MOD 11-2
bool is_citizen_number(std::string_view text);

}  // namespace wangge::model
