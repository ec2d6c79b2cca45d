#include "ui/grid_sheet.h"

#include <imgui_stdlib.h>

#include "ui/grid_sign.h"
#include "ui/icons.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void text_line(Ui& ui, const char* name, const std::string& what, std::string& text, float width,
               const std::string& hint = {}) {
  form_line(ui, what, hint);
  ImGui::SetNextItemWidth(width);
  ImGui::InputText((std::string("##") + name).c_str(), &text);
  note(ui, name);
}

void sign_line(Ui& ui, std::string& icon) {
  form_line(ui, tr("Sign"), tr("What marks the theme on the map; once more takes it away."));
  bool first = true;
  for (const GridSign& sign : grid_signs()) {
    if (!first) ImGui::SameLine(0, ui.px(0));
    first = false;
    const std::string name = std::string("grid_sheet/sign/") + sign.key;
    if (icon_button(ui, name.c_str(), sign.glyph, tr(sign.name), icon == sign.key)) {
      icon = icon == sign.key ? "" : sign.key;
    }
  }
}

void stars_line(Ui& ui, int& stars) {
  form_line(ui, tr("Stars"), tr("How well the grid works, as the office rates it."));
  for (int star = 1; star <= 5; ++star) {
    if (star > 1) ImGui::SameLine(0, ui.px(2));
    const std::string name = "grid_sheet/star/" + std::to_string(star);
    if (icon_button(ui, name.c_str(), star <= stars ? icon::star : icon::no_star,
                    trf("{} stars; once more takes them away", star))) {
      stars = stars == star ? 0 : star;
    }
  }
}

}  // namespace

void open_grid_sheet(const session::Snapshot& snapshot, model::GridIndex grid, GridSheet& sheet) {
  if (!snapshot.plan || !snapshot.plan->plan->is_open(grid)) return;
  sheet.grid = grid;
  sheet.record = snapshot.plan->plan->grids[static_cast<std::size_t>(grid)];
}

void draw_grid_sheet(Ui& ui, const session::Snapshot& snapshot, GridSheet& sheet, Outbox& out) {
  if (sheet.grid == model::unassigned) return;
  if (!snapshot.plan || !snapshot.plan->plan->is_open(sheet.grid)) {
    sheet.grid = model::unassigned;
    return;
  }
  bool closed = false;
  if (!begin_sheet(ui, "grid_sheet", tr("Describe the grid"), {560, 0}, closed)) return;
  const float width = ui.px(340);
  model::GridRecord& record = sheet.record;
  text_line(ui, "grid_sheet/name", tr("Name"), record.name, width);
  text_line(ui, "grid_sheet/code", tr("Code"), record.code, width,
            tr("6 digits county, 3 street, 3 community, 2 or 3 serial; every grid has its own."));
  text_line(ui, "grid_sheet/community", tr("Community"), record.community, width,
            tr("The grid cannot take units of another community."));
  text_line(ui, "grid_sheet/theme", tr("Theme"), record.theme, width,
            tr("What the grid stands for: one grid, one feature."));
  text_line(ui, "grid_sheet/strategy", tr("Strategy"), record.strategy, width,
            tr("What is done about the theme."));
  sign_line(ui, record.icon);
  stars_line(ui, record.stars);
  text_line(ui, "grid_sheet/officers", tr("Officers"), record.officers, width,
            tr("Posts and names: 网格长 A；网格员 B、C、D"));
  const Reason reason = record.code.empty() ? tr("A grid needs a code.") : nullptr;
  if (answer_sheet(ui, "grid_sheet", icon::check, tr("Take over"), reason, closed)) {
    out.act(session::SetGrid{sheet.grid, record});
  }
  if (closed) sheet.grid = model::unassigned;
  end_sheet(closed);
}

}  // namespace wangge::ui
