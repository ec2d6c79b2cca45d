#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/layer.h"

namespace wangge::io {

using model::EncodingCandidate;

/// How well the texts read in one encoding: the mean over the characters beyond ASCII of 1 for a
/// very frequent Han character, less for a rarer one, for signs and for accented letters, 0 for
/// what no text holds; half of that where bytes have no meaning.
///
/// samples  texts as they are in the file, of which at most some thousand are read
EncodingCandidate judge_encoding(const std::string& name,
                                 const std::vector<std::string_view>& samples);

/// UTF-8, GB18030, BIG5 and Windows-1252, the likeliest first.
std::vector<EncodingCandidate> encoding_candidates(const std::vector<std::string_view>& samples);

}  // namespace wangge::io
