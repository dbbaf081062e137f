"""Somebody opens their Home tab."""

from bot.services.service import ToldBySlack
from bot.steps.home import pages
from bot.steps.work import Work
from models.home import HomeTab
from models.queues.outbox import OutboxUrgency


class HomesOpened(ToldBySlack):
    """The use cases of Home tabs that somebody looks at: who sees what is asked as a page is drawn."""

    def opened(self, user: str, team: str, *, has_page: bool = True) -> None:
        """Draw what somebody sees, and follow what changes from now on.

        A page drawn within half a minute (`has_page`: Slack has one of them) that is still so stands.
        """
        self.contested(lambda work: _opened(work, user, team, has_page=has_page))

    def acted(self, user: str) -> None:
        """Draw the page of somebody who has just clicked on it, at once: they look at it."""
        with self.work() as work:
            tab = HomeTab.held(work.session, user)
            if tab is not None:
                tab.opened_at = work.now
                pages.draw(work, tab, OutboxUrgency.ANSWER)


def _opened(work: Work, user: str, team: str, *, has_page: bool) -> None:
    tab = HomeTab.held(work.session, user)
    drawn = tab is not None and has_page
    if tab is None:
        tab = HomeTab(user_id=user, shown_at=work.now, shown_event=0, shown_roster=0)
        work.session.add(tab)
    tab.team_id, tab.opened_at = team, work.now
    if not drawn or tab.shown_at <= work.now - pages.AT_MOST_EVERY:
        pages.draw(work, tab, OutboxUrgency.ANSWER)
