#include <algorithm>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using analysis::CrsRanking;
using analysis::CrsVerdict;

/// The open layers but one, with their indices.
std::vector<analysis::Reference> references_without(const State& state, LayerId but) {
  std::vector<analysis::Reference> references;
  for (const model::LayerEntry& entry : state.workspace().layers) {
    if (entry.id == but) continue;
    const auto extras = state.extras.find(entry.id);
    references.push_back(
        {entry.layer, extras == state.extras.end() ? nullptr : extras->second.index});
  }
  return references;
}

/// Whether a person should hear of it: where another system fits better, and where nobody declared
/// one and two fit alike. A layer that is fine is left in peace.
bool worth_telling(const CrsRanking& ranking, bool declared) {
  return ranking.verdict == CrsVerdict::other || (ranking.verdict == CrsVerdict::ask && !declared);
}

CrsFinding* find(State& state, std::size_t number) {
  auto& all = state.snapshot.crs_findings;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [number](const CrsFinding& f) { return f.number == number; });
  return found == all.end() ? nullptr : &*found;
}

bool is_in_question(const State& state, LayerId layer) {
  const auto& all = state.snapshot.crs_findings;
  return std::any_of(all.begin(), all.end(),
                     [layer](const CrsFinding& f) { return f.layer == layer; });
}

void add_finding(State& state, CrsFinding finding) {
  finding.number = ++state.last_finding;
  state.snapshot.crs_findings.push_back(std::move(finding));
  state.touch();
}

}  // namespace

void check_coordinates(State& state) {
  if (state.workspace().layers.size() < 2) return;
  struct Suspect {
    LayerId id;
    model::LayerPtr layer;
    std::vector<analysis::Reference> references;
  };
  std::vector<Suspect> suspects;
  for (const model::LayerEntry& entry : state.workspace().layers) {
    if (!entry.layer->source.numbers_in || entry.layer->extent.is_empty()) continue;
    if (state.crs_settled.contains(entry.id) || is_in_question(state, entry.id)) continue;
    suspects.push_back({entry.id, entry.layer, references_without(state, entry.id)});
  }
  if (suspects.empty()) return;
  state.jobs.start(
      tr("Checking coordinate systems"),
      [suspects = std::move(suspects), map = state.workspace().crs](JobContext& context) {
        for (const Suspect& suspect : suspects) {
          if (context.progress.cancelled()) return;
          const model::Source& source = suspect.layer->source;
          auto ranking =
              analysis::rank_crs({*suspect.layer, map, source.numbers_in, source.crs_declared},
                                 suspect.references, map);
          if (ranking.verdict == CrsVerdict::as_read) {
            context.land([id = suspect.id](State& s) { s.crs_settled.insert(id); });
          }
          if (!worth_telling(ranking, source.crs_declared)) continue;
          CrsFinding finding{0,
                             suspect.id,
                             source.path,
                             model::title(*suspect.layer),
                             std::make_shared<const CrsRanking>(std::move(ranking)),
                             std::nullopt};
          context.land([finding = std::move(finding)](State& s) {
            const bool open = s.workspace().find(finding.layer) != nullptr;
            if (open && !is_in_question(s, finding.layer)) add_finding(s, finding);
          });
        }
      });
  state.touch();
}

void ask_for_crs(State& state, const OpenFiles& action,
                 const std::vector<model::LayerPtr>& numbers) {
  auto references = references_without(state, model::no_layer);
  const auto largest =
      std::max_element(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) {
        return a->geometry.points().size() < b->geometry.points().size();
      });
  if (references.empty() || largest == numbers.end()) return;
  state.jobs.start(
      tr("Checking coordinate systems"),
      [action, layer = *largest, references = std::move(references),
       map = state.workspace().crs](JobContext& context) {
        auto ranking = analysis::rank_crs({*layer, map, std::nullopt, false}, references, map);
        if (!worth_telling(ranking, false)) return;
        CrsFinding finding{0,
                           model::no_layer,
                           action.paths.front(),
                           model::title(*layer),
                           std::make_shared<const CrsRanking>(std::move(ranking)),
                           std::nullopt};
        context.land([finding = std::move(finding), action](State& s) {
          add_finding(s, finding);
          s.unplaced[s.last_finding] = action;
        });
      });
  state.touch();
}

void apply_crs(State& state, const ApplyCrs& action) {
  const CrsFinding* finding = find(state, action.finding);
  if (finding == nullptr) return;
  if (finding->layer != model::no_layer) {
    read_again(state, {finding->layer, "", action.crs});
    return;
  }
  OpenFiles again = state.unplaced[action.finding];
  again.options.source_crs = action.crs;
  again.check_coordinates = false;
  dismiss_crs_finding(state, {action.finding});
  open_files(state, again);
}

void dismiss_crs_finding(State& state, const DismissCrsFinding& action) {
  if (const CrsFinding* finding = find(state, action.finding)) {
    state.crs_settled.insert(finding->layer);
  }
  std::erase_if(state.snapshot.crs_findings,
                [&](const CrsFinding& f) { return f.number == action.finding; });
  state.unplaced.erase(action.finding);
  state.touch();
}

void note_new_crs(State& state, LayerId layer, const model::Source& before,
                  const model::Source& now) {
  if (before.numbers_in == now.numbers_in) return;
  for (CrsFinding& finding : state.snapshot.crs_findings) {
    if (finding.layer != layer) continue;
    const auto& ranked = finding.ranking->ranked;
    const bool put_back = std::any_of(ranked.begin(), ranked.end(), [&](const auto& one) {
      return one.as_read && now.numbers_in && one.crs == *now.numbers_in;
    });
    finding.before = put_back ? std::nullopt : before.numbers_in;
  }
}

void forget_crs_findings(State& state, LayerId layer) {
  std::erase_if(state.snapshot.crs_findings,
                [layer](const CrsFinding& f) { return f.layer == layer; });
}

}  // namespace wangge::session
