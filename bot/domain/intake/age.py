"""How old an example is: held against when it happened, since an ID carries no time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.durations import in_words
from bot.domain.intake.findings import Check, Finding, TicketPart
from bot.domain.intake.kinds import ExamplesWanted


@dataclass(frozen=True, slots=True)
class RecordsKept:
    """Until when carriers keep the records of an example; `perhaps_until` is as far as best effort goes."""

    until: datetime
    perhaps_until: datetime | None = None


def kept(happened_at: datetime | None, asked: ExamplesWanted) -> RecordsKept | None:
    """Return until when the records of what happened then are kept; None if no time or window is known."""
    if happened_at is None or asked.within is None:
        return None
    perhaps = happened_at + asked.best_effort if asked.best_effort else None
    return RecordsKept(happened_at + asked.within, perhaps)


def check_age(
    happened_at: datetime | None, asked: ExamplesWanted, now: datetime, *, has_examples: bool
) -> list[Finding]:
    """Hold the time that was told against the window for examples; ask for it where there is none."""
    if asked.within is None:
        return []
    if happened_at is None:
        return [_no_time(asked)] if has_examples else []
    age = now - happened_at
    if age <= asked.within:
        return []
    told = f"That was {in_words(age)} ago, and examples should be from the past {_hours(asked.within)}."
    if asked.best_effort is not None and age <= asked.best_effort:
        limit = _hours(asked.best_effort)
        told += f" Up to {limit} we make best effort, without a promise."
        return [Finding(TicketPart.HAPPENED, Check.BEST_EFFORT, _with_reason(told, asked.reason))]
    told += " Send a newer one if you can."
    return [Finding(TicketPart.HAPPENED, Check.TOO_OLD, _with_reason(told, asked.reason))]


def _no_time(asked: ExamplesWanted) -> Finding:
    told = "Say when it happened: an ID carries no time, so we cannot tell how old the examples are."
    return Finding(TicketPart.HAPPENED, Check.NO_TIME, _with_reason(told, asked.reason))


def _with_reason(told: str, reason: str) -> str:
    return f"{told} {reason}".strip()


def _hours(duration: timedelta) -> str:
    return f"{duration // timedelta(hours=1)} hours"
