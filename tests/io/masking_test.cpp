#include "io/masking.h"

#include <gtest/gtest.h>

namespace wangge::io {
namespace {

model::Column texts(const std::string& name, const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

model::Layer people() {
  model::Layer layer;
  layer.table.columns = {texts("编号", {"a", "b"}), texts("户主姓名", {"演示甲某", "演示乙某"}),
                         texts("x", {"13800000001", "13800000002"})};
  layer.table.rows = 2;
  return layer;
}

TEST(ColumnsToMask, AreKnownByNameByValuesAndWhereNamedBesides) {
  const model::Layer layer = people();
  EXPECT_EQ(columns_to_mask(layer), (std::vector<bool>{false, true, true}));
  EXPECT_EQ(columns_to_mask(layer, {"编号"}), (std::vector<bool>{true, true, true}));
  EXPECT_EQ(masked_column(layer.table.columns[1]).text(0), "演**");
  EXPECT_EQ(masked_column(layer.table.columns[2]).text(1), "138****");
}

TEST(MaskPreviews, NoPersonStandsInAPreview) {
  model::Layer layer = people();
  layer.source.encoding = "GB18030";
  layer.source.encodings = {{"GB18030", 1, true, "编号,户主姓名 · a,演示甲某,1 · 电话13800000001"},
                            {"BIG5", 0.2, true, "x · y · z"}};
  mask_previews(layer);
  const std::string& shown = layer.source.encodings[0].preview;
  EXPECT_NE(shown.find("编号,户主姓名"), std::string::npos) << "the header stays";
  EXPECT_EQ(shown.find("演示甲某"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("0000001"), std::string::npos) << shown;
  EXPECT_EQ(layer.source.encodings[1].preview.find("y ·"), std::string::npos)
      << "the same bytes, read otherwise";
}

}  // namespace
}  // namespace wangge::io
