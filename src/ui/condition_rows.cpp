#include "ui/condition_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/question_words.h"
#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/unfinished.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::Condition;
using analysis::Group;

/// The condition at the end of a path, or null.
Condition* at(Group& group, const ConditionPath& path) {
  Group* in = &group;
  Condition* found = nullptr;
  for (const std::size_t place : path) {
    if (in == nullptr || place >= in->conditions.size()) return nullptr;
    found = &in->conditions[place];
    in = std::get_if<Group>(&found->what);
  }
  return found;
}

analysis::Place* place_of(Condition* condition) {
  if (condition == nullptr) return nullptr;
  if (auto* space = std::get_if<analysis::SpatialCondition>(&condition->what)) return &space->place;
  auto* nearest = std::get_if<analysis::NearestCondition>(&condition->what);
  return nearest == nullptr ? nullptr : &nearest->place;
}

std::string name_of(const ConditionPath& path) {
  std::string name = "condition";
  for (const std::size_t place : path) name += "/" + std::to_string(place);
  return name;
}

/// Draws the list of a question's conditions and what is edited in it.
class List {
 public:
  List(Ui& ui, const session::Snapshot& snapshot, const model::LayerPtr& layer,
       const std::vector<std::size_t>& alone, analysis::Question& question, ConditionRows& rows,
       MapState& map)
      : ui_(ui),
        snapshot_(snapshot),
        layer_(layer),
        alone_(alone),
        question_(question),
        rows_(rows),
        desk_{ui, snapshot, rows.values, rows.search, map, rows.drawing} {}

  bool draw() {
    draw_group(question_.where, {});
    if (gone_) {
      Group* from = &question_.where;
      ConditionPath path = *gone_;
      const std::size_t last = path.back();
      path.pop_back();
      if (Condition* group = at(question_.where, path)) from = &std::get<Group>(group->what);
      from->conditions.erase(from->conditions.begin() + static_cast<std::ptrdiff_t>(last));
      rows_.edited.reset();
      changed_ = true;
    }
    return changed_;
  }

 private:
  void draw_group(Group& group, const ConditionPath& path) {
    if (group.conditions.size() > 1 || !path.empty()) {
      const std::array<std::string, 2> ways{tr("All of them"), tr("Any of them")};
      int way = group.any ? 1 : 0;
      const std::string name = name_of(path) + "/any";
      if (segmented(ui_, name.c_str(), ways, way, ImGui::GetContentRegionAvail().x)) {
        group.any = way == 1;
        changed_ = true;
      }
    }
    for (std::size_t i = 0; i < group.conditions.size(); ++i) {
      ConditionPath inner = path;
      inner.push_back(i);
      draw_condition(group.conditions[i], inner);
    }
    draw_adding(group, path);
  }

  void draw_condition(Condition& condition, const ConditionPath& path) {
    const std::string name = name_of(path);
    const bool edited = rows_.edited == path;
    draw_row(condition, path, name, edited);
    auto* group = std::get_if<Group>(&condition.what);
    if (group == nullptr && !edited) return;
    const ImVec2 top = ImGui::GetCursorScreenPos();
    ImGui::PushID(name.c_str());
    ImGui::Indent(ui_.px(12));
    if (group != nullptr) {
      draw_group(*group, path);
    } else {
      changed_ |= edit(condition);
    }
    ImGui::Unindent(ui_.px(12));
    ImGui::PopID();
    const float end = ImGui::GetCursorScreenPos().y - ImGui::GetStyle().ItemSpacing.y;
    ImGui::GetWindowDrawList()->AddRectFilled({top.x + ui_.px(3), top.y}, {top.x + ui_.px(5), end},
                                              ui_.colours->accent_soft);
  }

  std::string words_of(const Condition& condition, bool is_group) const {
    if (is_group) return condition.negated ? tr("not this group:") : tr("a group:");
    Condition finished = condition;
    if (!says_something(finished)) return tr("Choose what is asked");
    return analysis::phrase(finished, question_.layer, *snapshot_.workspace);
  }

  /// Words, how many meet it alone, a cross.
  void draw_row(Condition& condition, const ConditionPath& path, const std::string& name,
                bool edited) {
    const float width = ImGui::GetContentRegionAvail().x, cross = ui_.px(24), pad = ui_.px(8);
    const bool is_group = std::holds_alternative<Group>(condition.what);
    const std::string count = path.size() == 1 && path.front() < alone_.size()
                                  ? with_separators(static_cast<long long>(alone_[path.front()]))
                                  : std::string();
    const float count_width = count.empty() ? 0 : ImGui::CalcTextSize(count.c_str()).x + pad;
    const std::string words = words_of(condition, is_group);
    const float room = width - cross - count_width - 2 * pad;
    const std::string text = with_line_breaks(words, room);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float height = std::max(ui_.px(28), ImGui::CalcTextSize(text.c_str()).y + ui_.px(10));
    if (ImGui::InvisibleButton(name.c_str(), {width - cross, height}) && !is_group) {
      rows_.search.clear();
      rows_.drawing = false;
      if (edited) {
        rows_.edited.reset();
      } else {
        rows_.edited = path;
      }
    }
    note(ui_, name.c_str());
    const bool hovered = ImGui::IsItemHovered();
    explain(ui_, is_group ? std::string() : words + "\n" + tr("Click to change the condition."));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 high{low.x + width, low.y + height};
    list->AddRectFilled(
        low, high, edited || hovered ? ui_.colours->accent_soft : ui_.colours->window, ui_.px(6));
    const float line = ImGui::GetFontSize();
    list->AddText(
        {low.x + pad, low.y + std::floor((height - ImGui::CalcTextSize(text.c_str()).y) / 2)},
        ui_.colours->text, text.c_str());
    const float y = low.y + std::floor((height - line) / 2);
    if (!count.empty()) {
      list->AddText({high.x - cross - ImGui::CalcTextSize(count.c_str()).x, y},
                    ui_.colours->secondary, count.c_str());
    }
    ImGui::SameLine(0, 0);
    const std::string close = name + "/close";
    if (ImGui::InvisibleButton(close.c_str(), {cross, height})) gone_ = path;
    note(ui_, close.c_str());
    explain(ui_, tr("Take the condition away"));
    list->AddText({high.x - cross + ui_.px(7), y},
                  ImGui::IsItemHovered() ? ui_.colours->text : ui_.colours->secondary, icon::close);
  }

  bool edit(Condition& condition) {
    bool changed = std::visit([this](auto& what) { return edit_what(what); }, condition.what);
    ImGui::Dummy({0, ui_.px(2)});
    if (check_row(ui_, "condition/negated", tr("The opposite"), "",
                  condition.negated ? Check::on : Check::off)) {
      condition.negated = !condition.negated;
      changed = true;
    }
    explain(ui_, tr("Whatever does not meet the condition"));
    return changed;
  }
  bool edit_what(analysis::AttributeCondition& what) { return edit_attribute(desk_, layer_, what); }
  bool edit_what(analysis::TimeCondition& what) { return edit_time(desk_, layer_, what); }
  bool edit_what(analysis::SpatialCondition& what) { return edit_space(desk_, what); }
  bool edit_what(analysis::NearestCondition& what) { return edit_nearest(desk_, what); }
  bool edit_what(Group&) { return false; }

  void draw_adding(Group& group, const ConditionPath& path) {
    const std::string popup = "##add" + name_of(path);
    const std::string name = path.empty() ? "question/add" : name_of(path) + "/add";
    if (button(ui_, name.c_str(), icon::plus, tr("Condition"), Weight::plain,
               tr("Add a condition: a value, a time, a place"))) {
      ImGui::OpenPopup(popup.c_str());
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui_.px(6), ui_.px(6)});
    if (ImGui::BeginPopup(popup.c_str())) {
      const auto offer = [&](const char* key, const char* sign, const char* text, auto make) {
        if (button(ui_, key, sign, text, Weight::quiet, "", nullptr, ui_.px(220))) {
          group.conditions.push_back({make(), false});
          ConditionPath added = path;
          added.push_back(group.conditions.size() - 1);
          rows_.edited = added;
          rows_.search.clear();
          ImGui::CloseCurrentPopup();
        }
      };
      const session::Snapshot& snapshot = snapshot_;
      const std::string& layer = question_.layer;
      offer("add/attribute", icon::table, tr("A value in a column"),
            [&] { return first_attribute(*layer_); });
      if (!first_time(*layer_).column.empty()) {
        offer("add/time", icon::history, tr("A time"), [&] {
          changed_ = true;
          return first_time(*layer_);
        });
      }
      offer("add/near", icon::search, tr("Near something"), [&] {
        changed_ = true;
        return analysis::SpatialCondition{
            analysis::Predicate::within_distance, {"100"}, first_place(snapshot, layer, true)};
      });
      offer("add/within", icon::lasso, tr("In or against something"), [&] {
        changed_ = true;
        return analysis::SpatialCondition{
            analysis::Predicate::within, {"0"}, first_place(snapshot, layer, false)};
      });
      offer("add/nearest", icon::target, tr("The nearest few"), [&] {
        changed_ = true;
        return analysis::NearestCondition{{"1"}, first_place(snapshot, layer, true)};
      });
      offer("add/group", icon::grids, tr("A group: all or any of some"), [&] {
        return Group{!group.any, {}};
      });
      ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
  }

  Ui& ui_;
  const session::Snapshot& snapshot_;
  const model::LayerPtr& layer_;
  const std::vector<std::size_t>& alone_;
  analysis::Question& question_;
  ConditionRows& rows_;
  ConditionDesk desk_;
  bool changed_ = false;
  std::optional<ConditionPath> gone_;
};

}  // namespace

bool draw_condition_rows(Ui& ui, const session::Snapshot& snapshot, const model::LayerPtr& layer,
                         const std::vector<std::size_t>& alone, analysis::Question& question,
                         ConditionRows& rows, MapState& map) {
  return List(ui, snapshot, layer, alone, question, rows, map).draw();
}

bool take_drawn_shape(const session::Snapshot& snapshot, analysis::Question& question,
                      ConditionRows& rows, MapState& map) {
  if (!rows.drawing || map.drawing_question) return false;
  rows.drawing = false;
  analysis::Place* place = rows.edited ? place_of(at(question.where, *rows.edited)) : nullptr;
  if (place == nullptr || map.question.empty()) return false;
  std::vector<geo::Point> ring = map.question;
  if (geo::transform_all(ring, snapshot.workspace->crs, geo::Crs::wgs84()) > 0) return false;
  const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
  for (geo::Point& p : ring) p = {rounded(p.x), rounded(p.y)};
  place->drawn = geo::PackedGeometry(geo::Kind::polygons);
  place->drawn.add_ring_feature(ring);
  return true;
}

}  // namespace wangge::ui
