"""Keep Home tabs that somebody looks at as things stand."""

from collections.abc import Sequence

from bot.services.service import ClockDriven
from bot.steps.home import pages
from bot.steps.work import Work
from models.home import HomeTab


class HomesFollowing(ClockDriven):
    """The use case of time passing while somebody looks at their Home tab."""

    def follow(self) -> None:
        """Draw each tab that was opened within the hour and is stale, each at most once in half a minute."""
        with self.reading() as work:
            stale = [tab.user_id for tab in pages.stale(work, _looked_at(work))]
        for user in stale:
            self._draw(user)

    def _draw(self, user: str) -> None:
        with self.work() as work:
            tab = HomeTab.held(work.session, user)
            # Another replica may have drawn it meanwhile.
            if tab is not None and tab.shown_at <= work.now - pages.AT_MOST_EVERY:
                pages.draw(work, tab)


def _looked_at(work: Work) -> Sequence[HomeTab]:
    since, before = work.now - pages.LOOKED_AT_FOR, work.now - pages.AT_MOST_EVERY
    return HomeTab.looked_at(work.session, opened_after=since, shown_before=before)
