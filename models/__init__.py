"""SQLAlchemy classes with their queries; importing the package completes the metadata."""

from models import (
    absence,
    account,
    cover,
    escalation,
    gap,
    home,
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
from models.duty import brief, calendar
from models.integrations import api_token
from models.phone import line_call, pin_tries
from models.queues import due, outbox
from models.search import word_index

__all__ = [
    "absence",
    "account",
    "api_token",
    "brief",
    "calendar",
    "cover",
    "due",
    "escalation",
    "gap",
    "home",
    "line_call",
    "message",
    "notice",
    "oncall_feed",
    "outbox",
    "people",
    "pin_tries",
    "refusal",
    "response_clock",
    "roster_change",
    "runbook_version",
    "ticket",
    "ticket_event",
    "ticket_intake",
    "word_index",
]
