"""What reaches somebody who may not be looking at Slack: a direct message, and the same in plain words."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Hyperlink, Line, flat, lines, rich
from bot.blocks.kit.text import in_sentence, one_line
from bot.blocks.messages import ticket_wording
from bot.blocks.messages.pings import SUBJECT_LIMIT
from bot.blocks.values import Post, TicketLine
from bot.domain.paging import Cause
from bot.domain.wording import clock_time

LONGEST_SUMMARY = 1000
"""PagerDuty takes 1024."""


def direct_message(ticket: TicketLine, account: str, cause: Cause) -> Post:
    """Tell somebody alone what they are wanted for, with a button for it."""
    about = f" · {in_sentence(account, SUBJECT_LIMIT)} · {in_sentence(ticket.subject, SUBJECT_LIMIT)}"
    first: Line = [Hyperlink(ticket.key, ticket.permalink), f" · {ticket.priority}{about}"]
    there = parts.link_button("Go to the thread", ticket.permalink)
    take = parts.button("Take", ids.TAKE, str(ticket.id), style="primary")
    text = (first, [_wanted(ticket, cause)])
    return parts.post(flat(*text), rich(lines(*text)), parts.actions(take, *([there] if there else [])))


def summary(ticket: TicketLine, account: str, cause: Cause) -> str:
    """Return the same in one plain line."""
    subject = in_sentence(one_line(ticket.subject), SUBJECT_LIMIT)
    return f"{ticket.key} {ticket.priority} {account}: {subject}. {_wanted(ticket, cause)}"[:LONGEST_SUMMARY]


def text_message(ticket: TicketLine, account: str, cause: Cause) -> str:
    """Return the same for a phone's screen, with the way to the ticket."""
    return f"{summary(ticket, account, cause)} {ticket.permalink or ''}".rstrip()


def _wanted(ticket: TicketLine, cause: Cause) -> str:
    holder = ticket_wording.who_for_staff(ticket.assignee)
    if cause is Cause.ESCALATION:
        return f"It is escalated and nobody has acknowledged it. {holder} has it."
    due = clock_time(ticket.due_at, ticket.wall_clock, ticket.now) if ticket.due_at else "now"
    return f"Nobody has taken it; an answer is due {due}. {holder} has it."
