"""What is heard from the console: what somebody said there, how a ticket stands there, and its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.blocks.kit import parts
from bot.blocks.kit.rich import Bold, Hyperlink, Line, Part, flat, flat_quote, lines, quoted, rich, told
from bot.blocks.kit.text import in_sentence, one_line
from bot.blocks.messages import ticket_wording
from bot.blocks.messages.console import copied
from bot.blocks.values import Post, Recipient, Reply, TicketLine
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.wording import WallClock, clock_time

_LIMIT: Final = 3000
_SUBJECT: Final = 100
_LISTED: Final = 20


def comment(
    reply: Reply,
    clock: WallClock,
    now: datetime,
    *,
    is_private: bool = False,
    told_to: Sequence[Recipient] = (),
    seen_at: str | None = None,
) -> Post:
    """Show a comment: whose, when, the words as typed, files by their names; `told_to` is pinged.

    Files are to be seen at `seen_at` in the console.
    """
    note = ", a private note" if is_private else ""
    at = clock_time(reply.sent_at, clock, now)
    whose = Bold(ticket_wording.person(reply.author_name))
    first: Line = [*ticket_wording.pings(told_to), whose, f", {at}{note}"]
    body: list[Part] = [lines(first)]
    if reply.text:
        body.append(quoted(reply.text, _LIMIT))
    if len(reply.text) > _LIMIT:
        body.append(lines(["The rest is to be read in the console."]))
    if reply.files:
        body.append(lines(copied.files_named([file.name for file in reply.files], seen_at)))
    words = f" {flat_quote(reply.text)}" if reply.text else ""
    return parts.post(flat(first) + words, rich(*body))


def opened_again(ticket: TicketLine, by: str) -> Post:
    """Tell triage that a ticket isn't Pending any more: the console says so."""
    return told([Bold(ticket.key), f" · open again, by {ticket_wording.person(by)}"])


def refused(ticket: TicketLine, there: ConsoleStatus | ConsolePriority, why: str) -> Post:
    """Tell triage that the console has a status or priority that a ticket can't have here, and why."""
    first: Line = [Bold(ticket.key), f" · It was set to {there} in the console. It stays as it is here."]
    return told(first, [why])


def stays_with(ticket: TicketLine, name: str, *, is_known: bool) -> Post:
    """Tell triage who has a ticket in the console, and why they can't have it here."""
    person = ticket_wording.person(name)
    why = "who serves no role here" if is_known else "whose address there is nobody's “email” in the runbook"
    has = ticket_wording.who_for_staff(ticket.assignee)
    return told([Bold(ticket.key), f" · In the console it is {person}'s, {why}. {has} keeps it."])


def both_changed(ticket: TicketLine, what: str) -> Post:
    """Tell triage that something was changed on both sides at once, and which one stands."""
    stands = f" · The {what} was changed here and in the console at the same time. The console's stands."
    return told([Bold(ticket.key), stands])


def deleted(ticket: TicketLine, number: int) -> Post:
    """Tell triage that the counterpart is gone."""
    gone = f" · Console ticket {number} was deleted there. Nothing said here reaches the console any more."
    return told([Bold(ticket.key), gone])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another ticket of the console's, and the ticket here that is its counterpart, if any is."""

    number: int
    url: str
    key: str | None = None


def merged(ticket: TicketLine, number: int, url: str, into: Elsewhere | None = None) -> Post:
    """Tell triage that the counterpart has become a part of another ticket there, and of which."""
    gone: Line = [" was merged into another one there."]
    if into is not None:
        whose = f", which is {into.key}" if into.key else ""
        gone = [" was merged into ", Hyperlink(str(into.number), into.url), f" there{whose}."]
    none = " Nothing said here reaches the console any more."
    return told([Bold(ticket.key), " · Console ticket ", Hyperlink(str(number), url), *gone, none])


def restored(ticket: TicketLine, number: int, url: str) -> Post:
    """Tell triage that a counterpart that was deleted stands there again."""
    again = " was restored there. What is said here reaches it again. What was said meanwhile does not."
    return told([Bold(ticket.key), " · Console ticket ", Hyperlink(str(number), url), again])


def closed(ticket: TicketLine, number: int, url: str) -> Post:
    """Tell triage that the counterpart is closed for good, though the ticket is unsolved here."""
    gone = " was closed for good there. Nothing said here reaches the console any more."
    return told([Bold(ticket.key), " · Console ticket ", Hyperlink(str(number), url), gone])


def drifted(tickets: Sequence[tuple[str, Sequence[str]]]) -> Post:
    """Tell triage which tickets stood otherwise in the console, in what, and that this is mended."""
    one = len(tickets) == 1
    count = "One ticket" if one else f"{len(tickets)} tickets"
    named = ", ".join(f"{key} ({', '.join(facts)})" for key, facts in tickets[:_LISTED])
    more = f" and {len(tickets) - _LISTED} more" if len(tickets) > _LISTED else ""
    first = f"{count} stood otherwise in the console this night: {named}{more}."
    return told([first], [f"{'It is' if one else 'They are'} set there as here."])


def not_through() -> Post:
    """Tell triage that the nightly look at the console has not come to its end."""
    first = "More has changed in the console than the bot could look through this night."
    return told([first], ["It goes on from there tomorrow night. What webhooks tell is read at once."])


def unseen_ticket(account: str, number: int, url: str, subject: str) -> Post:
    """Tell triage of a ticket in the console on which only private notes were written."""
    about = in_sentence(one_line(subject), _SUBJECT)
    whose = ticket_wording.person(account)
    first: Line = [f"A ticket of {whose}'s with nothing but private notes was filed in the console: "]
    return told([*first, Hyperlink(str(number), url), f" {about}"])


def turned_private(ticket: TicketLine) -> Post:
    """Tell triage that the console keeps from the channel what stands there."""
    first: Line = [Bold(ticket.key), " · The console has marked it as private."]
    return told(
        first,
        ["What stands in the channel stays there: it can't be unsaid."],
        ["From now on, what is said about it in the console is told here alone."],
        ["Files that are not in the channel yet stay out of it: see them in the console."],
    )


def private_no_more(ticket: TicketLine) -> Post:
    """Tell triage that what is said in the console is told in the channel again."""
    first: Line = [Bold(ticket.key), " · The console has taken the private mark away."]
    return told(first, ["From now on, what is said about it in the console is told in the channel again."])


def stays_private(ticket: TicketLine) -> Post:
    """Tell triage that a ticket which was filed as private stays out of the channel."""
    first: Line = [Bold(ticket.key), " · The console has taken the private mark away."]
    return told(first, ["It stays private here all the same: it was not written for the channel."])


def private_again(ticket: TicketLine) -> Post:
    """Tell triage that the mark of a ticket which is private here is back."""
    return told([Bold(ticket.key), " · The console has marked it as private again. Nothing changes here."])
