"""What is wrong with the support line: who has no phone, PINs that no phone can type, no way in.

Works on the files as written, so that a fault elsewhere in a file hides nothing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.runbook.roster.checks import TAMS
from bot.runbook.roster.reach_checks import people_at
from bot.runbook.values import NAMED_SECRET
from bot.runbook.yaml_nodes import Document, Path, Problem

_LINE: Final[Path] = ("line",)
_PIN: Final = re.compile(r"[0-9]{4,12}")
_NEEDED: Final = ("TWILIO_AUTH_TOKEN", "PUBLIC_URL")


def line_problems(
    provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Yield what keeps the line from being answered; `env` None leaves the environment alone."""
    if not provider.at(*_LINE):
        return
    places: list[tuple[Document, Path]] = [(provider, ("pse",))]
    places += [(account, ("team", role)) for account in accounts.values() for role in TAMS]
    for document, place in places:
        if document.at(*place):
            yield from _not_rung(provider, document, place)
    if env is not None:
        yield from _unset(provider, env)
        yield from _pins(accounts, env)


def _not_rung(provider: Document, document: Document, place: Path) -> Iterator[Problem]:
    named = dict.fromkeys(people_at(provider, document, place))
    if not named:
        yield document.problem(place, "the line rings people, and nobody is named here; give it a schedule")
    missing = [who for who in named if provider.text("people", who, "phone") is None]
    if missing:
        has = "has" if len(missing) == 1 else "have"
        lacks = f"{', '.join(missing)} {has} no phone under people in provider.yaml"
        yield document.problem(place, f"the line rings people; {lacks}")


def _unset(provider: Document, env: Mapping[str, str]) -> Iterator[Problem]:
    for name in _NEEDED:
        if not env.get(name, "").strip():
            yield provider.problem(_LINE, f"needs {name}, which is not set in the environment")


def _pins(accounts: Mapping[str, Document], env: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the PINs that cannot be typed, or that two accounts have; none is repeated."""
    first: dict[str, str] = {}
    for document in accounts.values():
        named = NAMED_SECRET.fullmatch(document.text("pin") or "")
        pin = env.get(named[1], "").strip() if named else ""
        if not pin:
            continue
        if not _PIN.fullmatch(pin):
            yield document.problem(("pin",), "holds what no phone can type: a PIN has 4 to 12 digits")
        if pin in first:
            yield document.problem(("pin",), f"holds the same PIN as in {first[pin]}")
        first.setdefault(pin, document.file)
