#pragma once

#include <string>

#include "session/snapshot.h"

namespace wangge::ui {

/// The wish to write the check list of a checked plan (Snapshot::check) as a PDF, with the numbers
/// of the snapshot; the compared plan, if there is one, is the one before.
///
/// neck_m  that the check was made with
/// by, at  who checked, and when
session::WriteDocument check_list_document(const session::Snapshot& snapshot, double neck_m,
                                           const std::string& by, Seconds at,
                                           const std::string& path);

}  // namespace wangge::ui
