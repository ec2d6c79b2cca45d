#include "ui/codes_page.h"

#include <imgui_stdlib.h>

#include <algorithm>

#include "model/code_table.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t most_codes = 60, longest_code = 12, rows_looked_at = 400;

std::string text_of(const model::CodeTable& table, const std::string& code) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.first == code; });
  return found == table.end() ? std::string() : found->second;
}

}  // namespace

bool may_hold_codes(const model::Column& column) {
  if (column.coding) return true;
  if (std::holds_alternative<model::Times>(column.values)) return false;
  std::vector<std::string> seen;
  for (std::size_t row = 0; row < std::min(column.size(), rows_looked_at); ++row) {
    std::string text = column.text(row);
    if (text.empty() || std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
    if (text.size() > longest_code || seen.size() == most_codes) return false;
    seen.push_back(std::move(text));
  }
  return !seen.empty();
}

CodesPage ask_for_codes(const model::Column& column, int index) {
  CodesPage page;
  page.column = index;
  page.codes = model::codes_in(column, most_codes);
  std::sort(page.codes.begin(), page.codes.end(), [](const auto& a, const auto& b) {
    return std::pair(a.size(), a) < std::pair(b.size(), b);  // 2 before 10
  });
  for (const std::string& code : page.codes) {
    page.texts.push_back(column.coding ? text_of(column.coding->table, code) : std::string());
  }
  return page;
}

void draw_codes_page(Ui& ui, const model::LayerEntry& entry, CodesPage& page, Outbox& out) {
  const auto& columns = entry.layer->table.columns;
  if (static_cast<std::size_t>(page.column) >= columns.size()) {
    page = {};
    return;
  }
  const model::Column& column = columns[static_cast<std::size_t>(page.column)];
  ImGui::TextUnformatted(trf("What the codes of “{}” mean", column.name).c_str());
  secondary(ui, tr("The texts stand in the place of the codes in filters, legends and tables, and "
                   "in the next file of this kind. A code without a text stays as it is."));
  ImGui::Dummy({0, ui.px(4)});
  bool done = false;
  ImGui::BeginChild("##codes", {0, ImGui::GetContentRegionAvail().y - ui.px(44)});
  for (std::size_t i = 0; i < page.codes.size(); ++i) {
    ImGui::AlignTextToFramePadding();
    fitted(ui, page.codes[i], ui.px(134));
    ImGui::SameLine(ui.px(150));
    ImGui::SetNextItemWidth(ui.px(320));
    const std::string name = "codes/" + page.codes[i];
    ImGui::InputTextWithHint(("##" + name).c_str(), page.codes[i].c_str(), &page.texts[i]);
    note(ui, name.c_str());
  }
  ImGui::EndChild();
  const bool any = std::any_of(page.texts.begin(), page.texts.end(),
                               [](const std::string& text) { return !text.empty(); });
  if (button(ui, "codes/apply", icon::check, tr("Use these texts"), Weight::primary, "",
             any ? nullptr : tr("Type the text of at least one code."))) {
    model::CodeTable codes;
    for (std::size_t i = 0; i < page.codes.size(); ++i) {
      if (!page.texts[i].empty()) codes.emplace_back(page.codes[i], page.texts[i]);
    }
    out.act(session::SetCodeTable{entry.id, page.column, std::move(codes)});
    done = true;
  }
  ImGui::SameLine();
  if (button(ui, "codes/file", icon::folder, tr("From a file…"), Weight::plain,
             tr("A table of two columns: the code, then its text"))) {
    out.ask(AskForCodeFile{entry.id, page.column});
    done = true;
  }
  if (column.coding) {
    ImGui::SameLine();
    if (button(ui, "codes/none", nullptr, tr("Codes as they are"), Weight::plain,
               tr("Takes the texts away again"))) {
      out.act(session::SetCodeTable{entry.id, page.column, {}});
      done = true;
    }
  }
  ImGui::SameLine();
  if (button(ui, "codes/back", nullptr, tr("Back"), Weight::plain, "")) done = true;
  if (done) page = {};
}

}  // namespace wangge::ui
