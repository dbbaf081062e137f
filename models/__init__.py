"""SQLAlchemy classes with their queries; importing the package completes the metadata."""

from models import (
    absence,
    account,
    clock,
    escalation,
    event,
    intake_answer,
    message,
    notice,
    people,
    refusal,
    ticket,
)
from models.queues import due, outbox

__all__ = [
    "absence",
    "account",
    "clock",
    "due",
    "escalation",
    "event",
    "intake_answer",
    "message",
    "notice",
    "outbox",
    "people",
    "refusal",
    "ticket",
]
