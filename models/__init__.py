"""SQLAlchemy classes with their queries; importing the package completes the metadata."""

from models import (
    absence,
    account,
    clock,
    due,
    escalation,
    event,
    intake,
    message,
    notice,
    outbox,
    people,
    refusal,
    ticket,
)

__all__ = [
    "absence",
    "account",
    "clock",
    "due",
    "escalation",
    "event",
    "intake",
    "message",
    "notice",
    "outbox",
    "people",
    "refusal",
    "ticket",
]
