"""Writing to the outbox what reaches people beside Slack."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.keys import said
from bot.domain.keys.said import IncidentAction, IncidentKey, SaidKey
from bot.outbox import enqueue
from models.queues import outbox_writing
from models.queues.outbox import Method, OutboxUrgency

About = dict[str, object]
"""What a row is about, for whoever hears of it from the other side."""


def ring(
    session: Session, method: Method, *, key: SaidKey, to: str, text: str, about: About, now: datetime
) -> None:
    """Have a text sent to somebody's phone (`SMS`), or have it ring and the text be said (`CALL`).

    `to` is a key of the runbook's people. It waits for nothing that was enqueued before.
    """
    values = enqueue.row(method, key, key, now) | {
        "urgency": OutboxUrgency.ALARM,
        "channel": to,
        "payload": {"text": text, "about": about},
    }
    enqueue.insert(session, values)


def stop_ringing(session: Session, ticket_id: int, now: datetime) -> None:
    """Take back whatever of a ticket's has not left yet: nobody is to be woken for it any more."""
    outbox_writing.withdraw_lanes(session, said.pages(ticket_id), now)


def incident(
    session: Session,
    incident: IncidentKey,
    action: IncidentAction,
    now: datetime,
    *,
    summary: str = "",
    link: str | None = None,
    about: About | None = None,
) -> None:
    """Have PagerDuty told of an incident, each action once and in the order they are enqueued.

    A new one shows its summary, and leads to `link`.
    """
    told = {"incident": incident, "action": action, "summary": summary, "link": link, "about": about}
    values = enqueue.row(Method.INCIDENT, said.signal(incident, action), incident, now) | {
        "urgency": OutboxUrgency.ALARM,
        "payload": told,
    }
    enqueue.insert(session, values)
