#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/column.h"

namespace wangge::model {

/// What the codes of a column mean: code and text, in the order somebody gave them.
using CodeTable = std::vector<std::pair<std::string, std::string>>;
/// By name of column.
using CodeTables = std::map<std::string, CodeTable>;

/// What was made of a column of codes (Column::coding).
struct Coding {
  CodeTable table;
  std::shared_ptr<const Column> in_file;  ///< the codes
};

/// The column with texts in the place of its codes; a code without a text stays as it is. Codes are
/// compared as a person reads them, without blanks at their ends, and "1.0" is 1. An empty table
/// gives the column as its file has it.
Column with_texts(const Column& column, const CodeTable& codes);
/// The columns of a table as their file has them, and with texts where there is a code table.
Table without_texts(const Table& table);
Table with_texts(const Table& table, const CodeTables& codes);
/// Of the columns that have one.
CodeTables code_tables(const Table& table);
/// A table whose first column is the code and whose second its text. Rows without a code and a code
/// that came before are left out.
CodeTable code_table_of(const Table& table);

/// The different values of a column as its file has it, as a person reads them, in order of first
/// appearance; at most `most` of them and of the first 100,000 rows.
std::vector<std::string> codes_in(const Column& column, std::size_t most);

}  // namespace wangge::model
