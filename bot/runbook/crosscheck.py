"""What no single value can tell: secrets, links, overlapping accounts and people that nothing could reach.

Works on the files as written, so that a fault elsewhere in a file hides nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.runbook.account import prefix_of
from bot.runbook.integrations.console import console_problems
from bot.runbook.integrations.webhooks import webhook_problems, webhook_secret_paths
from bot.runbook.rich_text import LINK
from bot.runbook.roster.calendar_checks import calendar_problems
from bot.runbook.roster.checks import schedule_problems, slack_of
from bot.runbook.roster.group_checks import group_problems
from bot.runbook.roster.line_checks import line_problems
from bot.runbook.roster.reach_checks import reach_problems
from bot.runbook.values import NAMED_SECRET
from bot.runbook.yaml_nodes import Document, Path, Problem, Value

PIN: Path = ("pin",)
_PINGED = ("primary", "secondary", "manager")


def crosscheck(
    provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Yield what is wrong between the entries of a runbook; `env` None leaves the environment alone."""
    yield from _twice((), provider.data, provider)
    for document in (provider, *accounts.values()):
        yield from _misplaced_secrets(document)
    for document in (provider, *accounts.values()):
        yield from _unknown_links(provider, document)
    yield from _unknown_kinds(provider)
    yield from schedule_problems(provider, accounts)
    yield from group_problems(provider, accounts)
    yield from reach_problems(provider, accounts, env)
    yield from line_problems(provider, accounts, env)
    yield from webhook_problems(provider, accounts, env)
    yield from console_problems(provider, accounts, env)
    yield from calendar_problems(provider, accounts, env)
    if env is not None:
        yield from _unset(provider, accounts, env)
    yield from _bad_prefixes(accounts)
    yield from _overlaps(accounts)
    yield from _shared_staff_places(provider, accounts)
    yield from _unreachable(provider, accounts)


def _misplaced_secrets(document: Document) -> Iterator[Problem]:
    for path, text in document.texts():
        of_person = len(path) == 3 and (path[0], path[2]) == ("people", "phone")
        of_calendar = len(path) == 3 and (path[0], path[2]) == ("calendars", "url")
        may_be = path == PIN or of_person or of_calendar or path in set(webhook_secret_paths(document))
        if not may_be and NAMED_SECRET.fullmatch(text):
            can = "only a pin, a phone, a webhook's secret and a calendar's url can"
            sentence = f"cannot come from the environment; {can}"
            yield document.problem(path, sentence)


def _twice(path: Path, value: Value, document: Document) -> Iterator[Problem]:
    """Yield the entries of any list whose id an earlier entry of that list has."""
    entries: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    seen: set[Value] = set()
    for key, entry in entries:
        name = document.text(*path, key, "id") if isinstance(value, list) else None
        if name in seen:
            yield document.problem((*path, key, "id"), f"“{name}” is the id of an earlier entry")
        if name is not None:
            seen.add(name)
        yield from _twice((*path, key), entry, document)


def _unknown_links(provider: Document, document: Document) -> Iterator[Problem]:
    links = provider.at("links")
    known = links if isinstance(links, dict) else {}
    for path, text in document.texts():
        named = {text} if path[-1:] == ("link",) else {found[2] for found in LINK.finditer(text)}
        for link in sorted(named - known.keys()):
            yield document.problem(path, f"“{link}” is not among the links")


def _unknown_kinds(provider: Document) -> Iterator[Problem]:
    kinds = provider.at("example_kinds")
    known = kinds if isinstance(kinds, dict) else {}
    for path, text in provider.texts():
        if path[-2:-1] == ("kinds",) and text not in known:
            yield provider.problem(path, f"“{text}” is not among the example_kinds")


def _unset(provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the variables that the runbook names and the environment lacks."""
    people = provider.at("people")
    phones: list[Path] = [("people", key, "phone") for key in people] if isinstance(people, dict) else []
    for document, path in (
        *((provider, phone) for phone in phones),
        *((provider, secret) for secret in webhook_secret_paths(provider)),
        *((account, PIN) for account in accounts.values()),
    ):
        named = NAMED_SECRET.fullmatch(document.text(*path) or "")
        if named and not env.get(named[1], "").strip():
            yield document.problem(path, f"{named[0]} is not set in the environment")


def _bad_prefixes(accounts: Mapping[str, Document]) -> Iterator[Problem]:
    for key, document in accounts.items():
        derived = prefix_of(key)
        if not document.at("prefix") and not (2 <= len(derived) <= 20 and derived[0].isalpha()):
            yield document.problem(
                ("prefix",), "is required: the file's name has no 2 to 20 letters and digits to make one of"
            )


_Claim = tuple[str, Path, Callable[[str, Document], str | None]]

_UNIQUE: Sequence[_Claim] = (
    ("channel", ("channel", "id"), lambda _, document: document.text("channel", "id")),
    ("name", ("account",), lambda _, document: (document.text("account") or "").casefold() or None),
    ("prefix", ("prefix",), lambda key, document: document.text("prefix") or prefix_of(key)),
    ("PIN", PIN, lambda _, document: document.text(*PIN)),
)


def _overlaps(accounts: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield what two accounts both claim; sharing a workspace or a triage channel is fine."""
    for what, path, claim in _UNIQUE:
        first: dict[str, Document] = {}
        for key, document in accounts.items():
            claimed = claim(key, document)
            if claimed is None:
                continue
            if claimed in first:
                yield document.problem(path, f"is the same {what} as in {first[claimed].file}")
            first.setdefault(claimed, document)


def _shared_staff_places(provider: Document, accounts: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield places that would show the staff's words to a customer, or take a customer for staff."""
    shared = {document.text("channel", "id"): document.file for document in accounts.values()}
    for document in (provider, *accounts.values()):
        triage = document.text("triage", "id")
        if triage is not None and triage in shared:
            yield document.problem(
                ("triage", "id"), f"is the customer's channel in {shared[triage]}; triage is for staff only"
            )
    own = provider.at("workspaces")
    for document in accounts.values():
        theirs = document.at("workspaces")
        for index, workspace in enumerate(theirs if isinstance(theirs, list) else ()):
            if isinstance(workspace, str) and isinstance(own, list) and workspace in own:
                yield document.problem(
                    ("workspaces", index),
                    f"“{workspace}” is the provider's own: customers would count as staff",
                )


def _unreachable(provider: Document, accounts: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield the roles that, in accounts without a triage channel, no direct message reaches either."""
    if provider.at("triage"):
        return
    without = {key: document for key, document in accounts.items() if not document.at("triage")}
    for document in without.values():
        for role in _PINGED:
            if None in slack_of(provider, document, ("team", role)):
                sentence = "nothing can reach this role: give it a slack id, or name a triage channel"
                yield document.problem(("team", role), sentence)
    if without:
        yield from _unreachable_groups(provider, ", ".join(without))


def _unreachable_groups(provider: Document, whose: str) -> Iterator[Problem]:
    for role in ("pse", "support_management"):
        if provider.at(role) and not provider.at(role, "members"):
            group = provider.at(role, "usergroup")
            why = "a user group cannot be sent a direct message" if group else "nobody is listed"
            sentence = f"{why}, and {whose} has no triage channel; name one, or list members"
            yield provider.problem((role,), f"nothing can reach this role: {sentence}")
