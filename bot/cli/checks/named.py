"""The Slack ids that a runbook names: what each stands for, and to which company it has to belong."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.runbook import Runbook


@dataclass(frozen=True)
class Line:
    """One thing that was said from outside: an id with its name, or a problem."""

    text: str
    is_problem: bool = False


@dataclass(frozen=True)
class Named:
    """An id, where it is written, and what it is there."""

    id: str
    where: str
    what: str
    workspaces: frozenset[str]
    is_for_staff: bool = True


def channels_of(runbook: Runbook) -> tuple[Named, ...]:
    """Return the customers' channels and the channels of staff, each once."""
    ours = frozenset(runbook.provider.workspaces)
    found: dict[str, Named] = {}
    for key, account in runbook.accounts.items():
        file, theirs = f"accounts/{key}.yaml", frozenset(account.workspaces)
        what = f"the channel of {account.name}"
        found[account.channel.id] = Named(account.channel.id, f"{file}: channel", what, theirs, False)
    for key, account in runbook.accounts.items():
        triage = account.triage_id
        if triage is not None:
            own = triage != runbook.provider.triage_id
            where = f"accounts/{key}.yaml: triage" if own else "provider.yaml: triage"
            what = f"triage of {account.name}" if own else "triage"
            found.setdefault(triage, Named(triage, where, what, ours))
    return tuple(found.values())


def people_of(runbook: Runbook) -> tuple[Named, ...]:
    """Return everybody the runbook names by id, each once: staff first, then customers."""
    found: dict[str, Named] = {}
    for named in (*_staff(runbook), *_customers(runbook)):
        found.setdefault(named.id, named)
    return tuple(found.values())


def _staff(runbook: Runbook) -> Iterator[Named]:
    provider = runbook.provider
    ours = frozenset(provider.workspaces)
    for person in provider.people.values():
        if person.slack:
            yield Named(person.slack, "provider.yaml: people", person.name, ours)
    for key, account in runbook.accounts.items():
        for contact in account.people():
            if contact.slack:
                what = f"{contact.name} of {account.name}'s team"
                yield Named(contact.slack, f"accounts/{key}.yaml: team", what, ours)
    for place, group in (("pse", provider.pse), ("support_management", provider.support_management)):
        for member in group.members:
            yield Named(member, f"provider.yaml: {place}.members", f"one of {group.name}", ours)


def _customers(runbook: Runbook) -> Iterator[Named]:
    for key, account in runbook.accounts.items():
        for person in account.requesters:
            what = f"a requester of {account.name}"
            theirs = frozenset(account.workspaces)
            yield Named(person, f"accounts/{key}.yaml: requesters", what, theirs)


def groups_of(runbook: Runbook) -> tuple[Named, ...]:
    """Return the user groups that answer as one."""
    provider = runbook.provider
    named = (("pse", provider.pse), ("support_management", provider.support_management))
    ours = frozenset(provider.workspaces)
    return tuple(
        Named(group.usergroup, f"provider.yaml: {place}.usergroup", group.name, ours)
        for place, group in named
        if group.usergroup
    )
