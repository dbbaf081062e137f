"""Who is rung next: the TAMs in the order in which tickets go to them, then the 24x7 team."""

from collections.abc import Collection, Iterator

from bot.blocks.values import Recipient
from bot.domain.phone.line_call import Callee
from bot.domain.tams import Role
from bot.steps.people import roster
from bot.steps.work import Work


def next_callee(work: Work, account: str, rung: Collection[Callee]) -> Callee | None:
    """Return who is rung next at this instant; None once everybody was who is on duty and has a phone."""
    before = {callee.person for callee in rung}
    found = (callee for one in chain(work, account) if (callee := _with_phone(work, one)))
    return next((callee for callee in found if callee.person not in before), None)


def chain(work: Work, account: str) -> tuple[Recipient, ...]:
    """Return who answers calls at this instant, in the order in which they are rung."""
    return (*_tams(work, account), *roster.pse(work))


def _tams(work: Work, account: str) -> Iterator[Recipient]:
    for tam in roster.team(work, account).tams:
        if tam.is_on(work.now):
            holder = tam.holder(work.now)
            yield Recipient(holder.name, holder.slack, tam.role.label, tam.role)


def _with_phone(work: Work, somebody: Recipient) -> Callee | None:
    """Return somebody as one who is rung, if they have a phone."""
    person = work.runbook.person_keys.get(somebody.slack or "")
    if person is None or work.runbook.provider.people[person].phone is None:
        return None
    return Callee(somebody.role or Role.PSE, work.runbook.provider.people[person].name, person)
