// The incidents mode over a made-up city of 1,000,000 tickets and 5,000 grids, as the window asks
// for it: a step of the timeline with the heat surface, with the map of grids, with both and a
// compared period; another radius; another class. Goals: 33 ms a step of the playback (30 frames a
// second), 30 ms a radius.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "analysis/time_window.h"
#include "io/write.h"
#include "session/session.h"
#include "synth/city.h"

namespace wangge {
namespace {

/// The city is made and opened once for all.
session::Session& session_of_city() {
  static const auto session = [] {
    Progress progress;
    auto city = synth::make_benchmark_city(
        {.buildings = 100'000, .tickets = 1'000'000, .grids = 5'000}, progress);
    auto made = std::make_unique<session::Session>();
    const auto folder = std::filesystem::temp_directory_path() / "wangge_playback_bench";
    std::filesystem::create_directories(folder);
    for (const model::LayerPtr& layer : city->layers) {
      io::WriteOptions options;
      options.target_crs = city->crs;
      options.mask_personal = false;
      const std::string path = folder / (layer->name + ".gpkg");
      if (!io::write_layer(*layer, city->crs, path, options, progress)) std::abort();
      io::ReadOptions read;
      read.role = layer->role;
      read.target_crs = city->crs;
      made->apply(session::OpenFiles{{path}, read, false});
      made->wait();
    }
    std::filesystem::remove_all(folder);
    return made;
  }();
  return *session;
}

/// Until everything that was asked for is shown.
void act(session::Session& session, session::Action action) {
  session.apply(std::move(action));
  session.wait();
}

void reset(session::Session& session) {
  act(session, session::HideHeat{});
  act(session, session::HideAreas{});
  act(session, session::ComparePeriod{});
  act(session, session::SetMeasure{});
  act(session, session::SetTicketFilter{});
}

void play(benchmark::State& state, session::Session& session) {
  const session::TicketFacts& facts = *session.snapshot().tickets->facts;
  auto window = analysis::calendar_window(analysis::WindowKind::month, facts.first);
  for (auto step : state) {
    window = analysis::moved(window, 1);
    if (window.until > facts.until) {
      window = analysis::calendar_window(analysis::WindowKind::month, facts.first);
    }
    session::SetTicketFilter wish;
    wish.filter.from = window.from, wish.filter.until = window.until;
    act(session, wish);
  }
  reset(session);
}

void play_points(benchmark::State& state) { play(state, session_of_city()); }
void play_heat(benchmark::State& state) {
  act(session_of_city(), session::ShowHeat{200});
  play(state, session_of_city());
}
void play_smooth_heat(benchmark::State& state) {
  act(session_of_city(), session::ShowHeat{.sigma_m = 200, .smooth_time = true});
  play(state, session_of_city());
}
void play_grids(benchmark::State& state) {
  act(session_of_city(), session::SetMeasure{analysis::AreaMeasure::per_households});
  act(session_of_city(), session::ShowAreas{});
  play(state, session_of_city());
}

/// Radii around that of the argument, no two of them the same: nothing is known of them.
/// edge_corrected  the share of the kernel inside the street is worked out for each, too
void another_radius(benchmark::State& state, bool edge_corrected) {
  double sigma_m = static_cast<double>(state.range(0));
  for (auto step : state) {
    sigma_m += 0.01;
    act(session_of_city(), session::ShowHeat{.sigma_m = sigma_m, .edge_corrected = edge_corrected});
  }
  const auto& frame = session_of_city().snapshot().heat->surface->frame;
  state.counters["cells"] = frame.columns * frame.rows;
  reset(session_of_city());
}

void another_class(benchmark::State& state) {
  session::Session& session = session_of_city();
  const auto& classes = session.snapshot().tickets->facts->classes;
  std::size_t next = 0;
  for (auto step : state) {
    session::SetTicketFilter wish;
    wish.filter.categories = {classes[next++ % classes.size()].category};
    act(session, wish);
  }
  reset(session);
}

BENCHMARK(play_points)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(play_heat)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(play_smooth_heat)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(play_grids)->Unit(benchmark::kMillisecond)->UseRealTime();
void radii(benchmark::internal::Benchmark* bench) {
  bench->Unit(benchmark::kMillisecond)->UseRealTime()->Arg(100)->Arg(200)->Arg(400);
}
BENCHMARK_CAPTURE(another_radius, with_the_edge, true)->Apply(radii);
BENCHMARK_CAPTURE(another_radius, without, false)->Apply(radii);
BENCHMARK(another_class)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace wangge

int main(int argc, char** argv) {
  // Made before anything is timed, and the outline of its grids found.
  wangge::act(wangge::session_of_city(), wangge::session::ShowHeat{});
  wangge::reset(wangge::session_of_city());
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
