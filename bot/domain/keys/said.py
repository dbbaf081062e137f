"""The keys of what we say once, one function for each kind: under a key that is known nothing is said."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final, NewType

from bot.domain.keys.done import DoneKey
from bot.domain.keys.slots import Slot
from bot.domain.paging import Cause, PageStep
from bot.domain.reach import Unreached

SaidKey = NewType("SaidKey", str)
TicketKey = NewType("TicketKey", str)
"""What is said of a ticket, in whichever of its threads."""
IncidentKey = NewType("IncidentKey", str)
"""What PagerDuty calls an incident of ours by."""


class News(StrEnum):
    """What one event of a ticket's history, or one escalation, is told as."""

    ACKNOWLEDGED = "acknowledged"
    ACKNOWLEDGED_ELSEWHERE = "acknowledged_elsewhere"
    ANSWERS = "answers"
    ASKED_FOR = "asked_for"
    CALLED = "called"
    DETAILS = "details"
    DRILL_ENDED = "drill_ended"
    ESCALATED = "escalation"
    ESCALATED_AGAIN = "escalated_again"
    EVIDENCE = "evidence"
    MERGED = "merged"
    MESSAGE_LEFT = "message_left"
    MERGER_UNDONE = "merger_undone"
    LINKED = "linked"
    SPLIT = "split"
    NEEDS_ANSWER = "needs_answer"
    PASSED_OVER = "passed_over"
    PENDING = "pending"
    PING = "ping"
    PRIORITY = "priority"
    REASSIGNED = "reassigned"
    REOPENED = "reopened"
    ROUTED_AGAIN = "routed_again"
    SOLVED = "solved"


class IncidentAction(StrEnum):
    """What PagerDuty is told of an incident, in its own words."""

    TRIGGER = "trigger"
    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"


class CoverNews(StrEnum):
    """What whoever a cover or a swap is about is told of it."""

    PUT = "put"
    ASKED = "asked"
    ANSWERED = "answered"


def news(what: News, number: int) -> TicketKey:
    """Name what an event is told as, by the event's id; an escalation by its own."""
    return TicketKey(f"{what}/{number}")


def reminder(pending_since: datetime | None, last_staff_at: datetime | None) -> TicketKey:
    """Name the reminder of a ticket that waits for its customer since then."""
    return TicketKey(f"reminded/{pending_since}/{last_staff_at}")


def follow_up(solved_at: datetime | None) -> TicketKey:
    """Name the offer of a new ticket instead of the one that was solved then."""
    return TicketKey(f"follow_up/{solved_at}")


def reply(ts: str) -> TicketKey:
    """Name what shows a message in triage."""
    return TicketKey(f"said/{ts}")


def edited(ts: str, at: datetime) -> TicketKey:
    """Name what shows the new words of a message in triage."""
    return TicketKey(f"edited/{ts}/{at.timestamp()}")


def deleted(ts: str) -> TicketKey:
    """Name the word to triage that a message is gone."""
    return TicketKey(f"deleted/{ts}")


HANDED_ON: Final = TicketKey("handed_on")
"""The word to triage that the examples are where they are looked up."""


SIMILAR: Final = TicketKey("similar")
"""Which solved tickets a new one resembles."""


def not_filed(row: int) -> TicketKey:
    """Name the word to triage that a filing in the console, by its row, has not come about."""
    return TicketKey(f"not_filed/{row}")


def said_before(at: datetime, first: str) -> TicketKey:
    """Name what was said of a ticket, from one message on, before it was filed in the console then."""
    return TicketKey(f"said_before/{at.timestamp()}/{first}")


def goes_on_from(console_id: int) -> TicketKey:
    """Name the word that a ticket goes on from one of the console's that has ended."""
    return TicketKey(f"goes_on_from/{console_id}")


HOW_URGENT: Final = TicketKey("how_urgent")
"""The question how urgent a ticket is that names no priority and sounds urgent."""


def console_comment(number: int) -> TicketKey:
    """Name what shows a comment of the console's, by its number there."""
    return TicketKey(f"console_comment/{number}")


def console_file(ticket_id: int, comment: int, number: int) -> SaidKey:
    """Name the copy of a comment's file, by its number in the console."""
    return SaidKey(f"ticket/{ticket_id}/console_comment/{comment}/file/{number}")


def console_news(updated_at: datetime, what: str) -> TicketKey:
    """Name what is told of how a ticket stands in the console, as it was changed there at an instant."""
    return TicketKey(f"console_news/{what}/{updated_at.timestamp()}")


def console_end(number: int, how: str, at: datetime) -> TicketKey:
    """Name the word that nothing reaches a ticket of the console's from an instant on, or something again."""
    return TicketKey(f"console_end/{number}/{how}/{at.timestamp()}")


def to_customer(ticket_id: int, key: TicketKey) -> SaidKey:
    """Name what is said in a ticket's thread."""
    return SaidKey(f"ticket/{ticket_id}/{key}")


def to_triage(ticket_id: int, key: TicketKey) -> SaidKey:
    """Name what is said in a ticket's thread in triage."""
    return SaidKey(f"ticket/{ticket_id}/{key}/triage")


def opened_elsewhere(ticket_id: int) -> SaidKey:
    """Name the word to somebody that their ticket stands, out of their sight."""
    return SaidKey(f"ticket/{ticket_id}/opened_elsewhere")


def stays_inside(ticket_id: int, user: str) -> SaidKey:
    """Name the word to somebody that what they write in a ticket's triage thread stays there."""
    return SaidKey(f"ticket/{ticket_id}/stays_inside/{user}")


def posting(slot: Slot) -> SaidKey:
    """Name the posting of a message that is edited in place from then on."""
    return SaidKey(f"{slot}/post")


def pinning(slot: Slot) -> SaidKey:
    """Name the pinning of such a message."""
    return SaidKey(f"{slot}/pin")


def deletion(slot: Slot) -> SaidKey:
    """Name the deletion of such a message."""
    return SaidKey(f"{slot}/deleted")


def answer(asked: DoneKey) -> SaidKey:
    """Name the answer in a thread to what was asked."""
    return SaidKey(f"answer/{asked}")


def direct_answer(asked: DoneKey) -> SaidKey:
    """Name the answer to one person alone."""
    return SaidKey(f"direct/{asked}")


def channel_news(account: str, event: DoneKey) -> SaidKey:
    """Name the word to triage of what happened to an account's channel."""
    return SaidKey(f"channel/{account}/{event}")


def unconfigured(channel: str) -> SaidKey:
    """Name the word to a channel that it is no account's."""
    return SaidKey(f"unconfigured/{channel}")


def pinned_notice(slot: Slot) -> SaidKey:
    """Name the posting of the pinned notice."""
    return SaidKey(slot)


def notice_under(channel: str, ts: str) -> SaidKey:
    """Name the notice under a message."""
    return SaidKey(f"notice/{channel}/{ts}")


def scheduled_notice(account: str, day: date) -> SaidKey:
    """Name the notice that is posted every so often."""
    return SaidKey(f"scheduled_notice/{account}/{day.isoformat()}")


def morning_list(account: str, day: date) -> SaidKey:
    """Name the list of a business morning."""
    return SaidKey(f"morning/{account}/{day.isoformat()}")


def unreachable(slack: str, why: Unreached, day: date, channel: str) -> SaidKey:
    """Name the alarm of a day that nobody is reached there."""
    return SaidKey(f"unreachable/{slack}/{why}/{day.isoformat()}/{channel}")


def group_refused(group: str, error: str, day: date, channel: str) -> SaidKey:
    """Name the alarm of a day that a user group cannot be changed."""
    return SaidKey(f"group_refused/{group}/{error}/{day.isoformat()}/{channel}")


def of_calendar(about: str, channel: str) -> SaidKey:
    """Name what is told of a calendar that shifts are taken from."""
    return SaidKey(f"calendar/{about}/{channel}")


def cover(act: str, what: CoverNews) -> SaidKey:
    """Name what somebody is told of an announced cover or swap."""
    return SaidKey(f"cover/{act}/{what}")


def cover_undone(act: str, user: str) -> SaidKey:
    """Name the word to somebody that a cover or swap was undone."""
    return SaidKey(f"cover/{act}/undone/{user}")


def pages(ticket_id: int) -> str:
    """Return how the names of all steps begin that are taken about a ticket."""
    return f"page/{ticket_id}/"


def page(ticket_id: int, page: PageStep) -> SaidKey:
    """Name a step that is taken to reach somebody."""
    return SaidKey(f"{pages(ticket_id)}{page.cause}:{page.of}/{page.who}/{page.after_seconds}:{page.by}")


def incident(ticket: str, cause: Cause, of: int) -> IncidentKey:
    """Name the incident of an awaited answer, or of an escalation, of a ticket as people call it."""
    return IncidentKey(f"tam:{ticket}:{cause}:{of}")


def signal(incident: IncidentKey, action: IncidentAction) -> SaidKey:
    """Name what PagerDuty is told of an incident."""
    return SaidKey(f"incident/{incident}/{action}")


def wrong_pins(sid: str, channel: str) -> SaidKey:
    """Name the word to a triage channel that a call brought no PIN of ours."""
    return SaidKey(f"line/{sid}/wrong_pins/{channel}")


def filing(ticket_id: int, at: datetime) -> SaidKey:
    """Name the filing of a ticket in the console that was asked for at an instant."""
    return SaidKey(f"console/{ticket_id}/filed/{at.timestamp()}")


def console_words(ticket_id: int, key: TicketKey) -> SaidKey:
    """Name what is said of a ticket in the console."""
    return SaidKey(f"console/{ticket_id}/{key}")


def console_part(key: SaidKey, number: int) -> SaidKey:
    """Name one part of what is said in the console in several comments; the first is named as the whole."""
    return SaidKey(f"{key}/{number}") if number else key


def console_change(ticket_id: int, change: str) -> SaidKey:
    """Name one change of a ticket's counterpart in the console."""
    return SaidKey(f"console/{ticket_id}/change/{change}")


def console_night(day: date, channel: str, what: str) -> SaidKey:
    """Name what triage is told of a night's look at the console, by the day."""
    return SaidKey(f"console_{what}/{day.isoformat()}/{channel}")


def private_in_console(number: int) -> SaidKey:
    """Name the word to triage of a ticket of the console's that the customer's channel doesn't see."""
    return SaidKey(f"console_private/{number}")


def to_program(hook: str, event: int) -> SaidKey:
    """Name what a webhook is told of an event, by the event's id."""
    return SaidKey(f"webhook/{hook}/{event}")
