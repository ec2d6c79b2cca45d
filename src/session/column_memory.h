#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/code_table.h"
#include "model/layer.h"

namespace wangge::session {

/// What people have said of the columns of their files, for the next file of that kind: a monthly
/// export looks the same every month. A small text file, one line a source:
///
///   source TAB role TAB field=column TAB field=column … TAB codes=column|code|text|code|text …
///
/// In a cell of codes %7C, %25, %09 and %0A stand for what would part it.
///
/// A source is the file's name without its digits and the names of its columns, so that
/// tickets_202405.csv is tickets_202406.csv and a table with other columns is another.
class ColumnMemory {
 public:
  /// Nothing is kept where `path` is empty. A file that is not there, or lines in it that nobody
  /// can read, are as if nothing had been said.
  static ColumnMemory load(const std::string& path);

  /// Remembers role, mapping and code tables of a layer.
  void remember(const model::Layer& layer);
  /// What was remembered of such a layer; columns that are not there any more have no meaning.
  struct Said {
    model::RoleGuess meaning;
    model::CodeTables codes;
  };
  std::optional<Said> recall(const model::Layer& layer) const;

  /// errors  no_permission, no_space: those of io::write_text_file
  Result<void> save() const;

 private:
  struct Meaning {
    model::Role role = model::Role::base;
    std::vector<std::pair<model::Field, std::string>> columns;
    model::CodeTables codes;
  };
  std::string path_;
  std::map<std::string, Meaning> by_source_;
};

}  // namespace wangge::session
