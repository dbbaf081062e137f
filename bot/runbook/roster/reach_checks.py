"""What is wrong with how people are reached: no phone to ring, nobody by name, no account to send from.

Works on the files as written, so that a fault elsewhere in a file hides nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.paging import Cause, Means
from bot.runbook.phone_numbers import phone_fault
from bot.runbook.roster.checks import GROUPS, TAMS
from bot.runbook.values import NAMED_SECRET
from bot.runbook.yaml_nodes import Document, Path, Problem

_NEEDS: Mapping[Means, tuple[str, str]] = {
    Means.DM: ("slack", "no Slack id"),
    Means.SMS: ("phone", "no phone"),
    Means.CALL: ("phone", "no phone"),
}
"""What somebody must have to be reached by this means, and how it is said that they have not."""
_BY_PHONE = (Means.SMS, Means.CALL)


@dataclass(frozen=True)
class _WrittenStep:
    """One step as written."""

    document: Document
    path: Path
    cause: Cause
    by: Means


def reach_problems(
    provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the steps of roles and people; `env` None leaves the environment alone."""
    roles: list[tuple[Document, Path]] = [(provider, (group,)) for group in GROUPS]
    roles += [(account, ("team", role)) for account in accounts.values() for role in (*TAMS, "manager")]
    of_roles = [step for document, place in roles for step in _steps(document, place)]
    of_people = [step for key in _people(provider) for step in _steps(provider, ("people", key))]
    for step in of_roles:
        yield from _of_a_role(provider, step)
    for step in of_people:
        yield from _of_a_person(step)
    if env is not None:
        yield from _unset([*of_roles, *of_people], env)
        yield from _no_numbers(provider, env)


def _steps(document: Document, place: Path) -> Iterator[_WrittenStep]:
    """Yield the steps written at a place, as far as they can be read."""
    for cause in Cause:
        written = document.at(*place, "reach", cause)
        for index in range(len(written) if isinstance(written, list) else 0):
            path: Path = (*place, "reach", cause, index, "by")
            by = (document.text(*path) or "").strip()
            if by in list(Means):
                yield _WrittenStep(document, path, cause, Means(by))


def _of_a_person(step: _WrittenStep) -> Iterator[Problem]:
    key, without = _NEEDS.get(step.by, ("", ""))
    if key and not step.document.text(*step.path[:2], key):
        yield step.document.problem(step.path, f"{step.by} needs a {key}; {step.path[1]} has {without}")


def _of_a_role(provider: Document, step: _WrittenStep) -> Iterator[Problem]:
    """Yield who of a role cannot be reached by a step, unless their own steps stand in its place."""
    key, without = _NEEDS.get(step.by, ("", ""))
    if not key:
        return
    named = people_at(provider, step.document, step.path[: step.path.index("reach")])
    if not named:
        sentence = f"{step.by} reaches people by name, and nobody is named here; give it a schedule"
        yield step.document.problem(step.path, sentence)
    own = {who for who in named if provider.at("people", who, "reach", step.cause) is not None}
    missing = [who for who in dict.fromkeys(named) if who not in own and not _has(provider, who, key)]
    if missing:
        has = "has" if len(missing) == 1 else "have"
        lacks = f"{', '.join(missing)} {has} {without} under people in provider.yaml"
        yield step.document.problem(step.path, f"{step.by} needs a {key}; {lacks}")


def _has(provider: Document, who: str, key: str) -> bool:
    """Tell whether somebody has that; who is named by a Slack id has at least that."""
    return provider.text("people", who, key) is not None or (key == "slack" and who not in _people(provider))


def people_at(provider: Document, document: Document, place: Path) -> list[str]:
    """Return who can have the role written at a place: by key of the people, else as they are named."""
    schedule = (*place, "schedule")
    found = [document.text(*place, key) for key in ("person", "slack")]
    found += [document.text(*place, "members", index) for index in _indexes(document, (*place, "members"))]
    for layer in _indexes(document, (*schedule, "layers")):
        people = (*schedule, "layers", layer, "people")
        found += [document.text(*people, index) for index in _indexes(document, people)]
    for override in _indexes(document, (*schedule, "overrides")):
        found.append(document.text(*schedule, "overrides", override, "who"))
    keys = {provider.text("people", key, "slack"): key for key in _people(provider)}
    return [keys.get(who, who) for who in found if who]


def _indexes(document: Document, path: Path) -> range:
    written = document.at(*path)
    return range(len(written) if isinstance(written, list) else 0)


def _people(provider: Document) -> list[str]:
    written = provider.at("people")
    return list(written) if isinstance(written, dict) else []


def _unset(steps: list[_WrittenStep], env: Mapping[str, str]) -> Iterator[Problem]:
    """Yield, at the first step that needs it, what the environment lacks to send from."""
    needed: list[tuple[tuple[Means, ...], str]] = [
        (_BY_PHONE, "TWILIO_ACCOUNT_SID"),
        (_BY_PHONE, "TWILIO_FROM"),
        ((Means.PAGERDUTY,), "PAGERDUTY_ROUTING_KEY"),
    ]
    if not (env.get("TWILIO_API_KEY") and env.get("TWILIO_API_SECRET")):
        needed.append((_BY_PHONE, "TWILIO_AUTH_TOKEN"))
    for means, name in needed:
        first = next((step for step in steps if step.by in means), None)
        if first and not env.get(name, "").strip():
            sentence = f"{first.by} needs {name}, which is not set in the environment"
            yield first.document.problem(first.path, sentence)


def _no_numbers(provider: Document, env: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the people's phones that are set to what is no number; it is not repeated."""
    for key in _people(provider):
        named = NAMED_SECRET.fullmatch(provider.text("people", key, "phone") or "")
        number = env.get(named[1], "").strip() if named else ""
        if named and number and phone_fault(number):
            sentence = f"{named[0]} holds no phone number; write it like +14155551212"
            yield provider.problem(("people", key, "phone"), sentence)
