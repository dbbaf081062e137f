"""What reaches somebody who may not be looking at Slack: a direct message, and the same in plain words."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Hyperlink, Line, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence, one_line
from bot.blocks.messages import ticket_wording
from bot.blocks.messages.pings import SUBJECT_LIMIT
from bot.blocks.values import Post, TicketLine
from bot.domain.paging import CallAnswer, CallState, Cause

LONGEST_SUMMARY = 1000
"""PagerDuty takes 1024."""


def direct_message(ticket: TicketLine, account: str, cause: Cause) -> Post:
    """Tell somebody alone what they are wanted for, with a button for it."""
    about = f" · {in_sentence(account, SUBJECT_LIMIT)} · {in_sentence(ticket.subject, SUBJECT_LIMIT)}"
    first: Line = [Hyperlink(ticket.key, ticket.permalink), f" · {ticket.priority}{about}"]
    there = parts.link_button(f"Go to {ticket.answered_in}", ticket.permalink)
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


def acknowledged(ticket: TicketLine, by: str) -> Post:
    """Tell triage that somebody is on it who said so in PagerDuty."""
    who = ticket_wording.person(by)
    return told([Hyperlink(ticket.key, ticket.permalink), f" was acknowledged in PagerDuty by {who}."])


def heard(answer: CallAnswer) -> str:
    """Return what whoever is rung hears."""
    match answer.state:
        case CallState.WANTED:
            return f"{answer.text} Press 1 to take it, 2 to pass it on."
        case CallState.YOURS:
            return f"{answer.ticket} is yours. Please answer in its thread in Slack."
        case CallState.THEIRS:
            return f"Somebody is on {answer.ticket} already. {answer.holder} has it. Nothing is left to do."
        case CallState.PASSED_ON:
            return f"{answer.ticket} is passed on. Whoever is next is asked now."
        case CallState.OVER:
            return "This is over. Nothing is left to do."


def _wanted(ticket: TicketLine, cause: Cause) -> str:
    holder = ticket_wording.who_for_staff(ticket.assignee)
    if cause is Cause.ESCALATION:
        return f"It is escalated and nobody has acknowledged it. {holder} has it."
    due = ticket_wording.when(ticket, ticket.due_at) if ticket.due_at else "now"
    return f"Nobody has taken it; an answer is due {due}. {holder} has it."
