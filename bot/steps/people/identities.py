"""Say who somebody is to an account, and what people are called."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

from bot.blocks.kit.text import defang
from bot.domain.permission import Actor, Side
from bot.runbook import Account, Runbook
from bot.steps.people import presence
from bot.steps.work import Work
from models.people import Sight, SlackUser

Known = SlackUser | Sight
NAMELESS = "somebody"
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")


def actor_of(work: Work, account: str | None, user: str, team: str | None, name: str | None) -> Actor:
    """Say who a Slack user is to an account (None: to any of them)."""
    return actor_as_known(work, account, user, team, name, SlackUser.known(work.session, user))


def actor_as_known(
    work: Work, account: str | None, user: str, team: str | None, name: str | None, known: Known | None
) -> Actor:
    """Say who a Slack user is to an account, from what is stored of them (None: never met)."""
    if known is not None and (not team or team in known.teams):
        team = known.team_id
    same = known if known is not None and known.team_id == team else None
    team, name = team or "", (same.name if same else None) or name or NAMELESS
    accounts = [work.account(account)] if account else list(work.runbook.accounts.values())
    side = _side(work, accounts, user, team, same)
    return Actor(team, user, _told_apart(work, user, team, name), side)


def accounts_of(runbook: Runbook, team: str) -> tuple[str, ...]:
    """Return the accounts that people of a workspace have to do with: the provider's, with all."""
    if team in runbook.provider.workspaces:
        return tuple(runbook.accounts)
    return tuple(key for key, account in runbook.accounts.items() if team in account.workspaces)


def plain_words(work: Work, text: str, known: Mapping[str, str] | None = None) -> str:
    """Return a message event's text as plain words, people by their names; some of these may be `known`."""
    known = known or {}
    unknown = mentioned_in(text) - known.keys()
    return defang(text, {**known, **names_of_met(work, unknown, SlackUser.met(work.session, unknown))})


def names_in(work: Work, text: str) -> dict[str, str]:
    """Return the names of the people mentioned in a message event's text, by user id."""
    users = mentioned_in(text)
    return names_of_met(work, users, SlackUser.met(work.session, users))


def mentioned_in(text: str) -> frozenset[str]:
    """Return the user ids that are mentioned in a message event's text."""
    return frozenset(_MENTIONED.findall(text))


def names_of_met(work: Work, users: Collection[str], met: Mapping[str, Sight]) -> dict[str, str]:
    """Return the names of those of some users who are of the runbook or were met, by user id."""
    named = {user: name for user, name in work.runbook.staff_names.items() if user in users}
    known = [met[user] for user in users if user in met]
    return named | {each.user_id: _told_apart(work, each.user_id, each.team_id, each.name) for each in known}


def names_of_provider(work: Work, account: str) -> frozenset[str]:
    """Return what the account's people of the provider are called, in full and by their first names."""
    full = {person.name for person in work.account(account).people()}
    return frozenset(full | {name.split()[0] for name in full})


def _told_apart(work: Work, user: str, team: str, name: str) -> str:
    """Return the runbook's name of its own people; others who bear one of those names, with their company."""
    staff = work.runbook.staff_names
    if user in staff:
        return staff[user]
    if _folded(name) not in {_folded(each) for each in staff.values()}:
        return name
    if team in work.runbook.provider.workspaces:
        company = work.runbook.provider.name
    else:
        customers = (account for account in work.runbook.accounts.values() if team in account.workspaces)
        company = next((account.name for account in customers), "another company")
    return f"{name} ({company})"


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Return a name as eyes compare it: letters of other widths, cases and blanks look alike."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _side(work: Work, accounts: Collection[Account], user: str, team: str, known: Known | None) -> Side:
    if team in work.runbook.provider.workspaces:
        if user in work.runbook.staff_ids or in_staff_group(work, user):
            return Side.STAFF
        foreign = known is not None and (known.is_outsider or known.is_bot)
        return Side.GUEST if foreign else Side.COLLEAGUE
    if any(team in account.workspaces for account in accounts):
        return Side.CUSTOMER
    return Side.GUEST


def in_staff_group(work: Work, user: str) -> bool:
    """Tell whether a user is of one of the provider's teams, by its user group or its list of members."""
    provider = work.runbook.provider
    groups = (provider.pse, provider.support_management)
    if any(user in group.members for group in groups):
        return True
    named = {group.usergroup for group in groups if group.usergroup}
    return bool(named & presence.groups_with(work, user))
