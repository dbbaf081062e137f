"""Who somebody of the console's is here: found by address, else only a name."""

from dataclasses import replace

from bot.domain.console.there import PersonThere
from bot.domain.console.whose import KnownAs, whose
from bot.domain.permission import Actor, Side
from bot.steps.people import identities
from bot.steps.work import Work

SOMEBODY = PersonThere(0, "Somebody", None, is_agent=True)
"""Who changed a ticket there, where nothing says who that was."""
SOMEBODY_ELSE = PersonThere(0, "Somebody", None, is_agent=False)
"""Who asked or spoke there, and is not known any more."""


def account_of(work: Work, requester: PersonThere | None, organization: int | None) -> str | None:
    """Return the account whose ticket it is; None for one that is none of any bridged account's."""
    known = [
        KnownAs(key, account.console.addresses(), account.console.organization)
        for key, account in work.runbook.accounts.items()
        if account.console.is_bridged
    ]
    return whose(known, requester, organization)


def speaker(work: Work, account: str, user: PersonThere) -> Actor:
    """Say who somebody is to an account: agents are the provider's, all others the customer's."""
    return agent(work, account, user) if user.is_agent else customer(work, account, user)


def agent(work: Work, account: str, user: PersonThere) -> Actor:
    """Return one of the provider's, named as who acts in the console."""
    home, slack = work.runbook.provider.workspaces[0], slack_of_agent(work, account, user)
    if slack is None:
        return Actor(home, "", in_the_console(user.name), Side.STAFF)
    known = identities.actor_of(work, account, slack, home, user.name)
    return replace(known, name=in_the_console(known.name), side=Side.STAFF)


def rule(work: Work, name: str) -> Actor:
    """Return a rule of the console's, which acts as the provider has set it up."""
    return Actor(work.runbook.provider.workspaces[0], "", in_the_console(name), Side.STAFF)


def customer(work: Work, account: str, user: PersonThere) -> Actor:
    """Return one of the customer's, named as who writes there."""
    home, bridge = work.account(account).workspaces[0], work.account(account).console
    slack = next((one for one, address in bridge.requesters.items() if address.lower() == user.email), "")
    if not slack:
        return Actor(home, "", in_the_console(user.name), Side.CUSTOMER)
    known = identities.actor_of(work, account, slack, home, user.name)
    return replace(known, name=in_the_console(known.name), side=Side.CUSTOMER)


def slack_of_agent(work: Work, account: str, user: PersonThere) -> str | None:
    """Return which of the runbook's people an agent is, by Slack user."""
    own = {one.slack for one in work.account(account).people() if one.slack}
    mine = [slack for slack, address in work.runbook.staff_addresses.items() if address == user.email]
    return next((slack for slack in mine if slack in own), mine[0] if mine else None)


def in_the_console(name: str) -> str:
    """Return a name with where they said or did it."""
    return f"{name} (in the console)"
