"""The words for what was decided about a ticket, and for whether it comes to the same again."""

from collections.abc import Mapping, Sequence

from bot.blocks.answers.event_words import HELD_BACK, MEANS
from bot.blocks.messages import why_words
from bot.domain.calendar.durations import in_words
from bot.domain.decisions import Decided, Decision, DecisionKind, DueBy, GivenTo, NotKnown, Pinged, ReachedBy
from bot.domain.escalation import Rung
from bot.domain.pings import PingRung
from bot.domain.sla import RunsOn
from bot.domain.wording import WallClock, moment

KINDS: Mapping[DecisionKind, str] = {
    DecisionKind.ASSIGNMENT: "Assigned",
    DecisionKind.DUE: "Due",
    DecisionKind.NUDGE: "Nudged",
    DecisionKind.PAGE: "Escalation told",
    DecisionKind.REACH: "Reached",
}
_RUNGS: Mapping[PingRung | Rung, str] = {
    PingRung.ASSIGNEE: "the assignee",
    PingRung.OTHER_TAM: "the other TAM on duty",
    PingRung.PSE: "the 24x7 team",
    PingRung.SUPPORT_MANAGEMENT: "support management",
    PingRung.TAM_MANAGER: "the TAM manager",
    Rung.TAM: "the TAM on duty",
}
_NOT_KNOWN: Mapping[NotKnown, str] = {
    NotKnown.RUNBOOK_NOT_KEPT: "not known: the runbook of then is not kept",
    NotKnown.RUNBOOK_UNREADABLE: "not known: this version cannot read the runbook of then",
    NotKnown.NOT_RECORDED: "not known: what it was computed from was not recorded then",
    NotKnown.SERVES_NO_ROLE: "not known: whoever got it serves no role of the account",
}


def verdict(decisions: Sequence[Decision]) -> str:
    """Say in a sentence whether all that was decided comes to the same again."""
    total, other = len(decisions), sum(not decision.same for decision in decisions)
    if other:
        return f"Of {_counted(total)}, {other} cannot be confirmed: computed again, they differ."
    return f"{_counted(total)}, computed again from what was known then: all the same."


def differences(decisions: Sequence[Decision], clock: WallClock) -> tuple[str, ...]:
    """Say of each decision that comes to something else what it was and what it comes to."""
    return tuple(
        f"{KINDS[one.kind]}, {moment(one.at, clock)}: it was {words(one.was, clock)}; "
        f"now it is {words(one.now, clock)}"
        for one in decisions
        if not one.same
    )


def words(what: Decided | NotKnown, clock: WallClock) -> str:
    """Say what was decided, or why it is not known, with times as the clock shows them."""
    match what:
        case GivenTo(role, name, _, why):
            return f"{name}, {role.label}. {' '.join(why_words.sentences(why, clock))}".strip()
        case DueBy(priority, within, runs_on, due_at):
            hours = "around the clock" if runs_on is RunsOn.ALWAYS else "in business hours"
            return f"{priority}, {in_words(within)} {hours}: {moment(due_at, clock) if due_at else 'never'}"
        case Pinged(to, rung, held_back):
            who = ", ".join(to) or "nobody"
            on = f" ({_RUNGS[rung]})" if rung else ""
            return f"{who}{on}{f': {HELD_BACK[held_back]}' if held_back else ''}"
        case ReachedBy(name, after, by):
            late = f"{in_words(after)} after the ping" if after else "at the ping"
            return f"{name} by {MEANS[by] if by else 'nothing'}, {late}"
        case NotKnown():
            return _NOT_KNOWN[what]


def _counted(number: int) -> str:
    return "1 decision" if number == 1 else f"{number} decisions"
