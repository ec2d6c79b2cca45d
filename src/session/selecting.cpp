#include <algorithm>
#include <iterator>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

void set_selection(State& state, model::Selection selection) {
  state.snapshot.selection = std::make_shared<const model::Selection>(std::move(selection));
  state.touch();
}

model::Rows sorted(model::Rows rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// What a filter hides is not selected either.
model::Rows only_shown(const State& state, LayerId layer, const model::Rows& rows) {
  if (!state.snapshot.tickets || state.snapshot.tickets->layer != layer) return rows;
  const model::Rows& shown = *state.snapshot.tickets->rows;
  model::Rows both;
  std::set_intersection(rows.begin(), rows.end(), shown.begin(), shown.end(),
                        std::back_inserter(both));
  return both;
}

}  // namespace

void select(State& state, const Select& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr) return;
  model::Rows rows = sorted(action.rows);
  std::erase_if(rows, [&](std::uint32_t row) { return row >= entry->layer->size(); });
  const model::Selection& before = *state.snapshot.selection;
  if (action.mode != SelectMode::replace && before.layer == action.layer) {
    model::Rows combined;
    if (action.mode == SelectMode::add) {
      std::set_union(before.rows.begin(), before.rows.end(), rows.begin(), rows.end(),
                     std::back_inserter(combined));
    } else {
      std::set_symmetric_difference(before.rows.begin(), before.rows.end(), rows.begin(),
                                    rows.end(), std::back_inserter(combined));
    }
    rows = std::move(combined);
  }
  set_selection(state, {rows.empty() ? model::no_layer : action.layer, std::move(rows)});
}

void clear_selection(State& state) { set_selection(state, {}); }

void select_by_space(State& state, const SelectBySpace& action) {
  const model::LayerEntry* target = state.workspace().find(action.target);
  const model::LayerEntry* by = action.drawn ? nullptr : state.workspace().find(action.by);
  if (target == nullptr || (!action.drawn && by == nullptr)) {
    state.tell({ErrorCode::invalid_argument, "", tr("There is no layer to select from or by."),
                tr("Choose both layers.")});
    return;
  }
  const bool by_selection = action.by_selection_only && by != nullptr;
  if (by_selection &&
      (state.snapshot.selection->layer != by->id || state.snapshot.selection->empty())) {
    state.tell({ErrorCode::invalid_argument, "",
                trf("Nothing is selected in “{}”.", by->layer->name),
                tr("Select something there first, or ask by the whole layer.")});
    return;
  }
  state.jobs.start(trf("Selecting in {}", target->layer->name),
                   [action, target = target->layer, by = by == nullptr ? nullptr : by->layer,
                    rows = by_selection ? state.snapshot.selection->rows : model::Rows(),
                    by_selection](JobContext& context) {
                     geo::PackedGeometry some;
                     const geo::PackedGeometry* shapes = nullptr;
                     if (action.drawn) {
                       shapes = &*action.drawn;
                     } else if (by_selection) {
                       some = by->geometry.subset(rows);
                       shapes = &some;
                     } else {
                       shapes = &by->geometry;
                     }
                     auto found = analysis::select_by(target->geometry, *shapes, action.predicate,
                                                      action.distance_m, context.progress);
                     context.land([found = std::move(found), action](State& s) {
                       if (!found) {
                         s.tell(found.error());
                         return;
                       }
                       const model::Rows shown = only_shown(s, action.target, *found);
                       if (shown.empty())
                         s.tell(NoticeKind::done, tr("Nothing stands in that relation."));
                       select(s, {action.target, shown, SelectMode::replace});
                     });
                   });
  state.touch();
}

}  // namespace wangge::session
