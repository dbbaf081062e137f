"""Who calls, as far as their number tells: numbers can be forged, so it names somebody and proves nothing."""

from bot.domain.permission import Actor, Side
from bot.steps.people import identities
from bot.steps.work import Work


def name_of(work: Work, account: str, number: str) -> str:
    """Return who of an account has a number, empty if that is not known."""
    return work.account(account).callers.get(number, "")


def actor(work: Work, account: str, number: str) -> Actor:
    """Return who called: the PIN says of which account they are, the number at most by what name."""
    home, name = work.account(account).workspaces[0], name_of(work, account, number)
    if not name:
        return Actor(home, "", identities.NAMELESS, Side.CUSTOMER)
    return identities.actor_as_known(work, account, "", home, name, None)


def owners(work: Work, number: str) -> tuple[tuple[str, str], ...]:
    """Return all who have a number, each with their company."""
    known = ((one.callers.get(number), one.name) for one in work.runbook.accounts.values())
    return tuple((name, company) for name, company in known if name)
