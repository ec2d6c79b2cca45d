#include "ui/check_list_file.h"

#include "base/i18n.h"
#include "render/check_list_pdf.h"

namespace wangge::ui {

session::WriteDocument check_list_document(const session::Snapshot& snapshot, double neck_m,
                                           const std::string& by, Seconds at,
                                           const std::string& path) {
  const auto make = [view = snapshot.plan, check = snapshot.check, with = snapshot.comparison,
                     neck_m, by, at]() -> Result<std::string> {
    render::CheckListSheet sheet{*view->ground,
                                 {*view->plan, *view->figures, *view->balance},
                                 {view->options, neck_m},
                                 *check->findings,
                                 by,
                                 at};
    if (!with) return render::check_list_pdf(sheet);
    const auto figures = analysis::plan_figures(view->ground, *with->plan);
    const auto balance = analysis::plan_balance(*view->ground, *with->plan, figures, view->options);
    sheet.before.emplace(
        render::CheckListSheet::Before{with->name, {*with->plan, figures, balance}, *with->result});
    return render::check_list_pdf(sheet);
  };
  return {tr("The check list"), path, make};
}

}  // namespace wangge::ui
