"""What staff are told in triage beside pings: the morning list, moves, changes in one line."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.kit.rich import Bold, Hyperlink, Line, bullets, flat, flat_quote, lines, quoted, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording, why_words
from bot.blocks.values import Answerer, Post, Recipient, TicketLine
from bot.domain.sla import Priority
from bot.domain.why import Why

SUBJECT_LIMIT = 100
LISTED_SUBJECT_LIMIT = 60
CLOSING_LIMIT = 3000
_LISTED = 20


def _line(ticket: TicketLine, middle: str, subject_limit: int = SUBJECT_LIMIT) -> Line:
    """Say one thing about a ticket: "PARTIFUL-12 · P2 · due 12:00 PM ET, in 24 min · Subject"."""
    subject = in_sentence(ticket.subject, subject_limit)
    return [Hyperlink(ticket.key, ticket.permalink), f" · {ticket.priority} · {middle} · {subject}"]


def morning_list(
    account_name: str,
    *,
    escalated: Sequence[TicketLine] = (),
    urgent: Sequence[TicketLine] = (),
    overdue: Sequence[TicketLine] = (),
    quiet: Sequence[TicketLine] = (),
    quiet_days: int,
) -> Post:
    """Return one list a business morning: first what burns, then what is overdue, then what was left silent.

    It pings nobody.
    """
    title: Line = [Bold(f"{in_sentence(account_name, 80)}: tickets that wait for us")]
    body = [lines(title)]
    said: list[Line] = [title]
    for name, tickets, late in (
        ("Escalated, nobody has acknowledged", escalated, False),
        ("P1 without an answer", urgent, True),
        ("Overdue", overdue, True),
        (f"Open, no word from us for {quiet_days} business days", quiet, False),
    ):
        if tickets:
            listed = _listed(tickets, late=late)
            body += [lines([f"{name}: {len(tickets)}"]), bullets(*listed)]
            said.append([f"{name}: {len(tickets)}"])
    return Post(flat(*said), [rich(*body)])


def _listed(tickets: Sequence[TicketLine], *, late: bool) -> list[Line]:
    listed = [_listed_line(ticket, late=late) for ticket in tickets[:_LISTED]]
    left_out = len(tickets) - _LISTED
    return [*listed, [f"and {left_out} more"]] if left_out > 0 else listed


def _listed_line(ticket: TicketLine, *, late: bool) -> Line:
    verb = "was due" if ticket.breached else "due"
    due = f"{verb} {ticket_wording.when(ticket, ticket.due_at)} · " if late else ""
    return _line(ticket, due + in_sentence(ticket.assignee.name, 40), LISTED_SUBJECT_LIMIT)


def reassigned(
    ticket: TicketLine,
    before: Answerer,
    why: Why | None,
    *,
    by: str | None = None,
    told_to: Sequence[Answerer | Recipient] = (),
) -> Post:
    """Say who has the ticket now, who had it, and why; `by` is whoever did it by hand."""
    who = ticket_wording.who_for_staff(ticket.assignee)
    reason = why_words.in_short(why, ticket.wall_clock)
    went = (
        f"is with {who}"
        if before == ticket.assignee
        else f"moved from {ticket_wording.who_for_staff(before)} to {who}"
    )
    hand = f" by {ticket_wording.person(by)}" if by else ""
    due = f" Due {ticket_wording.when(ticket, ticket.due_at)}." if ticket.due_at else ""
    return told(
        [*ticket_wording.pings(told_to), Bold(ticket.key), f" {went}{hand}.{due}"],
        [reason] if reason else [],
    )


def priority_changed(ticket: TicketLine, old: Priority, new: Priority, by: str) -> Post:
    """Say from which priority to which it went."""
    return _event(ticket, f"priority changed from {old} to {new}", by)


def solved(ticket: TicketLine, by: str, closing: str = "") -> Post:
    """Say that somebody solved it, and in which words of theirs."""
    if not closing:
        return _event(ticket, "solved", by)
    first: Line = [Bold(ticket.key), f" · solved · by {ticket_wording.person(by)}:"]
    return Post(f"{flat(first)} {flat_quote(closing)}", [rich(lines(first), quoted(closing, CLOSING_LIMIT))])


def auto_solved(ticket: TicketLine, *, waited_days: int) -> Post:
    """Say that silence solved it, after so many business days."""
    return _event(ticket, f"solved: no reply for {waited_days} business days")


def reopened(ticket: TicketLine, by: str) -> Post:
    """Say that somebody opened it again."""
    return _event(ticket, "reopened", by)


def stays_inside(ticket: TicketLine, account_name: str) -> Post:
    """Say to whoever wrote in the triage thread that the customer sees nothing of it, and where they look."""
    inside = f"What you write in triage about {ticket.key} stays there"
    there = Hyperlink("the console" if ticket.private else "the customer's thread", ticket.permalink)
    return told(
        [f"{inside}: {in_sentence(account_name, 80)} can't see it."],
        ["To answer them, write in ", there, "."],
    )


def needs_answer(ticket: TicketLine, said_at: datetime, due_at: datetime | None, by: str) -> Post:
    """Say which message needs an answer, and by when if a clock runs."""
    due = f", due {ticket_wording.when(ticket, due_at)}" if due_at else ""
    return _event(ticket, f"the message of {ticket_wording.when(ticket, said_at)} needs an answer{due}", by)


def _event(ticket: TicketLine, what: str, by: str | None = None) -> Post:
    """Say a change in one line: "PARTIFUL-12 · solved · by Ann Lee"; `what` is our own words."""
    return told([Bold(ticket.key), f" · {what}", f" · by {ticket_wording.person(by)}" if by else ""])
