#include "ui/attribute_table.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "io/masking.h"
#include "model/personal.h"
#include "ui/row_order.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t most_columns = 60;  // ImGui's tables take 64

bool is_number(const model::Column& column) {
  return std::holds_alternative<model::Integers>(column.values) ||
         std::holds_alternative<model::Reals>(column.values);
}

/// Starts a new order where what it depends on has changed, and takes it over when it is ready.
void refresh(const session::Snapshot& snapshot, const model::LayerEntry& entry, TableState& state,
             bool resort) {
  const bool tickets = snapshot.tickets && snapshot.tickets->layer == entry.id;
  const auto filtered = tickets ? snapshot.tickets->rows : nullptr;
  const bool other_layer = state.layer != entry.layer;
  if (other_layer) state.column = -1, state.ascending = true, state.anchor = 0, state.order.reset();
  const bool stale = other_layer || resort || state.filtered != filtered ||
                     (state.selected_only && state.selection != snapshot.selection);
  if (stale && !state.busy()) {
    state.layer = entry.layer;
    state.filtered = filtered;
    state.selection = snapshot.selection;
    model::Rows rows;
    if (state.selected_only && snapshot.selection->layer == entry.id) {
      rows = snapshot.selection->rows;
    } else if (!state.selected_only && filtered) {
      rows = *filtered;
    } else if (!state.selected_only) {
      rows.resize(entry.layer->size());
      for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
    }
    state.coming =
        std::async(std::launch::async, [layer = entry.layer, rows = std::move(rows),
                                        column = state.column, up = state.ascending]() mutable {
          return sorted_rows(*layer, std::move(rows), column, up);
        });
    state.coming.wait_for(std::chrono::milliseconds(4));  // short tables at once
  }
  if (state.busy() && state.coming.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    state.order = std::make_shared<const std::vector<std::uint32_t>>(state.coming.get());
  }
}

void click_row(const session::Snapshot& snapshot, TableState& state, model::LayerId layer,
               std::size_t place, Outbox& out) {
  const ImGuiIO& io = ImGui::GetIO();
  const auto& order = *state.order;
  session::Select select{layer, {order[place]}};
  if (io.KeyShift && state.anchor < order.size() && snapshot.selection->layer == layer) {
    const auto [first, last] = std::minmax(state.anchor, place);
    select.rows.assign(order.begin() + static_cast<std::ptrdiff_t>(first),
                       order.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    std::sort(select.rows.begin(), select.rows.end());
  } else {
    if (io.KeyCtrl) select.mode = session::SelectMode::toggle;
    state.anchor = place;
  }
  out.act(std::move(select));
}

}  // namespace

void draw_attribute_table(Ui& ui, const session::Snapshot& snapshot, TableState& state,
                          model::LayerId layer, Outbox& out) {
  const model::LayerEntry* entry = snapshot.workspace->find(layer);
  if (entry == nullptr) {
    secondary(ui, tr("Choose a layer on the left to see its table."));
    return;
  }
  const std::array<std::string, 2> which{tr("All rows"), tr("Selected")};
  int chosen = state.selected_only ? 1 : 0;
  ImGui::PushFont(ui.fonts.small);
  bool resort = segmented(ui, "table/which", which, chosen);
  if (resort) state.selected_only = chosen == 1;
  ImGui::SameLine(0, ui.px(12));
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ui.px(6));
  const std::size_t shown = state.order ? state.order->size() : 0;
  std::string head = model::title(*entry->layer) + " · " +
                     trf("{} rows", with_separators(static_cast<long long>(shown)));
  if (state.busy()) head += std::string(" · ") + tr("sorting…");
  ImGui::TextDisabled("%s", head.c_str());
  ImGui::PopFont();

  const auto& columns = entry->layer->table.columns;
  const std::size_t shown_columns = std::min(columns.size(), most_columns);
  if (shown_columns == 0) {
    secondary(ui, tr("This layer has no attributes."));
    return;
  }
  const auto personal = model::personal_columns(*entry->layer);

  ImGui::PushFont(ui.fonts.small);
  const std::string id = "##table" + std::to_string(static_cast<std::uint32_t>(layer));
  constexpr auto flags = ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY |
                         ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate |
                         ImGuiTableFlags_Resizable | ImGuiTableFlags_BordersInnerH |
                         ImGuiTableFlags_Hideable | ImGuiTableFlags_Reorderable;
  if (ImGui::BeginTable(id.c_str(), static_cast<int>(shown_columns) + 1, flags)) {
    ImGui::TableSetupScrollFreeze(1, 1);
    ImGui::TableSetupColumn("#", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_NoSort,
                            ui.px(56));
    for (std::size_t c = 0; c < shown_columns; ++c) {
      const std::string label = columns[c].name + "##" + std::to_string(c);
      ImGui::TableSetupColumn(label.c_str(), ImGuiTableColumnFlags_WidthFixed,
                              std::clamp(ImGui::CalcTextSize(columns[c].name.c_str()).x + ui.px(32),
                                         ui.px(96), ui.px(220)));
    }
    ImGui::TableHeadersRow();
    if (ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
        specs != nullptr && specs->SpecsDirty) {
      const int before = state.column;
      const bool up = state.ascending;
      state.column = specs->SpecsCount == 0 ? -1 : specs->Specs[0].ColumnIndex - 1;
      state.ascending =
          specs->SpecsCount == 0 || specs->Specs[0].SortDirection == ImGuiSortDirection_Ascending;
      resort = resort || before != state.column || up != state.ascending;
      specs->SpecsDirty = state.busy() && resort;  // ask again once the running sort has ended
    }
    refresh(snapshot, *entry, state, resort);

    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(state.order ? state.order->size() : 0));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        const auto place = static_cast<std::size_t>(i);
        const std::uint32_t row = (*state.order)[place];
        if (row >= entry->layer->size()) continue;
        ImGui::TableNextRow();
        ImGui::TableSetColumnIndex(0);
        ImGui::PushID(i);
        const std::string number = with_separators(static_cast<long long>(row) + 1);
        if (ImGui::Selectable(number.c_str(), snapshot.selection->contains(layer, row),
                              ImGuiSelectableFlags_SpanAllColumns)) {
          click_row(snapshot, state, layer, place, out);
        }
        note(ui, ("table/row/" + std::to_string(row)).c_str());
        if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0) &&
            entry->layer->geometry.has_geometry(row)) {
          out.ask(ZoomTo{entry->layer->geometry.box(row)});
        }
        ImGui::PopID();
        for (std::size_t c = 0; c < shown_columns; ++c) {
          if (!ImGui::TableSetColumnIndex(static_cast<int>(c) + 1)) continue;
          const std::string text = columns[c].text(row);
          const bool hidden = personal[c] != model::Personal::no;
          if (!hidden && is_number(columns[c])) {
            right_aligned(text);
          } else {
            fitted(ui, hidden ? io::masked(text) : text, ImGui::GetContentRegionAvail().x);
          }
        }
      }
    }
    ImGui::EndTable();
  } else {
    refresh(snapshot, *entry, state, resort);
  }
  ImGui::PopFont();
}

}  // namespace wangge::ui
