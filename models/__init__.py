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
from models.console import comment, cursor, link, poke, token
from models.duty import brief, calendar
from models.integrations import api_pages, api_token
from models.phone import line_call, pin_tries
from models.queues import due, outbox
from models.search import word_index

__all__ = [
    "absence",
    "account",
    "api_pages",
    "api_token",
    "brief",
    "calendar",
    "comment",
    "cover",
    "cursor",
    "due",
    "escalation",
    "gap",
    "home",
    "line_call",
    "link",
    "message",
    "notice",
    "oncall_feed",
    "outbox",
    "people",
    "pin_tries",
    "poke",
    "refusal",
    "response_clock",
    "roster_change",
    "runbook_version",
    "ticket",
    "ticket_event",
    "ticket_intake",
    "token",
    "word_index",
]
