"""What people type, taken apart: commands, mentions, instants, absences. No Slack call, no lookup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.blocks.kit.text import defang
from bot.domain.business_hours import first_instant
from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from bot.domain.zones import local_day
from bot.errors import WrongInput

_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_LOOKS_LIKE_A_PRIORITY = re.compile(r"[Pp]\d")
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to|–|—)\s*(\d{4}-\d\d-\d\d))?")
_LOCAL = re.compile(r"(?:(\d{4}-\d\d-\d\d)[T ])?(\d{1,2}:\d\d)")


@dataclass(frozen=True)
class Command:
    """A verb and what follows it."""

    verb: str
    rest: str


@dataclass(frozen=True)
class Opening:
    """What follows `open`: priority and product may be left out."""

    priority: Priority | None
    product: str | None
    text: str


@dataclass(frozen=True)
class Days:
    """What follows `off`: whose days (None: the speaker's), both included."""

    user: str | None
    first: date
    last: date


def command(text: str) -> Command:
    """Split what follows a slash command into its verb (lower case) and the rest."""
    verb, _, rest = text.strip().partition(" ")
    return Command(verb.lower(), rest.strip())


def literal(words: str) -> str:
    """Return words as they were typed, to be quoted: Slack escapes what commands and messages carry."""
    return defang(words, {})


def mention(text: str, bot_user: str | None) -> Command | None:
    """Return what a message says to the bot, if it begins with a mention of it."""
    found = re.match(rf"\s*<@{re.escape(bot_user or '-')}(?:\|[^>]*)?>[\s,:]*(\S*)\s*(.*)", text, re.DOTALL)
    return Command(found[1].lower(), found[2].strip()) if found else None


def opening(rest: str, products: Mapping[str, str]) -> Opening:
    """Read `[P1] [product] text`; a product's name that ends the text is taken for the text.

    `products` maps each name a product goes by, in lower case, to its id. Its id is taken out of the text;
    another name ("SMS is down") stays, being part of what is said. Raises WrongInput for a `P5`.
    """
    first, _, after = rest.partition(" ")
    urgency = priority(first) if _LOOKS_LIKE_A_PRIORITY.fullmatch(first) else None
    if urgency is not None:
        rest = after.strip()
    name, _, after = rest.partition(" ")
    product = products.get(name.casefold().rstrip(":,"))
    if product is not None and after.strip():
        said = after.strip() if name.casefold().rstrip(":,") == product else rest
        return Opening(urgency, product, said)
    return Opening(urgency, None, rest)


def priority_or_none(word: str) -> Priority | None:
    """Return the priority a word names."""
    return Priority(word.upper()) if word.upper() in set(Priority) else None


def priority(word: str) -> Priority:
    """Return the priority a word names; raise WrongInput if it names none."""
    found = priority_or_none(word.strip())
    if not word.strip():
        raise WrongInput("Say which priority: P1, P2 or P3.")
    if found is None:
        raise WrongInput(f"“{literal(word)[:40]}” is no priority. There are P1, P2 and P3.")
    return found


def reason(word: str) -> Reason:
    """Return the escalation reason a word names; raise WrongInput if it names none."""
    try:
        return Reason(word.strip().lower())
    except ValueError:
        raise WrongInput(
            "Say why: `response` (no meaningful or timely answer) or `blocker` (a critical blocker, and you "
            "are there to work on it now)."
        ) from None


def user(text: str) -> str | None:
    """Return the first person mentioned."""
    found = _USER.search(text)
    return found[1] if found else None


def days_off(rest: str) -> Days:
    """Read `[@who] 2026-12-24..2026-12-27`; one date alone is one day. Raises WrongInput."""
    found = _RANGE.search(_USER.sub("", rest))
    if found is None:
        raise WrongInput("Write the days as 2026-12-24..2026-12-27, with @who before them for somebody else.")
    try:
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2]) if found[2] else first
    except ValueError:
        raise WrongInput(f"“{found[0]}” names a day that does not exist.") from None
    return Days(user(rest), first, last)


def instant(text: str, zone: str, now: datetime) -> datetime:
    """Read an instant: ISO 8601, or a date and time or a time alone on the account's own clock.

    Raises WrongInput. Returns an aware datetime.
    """
    text = text.strip()
    local = _LOCAL.fullmatch(text)
    try:
        if local is None:
            return _with_offset(text)
        day = date.fromisoformat(local[1]) if local[1] else local_day(zone, now)
        return first_instant(zone, day, f"{time.fromisoformat(local[2].zfill(5)):%H:%M}")
    except ValueError:
        raise WrongInput(
            f"“{literal(text)[:40]}” is no time. "
            "Write 2026-03-06 17:30, 17:30 for today, or 2026-03-06T17:30-05:00."
        ) from None


def _with_offset(text: str) -> datetime:
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError("no offset")
    return parsed
