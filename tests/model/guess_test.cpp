#include <gtest/gtest.h>

#include <initializer_list>

#include <algorithm>

#include "model/guess.h"

namespace wangge::model {
namespace {

Table table_of(std::initializer_list<const char*> texts,
               std::initializer_list<const char*> times = {}) {
  Table table;
  for (const char* name : texts) table.columns.push_back({name, Texts{}, {}});
  for (const char* name : times) table.columns.push_back({name, Times{}, {}});
  return table;
}

std::string column_of(const Table& table, const Mapping& mapping, Field field) {
  const int column = mapping.column(field);
  return column < 0 ? "" : table.columns[static_cast<std::size_t>(column)].name;
}

TEST(GuessRole, TakesTheLayersNameAtItsWord) {
  const Table empty;
  const auto role = [&empty](const char* name, geo::Kind kind) {
    return guess_role(name, empty, kind).role;
  };
  using enum geo::Kind;
  EXPECT_EQ(role("communities", polygons), Role::communities);
  EXPECT_EQ(role("grids", polygons), Role::grids);
  EXPECT_EQ(role("units", polygons), Role::units);
  EXPECT_EQ(role("buildings", polygons), Role::buildings);
  EXPECT_EQ(role("roads", lines), Role::base);
  EXPECT_EQ(role("water", polygons), Role::base);
  EXPECT_EQ(role("green", polygons), Role::base);
  EXPECT_EQ(role("facilities", points), Role::facilities);
  EXPECT_EQ(role("food_poi", points), Role::facilities);
  EXPECT_EQ(role("Label points of compounds", points), Role::base);
  EXPECT_EQ(role("tickets", points), Role::tickets);
  EXPECT_EQ(role("hazards", points), Role::hazards);
  EXPECT_EQ(role("单元网格", polygons), Role::units);
  EXPECT_EQ(role("狮山街道网格", polygons), Role::grids);
  EXPECT_EQ(role("12345热线工单", points), Role::tickets);
}

TEST(GuessRole, FindsTicketsByTheirColumns) {
  const Table nyc = table_of({"Unique Key", "Complaint Type", "Status"}, {"Created Date"});
  const RoleGuess guess = guess_role("export", nyc, geo::Kind::points);
  EXPECT_EQ(guess.role, Role::tickets);
  EXPECT_EQ(column_of(nyc, guess.mapping, Field::category), "Complaint Type");
  EXPECT_EQ(column_of(nyc, guess.mapping, Field::reported_at), "Created Date");
  // Calls with an address and a time are tickets, whatever else is not said.
  EXPECT_EQ(guess_role("export", table_of({"编号", "地址"}, {"来电时间"}), geo::Kind::points).role,
            Role::tickets);
}

TEST(GuessRole, FindsBuildingsByTheirColumns) {
  EXPECT_EQ(guess_role("layer", table_of({"Floor"}), geo::Kind::polygons).role, Role::buildings);
  EXPECT_EQ(guess_role("图层1", table_of({"层数", "楼长"}), geo::Kind::polygons).role,
            Role::buildings);
}

TEST(GuessMapping, ReadsTheOfficesTicketTable) {
  const Table table =
      table_of({"工单编号", "大类", "小类", "状态", "地址", "描述", "上报人", "联系电话"},
               {"上报时间", "受理时间", "结案时间", "时限"});
  const Mapping mapping = guess_mapping(Role::tickets, table);
  EXPECT_EQ(column_of(table, mapping, Field::id), "工单编号");
  EXPECT_EQ(column_of(table, mapping, Field::category), "大类");
  EXPECT_EQ(column_of(table, mapping, Field::subcategory), "小类");
  EXPECT_EQ(column_of(table, mapping, Field::status), "状态");
  EXPECT_EQ(column_of(table, mapping, Field::reporter), "上报人");
  EXPECT_EQ(column_of(table, mapping, Field::phone), "联系电话");
  EXPECT_EQ(column_of(table, mapping, Field::reported_at), "上报时间");
  EXPECT_EQ(column_of(table, mapping, Field::accepted_at), "受理时间");
  EXPECT_EQ(column_of(table, mapping, Field::closed_at), "结案时间");
  EXPECT_EQ(column_of(table, mapping, Field::due_at), "时限");
}

TEST(GuessMapping, FindsTheWayAReportCameIn) {
  for (const char* name :
       {"来源", "诉求来源", "上报渠道", "来电渠道名称", "open_data_channel_type"}) {
    const Table table = table_of({"工单编号", "大类", name}, {"上报时间"});
    EXPECT_EQ(column_of(table, guess_mapping(Role::tickets, table), Field::source), name);
  }
}

TEST(GuessMapping, ReadsTheOfficesBuildingTable) {
  const Table table = table_of({"楼栋编号", "名称", "小区", "地址", "层数", "高度", "户数", "人口",
                                "电梯", "楼长", "防坠索", "建成年份"});
  const Mapping mapping = guess_mapping(Role::buildings, table);
  EXPECT_EQ(mapping.entries().size(), 12U);
  EXPECT_EQ(column_of(table, mapping, Field::id), "楼栋编号");
  EXPECT_EQ(column_of(table, mapping, Field::ropes), "防坠索");
  EXPECT_EQ(column_of(table, mapping, Field::construction_year), "建成年份");
}

TEST(GuessMapping, ReadsOpen311) {
  const Table table =
      table_of({"service_request_id", "service_name", "status", "address", "media_url"},
               {"requested_datetime", "expected_datetime"});
  const Mapping mapping = guess_mapping(Role::tickets, table);
  EXPECT_EQ(column_of(table, mapping, Field::id), "service_request_id");
  EXPECT_EQ(column_of(table, mapping, Field::category), "service_name");
  EXPECT_EQ(column_of(table, mapping, Field::reported_at), "requested_datetime");
  EXPECT_EQ(column_of(table, mapping, Field::due_at), "expected_datetime");
}

TEST(GuessMapping, ReadsAnOpen311Export) {
  const Table table =
      table_of({"service_request_id", "service_code", "service_name", "status", "status_notes",
                "agency_responsible", "description", "address", "lat", "long", "media_url"},
               {"requested_datetime", "updated_datetime", "expected_datetime"});
  EXPECT_EQ(guess_role("requests", table, geo::Kind::points).role, Role::tickets);
  const Mapping mapping = guess_mapping(Role::tickets, table);
  EXPECT_EQ(column_of(table, mapping, Field::id), "service_request_id");
  EXPECT_EQ(column_of(table, mapping, Field::category), "service_name");
  EXPECT_EQ(column_of(table, mapping, Field::status), "status");
  EXPECT_EQ(column_of(table, mapping, Field::description), "description");
  EXPECT_EQ(column_of(table, mapping, Field::address), "address");
  EXPECT_EQ(column_of(table, mapping, Field::reported_at), "requested_datetime");
  EXPECT_EQ(column_of(table, mapping, Field::due_at), "expected_datetime");
  // Some cities leave the name out: then the code is the class.
  const Table bare =
      table_of({"service_request_id", "service_code", "status"}, {"requested_datetime"});
  EXPECT_EQ(column_of(bare, guess_mapping(Role::tickets, bare), Field::category), "service_code");
}

TEST(Reasons, SayWhichWordsSpokeForARoleAndAField) {
  Layer layer;
  layer.name = "2024_tickets";
  layer.table = table_of({"大类", "我的状态栏", "x"}, {"上报时刻"});
  layer.role = guess_role(layer.name, layer.table, geo::Kind::points).role;
  layer.mapping = guess_mapping(layer.role, layer.table);
  EXPECT_EQ(role_reason(layer), "guessed: its name has “ticket” in it");
  const auto fields = fields_of(layer.role);
  const auto reason = [&](Field field) {
    const auto at = std::find(fields.begin(), fields.end(), field) - fields.begin();
    return mapping_reasons(layer).at(static_cast<std::size_t>(at));
  };
  EXPECT_EQ(reason(Field::category), "a known name");
  EXPECT_EQ(reason(Field::status), "“状态” in its name");
  EXPECT_EQ(reason(Field::reported_at), "“上报” in its name; its values are times");
  EXPECT_EQ(reason(Field::phone), "");
  layer.mapping.set(Field::phone, 2);
  EXPECT_EQ(reason(Field::phone), "set by you");
  layer.role = Role::hazards;
  EXPECT_EQ(role_reason(layer), "set by you");
}

TEST(GuessMapping, TellsAUnitsNumberFromItsGrids) {
  const Table table = table_of({"网格编号", "编号", "户数"});
  const Mapping mapping = guess_mapping(Role::units, table);
  EXPECT_EQ(column_of(table, mapping, Field::id), "编号");
  EXPECT_EQ(column_of(table, mapping, Field::code), "网格编号");
}

TEST(GuessMapping, GivesNoColumnTwoMeanings) {
  const Table table = table_of({"类型", "名称", "编号", "网格"});
  for (const Role role : all_roles) {
    std::vector<int> columns;
    const Mapping mapping = guess_mapping(role, table);
    for (const auto& entry : mapping.entries()) {
      EXPECT_EQ(std::count(columns.begin(), columns.end(), entry.column), 0) << role_key(role);
      columns.push_back(entry.column);
    }
  }
}

TEST(GuessMapping, TakesNoTextForATime) {
  const Table table = table_of({"上报时间"});
  EXPECT_EQ(guess_mapping(Role::tickets, table).column(Field::reported_at), -1);
}

}  // namespace
}  // namespace wangge::model
