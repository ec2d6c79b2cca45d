#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/packed.h"
#include "model/column.h"

namespace wangge::model {

/// What a layer is to the office (DOMAIN: "Fields the program understands").
enum class Role { base, communities, grids, units, buildings, tickets, hazards, facilities };
inline constexpr std::array all_roles{Role::base,    Role::communities, Role::grids,
                                      Role::units,   Role::buildings,   Role::tickets,
                                      Role::hazards, Role::facilities};

/// What a column means. One list for all roles: a field means the same wherever it occurs.
enum class Field {
  id,
  code,
  name,
  community,
  theme,
  officers,
  valid_from,
  valid_to,  // grids, units
  estate,
  address,
  floors,
  height_m,
  households,
  population,
  has_lift,  // buildings
  chief,
  ropes,
  construction_year,
  category,
  subcategory,
  status,
  level,
  reported_at,
  accepted_at,  // tickets
  closed_at,
  due_at,
  description,
  reporter,
  phone,
  severity,
  source,
  found_at,
  rechecked_at,
  photo,  // hazards
  kind,   // facilities, base
};

/// The name used on the command line and in files: "reported_at".
std::string_view field_key(Field field);
std::optional<Field> field_from_key(std::string_view key);
/// The name used on the command line and in files: "buildings".
std::string_view role_key(Role role);
std::optional<Role> role_from_key(std::string_view key);
/// The names a person reads, in the current language.
std::string role_name(Role role);
std::string field_name(Field field);
/// The fields that a layer of this role may have, the most telling first.
std::vector<Field> fields_of(Role role);
/// Names, phones and the like: masked on screen and in exports unless asked for.
bool is_personal(Field field);

/// Which column holds which field.
class Mapping {
 public:
  /// The column index, or -1.
  int column(Field field) const;
  void set(Field field, int column);
  void clear(Field field);
  struct Entry {
    Field field;
    int column;
    bool operator==(const Entry&) const = default;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  bool operator==(const Mapping&) const = default;

 private:
  std::vector<Entry> entries_;  // by field
};

struct RoleGuess {
  Role role = Role::base;
  Mapping mapping;
};

/// What a layer probably is, from its name, its columns' names (Chinese and English) and the kind
/// of its geometry. Never certain: shown and correctable.
RoleGuess guess_role(std::string_view layer_name, const Table& table, geo::Kind kind);
/// The mapping for a role somebody chose.
Mapping guess_mapping(Role role, const Table& table);

}  // namespace wangge::model
