#include "ui/filter_wish.h"

namespace wangge::ui {

session::SetTicketFilter FilterWish::now(const session::Snapshot& snapshot) const {
  if (asked_ && when_ == snapshot.tickets) return *asked_;
  const session::TicketView& tickets = *snapshot.tickets;
  session::SetTicketFilter filter{tickets.filter, tickets.communities, tickets.grids};
  filter.filter.areas.clear();  // the session looks them up from the names
  return filter;
}

void FilterWish::ask(const session::Snapshot& snapshot, session::SetTicketFilter wish,
                     Outbox& out) {
  asked_ = wish;
  when_ = snapshot.tickets;
  out.act(std::move(wish));
}

bool FilterWish::arrived(const session::Snapshot& snapshot) const {
  const auto& tickets = snapshot.tickets;
  if (asked_ && (tickets->filter.from != asked_->filter.from ||
                 tickets->filter.until != asked_->filter.until)) {
    return false;
  }
  return (!snapshot.heat || snapshot.heat->of == tickets) &&
         (!snapshot.areas || snapshot.areas->of == tickets);
}

}  // namespace wangge::ui
