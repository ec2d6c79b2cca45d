#include "ui/sql_page.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <string_view>

#include "analysis/tool.h"
#include "session/sql_names.h"
#include "ui/icons.h"
#include "ui/list_row.h"
#include "ui/run_button.h"

namespace wangge::ui {
namespace {

int follow_cursor(ImGuiInputTextCallbackData* data) {
  auto& page = *static_cast<SqlPage*>(data->UserData);
  if (page.goes_to) {
    data->CursorPos = data->SelectionStart = data->SelectionEnd =
        std::min(*page.goes_to, data->BufTextLen);
    page.goes_to.reset();
  }
  page.cursor = data->CursorPos;
  return 0;
}

/// Writes a word where the cursor stands, apart from the word before.
void insert(SqlPage& page, std::string word) {
  const auto at = std::min(static_cast<std::size_t>(std::max(page.cursor, 0)), page.text.size());
  constexpr std::string_view joins = " \n\t(.,=<>";
  if (at > 0 && joins.find(page.text[at - 1]) == std::string_view::npos) word = " " + word;
  page.text.insert(at, word);
  page.cursor = static_cast<int>(at + word.size());
  page.goes_to = page.cursor;
  page.takes_keys = true;
}

std::string kind_of(const model::Column& column) {
  struct Name {
    std::string operator()(const model::Integers&) const { return tr("whole number"); }
    std::string operator()(const model::Reals&) const { return tr("number"); }
    std::string operator()(const model::Texts&) const { return tr("text"); }
    std::string operator()(const model::Times&) const { return tr("time"); }
    std::string operator()(const model::Bools&) const { return tr("yes or no"); }
  };
  return std::visit(Name{}, column.values);
}

/// A statement that works on what is open: how many rows of each kind.
std::string example(const io::SqlTable& table) {
  const auto& columns = table.layer->table.columns;
  const std::string from = session::sql_name(table.name);
  if (columns.empty()) return fmt::format("SELECT count(*) AS n FROM {}", from);
  const int category = table.layer->mapping.column(model::Field::category);
  const std::string by =
      session::sql_name(columns[category < 0 ? 0 : static_cast<std::size_t>(category)].name);
  return fmt::format("SELECT {0}, count(*) AS n\nFROM {1}\nGROUP BY {0}\nORDER BY n DESC", by,
                     from);
}

void draw_field(Ui& ui, const std::vector<io::SqlTable>& tables, SqlPage& page, Outbox& out) {
  const float width = ImGui::GetContentRegionAvail().x;
  if (page.takes_keys) ImGui::SetKeyboardFocusHere();
  page.takes_keys = false;
  ImGui::InputTextMultiline("##sql/text", &page.text, {width, ui.px(150)},
                            ImGuiInputTextFlags_CallbackAlways, follow_cursor, &page);
  note(ui, "sql/text");
  explain(ui, page.text.empty() ? tr("Write one SELECT here; a click on a table or column below "
                                     "writes its name.")
                                : "");
  const bool blank = page.text.find_first_not_of(" \n\t") == std::string::npos;
  if (blank && !tables.empty() &&
      button(ui, "sql/example", icon::plus, tr("Begin with an example"), Weight::quiet,
             example(tables.front()))) {
    page.text.clear();
    page.cursor = 0;
    insert(page, example(tables.front()));
  }
  if (run_button(ui, "sql/run", icon::play, tr("Run"),
                 blank ? tr("Write a SELECT first.") : nullptr)) {
    out.act(session::RunSql{page.text});
  }
}

/// A column's name and kind, indented below its table.
void draw_column(Ui& ui, const io::SqlTable& table, const std::string& name,
                 const std::string& kind, SqlPage& page) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(28));
  ListRow row{name};
  row.number = kind;
  if (list_row(ui, ("sql/column/" + table.name + "/" + name).c_str(), row,
               trf("Writes {} into the statement", session::sql_name(name)))) {
    insert(page, session::sql_name(name));
  }
}

void draw_table(Ui& ui, const io::SqlTable& table, SqlPage& page) {
  const bool open = page.unfolded.contains(table.name);
  if (icon_button(ui, ("sql/open/" + table.name).c_str(), open ? icon::down : icon::right,
                  open ? tr("Fold the columns") : tr("Show the columns"))) {
    open ? static_cast<void>(page.unfolded.erase(table.name))
         : static_cast<void>(page.unfolded.insert(table.name));
  }
  ImGui::SameLine(0, 0);
  ListRow row{table.name};
  row.number = with_separators(static_cast<long long>(table.layer->size()));
  const std::string name = session::sql_name(table.name);
  if (list_row(ui, ("sql/table/" + table.name).c_str(), row,
               trf("“{}”, {} rows. Writes {} into the statement", model::title(*table.layer),
                   row.number, name))) {
    insert(page, name);
  }
  if (!open) return;
  for (const model::Column& column : table.layer->table.columns) {
    draw_column(ui, table, column.name, kind_of(column), page);
  }
  if (!table.layer->extent.is_empty()) {
    draw_column(ui, table, "geometry", analysis::kinds_text({table.layer->geometry.kind()}), page);
  }
}

}  // namespace

void draw_sql_page(Ui& ui, const session::Snapshot& snapshot, SqlPage& page, Outbox& out) {
  const std::vector<io::SqlTable> tables = session::sql_tables(*snapshot.workspace);
  if (!page.begun && !tables.empty()) {
    page.unfolded.insert(tables.front().name);
    page.begun = true;
  }
  draw_field(ui, tables, page, out);
  section(ui, tr("Tables and columns"),
          tr("Open layers as SQL sees them. A click writes a name where the cursor stands."));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (const io::SqlTable& table : tables) draw_table(ui, table, page);
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
