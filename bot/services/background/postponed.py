"""Keep what could not be done because Slack could not be read, until it can."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.keys.done import DoneKey
from bot.services.service import ToldBySlack
from models.queues import due


@dataclass(frozen=True)
class PostponedWork:
    """Something to try again: what Slack told of it, as it was kept."""

    id: int
    account: str
    facts: Mapping[str, str]


class Postponed(ToldBySlack):
    """Use cases around what waits for Slack to be readable."""

    def keep(self, account: str, about: DoneKey, facts: Mapping[str, str]) -> None:
        """Have something tried again soon, once: `about` names it."""
        with self.work() as work:
            due.postpone(work.session, account=account, about=about, facts=facts, now=work.now)

    def waiting(self) -> tuple[PostponedWork, ...]:
        """List what is to be tried again now, the longest waiting first."""
        with self.reading() as work:
            rows = due.postponed(work.session, work.now)
            return tuple(PostponedWork(row.id, row.account, row.payload) for row in rows)

    def done(self, kept: PostponedWork) -> None:
        """Note that it needs no more trying."""
        with self.work() as work:
            due.settle_postponed(work.session, kept.id, work.now)

    def put_off(self, kept: PostponedWork, why: str) -> None:
        """Try it again later: after 10 seconds, then twice as long each time, up to 10 minutes."""
        with self.work() as work:
            due.put_off(work.session, kept.id, work.now, why)
