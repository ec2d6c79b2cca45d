// Rows of a layer by groups.
#include <algorithm>
#include <numeric>

#include "analysis/assign.h"
#include "base/i18n.h"
#include "session/answer_sentences.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// What a job counts: nothing of it changes meanwhile.
struct Counting {
  ShowStatistics request;
  model::LayerPtr layer;
  std::shared_ptr<const model::Rows> rows;
  model::LayerPtr communities, grids;  ///< for keys by area
};

std::shared_ptr<const model::Rows> rows_of(const State& state, const ShowStatistics& request,
                                           const model::Layer& layer) {
  const model::Selection& selection = *state.snapshot.selection;
  if (request.of == RowsOf::selected) {
    return std::make_shared<const model::Rows>(selection.layer == request.layer ? selection.rows
                                                                                : model::Rows());
  }
  const auto& tickets = state.snapshot.tickets;
  if (request.of == RowsOf::shown && tickets && tickets->layer == request.layer) {
    return tickets->rows;
  }
  model::Rows all(layer.size());
  std::iota(all.begin(), all.end(), 0U);
  return std::make_shared<const model::Rows>(std::move(all));
}

/// Which area of a layer each feature lies in; points by METHODS §8, all else by label points.
Result<analysis::GroupKey> by_area(const model::Layer& layer, const model::LayerPtr& areas,
                                   const char* name) {
  if (!areas) {
    return Error{ErrorCode::not_found, name, tr("No layer of these areas is open."),
                 tr("Open one, or group by a column.")};
  }
  analysis::GroupKey key;
  key.name = name;
  const geo::Kind kind = layer.geometry.kind();
  if (kind == geo::Kind::lines) {
    return Error{ErrorCode::unsupported, name, tr("Lines lie in several areas."),
                 tr("Cut them by the areas first (tool “intersection”).")};
  }
  key.area_of = kind == geo::Kind::points
                    ? analysis::assign_points(layer.geometry, areas->geometry).area_of
                    : analysis::assign_by_label_point(layer.geometry, areas->geometry).area_of;
  for (std::size_t row = 0; row < areas->size(); ++row) {
    const model::Column* named = areas->field(model::Field::name);
    std::string text =
        named == nullptr || named->is_null(row) ? areas->label(row) : named->text(row);
    key.areas.push_back(std::move(text));
  }
  return key;
}

Result<std::vector<analysis::GroupKey>> keys_of(const Counting& counting) {
  std::vector<analysis::GroupKey> keys;
  for (const GroupBy& by : counting.request.keys) {
    if (by.by == GroupBy::By::column) {
      analysis::GroupKey key;
      key.column = by.column;
      key.step = by.step;
      keys.push_back(std::move(key));
      continue;
    }
    const bool grids = by.by == GroupBy::By::grids;
    auto key = by_area(*counting.layer, grids ? counting.grids : counting.communities,
                       grids ? tr("Grid") : tr("Community"));
    if (!key) return key.error();
    keys.push_back(std::move(*key));
  }
  return keys;
}

Result<void> count(const Counting& counting, StatisticsView& view, Progress& progress) {
  const auto keys = keys_of(counting);
  if (!keys) return keys.error();
  auto table = analysis::group_rows(*counting.layer, *counting.rows, *keys,
                                    counting.request.measures, progress);
  if (!table) return table.error();
  view.table = std::move(*table);
  if (keys->size() != 2 || counting.request.measures.empty()) return {};
  if (counting.request.measures.front().aggregate == analysis::Aggregate::quartiles) return {};
  auto pivot = analysis::pivot_rows(*counting.layer, *counting.rows, keys->front(), keys->back(),
                                    counting.request.measures.front(), progress);
  if (!pivot) return pivot.error();
  view.pivot = std::move(*pivot);
  return {};
}

/// What is counted, in sentences: rows that answer a question are not all there are.
std::vector<std::string> about(const State& state, const StatisticsView& view) {
  std::vector<std::string> sentences{
      trf("Statistics of “{}”: {} rows.", model::title(*view.of), view.rows->size())};
  const auto& asked = state.snapshot.answer;
  if (view.request.of == RowsOf::selected && asked && !asked->error &&
      asked->answer.layer == view.request.layer && asked->answer.rows == *view.rows) {
    const auto told = answer_sentences(*asked);
    sentences.insert(sentences.end(), told.begin(), told.end());
  }
  return sentences;
}

}  // namespace

void show_statistics(State& state, const ShowStatistics& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr) return hide_statistics(state);
  Counting counting{action, entry->layer, rows_of(state, action, *entry->layer), {}, {}};
  for (const auto& [role, to] : {std::pair(model::Role::communities, &counting.communities),
                                 std::pair(model::Role::grids, &counting.grids)}) {
    if (const auto* areas = state.workspace().find(role)) *to = areas->layer;
  }
  state.replace_job(state.statistics_job, tr("Counting by groups"),
                    [counting = std::move(counting)](JobContext& context) {
                      auto view = std::make_shared<StatisticsView>();
                      view->request = counting.request;
                      view->of = counting.layer;
                      view->rows = counting.rows;
                      const auto counted = count(counting, *view, context.progress);
                      if (!counted) view->error = counted.error();
                      if (context.progress.cancelled()) return;
                      context.land([view](State& s) {
                        s.snapshot.statistics = view;
                        s.touch();
                      });
                    });
}

void hide_statistics(State& state) {
  if (state.statistics_job) state.jobs.cancel(*state.statistics_job);
  state.statistics_job.reset();
  state.snapshot.statistics.reset();
  state.touch();
}

void select_group(State& state, const SelectGroup& action) {
  const auto& view = state.snapshot.statistics;
  if (!view || view->error || action.line >= view->table.lines.size()) return;
  const analysis::GroupLine& line = view->table.lines[action.line];
  const auto first = view->table.order.begin() + static_cast<std::ptrdiff_t>(line.first);
  select(state,
         {view->request.layer, model::Rows(first, first + static_cast<std::ptrdiff_t>(line.rows)),
          SelectMode::replace});
}

void export_statistics(State& state, const ExportStatistics& action) {
  const auto& view = state.snapshot.statistics;
  if (!view || view->error) {
    state.tell({ErrorCode::invalid_argument, action.path, tr("No statistics are shown."),
                tr("Count something first.")});
    return;
  }
  state.jobs.start(
      trf("Writing {}", tr("statistics")),
      [view, path = action.path, told = about(state, *view)](JobContext& context) {
        io::WriteOptions options;
        options.about = told;
        const model::Layer table = analysis::to_layer(view->table, tr("statistics"), true);
        auto written = io::write_layer(table, geo::Crs::wgs84(), path, options, context.progress);
        context.land([written = std::move(written)](State& s) {
          if (!written) return s.tell(written.error());
          s.tell(NoticeKind::done, trf("{} lines were written to {}, read back and compared.",
                                       written->features, written->path));
        });
      });
  state.touch();
}

}  // namespace wangge::session
