#pragma once

#include <string>
#include <vector>

#include "io/workspace_pieces.h"

namespace wangge::io {

/// A state as wangge_state keeps it; writes the pieces that are not in the file yet.
///
/// as_tables  whether the open layers become feature tables
std::string write_body(const WorkspaceState& state, bool as_tables, std::int64_t srs,
                       PieceWriter& pieces);

/// The state in a body. Layers that are gone are told among the reader's warnings; so is a plan
/// whose units another program has changed: it joins the archive, and its edits go.
///
/// returns  nothing where the body, its pieces or its history contradict themselves
std::optional<WorkspaceState> read_body(std::string_view body, PieceReader& pieces);

}  // namespace wangge::io
