"""Escalations in triage: the alarm, each rung of the ladder, and its end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import (
    Bold,
    Emoji,
    Hyperlink,
    Line,
    Part,
    Piece,
    flat,
    flat_quote,
    lines,
    quoted,
    rich,
    told,
)
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Answerer, Block, Post, Recipient, TicketLine
from bot.domain.calendar.durations import in_words
from bot.domain.escalation import Reason

COMMENT_LIMIT = 2000


def escalated(
    ticket: TicketLine,
    reason: Reason,
    by: str,
    told_to: Sequence[Answerer | Recipient],
    *,
    comment: str = "",
    reach: str = "",
    next_to: str | None = None,
    next_at: datetime | None = None,
) -> Post:
    """Raise the alarm: who is told, who escalated and why, how to reach them, what happens next."""
    first: Line = [*_siren(told_to), *_what(ticket, ticket_wording.REASON_LABELS[reason].lower())]
    body = [
        lines(
            first,
            [f"Escalated by {ticket_wording.person(by)}."],
            *_reach(reach),
            _next(ticket, next_to, next_at),
        )
    ]
    if comment:
        body.append(quoted(comment, COMMENT_LIMIT))
    text = flat(first) + (f" {flat_quote(comment)}" if comment else "")
    return _with_button(ticket, text, body)


def climbed(
    ticket: TicketLine,
    waited: timedelta,
    told_to: Sequence[Answerer | Recipient],
    *,
    next_to: str | None = None,
    next_at: datetime | None = None,
) -> Post:
    """Tell the next rung that nobody has acknowledged yet."""
    first: Line = [*_siren(told_to), *_what(ticket, f"not acknowledged for {in_words(waited)}")]
    return _with_button(ticket, flat(first), [lines(first, _next(ticket, next_to, next_at))])


def added(ticket: TicketLine, reason: Reason, by: str, *, comment: str = "", reach: str = "") -> Post:
    """Say that the same reason was given again while the escalation is open."""
    first: Line = _what(
        ticket,
        f"escalated again by {ticket_wording.person(by)}, {ticket_wording.REASON_LABELS[reason].lower()}",
    )
    body = [lines(first, *_reach(reach))]
    if comment:
        body.append(quoted(comment, COMMENT_LIMIT))
    return _with_button(ticket, flat(first), body)


def acknowledged(ticket: TicketLine, by: str, *, by_reply: bool = False) -> Post:
    """Say who ended the alarm, by the button or by answering the customer."""
    how = ", by answering the customer" if by_reply else ""
    return told([Bold(ticket.key), f" · escalation acknowledged by {ticket_wording.person(by)}{how}"])


def _siren(told_to: Sequence[Answerer | Recipient]) -> list[Piece]:
    return [Emoji(ids.BLOCKER_EMOJI), " ", *ticket_wording.pings(told_to)]


def _what(ticket: TicketLine, what: str) -> list[Piece]:
    return [
        Bold("Escalation "),
        Hyperlink(ticket.key, ticket.permalink),
        f" · {ticket.priority} · {what} · {in_sentence(ticket.subject, 100)}",
    ]


def _reach(reach: str) -> list[Line]:
    return [[Bold("Reach them now: "), in_sentence(reach, 200)]] if reach else []


def _next(ticket: TicketLine, next_to: str | None, next_at: datetime | None) -> Line:
    there = "the console" if ticket.private else "the customer's thread"
    how = f"Acknowledge it, or answer in {there}."
    if next_at is None:
        return [how]
    when = ticket_wording.when(ticket, next_at)
    return [f"{how} If nobody does: {next_to or 'once more'}, {when}."]


def _with_button(ticket: TicketLine, text: str, body: Sequence[Part]) -> Post:
    button: Block = parts.button("Acknowledge", ids.ACKNOWLEDGE, str(ticket.id), style="danger")
    return parts.post(text, rich(*body), parts.actions(button))
