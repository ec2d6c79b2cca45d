#include "model/personal.h"

#include <gtest/gtest.h>

namespace wangge::model {
namespace {

Column texts(const std::string& name, const std::vector<std::string>& values) {
  TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

Personal what(Column column, Role role = Role::base) {
  Layer layer;
  layer.role = role;
  layer.table.rows = column.size();
  layer.table.columns = {std::move(column)};
  layer.mapping = guess_mapping(role, layer.table);
  return personal_columns(layer).front();
}

TEST(PersonalColumns, AreFoundByTheirNamesInLayersOfAnyRole) {
  for (const char* name : {"姓名", "户主姓名", "联系人", "联系电话", "Phone Number", "业主手机",
                           "身份证号", "身份证编号", "contact_name", "E-mail", "举报人"}) {
    EXPECT_EQ(what(texts(name, {"x", "y"})), Personal::name) << name;
  }
  for (const char* name : {"名称", "小区名称", "电话数", "身份证数量", "hotel", "phone_count",
                           "楼栋编号", "telemetry", "type"}) {
    EXPECT_EQ(what(texts(name, {"x", "y"})), Personal::no) << name;
  }
  EXPECT_EQ(what({"有电话", Bools{{1, 0}}, {}}), Personal::no) << "whether, not which";
}

TEST(PersonalColumns, AreFoundByTheirValues) {
  EXPECT_EQ(what(texts("备用", {"13800000001", "", "无", "138 0000 0002"})), Personal::values);
  EXPECT_EQ(what({"c7", Integers{13800000001, 15900000002}, {}}), Personal::values);
  EXPECT_EQ(what(texts("c8", {"11010519491231002X"})), Personal::values);
  EXPECT_EQ(what(texts("c9", {"A-1", "A-2"})), Personal::no);
  EXPECT_EQ(what({"osm_id", Integers{4923456789, 4923456790}, {}}), Personal::no);
  EXPECT_EQ(what({"m2", Reals{13800000001.5}, {}}), Personal::no);
  EXPECT_EQ(what(texts("empty", {"", ""})), Personal::no);
}

TEST(PersonalColumns, AreFoundBelowManyEmptyRows) {
  std::vector<std::string> values(20'000, "");
  for (std::size_t row = 15'000; row < values.size(); ++row) values[row] = "13800000001";
  EXPECT_EQ(what(texts("x", values)), Personal::values);
}

TEST(PersonalColumns, WhatNamesAPersonIsNoId) {
  Table table;
  table.columns = {texts("身份证编号", {"1"}), texts("编号", {"2"})};
  table.rows = 1;
  EXPECT_EQ(guess_mapping(Role::buildings, table).column(Field::id), 1);
}

TEST(CitizenNumber, HasABirthdayAndACheckDigit) {
  EXPECT_TRUE(is_citizen_number("11010519491231002X"));  // the standard's own example
  EXPECT_TRUE(is_citizen_number("11010519491231002x"));
  EXPECT_FALSE(is_citizen_number("110105194912310021"));
  EXPECT_FALSE(is_citizen_number("11010519491331002X"));
  EXPECT_FALSE(is_citizen_number("1101051949123100"));
  EXPECT_FALSE(is_citizen_number(""));
}

TEST(MobileNumber, IsElevenDigitsFromThirteenOn) {
  for (const char* text : {"13800000001", "+86 138-0000-0001", "8613800000001"}) {
    EXPECT_TRUE(is_mobile_number(text)) << text;
  }
  for (const char* text :
       {"", "12345", "12800000001", "1380000000", "138000000011", "1380000000a", "0756-2120000"}) {
    EXPECT_FALSE(is_mobile_number(text)) << text;
  }
}

}  // namespace
}  // namespace wangge::model
