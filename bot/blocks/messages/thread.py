"""What the customer's thread is told about its ticket, beside the card."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import (
    Bold,
    Code,
    Emoji,
    Hyperlink,
    Line,
    Part,
    Ping,
    flat,
    flat_quote,
    lines,
    quoted,
    rich,
    told,
)
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, Post, PriorityChoice, Recipient, TicketLine
from bot.domain.escalation import Reason
from bot.domain.ticket import REOPEN_WINDOW

WORDS_LIMIT = 3000


def _told_with_words(first: Line, words: str, *after: Line, buttons: Block | None = None) -> Post:
    """Return a message around a person's own words."""
    body: list[Part] = [lines(first), quoted(words, WORDS_LIMIT)]
    if after:
        body.append(lines(*after))
    return parts.post(f"{flat(first)} {flat_quote(words)}", rich(*body), buttons)


def _has_it(ticket: TicketLine) -> str:
    """Say who has the ticket and, while a clock runs, by when they answer."""
    who = ticket_wording.sentence(ticket_wording.who_for_customer(ticket.assignee))
    if ticket.due_at is None:
        return f"{who} has it."
    if ticket.breached:
        return f"{who} has it. {ticket_wording.promise(ticket)}"
    return f"{who} answers by {ticket_wording.when(ticket, ticket.due_at)}."


def reassigned(ticket: TicketLine) -> Post:
    """Say who has the ticket now, and by when they answer."""
    who = ticket_wording.who_for_customer(ticket.assignee)
    return told([Bold(ticket.key), f" is now with {who}. {ticket_wording.promise(ticket)}".rstrip()])


def pending(
    ticket: TicketLine,
    *,
    remind_days: int,
    solve_days: int,
    remind_at: datetime | None = None,
    solve_at: datetime | None = None,
) -> Post:
    """Say that we wait for the customer, and what happens if no answer comes."""
    remind = f" ({ticket_wording.when(ticket, remind_at)})" if remind_at else ""
    solve = f" ({ticket_wording.when(ticket, solve_at)})" if solve_at else ""
    return told(
        [Bold(ticket.key), " is pending: we are waiting for your answer. Reply here and it is open again."],
        [
            f"Without a reply, a reminder follows after {remind_days} business days{remind}, "
            f"and the ticket is solved after {solve_days}{solve}."
        ],
    )


def reminder(
    ticket: TicketLine, *, waited_days: int, solve_at: datetime | None, requester: str | None = None
) -> Post:
    """Remind the customer, by name if their id is given, that we wait for an answer."""
    greeting: list[Ping | str] = [Ping(requester), " "] if requester else []
    by = f" on {ticket_wording.when(ticket, solve_at)}" if solve_at else ""
    return told(
        [
            *greeting,
            Bold(ticket.key),
            f" · {in_sentence(ticket.subject)}: we have been waiting for your answer for "
            f"{waited_days} business days.",
        ],
        [f"Reply here to go on. Without a reply the ticket is solved automatically{by}."],
    )


def solved(ticket: TicketLine, by: str, *, closing: str = "") -> Post:
    """Say who solved the ticket, with the closing words if there are any, and how to take it back."""
    first: Line = [f"{ticket_wording.person(by)} marked ", Bold(ticket.key), " solved."]
    buttons = parts.actions(parts.button("Reopen", ids.REOPEN, str(ticket.id)))
    if closing:
        return _told_with_words(first, closing, _not_solved(), buttons=buttons)
    return parts.post(flat(first, _not_solved()), rich(lines(first, _not_solved())), buttons)


def auto_solved(ticket: TicketLine, *, waited_days: int) -> Post:
    """Say that silence solved the ticket, and how to take it back."""
    first: Line = [Bold(ticket.key), f" is solved: there was no reply for {waited_days} business days."]
    buttons = parts.actions(parts.button("Reopen", ids.REOPEN, str(ticket.id)))
    return parts.post(flat(first, _not_solved()), rich(lines(first, _not_solved())), buttons)


def _not_solved() -> Line:
    return [f"Not solved? Reply here within {REOPEN_WINDOW.days} days and it is open again."]


def reopened(ticket: TicketLine, by: str) -> Post:
    """Say who reopened the ticket, who has it and by when they answer."""
    return told([f"{ticket_wording.person(by)} reopened ", Bold(ticket.key), f". {_has_it(ticket)}"])


def escalation_received(
    ticket: TicketLine,
    reason: Reason,
    by: str,
    informed: Sequence[Recipient],
    console_number: str | None = None,
) -> Post:
    """Confirm an escalation, say who has been told, and point to the console's own way where it is filed."""
    people = " and ".join(ticket_wording.named(person) for person in informed)
    return told(
        [
            f"{ticket_wording.person(by)} escalated ",
            Bold(ticket.key),
            f": {ticket_wording.REASON_LABELS[reason].lower()}.",
        ],
        [f"{people} {'have' if len(informed) > 1 else 'has'} been told."] if people else [],
        _in_the_console(console_number),
    )


def _in_the_console(number: str | None) -> Line:
    """Point to the console's *Escalate*: it alarms people that this channel doesn't reach."""
    if number is None:
        return []
    words = " has a button Escalate of its own, near its bottom: press it, too."
    return ["Console ticket ", Code(in_sentence(number, 40)), words]


def escalated_again(ticket: TicketLine, reason: Reason, by: str) -> Post:
    """Confirm that the same reason, given again, was added to the open escalation."""
    return told(
        [
            f"{ticket_wording.person(by)} escalated ",
            Bold(ticket.key),
            f" again: {ticket_wording.REASON_LABELS[reason].lower()}. "
            "It is added to the escalation that is open.",
        ]
    )


def escalation_acknowledged(ticket: TicketLine, by: str) -> Post:
    """Say who took the escalation up."""
    return told([f"{ticket_wording.person(by)} acknowledged the escalation of ", Bold(ticket.key), "."])


def priority_changed(ticket: TicketLine, by: str, before: PriorityChoice, after: PriorityChoice) -> Post:
    """Say who changed the priority and what is promised now; a lowered one says how to object."""
    lowered = before.priority.outranks(after.priority)
    verb = "lowered" if lowered else "raised"
    texts: list[Line] = [
        [
            f"{ticket_wording.person(by)} {verb} ",
            Bold(ticket.key),
            f" from {before.priority} to {after.priority} ({after.meaning}, answered {after.promise}). "
            f"{_has_it(ticket)}",
        ]
    ]
    if lowered:
        command = Code(f"{ids.MENTION} priority {ticket.number} {before.priority}")
        texts.append(["If that doesn't fit, say so here, or write ", command, "."])
    return told(*texts)


def details_added(ticket: TicketLine, by: str, details: str) -> Post:
    """Show what a customer added by form, as a reply would show it."""
    return _told_with_words([f"{ticket_wording.person(by)} added to ", Bold(ticket.key), ":"], details)


def already_a_ticket(ticket: TicketLine) -> Post:
    """Say that this thread is a ticket, and where its card is."""
    return told(
        [
            "This is ",
            Hyperlink(ticket.key, ticket.permalink),
            f" already ({ticket_wording.STATUS_WORDS[ticket.status].lower()}). {_has_it(ticket)}",
        ]
    )


def follow_up_needed(ticket: TicketLine) -> Post:
    """Say that a ticket was solved too long ago to reopen, and offer a follow-up."""
    text: Line = [
        Bold(ticket.key),
        f" was solved more than {REOPEN_WINDOW.days} days ago, so a reply doesn't reopen it. ",
        "Open a follow-up (button below, or react to your message with ",
        Emoji(ids.OPEN_EMOJI),
        ").",
    ]
    follow_up = parts.button("Open a follow-up", ids.FOLLOW_UP, str(ticket.id), style="primary")
    return parts.post(flat(text), rich(lines(text)), parts.actions(follow_up))
