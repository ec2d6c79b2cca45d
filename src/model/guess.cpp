// Role and mapping guesses from names; see role.h.
#include "model/role.h"

namespace wangge::model {

RoleGuess guess_role(std::string_view, const Table& table, geo::Kind) {
  return {Role::base, guess_mapping(Role::base, table)};
}

Mapping guess_mapping(Role, const Table&) { return {}; }

}  // namespace wangge::model
