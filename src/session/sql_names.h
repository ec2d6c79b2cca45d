#pragma once

#include <string>
#include <vector>

#include "io/sql_console.h"
#include "model/workspace.h"

namespace wangge::session {

/// Every open layer, the topmost first, under a name that SQL can tell from the others: its role
/// where it is the only one of it ("tickets"), else its own name, with a number where two share it.
std::vector<io::SqlTable> sql_tables(const model::Workspace& workspace);

/// A table's or column's name as a statement has to write it: in double quotes unless it is a plain
/// word of small Latin letters, digits and "_" that SQL has no use of its own for.
std::string sql_name(const std::string& name);

}  // namespace wangge::session
