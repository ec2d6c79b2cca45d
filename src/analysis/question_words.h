#pragma once

#include <string>

#include "analysis/question.h"
#include "model/workspace.h"

namespace wangge::analysis {

/// The question as a person says it, in the current language, without a full stop:
///   "南坑社区内、距学校 100 米以内、近 30 天未结的高空坠物工单"
///   "tickets of class 高空坠物 that are not closed, of the last 30 days, within 南坑社区, within
///    100 m of facilities (kind 学校)"
/// What has no such form is said plainly ("层数 ≥ 7 的楼栋"); every condition is in it, groups
/// keep their meaning (且, 或, 非 and brackets).
///
/// workspace  names layers and columns as the window does; layers that are not open keep the name
///            they are asked by
std::string sentence(const Question& question, const model::Workspace& workspace);

/// The words of a chip: one condition alone ("距学校 100 米以内").
std::string phrase(const Condition& condition, const std::string& layer,
                   const model::Workspace& workspace);

}  // namespace wangge::analysis
