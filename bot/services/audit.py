"""Keep account of what was refused, to whom and why; and tell the staff a ticket's history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.permission import Action, Actor, require
from bot.services.work import Service
from models.event import TicketEvent
from models.refusal import Refusal


@dataclass(frozen=True)
class Happened:
    """One line of a ticket's history."""

    at: datetime
    what: str
    by: str
    data: dict[str, Any]


class Audit(Service):
    """Use cases of looking back."""

    def refused(self, team: str, user: str, asked: str, channel: str | None, why: str) -> None:
        """Remember a refusal: who wanted what, from where, and what they were told."""
        with self.work() as work:
            work.session.add(
                Refusal(at=work.now, actor_team=team, actor_user=user, asked=asked, channel=channel, why=why)
            )

    def history(self, ticket_id: int, actor: Actor) -> tuple[Happened, ...]:
        """Return everything that happened to a ticket, the oldest first; staff only."""
        with self.reading() as work:
            require(actor, Action.WHY)
            events = TicketEvent.of_ticket(work.session, ticket_id)
            return tuple(Happened(event.at, event.kind, event.actor_name, event.data) for event in events)
