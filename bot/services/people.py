"""Know people: who somebody is to an account, and what they are called."""

import re
from collections.abc import Collection

from bot.blocks.text import defang
from bot.domain.permission import Actor, Side
from bot.runbook import Account, Runbook
from bot.services.work import Service, Work
from models.people import GroupMember, SlackUser

NAMELESS = "somebody"
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")


class People(Service):
    """Use cases about persons, keyed by workspace and user id."""

    def actor(
        self, account: str | None, user: str, team: str | None = None, name: str | None = None
    ) -> Actor:
        """Say who a Slack user is to an account (None: to any of them).

        `name` is what the payload calls a stranger; whoever was met has a real name.

        `team` is the user's own workspace when the payload tells it; it may be left out only for people
        who were met before (see `knows`).
        """
        with self.reading() as work:
            return actor(work, account, user, team, name)

    def met_before(self, account: str | None, user: str, team: str | None) -> Actor | None:
        """Say who somebody is to an account, if they were met before."""
        with self.reading() as work:
            known = SlackUser.known(work.session, user)
            return _actor(work, account, user, team, None, known) if known else None

    def accounts_of(self, team: str) -> tuple[str, ...]:
        """Return the accounts that people of a workspace have to do with: the provider's, with all."""
        return accounts_of(self.runbook, team)

    def knows(self, user: str) -> bool:
        """Tell whether the user was met before, so that workspace and name are known."""
        with self.reading() as work:
            return SlackUser.known(work.session, user) is not None

    def is_bot(self, user: str) -> bool:
        """Tell whether a user that was met is a bot, of whatever company."""
        with self.reading() as work:
            known = SlackUser.known(work.session, user)
            return known is not None and known.is_bot

    def meet(
        self, user: str, team: str, name: str, *, is_bot: bool = False, teams: Collection[str] = ()
    ) -> None:
        """Remember a person as Slack described them.

        `teams` are further ids of their company (Enterprise Grid has one for the organisation and one for
        each workspace); of all of them, the one that the runbook names is the person's.
        """
        with self.work() as work:
            ids = tuple(dict.fromkeys((team, *teams)))
            named = next((one for one in ids if _is_named(work.runbook, one)), team)
            seen = {"name": name, "is_bot": is_bot, "teams": list(ids), "seen_at": work.now}
            work.session.merge(SlackUser(user_id=user, team_id=named, **seen))

    def plain(self, text: str) -> str:
        """Return a message event's text as plain words, people by their names."""
        with self.reading() as work:
            return plain(work, text)

    def set_group(self, group_id: str, users: Collection[str]) -> None:
        """Remember who belongs to a user group of the provider's."""
        with self.work() as work:
            GroupMember.replace(work.session, group_id, users)

    def groups(self) -> tuple[str, ...]:
        """Return the user groups whose members the runbook relies on."""
        provider = self.runbook.provider
        return tuple(
            group.usergroup for group in (provider.pse, provider.support_management) if group.usergroup
        )


def actor(work: Work, account: str | None, user: str, team: str | None, name: str | None) -> Actor:
    """Say who a Slack user is to an account (None: to any of them)."""
    return _actor(work, account, user, team, name, SlackUser.known(work.session, user))


def _actor(
    work: Work, account: str | None, user: str, team: str | None, name: str | None, known: SlackUser | None
) -> Actor:
    if known is not None and (not team or team in known.teams):
        team = known.team_id
    same = known if known is not None and known.team_id == team else None
    team, name = team or "", (same.name if same else None) or name or NAMELESS
    accounts = [work.account(account)] if account else list(work.runbook.accounts.values())
    # The runbook's name comes first: a display name may be anything.
    name = work.runbook.staff_names.get(user) or name
    return Actor(team, user, name, _side(work, accounts, user, team))


def accounts_of(runbook: Runbook, team: str) -> tuple[str, ...]:
    """Return the accounts that people of a workspace have to do with: the provider's, with all."""
    if team in runbook.provider.workspaces:
        return tuple(runbook.accounts)
    return tuple(key for key, account in runbook.accounts.items() if team in account.workspaces)


def plain(work: Work, text: str) -> str:
    """Return a message event's text as plain words, people by their names."""
    return defang(text, names_in(work, text))


def names_in(work: Work, text: str) -> dict[str, str]:
    """Return the names of the people mentioned in a message event's text, by user id."""
    known = (SlackUser.known(work.session, user) for user in set(_MENTIONED.findall(text)))
    return {person.user_id: person.name for person in known if person}


def names_of_provider(work: Work, account: str) -> frozenset[str]:
    """Return what the account's people of the provider are called, in full and by their first names."""
    full = {person.name for person in work.account(account).people()}
    return frozenset(full | {name.split()[0] for name in full})


def _is_named(runbook: Runbook, team: str) -> bool:
    return team in runbook.provider.workspaces or any(
        team in account.workspaces for account in runbook.accounts.values()
    )


def _side(work: Work, accounts: Collection[Account], user: str, team: str) -> Side:
    if team in work.runbook.provider.workspaces:
        return Side.STAFF if user in work.runbook.staff_ids or _in_staff_group(work, user) else Side.COLLEAGUE
    if any(team in account.workspaces for account in accounts):
        return Side.CUSTOMER
    return Side.GUEST


def _in_staff_group(work: Work, user: str) -> bool:
    provider = work.runbook.provider
    groups = (provider.pse, provider.support_management)
    if any(user in group.members for group in groups):
        return True
    named = {group.usergroup for group in groups if group.usergroup}
    return bool(named & GroupMember.groups_of(work.session, user))
