"""SQLAlchemy classes with their queries; importing the package completes the metadata."""

from models import (
    absence,
    account,
    cover,
    escalation,
    gap,
    message,
    notice,
    oncall_feed,
    people,
    refusal,
    response_clock,
    roster_change,
    runbook_version,
    ticket,
    ticket_event,
    ticket_intake,
)
from models.queues import due, outbox
from models.search import word_index

__all__ = [
    "absence",
    "account",
    "cover",
    "due",
    "escalation",
    "gap",
    "message",
    "notice",
    "oncall_feed",
    "outbox",
    "people",
    "refusal",
    "response_clock",
    "roster_change",
    "runbook_version",
    "ticket",
    "ticket_event",
    "ticket_intake",
    "word_index",
]
