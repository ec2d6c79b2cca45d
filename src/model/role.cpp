#include "model/role.h"

#include <algorithm>

#include "base/i18n.h"

namespace wangge::model {
namespace {

struct FieldWords {
  Field field;
  const char* key;
  const char* name;  // English, for translation
};

constexpr std::array field_words{
    FieldWords{Field::id, "id", tr_mark("id")},
    FieldWords{Field::code, "code", tr_mark("code")},
    FieldWords{Field::name, "name", tr_mark("name")},
    FieldWords{Field::community, "community", tr_mark("community")},
    FieldWords{Field::theme, "theme", tr_mark("theme")},
    FieldWords{Field::officers, "officers", tr_mark("officers")},
    FieldWords{Field::valid_from, "valid_from", tr_mark("valid from")},
    FieldWords{Field::valid_to, "valid_to", tr_mark("valid to")},
    FieldWords{Field::estate, "estate", tr_mark("estate")},
    FieldWords{Field::address, "address", tr_mark("address")},
    FieldWords{Field::floors, "floors", tr_mark("floors")},
    FieldWords{Field::height_m, "height_m", tr_mark("height (m)")},
    FieldWords{Field::households, "households", tr_mark("households")},
    FieldWords{Field::population, "population", tr_mark("population")},
    FieldWords{Field::has_lift, "has_lift", tr_mark("lift")},
    FieldWords{Field::chief, "chief", tr_mark("stairwell chief")},
    FieldWords{Field::ropes, "ropes", tr_mark("anti-fall ropes")},
    FieldWords{Field::construction_year, "construction_year", tr_mark("construction year")},
    FieldWords{Field::category, "class", tr_mark("class")},
    FieldWords{Field::subcategory, "subclass", tr_mark("subclass")},
    FieldWords{Field::status, "status", tr_mark("status")},
    FieldWords{Field::level, "level", tr_mark("level")},
    FieldWords{Field::reported_at, "reported_at", tr_mark("reported at")},
    FieldWords{Field::accepted_at, "accepted_at", tr_mark("accepted at")},
    FieldWords{Field::closed_at, "closed_at", tr_mark("closed at")},
    FieldWords{Field::due_at, "due_at", tr_mark("due at")},
    FieldWords{Field::description, "description", tr_mark("description")},
    FieldWords{Field::reporter, "reporter", tr_mark("reporter")},
    FieldWords{Field::phone, "phone", tr_mark("phone")},
    FieldWords{Field::severity, "severity", tr_mark("severity")},
    FieldWords{Field::source, "source", tr_mark("source")},
    FieldWords{Field::found_at, "found_at", tr_mark("found at")},
    FieldWords{Field::rechecked_at, "rechecked_at", tr_mark("rechecked at")},
    FieldWords{Field::photo, "photo", tr_mark("photo")},
    FieldWords{Field::kind, "kind", tr_mark("kind")},
};

struct RoleWords {
  Role role;
  const char* key;
  const char* name;
};

constexpr std::array role_words{
    RoleWords{Role::base, "base", tr_mark("base map")},
    RoleWords{Role::communities, "communities", tr_mark("communities")},
    RoleWords{Role::grids, "grids", tr_mark("grids")},
    RoleWords{Role::units, "units", tr_mark("units")},
    RoleWords{Role::buildings, "buildings", tr_mark("buildings")},
    RoleWords{Role::tickets, "tickets", tr_mark("tickets")},
    RoleWords{Role::hazards, "hazards", tr_mark("hazards")},
    RoleWords{Role::facilities, "facilities", tr_mark("facilities")},
};

const FieldWords& words(Field field) {
  return *std::find_if(field_words.begin(), field_words.end(),
                       [field](const FieldWords& w) { return w.field == field; });
}

const RoleWords& words(Role role) {
  return *std::find_if(role_words.begin(), role_words.end(),
                       [role](const RoleWords& w) { return w.role == role; });
}

}  // namespace

std::string_view field_key(Field field) { return words(field).key; }
std::string_view role_key(Role role) { return words(role).key; }
std::string field_name(Field field) { return tr(words(field).name); }
std::string role_name(Role role) { return tr(words(role).name); }

std::optional<Field> field_from_key(std::string_view key) {
  for (const FieldWords& w : field_words) {
    if (key == w.key) return w.field;
  }
  return std::nullopt;
}

std::optional<Role> role_from_key(std::string_view key) {
  for (const RoleWords& w : role_words) {
    if (key == w.key) return w.role;
  }
  return std::nullopt;
}

bool is_personal(Field field) {
  return field == Field::chief || field == Field::reporter || field == Field::phone;
}

int Mapping::column(Field field) const {
  for (const Entry& entry : entries_) {
    if (entry.field == field) return entry.column;
  }
  return -1;
}

void Mapping::set(Field field, int column) {
  clear(field);
  const auto at = std::find_if(entries_.begin(), entries_.end(),
                               [field](const Entry& entry) { return entry.field > field; });
  entries_.insert(at, {field, column});
}

void Mapping::clear(Field field) {
  std::erase_if(entries_, [field](const Entry& entry) { return entry.field == field; });
}

std::vector<Field> fields_of(Role role) {
  using enum Field;
  switch (role) {
    case Role::buildings:
      return {id,         name,     estate, address, floors, height_m,          households,
              population, has_lift, chief,  ropes,   kind,   construction_year, community};
    case Role::grids:
      return {code,       name,     community, theme,      officers,
              valid_from, valid_to, id,        households, population};
    case Role::communities:
      return {id, code, name, households, population};
    case Role::units:
      return {id, code, community, name, households, population};
    case Role::tickets:
      return {id,     category, subcategory, status,   level, reported_at, accepted_at, closed_at,
              due_at, address,  description, reporter, phone, severity,    source,      community};
    case Role::hazards:
      return {id,       category, found_at, rechecked_at, closed_at, height_m, photo,
              severity, status,   address,  description,  source,    community};
    case Role::facilities:
      return {id, kind, name, address, phone};
    case Role::base:
      return {id, name, kind};
  }
  return {};
}

}  // namespace wangge::model
