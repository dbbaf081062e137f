"""What a check found, said in a sentence with the runbook's reason."""

from dataclasses import dataclass
from enum import StrEnum


class TicketPart(StrEnum):
    """The part of a ticket that a finding is about."""

    EXAMPLES = "examples"
    HAPPENED = "happened"
    FROM = "from"
    TO = "to"
    DESCRIPTION = "description"


class Check(StrEnum):
    """What was checked."""

    SHAPE = "shape"
    KIND = "kind"
    NO_ID = "no_id"
    DUPLICATE = "duplicate"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NONE = "none"
    NO_TIME = "no_time"
    BEST_EFFORT = "best_effort"
    TOO_OLD = "too_old"
    NUMBER = "number"
    COUNTRIES = "countries"
    SYMPTOMS = "symptoms"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at before the ticket goes out; none of them keeps anybody from sending it."""

    part: TicketPart
    check: Check
    sentence: str
    about: str = ""
    """What it is about, so that the same finding is told once."""
