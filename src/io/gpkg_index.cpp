#include "io/gpkg_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace wangge::io {
namespace {

/// A box as the tree keeps it: in single precision, never smaller than the true one.
struct Cell {
  std::int64_t id;  ///< of a row, or of a node below
  float min_x, max_x, min_y, max_y;
};

float rounded_down(double value) {
  const auto near = static_cast<float>(value);
  return near > value ? std::nextafter(near, -std::numeric_limits<float>::infinity()) : near;
}
float rounded_up(double value) {
  const auto near = static_cast<float>(value);
  return near < value ? std::nextafter(near, std::numeric_limits<float>::infinity()) : near;
}

std::vector<Cell> cells_of(const geo::PackedGeometry& geometry) {
  std::vector<Cell> cells;
  cells.reserve(geometry.size());
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    const geo::Box box = geometry.box(row);
    if (box.is_empty()) continue;
    cells.push_back({static_cast<std::int64_t>(row) + 1, rounded_down(box.min_x),
                     rounded_up(box.max_x), rounded_down(box.min_y), rounded_up(box.max_y)});
  }
  return cells;
}

/// Slices from west to east, each from south to north: what comes to lie in one node lies together.
void sort_in_tiles(std::vector<Cell>& cells, std::size_t a_node) {
  const auto nodes = static_cast<double>((cells.size() + a_node - 1) / a_node);
  const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(nodes)));
  const std::size_t a_slice = slices * a_node;
  const auto by_x = [](const Cell& a, const Cell& b) {
    return a.min_x + a.max_x < b.min_x + b.max_x;
  };
  const auto by_y = [](const Cell& a, const Cell& b) {
    return a.min_y + a.max_y < b.min_y + b.max_y;
  };
  std::ranges::sort(cells, by_x);
  for (std::size_t begin = 0; begin < cells.size(); begin += a_slice) {
    const std::size_t end = std::min(cells.size(), begin + a_slice);
    std::sort(cells.begin() + static_cast<std::ptrdiff_t>(begin),
              cells.begin() + static_cast<std::ptrdiff_t>(end), by_y);
  }
}

/// SQLite's tables behind one R*tree. A node is a row of bytes, all numbers with the highest byte
/// first: the height of the tree (in the root; 0 elsewhere) and the number of cells as two bytes
/// each, then 24 bytes a cell.
class TreeTables {
 public:
  static constexpr std::size_t head_bytes = 4, cell_bytes = 24;

  TreeTables(Database& database, const std::string& tree)
      : database_(database),
        tree_(tree),
        node_bytes_(static_cast<std::size_t>(database.number(
            "SELECT length(data) FROM " + quoted(tree + "_node") + " WHERE nodeno = 1"))),
        insert_(database, "INSERT OR REPLACE INTO " + quoted(tree + "_node") + " VALUES (?, ?)") {}

  std::size_t cells_a_node() const { return (node_bytes_ - head_bytes) / cell_bytes; }

  void write_node(std::int64_t number, int height, const Cell* first, std::size_t count) {
    bytes_.clear();
    put(static_cast<std::uint16_t>(height));
    put(static_cast<std::uint16_t>(count));
    for (const Cell* cell = first; cell != first + count; ++cell) {
      put(static_cast<std::uint64_t>(cell->id));
      for (const float edge : {cell->min_x, cell->max_x, cell->min_y, cell->max_y}) {
        put(std::bit_cast<std::uint32_t>(edge));
      }
    }
    bytes_.resize(node_bytes_);
    insert_.bind(number).bind_bytes(bytes_).run();
  }

  /// Which node each row, or each node, is in; `of` by ascending number, 0: there is none.
  void write_places(const char* suffix, const std::vector<std::int64_t>& of) {
    Statement insert(database_, "INSERT INTO " + quoted(tree_ + suffix) + " VALUES (?, ?)");
    for (std::size_t i = 0; i < of.size(); ++i) {
      if (of[i] != 0) insert.bind(static_cast<std::int64_t>(i)).bind(of[i]).run();
    }
  }

 private:
  template <typename Unsigned>
  void put(Unsigned value) {
    for (int shift = 8 * (static_cast<int>(sizeof value) - 1); shift >= 0; shift -= 8) {
      bytes_.push_back(static_cast<char>(value >> shift & 0xFF));
    }
  }

  Database& database_;
  const std::string tree_;
  const std::size_t node_bytes_;
  Statement insert_;
  std::string bytes_;
};

Cell around(const Cell* first, std::size_t count, std::int64_t node) {
  Cell all = *first;
  all.id = node;
  for (const Cell* cell = first; cell != first + count; ++cell) {
    all.min_x = std::min(all.min_x, cell->min_x);
    all.max_x = std::max(all.max_x, cell->max_x);
    all.min_y = std::min(all.min_y, cell->min_y);
    all.max_y = std::max(all.max_y, cell->max_y);
  }
  return all;
}

/// From the leaves up, until all cells of a level fit into the root, which is node 1.
void pack(Database& database, const std::string& tree, std::vector<Cell> cells, std::size_t rows) {
  TreeTables tables(database, tree);
  if (!database.good()) return;
  const std::size_t a_node = tables.cells_a_node();
  std::vector<std::int64_t> node_of_row(rows + 1), parent_of_node(2);
  int height = 0;
  std::int64_t last_node = 1;
  for (;; ++height) {
    auto& places = height == 0 ? node_of_row : parent_of_node;
    const bool root = cells.size() <= a_node;
    if (!root) sort_in_tiles(cells, a_node);
    std::vector<Cell> above;
    for (std::size_t begin = 0; begin < cells.size(); begin += a_node) {
      const std::size_t count = std::min(a_node, cells.size() - begin);
      const std::int64_t node = root ? 1 : ++last_node;
      tables.write_node(node, root ? height : 0, &cells[begin], count);
      for (std::size_t i = begin; i < begin + count; ++i) {
        places[static_cast<std::size_t>(cells[i].id)] = node;
      }
      above.push_back(around(&cells[begin], count, node));
    }
    parent_of_node.resize(static_cast<std::size_t>(last_node) + 1);
    if (root) break;
    cells = std::move(above);
  }
  tables.write_places("_rowid", node_of_row);
  tables.write_places("_parent", parent_of_node);
}

/// What keeps the tree up to date; the functions ST_… are those of the program that writes.
void make_triggers(Database& database, const std::string& tree, const std::string& table,
                   const std::string& fid_column, const std::string& geometry_column) {
  const std::string on = quoted(table), to = quoted(tree), geom = quoted(geometry_column),
                    fid = quoted(fid_column);
  const std::string filled = fmt::format("(NEW.{0} NOT NULL AND NOT ST_IsEmpty(NEW.{0}))", geom);
  const std::string empty = fmt::format("(NEW.{0} ISNULL OR ST_IsEmpty(NEW.{0}))", geom);
  const std::string same = fmt::format("OLD.{0} = NEW.{0} AND ", fid);
  const std::string other = fmt::format("OLD.{0} != NEW.{0} AND ", fid);
  const std::string put = fmt::format(
      "INSERT OR REPLACE INTO {0} VALUES (NEW.{1}, ST_MinX(NEW.{2}), ST_MaxX(NEW.{2}), "
      "ST_MinY(NEW.{2}), ST_MaxY(NEW.{2})); ",
      to, fid, geom);
  const std::string remove = fmt::format("DELETE FROM {} WHERE id = OLD.{}; ", to, fid);
  const std::string remove_both =
      fmt::format("DELETE FROM {0} WHERE id IN (OLD.{1}, NEW.{1}); ", to, fid);
  const std::string of_geometry = "UPDATE OF " + geom;
  const auto trigger = [&](const char* name, const std::string& event, const std::string& when,
                           const std::string& then) {
    database.run(fmt::format("CREATE TRIGGER {} AFTER {} ON {} WHEN {} BEGIN {}END",
                             quoted(tree + '_' + name), event, on, when, then));
  };
  trigger("insert", "INSERT", filled, put);
  trigger("update1", of_geometry, same + filled, put);
  trigger("update2", of_geometry, same + empty, remove);
  trigger("update3", "UPDATE", other + filled, remove + put);
  trigger("update4", "UPDATE", other + empty, remove_both);
  trigger("delete", "DELETE", "OLD." + geom + " NOT NULL", remove);
}

void enter_extension(Database& database, const std::string& table,
                     const std::string& geometry_column) {
  database.run(
      "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
      "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT "
      "ge_tce UNIQUE (table_name, column_name, extension_name))");
  Statement(database,
            "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', "
            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')")
      .bind(std::string_view(table))
      .bind(std::string_view(geometry_column))
      .run();
}

}  // namespace

void write_spatial_index(Database& database, const std::string& table,
                         const std::string& fid_column, const std::string& geometry_column,
                         const geo::PackedGeometry& geometry) {
  const std::string tree = "rtree_" + table + '_' + geometry_column;
  database.run("CREATE VIRTUAL TABLE " + quoted(tree) + " USING rtree(id, minx, maxx, miny, maxy)");
  if (std::vector<Cell> cells = cells_of(geometry); !cells.empty()) {
    database.let_indices_be_written(true);
    pack(database, tree, std::move(cells), geometry.size());
    database.let_indices_be_written(false);
  }
  make_triggers(database, tree, table, fid_column, geometry_column);
  enter_extension(database, table, geometry_column);
}

}  // namespace wangge::io
