"""What an account promises otherwise than its provider: its own words, merged into the provider's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.runbook.integrations.console import bridge_of_all
from bot.runbook.yaml_nodes import Document, Problem, Value

SECTIONS = ("sla", "pending", "notice", "escalation", "pings", "holidays")
"""What the provider promises to everybody, and an account may promise otherwise."""

_TAKEN_OVER = (*SECTIONS, "console")
_OF_THE_COUNTRY = ("remove", "subdivision")
_TAMS = ("primary", "secondary")


def effective(provider: Document, account: Document) -> Document:
    """Return an account's file as if it wrote out all that it takes over from its provider's."""
    if not isinstance(account.data, dict) or not isinstance(provider.data, dict):
        return account
    data = dict(account.data)
    for section in SECTIONS:
        merge = merged_holidays if section == "holidays" else merged
        data[section] = merge(provider.data.get(section), data.get(section))
    data["console"] = merged(bridge_of_all(provider.data.get("console")), data.get("console"))
    data["team"] = _team(data.get("team"), data["holidays"], provider)
    return replace(account, data=data)


def merged(base: Value, own: Value) -> Value:
    """Return `base` with `own` written over it: maps key by key, lists and single values whole.

    An empty value leaves a map as it is, and takes anything else away.
    """
    if not isinstance(base, dict):
        return own
    if not isinstance(own, dict):
        return base if own is None else own
    return base | {key: merged(base.get(key), entry) for key, entry in own.items()}


def merged_holidays(base: Value, own: Value) -> Value:
    """Return holidays merged; what is said of one country's holidays means nothing in another."""
    if isinstance(base, dict) and isinstance(own, dict):
        country = base.get("country")
        if own.get("country", country) != country:
            base = {key: value for key, value in base.items() if key not in _OF_THE_COUNTRY}
    return merged(base, own)


def own_problems(
    account: Document, found: Iterable[Problem], of_provider: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield those problems of an effective account that are its own, not those of what it took over."""
    known = {problem.text for problem in of_provider}
    for problem in found:
        section = problem.path[:1]
        is_taken_over = section and section[0] in _TAKEN_OVER and account.at(*section) is None
        if not is_taken_over and _anybody_s(problem) not in known:
            yield problem


def _team(team: Value, holidays: Value, provider: Document) -> Value:
    """Return a team whose TAMs' own holidays are written over the account's."""
    if not isinstance(team, dict):
        return team
    return {
        role: _with_holidays(row, holidays, provider) if role in _TAMS else row for role, row in team.items()
    }


def _with_holidays(tam: Value, holidays: Value, provider: Document) -> Value:
    if not isinstance(tam, dict):
        return tam
    own, person = tam.get("holidays"), tam.get("person")
    if own is None and isinstance(person, str):
        own = provider.at("people", person.strip(), "holidays")
    return tam if own is None else tam | {"holidays": merged_holidays(holidays, own)}


def _anybody_s(problem: Problem) -> str:
    """Return a problem's text without the TAM in whose holidays it was found."""
    match problem.path:
        case ("team", str(role), "holidays", *_):
            return problem.text.removeprefix(f"team.{role}.")
    return problem.text
