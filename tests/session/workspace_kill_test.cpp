// The program is ended while it works, again and again.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "io/workspace_file.h"
#include "session/planner.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

/// What the program that is ended tells the one that ends it: lies in memory of both.
struct Told {
  std::uint32_t begun = 0, kept = 0;        ///< steps
  std::array<std::uint64_t, 4096> plans{};  ///< after so many steps: what the plan amounts to
};

std::uint64_t digest(const model::Plan& plan) {
  return std::hash<std::string>{}(model::plan_to_text(plan) +
                                  std::to_string(plan.locked_units.size()));
}

/// Works on the file until it is ended.
[[noreturn]] void work(const std::string& file, const std::string& journals, std::uint64_t seed,
                       Told& told) {
  Session session;
  session.keep_work_in(journals);
  session.apply(OpenWorkspace{file});
  session.wait();
  if (!session.snapshot().plan) ::_exit(1);
  told.plans[0] = digest(plan_of(session));
  Planner planner(seed);
  Random random(seed);
  for (std::uint32_t step = 1; step < told.plans.size(); ++step) {
    told.begun = step;
    planner.take_a_step(session);
    told.plans[step] = digest(plan_of(session));
    if (random.below(3) == 0) {
      session.wait_until_kept();
      told.kept = step;
    }
    if (random.below(6) == 0) {
      session.apply(SaveWorkspace{});
      session.wait();
      told.kept = step;
    }
  }
  ::_exit(0);
}

/// 0 where the file opens with what was kept, or a later step.
/// through  goes back through the whole history, and forward again
int look(const std::string& file, const Told& told, bool through) {
  Session session;
  session.keep_work_in(file + ".journals");
  session.apply(OpenWorkspace{file});
  session.wait();
  if (!session.snapshot().plan) return 2;
  for (const Notice& notice : session.snapshot().notices) {
    if (notice.kind != NoticeKind::done) return 3;
  }
  const std::uint64_t found = digest(plan_of(session));
  // Ended while it opened the file, or within a step, which may be kept but is not told yet.
  bool known = told.plans[told.begun] == 0;
  for (std::uint32_t step = told.kept; step <= told.begun; ++step) {
    known = known || told.plans[step] == found;
  }
  if (!known) return 4;
  while (through && session.snapshot().history_cursor > 0) session.apply(Undo{});
  while (session.snapshot().history_cursor < session.snapshot().history->size()) {
    session.apply(Redo{});
  }
  return 0;
}

/// Runs `what` in a program of its own; returns its id.
template <typename What>
pid_t start(What what) {
  const pid_t id = ::fork();
  if (id == 0) what();
  return id;
}

/// Returns 0, or what went wrong first.
int rounds(int count) {
  const TestFolder folder;
  const std::string file = folder / "street.gpkg", journals = folder / "journals";
  auto* told = static_cast<Told*>(
      ::mmap(nullptr, sizeof(Told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  int status = 0;
  const auto ended_well = [&](pid_t id) {
    ::waitpid(id, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  };
  if (!ended_well(start([&] {
        Session session;
        open_demo(session);
        session.apply(SaveWorkspace{file});
        session.wait();
        ::_exit(session.snapshot().file.path == file ? 0 : 1);
      }))) {
    return 1;
  }
  Random random(7);
  for (int round = 0; round < count; ++round) {
    *told = {};
    const pid_t worker =
        start([&] { work(file, journals, static_cast<std::uint64_t>(round), *told); });
    // While it opens the file, edits or saves, as it comes.
    const std::uint32_t steps = random.below(12);
    while (told->begun < steps) {
      ::usleep(100);
      if (::waitpid(worker, &status, WNOHANG) != 0) return 5;  // ended by itself
    }
    ::usleep(random.below(5'000));
    ::kill(worker, SIGKILL);
    ::waitpid(worker, &status, 0);
    if (!WIFSIGNALED(status)) return 5;
    if (!ended_well(start([&] { ::_exit(look(file, *told, round % 20 == 0)); }))) {
      std::fprintf(stderr, "round %d: %d\n", round, WEXITSTATUS(status));
      return 6;
    }
  }
  return 0;
}

TEST(WorkspaceKill, OnlyTheGestureUnderWayIsLost) {
  // A program of its own without threads, which may start others by fork().
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  // WANGGE_KILLS=200 for the long run.
  const char* kills = std::getenv("WANGGE_KILLS");
  const int count = kills == nullptr ? 40 : std::atoi(kills);
  EXPECT_EXIT(::_exit(rounds(count)), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace wangge::session
