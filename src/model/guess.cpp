// Role and mapping guesses from names; see role.h.
#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <string>

#include "base/i18n.h"
#include "model/guess.h"
#include "model/name_key.h"
#include "model/role.h"

namespace wangge::model {
namespace {

enum class Content { any, time };

struct FieldNames {
  Field field;
  Content content;
  std::vector<std::string_view> names;      ///< whole names, the best first
  std::vector<std::string_view> contained;  ///< parts of names, tried when no whole name fits
};

// Sources: the office's own tables (Chinese), Open311 GeoReport v2, and the 311 and police files of
// New York, Washington and Vancouver.
const std::vector<FieldNames>& field_names() {
  static const std::vector<FieldNames> names{
      {Field::reported_at,
       Content::time,
       {"上报时间",   "报事时间",          "受理登记时间",   "来电时间",
        "诉求时间",   "发生时间",          "reportedat",     "createddate",
        "createdat",  "requesteddatetime", "reportdatetime", "reportdat",
        "reportdate", "serviceorderdate",  "adddate",        "opendate",
        "opened",     "occurdate",         "date",           "时间",
        "日期"},
       {"上报", "reported", "created"}},
      {Field::accepted_at,
       Content::time,
       {"受理时间", "立案时间", "派遣时间", "接单时间", "acceptedat", "accepteddate"},
       {"受理", "accepted"}},
      {Field::closed_at,
       Content::time,
       {"结案时间", "办结时间", "完成时间", "整改时间", "销号时间", "closedat", "closeddate",
        "closedatetime", "resolutiondate", "resolveddate", "closed"},
       {"结案", "办结", "closed"}},
      {Field::due_at,
       Content::time,
       {"时限", "截止时间", "办理时限", "应办结时间", "dueat", "duedate", "expecteddatetime",
        "serviceduedate", "deadline"},
       {"时限", "截止", "deadline"}},
      {Field::found_at,
       Content::time,
       {"发现时间", "发现日期", "排查时间", "巡查时间", "foundat", "founddate", "inspectiondate"},
       {"发现"}},
      {Field::rechecked_at,
       Content::time,
       {"复查时间", "复核时间", "复查日期", "recheckedat", "recheckdate"},
       {"复查", "recheck"}},
      {Field::valid_from,
       Content::time,
       {"生效日期", "启用日期", "开始日期", "validfrom", "startdate"},
       {"生效"}},
      {Field::valid_to,
       Content::time,
       {"失效日期", "停用日期", "结束日期", "validto", "enddate"},
       {"失效"}},
      {Field::community,
       Content::any,
       {"社区", "社区名称", "所属社区", "所在社区", "村居", "community", "communityname",
        "communityboard", "neighbourhood", "neighborhood", "neighborhoodcluster"},
       {"社区"}},
      {Field::estate,
       Content::any,
       {"小区", "小区名称", "所属小区", "楼盘", "estate", "compound"},
       {"小区"}},
      {Field::address,
       Content::any,
       {"地址", "详细地址", "门牌地址", "事发地址", "事件地址", "位置", "address",
        "incidentaddress", "streetaddress", "blocksiteaddress", "fulladdress", "addrfull",
        "hundredblock", "block"},
       {"地址", "address"}},
      {Field::floors,
       Content::any,
       {"层数", "楼层", "楼层数", "总层数", "地上层数", "floors", "floor", "numfloors", "levels",
        "buildinglevels", "storeys", "stories"},
       {"层数"}},
      {Field::height_m,
       Content::any,
       {"高度", "建筑高度", "楼高", "离地高度", "高度m", "heightm", "height", "heightroof",
        "bldgheight"},
       {"高度"}},
      {Field::households,
       Content::any,
       {"户数", "总户数", "住户数", "households", "hh"},
       {"户数", "household"}},
      {Field::population,
       Content::any,
       {"人口", "人口数", "总人口", "人数", "population", "totalpop", "totpop", "pop"},
       {"人口", "population"}},
      {Field::has_lift,
       Content::any,
       {"电梯", "有无电梯", "是否有电梯", "haslift", "lift", "elevator"},
       {"电梯", "elevator"}},
      {Field::chief,
       Content::any,
       {"楼长", "楼长姓名", "楼栋长", "楼组长", "chief", "stairwellchief"},
       {"楼长", "楼栋长"}},
      {Field::ropes, Content::any, {"防坠索", "防坠绳", "防坠索数", "ropes"}, {"防坠"}},
      {Field::construction_year,
       Content::any,
       {"建成年份", "建成年", "建造年份", "建成年代", "建筑年代", "竣工年份", "constructionyear",
        "yearbuilt", "cnstrctyr"},
       {"年份", "年代"}},
      {Field::officers,
       Content::any,
       {"网格员", "网格长", "负责人", "责任人", "officers", "officer"},
       {"网格员"}},
      {Field::theme, Content::any, {"主题", "网格主题", "特色", "theme"}, {"主题"}},
      {Field::level, Content::any, {"层级", "级别", "办理层级", "level"}, {"层级"}},
      {Field::severity,
       Content::any,
       {"严重程度", "紧急程度", "等级", "风险等级", "隐患等级", "severity", "priority"},
       {"程度", "等级"}},
      {Field::source,
       Content::any,
       {"来源", "渠道", "诉求来源", "工单来源", "事件来源", "来源渠道", "上报渠道", "受理渠道",
        "source", "channel", "opendatachanneltype", "requestsource", "channeltype"},
       {"来源", "渠道"}},
      {Field::status,
       Content::any,
       {"状态", "工单状态", "办理状态", "处理状态", "当前状态", "status", "serviceorderstatus",
        "statuscode"},
       {"状态", "status"}},
      {Field::category,
       Content::any,
       {"大类", "事件大类", "工单大类", "类别", "事件类型", "事件类别", "隐患类型", "隐患类别",
        "诉求类型", "class", "category", "complainttype", "servicename", "servicecodedescription",
        "offense", "requesttype", "类型", "type", "servicecode"},
       {"大类", "类别", "类型"}},
      {Field::subcategory,
       Content::any,
       {"小类", "事件小类", "工单小类", "细类", "子类", "subclass", "subcategory", "descriptor",
        "servicetypecodedescription", "servicesubtype"},
       {"小类"}},
      {Field::description,
       Content::any,
       {"描述", "事件描述", "问题描述", "内容", "诉求内容", "工单内容", "备注", "description",
        "details", "resolutiondescription"},
       {"描述", "内容"}},
      {Field::reporter,
       Content::any,
       {"上报人", "报事人", "诉求人", "来电人", "投诉人", "举报人", "姓名", "reporter", "caller"},
       {"上报人", "诉求人", "姓名"}},
      {Field::phone,
       Content::any,
       {"电话", "联系电话", "手机", "手机号", "手机号码", "来电号码", "联系方式", "phone",
        "phonenumber", "mobile", "tel"},
       {"电话", "手机", "phone"}},
      {Field::photo,
       Content::any,
       {"照片", "图片", "现场照片", "photo", "mediaurl", "image"},
       {"照片", "图片"}},
      {Field::kind,
       Content::any,
       {"种类", "类型", "类别", "设施类型", "设施类别", "用途", "kind", "type", "category", "class",
        "fclass", "highway", "amenity", "landuse", "waterway", "building"},
       {"类型", "类别"}},
      {Field::code,
       Content::any,
       {"网格编号", "网格编码", "网格代码", "所属网格", "编号", "编码", "代码", "网格", "code",
        "gridcode", "gridid", "grid", "admincode", "adcode"},
       {"网格编", "网格代", "gridcode"}},
      {Field::name,
       Content::any,
       {"名称", "网格名称", "社区名称", "楼栋名称", "楼宇名称", "设施名称", "道路名称", "单元名称",
        "区县名称", "name", "namezh", "qh", "label", "title", "namelsad20", "name20", "name10"},
       {"名称"}},
      {Field::id,
       Content::any,
       {"楼栋编号",
        "工单编号",
        "单元编号",
        "隐患编号",
        "设施编号",
        "社区编号",
        "工单号",
        "事件编号",
        "案件编号",
        "楼栋id",
        "单元id",
        "id",
        "servicerequestid",
        "uniquekey",
        "ccn",
        "incidentkey",
        "unitid",
        "buildingid",
        "ticketid",
        "osmid",
        "geoid",
        "geoid10",
        "geoid20",
        "编号",
        "编码",
        "唯一编码",
        "objectid",
        "fid"},
       {"编号"}},
  };
  return names;
}

bool holds(const Column& column, Content content) {
  return (content == Content::time) == std::holds_alternative<Times>(column.values);
}

// The columns of a table by the keys of their names.
class Names {
 public:
  explicit Names(const Table& table) : table_(table), used_(table.columns.size(), false) {
    for (const Column& column : table.columns) {
      keys_.push_back(name_key(column.name));
      personal_.push_back(is_personal_name(column.name));
    }
  }
  int find(const FieldNames& field) const {
    for (const std::string_view name : field.names) {
      for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (fits(i, field) && keys_[i] == name) return static_cast<int>(i);
      }
    }
    for (const std::string_view part : field.contained) {
      for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (fits(i, field) && keys_[i].find(part) != std::string::npos) return static_cast<int>(i);
      }
    }
    return -1;
  }
  void use(int column) { used_[static_cast<std::size_t>(column)] = true; }

 private:
  bool fits(std::size_t i, const FieldNames& field) const {
    // 身份证编号 is no id: what a feature is called by is on every label.
    return !used_[i] && holds(table_.columns[i], field.content) &&
           (!personal_[i] || is_personal(field.field));
  }
  const Table& table_;
  std::vector<std::string> keys_;
  std::vector<bool> used_, personal_;
};

// The first of the words that the text contains; empty for none.
std::string_view word_in(const std::string& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.find(word) != std::string::npos) return word;
  }
  return {};
}

struct NamedRole {
  Role role = Role::base;
  std::string_view word;  ///< of the name; empty: the name says nothing
};

// What the name of the layer or file says.
NamedRole role_by_name(const std::string& name, geo::Kind kind) {
  const bool areas = kind == geo::Kind::polygons, points = kind == geo::Kind::points;
  std::string_view word;
  const auto has = [&](std::initializer_list<std::string_view> words) {
    word = word_in(name, words);
    return !word.empty();
  };
  if (has({"隐患", "hazard", "险情"})) return {Role::hazards, word};
  if (!areas && has({"工单", "事件", "诉求", "热线", "12345", "投诉", "案件", "ticket", "311",
                     "request", "crime", "incident", "complaint", "shooting"})) {
    return {Role::tickets, word};
  }
  if (kind != geo::Kind::lines && has({"楼栋", "建筑", "楼宇", "房屋", "building"})) {
    return {Role::buildings, word};
  }
  // "communities" has "unit" in it.
  if (areas && !has({"grid"}) && has({"communit"})) return {Role::communities, word};
  if (areas && has({"单元", "unit", "blockgroup", "blocks", "smd"})) return {Role::units, word};
  if (areas && has({"网格", "grid"})) return {Role::grids, word};
  if (areas && has({"社区", "村居", "居委", "街道", "区县", "neighbourhood", "neighborhood",
                    "district", "precinct", "ward", "tract"})) {
    return {Role::communities, word};
  }
  if (has({"道路", "路网", "水系", "河流", "绿地", "公园", "road", "street", "water", "river",
           "green", "park"})) {
    return {Role::base, word};
  }
  // "points" has "poi" in it.
  if (points && (has({"设施", "驿站", "便民", "学校", "facilit", "station", "school"}) ||
                 (!has({"point"}) && has({"poi"})))) {
    return {Role::facilities, word};
  }
  return {};
}

// What the columns say.
Role role_by_columns(const Table& table, geo::Kind kind) {
  const Mapping tickets = guess_mapping(Role::tickets, table);
  const Mapping hazards = guess_mapping(Role::hazards, table);
  const Mapping buildings = guess_mapping(Role::buildings, table);
  const Mapping grids = guess_mapping(Role::grids, table);
  const auto has = [](const Mapping& mapping, Field field) { return mapping.column(field) >= 0; };
  if (kind == geo::Kind::points) {
    if (has(hazards, Field::found_at) && has(hazards, Field::rechecked_at)) return Role::hazards;
    const bool described = has(tickets, Field::category) || has(tickets, Field::status) ||
                           has(tickets, Field::description) || has(tickets, Field::address);
    if (has(tickets, Field::reported_at) && described) return Role::tickets;
    const Mapping facilities = guess_mapping(Role::facilities, table);
    if (has(facilities, Field::kind) && has(facilities, Field::name)) return Role::facilities;
  }
  if (kind == geo::Kind::lines) return Role::base;
  const int building_signs = has(buildings, Field::floors) + has(buildings, Field::chief) +
                             has(buildings, Field::has_lift) + has(buildings, Field::ropes) +
                             has(buildings, Field::construction_year) +
                             has(buildings, Field::height_m);
  if (building_signs > 0) return Role::buildings;
  if (kind == geo::Kind::polygons && (has(grids, Field::theme) || has(grids, Field::officers))) {
    return Role::grids;
  }
  return Role::base;
}

}  // namespace

RoleGuess guess_role(std::string_view layer_name, const Table& table, geo::Kind kind) {
  const NamedRole named = role_by_name(name_key(layer_name), kind);
  const Role role = named.word.empty() ? role_by_columns(table, kind) : named.role;
  return {role, guess_mapping(role, table)};
}

Mapping guess_mapping(Role role, const Table& table) {
  Mapping mapping;
  Names names(table);
  const std::vector<Field> wanted = fields_of(role);
  std::vector<FieldNames> order = field_names();
  // A unit's own number comes before that of its grid; a grid's code is its number.
  if (role == Role::units) {
    std::stable_partition(order.begin(), order.end(),
                          [](const FieldNames& field) { return field.field == Field::id; });
  }
  // Whole names are given out before parts of names may claim a column.
  for (const bool whole : {true, false}) {
    for (const FieldNames& field : order) {
      const bool is_wanted = std::find(wanted.begin(), wanted.end(), field.field) != wanted.end();
      if (!is_wanted || mapping.column(field.field) >= 0) continue;
      FieldNames tried = field;
      if (whole) tried.contained.clear();
      const int column = names.find(tried);
      if (column < 0) continue;
      mapping.set(field.field, column);
      names.use(column);
    }
  }
  return mapping;
}

std::string role_reason(const Layer& layer) {
  const geo::Kind kind = layer.geometry.kind();
  const NamedRole named = role_by_name(name_key(layer.name), kind);
  if (!named.word.empty() && named.role == layer.role) {
    return trf("guessed: its name has “{}” in it", named.word);
  }
  if (!named.word.empty() || role_by_columns(layer.table, kind) != layer.role) {
    return tr("set by you");
  }
  return layer.role == Role::base ? std::string(tr("nothing speaks for another"))
                                  : std::string(tr("guessed: its columns are those of one"));
}

std::vector<std::string> mapping_reasons(const Layer& layer) {
  const Mapping guessed = guess_mapping(layer.role, layer.table);
  std::vector<std::string> reasons;
  for (const Field field : fields_of(layer.role)) {
    const int column = layer.mapping.column(field);
    std::string& reason = reasons.emplace_back();
    if (column != guessed.column(field)) {
      reason = tr("set by you");
      continue;
    }
    if (column < 0) continue;
    const std::string key = name_key(layer.table.columns[static_cast<std::size_t>(column)].name);
    for (const FieldNames& one : field_names()) {
      if (one.field != field) continue;
      const bool times = one.content == Content::time;
      if (std::find(one.names.begin(), one.names.end(), key) != one.names.end()) {
        reason = times ? tr("a known name; its values are times") : tr("a known name");
        continue;
      }
      for (const std::string_view part : one.contained) {
        if (key.find(part) == std::string::npos) continue;
        reason = times ? trf("“{}” in its name; its values are times", part)
                       : trf("“{}” in its name", part);
        break;
      }
    }
  }
  return reasons;
}

}  // namespace wangge::model
