// Questions: answered, explained, kept.
#include <algorithm>
#include <ctime>

#include "analysis/column_named.h"
#include "analysis/covered_time.h"
#include "analysis/question_answer.h"
#include "analysis/question_words.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

Seconds office_time() { return static_cast<Seconds>(std::time(nullptr)) + office_offset_s; }

/// What a job asks: nothing of it changes meanwhile.
struct Asking {
  analysis::Question question;
  std::shared_ptr<const model::Workspace> workspace;
  std::shared_ptr<const model::Selection> selection;
  std::optional<Seconds> now;  ///< none: the moment is to be found
  analysis::AskedOf of(Seconds moment) const { return {workspace.get(), selection.get(), moment}; }
};

Asking asking(const State& state, analysis::Question question, std::optional<Seconds> now) {
  return {std::move(question), state.snapshot.workspace, state.snapshot.selection, now};
}

/// The newest day of the times that the question asks the layer about; a year of made-up or
/// archived tickets has no last 30 days seen from today.
Seconds moment_of_asking(const analysis::Question& question, const model::Workspace& workspace) {
  Seconds newest = 0;
  const auto id = analysis::asked_layer(question.layer, workspace);
  if (!id) return office_time();
  const model::Layer& layer = *workspace.find(*id)->layer;
  const auto look = [&](const analysis::Group& group, const auto& again) -> void {
    for (const analysis::Condition& condition : group.conditions) {
      if (const auto* inner = std::get_if<analysis::Group>(&condition.what)) again(*inner, again);
      const auto* time = std::get_if<analysis::TimeCondition>(&condition.what);
      if (time == nullptr || !time->last) continue;
      const int column = analysis::column_named(layer, time->column);
      if (column < 0) continue;
      const auto covered =
          analysis::covered_time(layer.table.columns[static_cast<std::size_t>(column)]);
      newest = std::max(newest, covered.until);
    }
  };
  look(question.where, look);
  const Seconds now = office_time();
  return newest > 0 && newest <= now ? newest - 1 : now;
}

std::shared_ptr<AnswerView> answered(const Asking& asked, Progress& progress) {
  auto view = std::make_shared<AnswerView>();
  view->question = asked.question;
  view->asked_at = asked.now ? *asked.now : moment_of_asking(asked.question, *asked.workspace);
  view->sentence = analysis::sentence(asked.question, *asked.workspace);
  auto found = analysis::answer(asked.question, asked.of(view->asked_at), progress);
  if (!found) {
    view->error = found.error();
    return view;
  }
  view->answer = std::move(*found);
  if (const auto* entry = asked.workspace->find(view->answer.layer)) view->of = entry->layer;
  return view;
}

bool asks_the_selection(const analysis::Group& group);
bool asks_the_selection(const analysis::Place& place) {
  return place.kind == analysis::Place::Kind::selection || asks_the_selection(place.which);
}
bool asks_the_selection(const analysis::Group& group) {
  return std::ranges::any_of(group.conditions, [](const analysis::Condition& condition) {
    if (const auto* space = std::get_if<analysis::SpatialCondition>(&condition.what)) {
      return asks_the_selection(space->place);
    }
    if (const auto* nearest = std::get_if<analysis::NearestCondition>(&condition.what)) {
      return asks_the_selection(nearest->place);
    }
    const auto* inner = std::get_if<analysis::Group>(&condition.what);
    return inner != nullptr && asks_the_selection(*inner);
  });
}

}  // namespace

void ask(State& state, const Ask& action) {
  Asking asked = asking(state, action.question, action.now);
  // A question about what is selected would select something else by being answered: asked again
  // with another chip it means what was selected at first.
  if (asks_the_selection(action.question.where)) {
    if (!state.asked_selection) state.asked_selection = asked.selection;
    asked.selection = state.asked_selection;
  } else {
    state.asked_selection.reset();
  }
  state.replace_job(state.question_job, tr("Answering the question"),
                    [asked = std::move(asked)](JobContext& context) {
                      auto view = answered(asked, context.progress);
                      if (context.progress.cancelled()) return;
                      context.land([view](State& s) {
                        s.snapshot.answer = view;
                        if (!view->error) {
                          select(s, {view->answer.layer, view->answer.rows, SelectMode::replace});
                        }
                        s.touch();
                      });
                    });
}

void end_question(State& state) {
  if (state.question_job) state.jobs.cancel(*state.question_job);
  state.question_job.reset();
  state.asked_selection.reset();
  state.snapshot.answer.reset();
  state.touch();
}

void ask_why(State& state, const AskWhy& action) {
  const auto view = state.snapshot.answer;
  if (!view || view->error) return;
  Asking asked = asking(state, view->question, view->asked_at);
  if (state.asked_selection) asked.selection = state.asked_selection;
  state.jobs.start(
      tr("Looking at a feature"), [asked, view, row = action.row](JobContext& context) {
        auto reasons =
            analysis::explain(asked.question, asked.of(view->asked_at), row, context.progress);
        context.land([reasons = std::move(reasons), view, row](State& s) {
          if (s.snapshot.answer != view) return;
          if (!reasons) return s.tell(reasons.error());
          auto told = std::make_shared<AnswerView>(*view);
          told->why = AnswerView::Why{row, *reasons};
          s.snapshot.answer = std::move(told);
          s.touch();
        });
      });
  state.touch();
}

void keep_question(State& state, const KeepQuestion& action) {
  auto& kept = state.snapshot.questions;
  const auto known = std::ranges::find(kept, action.question.name, &model::SavedQuestion::name);
  if (known == kept.end()) {
    kept.push_back(action.question);
  } else {
    *known = action.question;
  }
  state.touch();
}

void drop_question(State& state, const DropQuestion& action) {
  std::erase_if(state.snapshot.questions,
                [&](const model::SavedQuestion& one) { return one.name == action.name; });
  state.touch();
}

}  // namespace wangge::session
