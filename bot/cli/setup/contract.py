"""What a customer's contract says otherwise than the provider's, from words to the account's keys."""

import re
from typing import Final

from bot.domain.calendar.durations import parse_duration
from bot.domain.sla import Priority, RunsOn
from bot.errors import WrongInput

_PROMISE: Final = re.compile(r"(P\d)\s*[:=]?\s+(.+?)(?:\s+(always|business))?", re.IGNORECASE)


def promises(said: str) -> str:
    """Return "P1 30m, P2 1h always" as the account's `sla`; "" for nothing. Raises WrongInput."""
    rows = dict(_promise(part.strip()) for part in said.split(",") if part.strip())
    return (
        f"sla: {{targets: {{{', '.join(f'{key}: {row}' for key, row in rows.items())}}}}}\n" if rows else ""
    )


def _promise(part: str) -> tuple[str, str]:
    found = _PROMISE.fullmatch(part)
    if found is None or found[1].upper() not in list(Priority):
        raise WrongInput(f"“{part}” isn't a promise; write them like “P1 30m, P2 1h always”.")
    try:
        parse_duration(found[2])
    except ValueError as error:
        raise WrongInput(f"{error}.") from None
    clock = f", clock: {RunsOn(found[3].lower()).value}" if found[3] else ""
    return found[1].upper(), f"{{respond_within: {found[2]}{clock}}}"
