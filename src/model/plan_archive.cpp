#include "model/plan_archive.h"

#include <utility>

#include "base/i18n.h"

namespace wangge::model {
namespace {

/// Counted from 1970; times before it are no days of a plan.
Seconds day_of(Seconds time) { return time / day_s; }

}  // namespace

bool holds_on(const Plan& plan, Seconds date) {
  const bool begun = plan.valid_from == 0 || day_of(plan.valid_from) <= day_of(date);
  return begun && (plan.valid_to == 0 || day_of(date) <= day_of(plan.valid_to));
}

std::optional<std::size_t> plan_on(const PlanArchive& archive, Seconds date) {
  for (std::size_t place = archive.size(); place-- > 0;) {
    if (holds_on(*archive[place], date)) return place;
  }
  return std::nullopt;
}

Result<PlanArchive> put_in_force(PlanArchive archive, Plan plan, Seconds from) {
  const Seconds first_day = day_of(from) * day_s;
  for (PlanPtr& kept : archive) {
    if (kept->valid_from != 0 && kept->valid_from >= first_day) {
      return Error{
          ErrorCode::conflict, plan.name,
          trf("The plan “{}” is in force from {} on.", kept->name, format_date(kept->valid_from)),
          tr("Choose a later day.")};
    }
    if (!holds_on(*kept, first_day)) continue;
    auto ended = std::make_shared<Plan>(*kept);
    ended->valid_to = first_day - day_s;
    kept = std::move(ended);
  }
  plan.valid_from = first_day;
  plan.valid_to = 0;
  archive.push_back(std::make_shared<const Plan>(std::move(plan)));
  return archive;
}

}  // namespace wangge::model
