"""What is wrong between people, schedules and teams: unknown keys, missing turns, a TAM named two ways.

Works on the files as written, so that a fault elsewhere in a file hides nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from bot.domain.schedules import OVERRIDE, Unit, parse_every, parse_handoff
from bot.runbook.values import read_instant
from bot.runbook.yaml_nodes import Document, Path, Problem, Value

GROUPS = ("pse", "support_management")
TAMS = ("primary", "secondary")
_TURNS = ("every", "handoff", "from")
_OF_A_PERSON = ("name", "slack", "email")


def schedule_problems(provider: Document, accounts: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield what is wrong with people, the schedules that name them, and the teams that use either."""
    named = provider.at("people")
    people = set(named) if isinstance(named, dict) else set()
    for index in range(_length(provider.at("absences"))):
        yield from _unknown(provider, ("absences", index, "who"), people)
    for group in GROUPS:
        yield from _schedule(provider, (group, "schedule"), people)
    for document in accounts.values():
        for role in TAMS:
            yield from _tam(document, ("team", role), people)
            yield from _schedule(document, ("team", role, "schedule"), people)
        yield from _absent_roles(document)


def slack_of(provider: Document, document: Document, path: Path) -> Collection[str | None]:
    """Return the Slack ids of those who fill a place, None for each who has none; empty for no place."""
    place = document.at(*path)
    if not isinstance(place, dict):
        return ()
    if "person" in place:
        return (provider.text("people", document.text(*path, "person") or "", "slack"),)
    if "schedule" not in place:
        return (document.text(*path, "slack"),)
    layers = range(_length(document.at(*path, "schedule", "layers")))
    keys = [key for index in layers for key in _people(document, (*path, "schedule", "layers", index))]
    return tuple(provider.text("people", key, "slack") for key in keys if provider.at("people", key))


def _tam(document: Document, path: Path, people: Collection[str]) -> Iterator[Problem]:
    """Yield what is missing or too much: a TAM is written out, or is a person, or is a schedule."""
    place = document.at(*path)
    if not isinstance(place, dict):
        return
    if "schedule" in place:
        for key in (*_OF_A_PERSON, "person", "hours", "time_zone"):
            if key in place:
                sentence = "does not go with a schedule, whose layers name people and hours"
                yield document.problem((*path, key), sentence)
        return
    if "person" in place:
        yield from _unknown(document, (*path, "person"), people)
        for key in _OF_A_PERSON:
            if key in place:
                yield document.problem((*path, key), "stands with the person, under people in provider.yaml")
    for key in ("hours",) if "person" in place else ("name", "hours"):
        if place.get(key) is None:
            yield document.problem((*path, key), "is required")


def _absent_roles(document: Document) -> Iterator[Problem]:
    for index in range(_length(document.at("absences"))):
        path: Path = ("absences", index, "who")
        role = document.text(*path)
        if role == "secondary" and not document.at("team", "secondary"):
            yield document.problem(path, "the team has no secondary")
        elif role in TAMS and document.at("team", role, "schedule") is not None:
            sentence = f"the {role} is a schedule; name the person in the absences of provider.yaml"
            yield document.problem(path, sentence)


def _schedule(document: Document, path: Path, people: Collection[str]) -> Iterator[Problem]:
    names = {OVERRIDE: "is what overrides are called; give the layer another name"}
    for index in range(_length(document.at(*path, "layers"))):
        layer: Path = (*path, "layers", index)
        name = document.text(*layer, "name")
        if name is not None and name.strip() in names:
            yield document.problem((*layer, "name"), f"“{name}” {names[name.strip()]}")
        elif name is not None:
            names[name.strip()] = "is the name of an earlier layer"
        for position in range(_length(document.at(*layer, "people"))):
            yield from _unknown(document, (*layer, "people", position), people)
        yield from _turns(document, layer)
    for index in range(_length(document.at(*path, "overrides"))):
        yield from _override(document, (*path, "overrides", index), people)


def _turns(document: Document, layer: Path) -> Iterator[Problem]:
    """Yield what the turns of a layer lack: one person alone needs none, but may begin on a day."""
    written = [key for key in _TURNS if document.at(*layer, key) is not None]
    if len(_people(document, layer)) > 1 or set(written) - {"from"}:
        for key in _TURNS:
            if key not in written:
                yield document.problem((*layer, key), "is required where people take turns")
    every, handoff = document.text(*layer, "every"), document.text(*layer, "handoff")
    if handoff is not None:
        try:
            parse_handoff(handoff, _unit(every, handoff))
        except ValueError as error:
            yield document.problem((*layer, "handoff"), str(error))


def _unit(every: str | None, handoff: str) -> Unit:
    """Return what turns are counted in; where that cannot be read, what the handoff looks like."""
    try:
        return parse_every(every or "").unit
    except ValueError:
        return Unit.WEEK if " " in handoff.strip() else Unit.DAY


def _override(document: Document, path: Path, people: Collection[str]) -> Iterator[Problem]:
    for key in ("who", "for"):
        yield from _unknown(document, (*path, key), people)
    start, end = document.text(*path, "from"), document.text(*path, "to")
    try:
        if start and end and read_instant(end.strip()) <= read_instant(start.strip()):
            yield document.problem((*path, "to"), f"to {end} is not after from {start}")
    except ValueError:
        return  # said where the instant itself is read


def _unknown(document: Document, path: Path, people: Collection[str]) -> Iterator[Problem]:
    key = document.text(*path)
    if key is None or key.strip() in people:
        return
    near = get_close_matches(key, people, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    yield document.problem(path, f"“{key}” is not among the people of provider.yaml{hint}")


def _people(document: Document, layer: Path) -> list[str]:
    named = document.at(*layer, "people")
    return [key for key in named if isinstance(key, str)] if isinstance(named, list) else []


def _length(value: Value) -> int:
    return len(value) if isinstance(value, list) else 0
