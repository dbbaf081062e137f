"""What wakes people in a ticket's triage thread: nudges, what is overdue, who cannot be reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Hyperlink, Line, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post, Recipient, TicketLine, TimeLeft
from bot.domain.calendar.durations import in_words
from bot.domain.pings import PingRung
from bot.domain.reach import Unreached
from bot.domain.sla import Priority

SUBJECT_LIMIT = 100
_A_MOMENT = timedelta(minutes=1)
_RUNGS = {
    PingRung.ASSIGNEE: "the assignee once more",
    PingRung.OTHER_TAM: "the other TAM on duty",
    PingRung.PSE: "the 24x7 PSE team",
    PingRung.SUPPORT_MANAGEMENT: "24x7 support management",
    PingRung.TAM_MANAGER: "the TAM manager",
}
_WHY = {
    Unreached.EMPTY: "its Slack group has no members, or cannot be read",
    Unreached.GONE: "their Slack account is deactivated, or unknown",
}
_FORBIDS = {
    "permission_denied": "the workspace lets only some people change user groups. In Slack's settings, under "
    "Permissions, User Groups, let everyone change them, or the bot",
    "missing_scope": "the app lacks the scope usergroups:write; install it again from app.yaml",
    "plan_upgrade_required": "the workspace's plan has no user groups",
}


def nudge(ticket: TicketLine, time_left: TimeLeft, told_to: Sequence[Recipient] = ()) -> Post:
    """Warn that an answer is due, and say what is wanted."""
    return _wanted(ticket, f"no answer yet, {_left(ticket, time_left)}", told_to)


def _left(ticket: TicketLine, time_left: TimeLeft) -> str:
    if time_left.left <= timedelta(0):
        return f"due now, {ticket_wording.when(ticket, ticket.due_at)}"
    kind = " of business time" if time_left.business else ""
    # A nudge is seconds late: half of two hours is an hour, not 59 minutes.
    left = timedelta(minutes=round(time_left.left / _A_MOMENT))
    return f"{in_words(left)}{kind} left (due {ticket_wording.when(ticket, ticket.due_at)})"


def overdue(
    ticket: TicketLine,
    late_by: timedelta | None,
    told_to: Sequence[Recipient],
    *,
    next_rung: PingRung | None = None,
    next_at: datetime | None = None,
) -> Post:
    """Say that the answer is late, and who is next; `late_by` is None if its clock stood still meanwhile."""
    due = ticket_wording.when(ticket, ticket.due_at)
    if late_by is None:
        words = f"overdue, was due {due}"
    elif late_by < _A_MOMENT:
        words = f"due now, {due}, and overdue from here on"
    else:
        words = f"overdue by {in_words(late_by)} (was due {due})"
    after: list[Line] = []
    if next_at is not None:
        to = _RUNGS[next_rung] if next_rung else "once more"
        after.append([f"If nobody answers: {to}, {ticket_wording.when(ticket, next_at)}."])
    return _wanted(ticket, f"no answer yet, {words}", told_to, *after)


def take_up(ticket: TicketLine, told_to: Sequence[Recipient], rung: PingRung) -> Post:
    """Ask the next one to take a ticket, and say why they are asked."""
    first = [*ticket_wording.pings(told_to), *_about(ticket, "nobody has taken it: take it, or answer")]
    holder = ticket_wording.who_for_staff(ticket.assignee)
    why = f"{holder} has it and has neither taken it nor answered. Next to be asked: {_RUNGS[rung]}."
    due = ticket_wording.when(ticket, ticket.due_at)
    stays = f"It stays there until somebody takes it; an answer is due {due}."
    there = parts.link_button(f"Go to {ticket.answered_in}", ticket.permalink)
    buttons = [parts.button("Take", ids.TAKE, str(ticket.id), style="primary"), *([there] if there else [])]
    text = (first, [why], [stays])
    return parts.post(flat(*text), rich(lines(*text)), parts.actions(*buttons))


def raised_late(ticket: TicketLine, before: Priority, told_to: Sequence[Recipient] = ()) -> Post:
    """Say that a higher priority made the answer overdue at once."""
    due = ticket_wording.when(ticket, ticket.due_at)
    return _wanted(ticket, f"raised from {before}, overdue at once (was due {due})", told_to)


def passed_over(ticket: TicketLine, name: str, why: Unreached, told_to: Sequence[Recipient]) -> Post:
    """Tell those above that whoever has the ticket is not reached."""
    words = f"{in_sentence(name, 80)} cannot be reached: {_WHY[why]}. Take it, or have it taken"
    return _with_link(ticket, [*ticket_wording.pings(told_to), *_about(ticket, words)])


def unreachable(name: str, why: Unreached) -> Post:
    """Tell the operator that nobody is reached where the runbook says somebody is."""
    words = f"{in_sentence(name, 80)} cannot be reached: {_WHY[why]}."
    return told([f"{words} Pings pass it over until that is mended."])


def group_refused(group: str, error: str) -> Post:
    """Tell the operator that a user group cannot follow its schedule, and what forbids it."""
    why = _FORBIDS.get(error, f"Slack says {error}")
    return told([f"The user group {group} cannot follow its schedule: {why}."])


def _wanted(ticket: TicketLine, middle: str, told_to: Sequence[Recipient], *after: Line) -> Post:
    first = [*ticket_wording.pings(told_to), *_about(ticket, f"{middle}: answer in {ticket.answered_in}")]
    return _with_link(ticket, first, *after)


def _about(ticket: TicketLine, middle: str) -> Line:
    """Say one thing about a ticket: "PARTIFUL-12 · P2 · no answer yet, … · Subject"."""
    subject = in_sentence(ticket.subject, SUBJECT_LIMIT)
    return [Hyperlink(ticket.key, ticket.permalink), f" · {ticket.priority} · {middle} · {subject}"]


def _with_link(ticket: TicketLine, first: Line, *after: Line) -> Post:
    there = parts.link_button(f"Go to {ticket.answered_in}", ticket.permalink)
    return parts.post(
        flat(first, *after), rich(lines(first, *after)), parts.actions(there) if there else None
    )
