"""The workspaces, channels and people of any runbook, for a playground to start with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.runbook import Account, Group, Provider, Runbook
from playground.workspace.json_types import ReadOnlyJSON
from playground.workspace.seed import (
    Seed,
    SlackApp,
    SlackChannel,
    SlackTeam,
    UserGroup,
    WorkspaceMember,
    demo_seed,
)

_BOT = "U0TAMBOT"
# A runbook names few of its customers: each gets two engineers, so that there is somebody to act as.
_ENGINEERS = (
    ("Lena Vogel", "Tom Okafor"),
    ("Aiko Sato", "Ivan Petrov"),
    ("Nora Lind", "Luis Ortega"),
)
_ON_DUTY = ("Petra Novak", "Sam Ortiz", "Grace Kim", "Omar Haddad")


def seed_of(runbook: Runbook, manifest: ReadOnlyJSON) -> Seed:
    """Return all that a runbook names, with somebody to act as for each customer and user group."""
    provider, home = runbook.provider, runbook.provider.workspaces[0]
    groups = tuple(_groups(provider, home))
    staff = {one.id: one for one in _on_duty(groups, home, provider)} | _staff(runbook, home)
    customers = {one.id: one for one in _customers(runbook, demo_seed(manifest).people)}
    bot = WorkspaceMember(_BOT, home, "tam", "tam", is_bot=True)
    return Seed(
        teams=tuple(_teams(runbook)),
        people=(*staff.values(), bot, *customers.values()),
        channels=tuple(_channels(runbook, tuple(staff), tuple(customers.values()))),
        usergroups=groups,
        app=SlackApp(_BOT, manifest, tuple(provider.workspaces)),
        start_as=next(iter(customers)),
    )


def _teams(runbook: Runbook) -> Iterator[SlackTeam]:
    named = dict.fromkeys(runbook.provider.workspaces, runbook.provider.name)
    for account in runbook.accounts.values():
        named |= dict.fromkeys(account.workspaces, account.name)
    for team, name in named.items():
        yield SlackTeam(team, name, _handle(name).replace(".", "-"))


def _staff(runbook: Runbook, home: str) -> dict[str, WorkspaceMember]:
    zones = {one.slack: one.time_zone for one in runbook.provider.people.values() if one.time_zone}
    titles: dict[str, str] = {}
    for account in runbook.accounts.values():
        for contact in account.people():
            titles.setdefault(contact.slack or "", f"{_role(account, contact)} for {account.name}")
    return {
        user: WorkspaceMember(
            user,
            home,
            _handle(name),
            name,
            titles.get(user, ""),
            zones.get(user, runbook.provider.time_zone),
            email=runbook.staff_addresses.get(user, ""),
        )
        for user, name in runbook.staff_names.items()
    }


def _role(account: Account, contact: object) -> str:
    if contact == account.manager:
        return "TAM manager"
    return "Account executive" if contact == account.account_executive else "TAM"


def _groups(provider: Provider, home: str) -> Iterator[UserGroup]:
    for group, handle in ((provider.pse, "pse"), (provider.support_management, "support-management")):
        if group.usergroup:
            yield UserGroup(group.usergroup, home, handle, group.name, tuple(_members(group, provider)))


def _members(group: Group, provider: Provider) -> Iterator[str]:
    """Yield who is in a user group: those of its schedule, or somebody made up."""
    keys = {key for layer in group.schedule.layers for key in layer.people} if group.schedule else set()
    known = [person.slack for key, person in provider.people.items() if key in keys and person.slack]
    yield from known or [f"U0{group.usergroup or ''}ONE"]


def _on_duty(groups: tuple[UserGroup, ...], home: str, provider: Provider) -> Iterator[WorkspaceMember]:
    """Yield the members of groups, whether the runbook names them or not."""
    listed = [(user, group.name) for group in groups for user in group.members]
    for team in (provider.pse, provider.support_management):
        listed += [(user, team.name) for user in team.members]
    for index, (user, title) in enumerate(dict(listed).items()):
        name = _ON_DUTY[index] if index < len(_ON_DUTY) else f"Engineer {index + 1}"
        yield WorkspaceMember(user, home, _handle(name), name, title, provider.time_zone)


def _customers(runbook: Runbook, of_sample: Sequence[WorkspaceMember]) -> Iterator[WorkspaceMember]:
    """Yield who is there to act as: the sample's customers are who they always are, and come first."""
    strangers: list[Account] = []
    for account in runbook.accounts.values():
        known = [one for one in of_sample if one.team_id in account.workspaces]
        if known and set(account.requesters) <= {one.id for one in known}:
            yield from (replace(one, email=_address(account, one.id) or one.email) for one in known)
        else:
            strangers.append(account)
    for index, account in enumerate(strangers):
        names = _ENGINEERS[index] if index < len(_ENGINEERS) else (f"Kim of {account.name}", account.name)
        yield from _made_up(account, names)


def _made_up(account: Account, names: tuple[str, str]) -> Iterator[WorkspaceMember]:
    team = account.workspaces[0]
    made_up = [f"U{team[1:]}{number}" for number in (1, 2)]
    users = [*account.requesters, *made_up[len(account.requesters) :]]
    for user, name in zip(users, names, strict=False):
        address = _address(account, user)
        yield WorkspaceMember(user, team, _handle(name), name, "Engineer", account.time_zone, email=address)


def _address(account: Account, user: str) -> str:
    """Return somebody's address in the console; "" where the runbook names none."""
    return account.console.requesters.get(user, "")


def _channels(
    runbook: Runbook, staff: tuple[str, ...], customers: tuple[WorkspaceMember, ...]
) -> Iterator[SlackChannel]:
    home = runbook.provider.workspaces[0]
    triage = {runbook.provider.triage_id: "tam-triage"}
    for account in runbook.accounts.values():
        theirs = tuple(one.id for one in customers if one.team_id in account.workspaces)
        members, teams = (*staff, *theirs, _BOT), (home, *account.workspaces)
        channel = account.channel
        yield SlackChannel(channel.id, channel.name, home, members, connected_teams=teams)
        triage.setdefault(account.triage_id, f"triage-{account.key}")
    for id_, name in triage.items():
        if id_ is not None:
            yield SlackChannel(id_, name, home, (*staff, _BOT), is_private=True)


def _handle(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", ".", name.casefold()).strip(".")
