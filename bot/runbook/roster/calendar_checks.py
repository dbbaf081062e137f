"""What is wrong with calendars that shifts and absences are taken from: unknown people, places, addresses.

Works on the files as written, so that a fault elsewhere in a file hides nothing.
"""

from collections.abc import Iterator, Mapping

from bot.runbook.roster.checks import GROUPS, TAMS
from bot.runbook.values import NAMED_SECRET
from bot.runbook.yaml_nodes import Document, Path, Problem


def calendar_problems(
    provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Yield what is wrong between calendars, people and schedules; `env` None: but for the environment."""
    written = provider.at("calendars")
    names: set[str] = set()
    for index in range(len(written) if isinstance(written, list) else 0):
        path: Path = ("calendars", index)
        name = provider.text(*path, "name")
        if name in names:
            yield provider.problem((*path, "name"), f"“{name}” is the name of an earlier calendar")
        if name is not None:
            names.add(name)
        yield from _people(provider, path)
        yield from _place(provider, accounts, path)
        if env is not None:
            yield from _address(provider, path, env)


def _people(provider: Document, path: Path) -> Iterator[Problem]:
    known, named = provider.at("people"), provider.at(*path, "names")
    people = known if isinstance(known, dict) else {}
    places: list[Path] = [(*path, "who")]
    places += [(*path, "names", str(key)) for key in (named if isinstance(named, dict) else {})]
    for place in places:
        key = (provider.text(*place) or "").strip()
        if key and key not in people:
            yield provider.problem(place, f"“{key}” is not among the people of provider.yaml")
        elif key and not provider.text("people", key, "slack"):
            yield provider.problem(place, f"{key} has no Slack id under people, so nobody could be told")


def _place(provider: Document, accounts: Mapping[str, Document], path: Path) -> Iterator[Problem]:
    shifts = (provider.text(*path, "shifts") or "").strip()
    if not shifts:
        return
    account, _, role = shifts.partition("/")
    if shifts in GROUPS:
        if provider.at(shifts, "schedule") is None:
            yield provider.problem(
                (*path, "shifts"), f"{shifts} has no schedule in which they could be on call"
            )
    elif account not in accounts or role not in TAMS or not accounts[account].at("team", role):
        sentence = (
            f"“{shifts}” names no schedule and no TAM; write pse, support_management or account/primary"
        )
        yield provider.problem((*path, "shifts"), sentence)


def _address(provider: Document, path: Path, env: Mapping[str, str]) -> Iterator[Problem]:
    named = NAMED_SECRET.fullmatch(provider.text(*path, "url") or "")
    if named is None:
        return
    address = env.get(named[1], "").strip()
    if not address:
        yield provider.problem((*path, "url"), f"{named[0]} is not set in the environment")
    elif not address.startswith(
        ("https://", "webcal://", "webcals://", "http://127.0.0.1", "http://localhost")
    ):
        yield provider.problem(
            (*path, "url"), f"{named[0]} holds no address that starts with https:// or webcal://"
        )
