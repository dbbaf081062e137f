"""What the runbook lets people choose from, in the shape that forms show."""

from collections.abc import Collection
from dataclasses import replace

from bot.blocks.kit.promise import within
from bot.blocks.values import Choice, PriorityChoice, ReasonChoice
from bot.domain.routing import Assignment, route
from bot.domain.sla import Priority, RunsOn, Target, due_at
from bot.domain.wording import clock_time
from bot.runbook import EscalationRules, Runbook, Sla
from bot.steps.people import roster
from bot.steps.work import Work


def priority(sla: Sla, chosen: Priority) -> PriorityChoice:
    """Return a priority with its meaning and promise."""
    target = sla.targets[chosen]
    return PriorityChoice(chosen, target.issue, within(target), target.clock is RunsOn.ALWAYS)


def priorities(sla: Sla) -> tuple[PriorityChoice, ...]:
    """Return the priorities, the most urgent first."""
    return tuple(priority(sla, each) for each in Priority)


def priorities_now(work: Work, account: str) -> tuple[PriorityChoice, ...]:
    """Return the priorities with who would answer by when, were a ticket opened now."""
    sla, found = work.account(account).sla, route(roster.team(work, account), work.now)
    return tuple(
        replace(priority(sla, each), answered=_answered(work, account, sla.targets[each], found))
        for each in Priority
    )


def _answered(work: Work, account: str, target: Target, found: Assignment) -> str:
    due = due_at(roster.clock_hours(work, account, target), work.now, target)
    by = f" by {clock_time(due, work.wall_clock(account), work.now)}" if due else ""
    return f"{found.name} answers{by}"


def urgent(sla: Sla) -> PriorityChoice | None:
    """Return the priority that is answered around the clock, if there is one."""
    return next((choice for choice in priorities(sla) if choice.around_the_clock), None)


def products(runbook: Runbook) -> tuple[Choice, ...]:
    """Return the products in the runbook's order."""
    return tuple(Choice(product.id, product.name) for product in runbook.provider.products)


def reasons(escalation: EscalationRules) -> tuple[ReasonChoice, ...]:
    """Return the two escalation reasons with the contract's sentences."""
    return tuple(ReasonChoice(reason, text) for reason, text in escalation.reasons.items())


def accounts(runbook: Runbook, keys: Collection[str]) -> tuple[Choice, ...]:
    """Return those of the accounts that are somebody's business."""
    return tuple(Choice(key, account.name) for key, account in runbook.accounts.items() if key in keys)
