#pragma once

#include <string>
#include <vector>

#include "model/layer.h"

namespace wangge::model {

// Why a layer is taken for what it is, in the current language, for a person to judge. The guess is
// made once more and compared: what differs from it was set by a person, now or for an earlier file
// of the same kind.

/// "guessed: its name has “building” in it".
std::string role_reason(const Layer& layer);

/// "“上报” in its name; its values are times", for each of fields_of(layer.role); empty where no
/// column was found.
///
/// cost  as guess_mapping(): some 0.1 ms for 30 columns
std::vector<std::string> mapping_reasons(const Layer& layer);

}  // namespace wangge::model
