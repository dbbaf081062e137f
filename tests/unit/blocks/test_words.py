"""The sentences that the channel, its threads and whoever asks are told."""

from dataclasses import replace
from datetime import date

import pytest

from bot.blocks.answers import asking, contacts, help, lists, on_call
from bot.blocks.forms import modals
from bot.blocks.messages import notices, thread
from bot.blocks.values import OffHours, OnCallAnswer, OnCallPerson, Post, Recipient, TicketListing
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.tams import Absence
from bot.domain.ticket import Status
from bot.domain.why import AsWritten
from tests.fixtures.shown import lines, words_of
from tests.unit.blocks.samples import (
    CIERRA,
    CLOCK,
    KIRK,
    MONDAY,
    NOON,
    P1,
    P2,
    PHONES,
    PSE,
    RALPH,
    directory,
    line,
)

NOTICE = (
    "This channel isn't watched 24x7 and carries no SLA. To be answered in time, open a ticket "
    "(button below, or react with :ticket:) or call."
)


def values_of(post: Post) -> list[str]:
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return [element.get("value", "") for row in rows for element in row]


def test_the_notice_has_the_runbooks_words_and_both_buttons() -> None:
    assert notices.pinned_notice("partiful").text == NOTICE
    post = notices.thread_notice("partiful", "1773151200.000100")
    assert post.text == NOTICE
    assert values_of(post) == ["1773151200.000100", "partiful"]


def test_where_the_contract_counts_from_the_console_every_notice_says_so() -> None:
    words = f"{NOTICE} The contract's response time counts from a console ticket or a call."
    assert notices.pinned_notice("partiful", by_console=True).text == words
    assert notices.thread_notice("partiful", "1.2", by_console=True).text == words
    assert notices.scheduled_notice("partiful", by_console=True).text == words


def test_where_no_number_is_listed_no_notice_offers_a_call() -> None:
    words = (
        "This channel isn't watched 24x7 and carries no SLA. To be answered in time, open a ticket "
        "(button below, or react with :ticket:)."
    )
    for post in (
        notices.pinned_notice("partiful", can_call=False),
        notices.thread_notice("partiful", "", can_call=False),
        notices.scheduled_notice("partiful", can_call=False),
    ):
        assert post.text == words
        assert values_of(post) == [""]
    contract = notices.pinned_notice("partiful", by_console=True, can_call=False).text
    assert contract == f"{words} The contract's response time counts from a console ticket."


def test_off_hours_the_notice_says_who_is_back_when_and_what_is_answered_now() -> None:
    off = OffHours("Cierra Simms", MONDAY, P1, CLOCK, NOON)
    post = notices.scheduled_notice("partiful", off_hours=off)
    assert post.text == (
        f"{NOTICE}\nCierra Simms is back Mon, Mar 16, 9:00 AM ET. "
        "A P1 ticket (Business Critical) is answered within 1 hour, around the clock."
    )
    unknown = OffHours("Cierra Simms", None, None, CLOCK, NOON)
    assert notices.scheduled_notice("partiful", off_hours=unknown).text == NOTICE


def test_the_notice_names_the_persons_open_tickets() -> None:
    post = notices.thread_notice("partiful", "1.2", open_tickets=[line()])
    assert post.text.endswith("News on PARTIFUL-12 (SMS is failing)? Reply there.")
    two = notices.thread_notice("partiful", "1.2", open_tickets=[line(), line(key="PARTIFUL-13")])
    assert two.text.endswith("News on PARTIFUL-12, PARTIFUL-13? Reply there.")


def test_the_customers_thread_is_told_each_change() -> None:
    waiting = line(due_at=None)
    said = {
        "PARTIFUL-12 is now with Cierra Simms (your primary TAM). The answer is due by 12:00 PM ET.": (
            thread.reassigned(line())
        ),
        "PARTIFUL-12 is now with the 24x7 PSE team.": thread.reassigned(line(assignee=PSE, due_at=None)),
        "Maya Chen reopened PARTIFUL-12. Cierra Simms (your primary TAM) answers by 12:00 PM ET.": (
            thread.reopened(line(), "Maya Chen")
        ),
        "Kirk McCalla acknowledged the escalation of PARTIFUL-12.": (
            thread.escalation_acknowledged(line(), "Kirk McCalla")
        ),
        "Maya Chen escalated PARTIFUL-12: critical blocker.\n"
        "Cierra Simms and Ralph Esposito (TAM manager) have been told.": thread.escalation_received(
            line(), Reason.BLOCKER, "Maya Chen", [Recipient("Cierra Simms"), RALPH]
        ),
        "Maya Chen escalated PARTIFUL-12: critical blocker.\n"
        "Console ticket 7654321 has a button Escalate of its own, near its bottom: press it, too.": (
            thread.escalation_received(line(), Reason.BLOCKER, "Maya Chen", [], "7654321")
        ),
        "This is PARTIFUL-12 already (open). Cierra Simms (your primary TAM) has it.": (
            thread.already_a_ticket(waiting)
        ),
    }
    assert {words: post.text for words, post in said.items()} == {words: words for words in said}


def test_pending_says_what_silence_leads_to() -> None:
    post = thread.pending(line(), remind_days=5, solve_days=10, solve_at=MONDAY)
    assert post.text == (
        "PARTIFUL-12 is pending: we are waiting for your answer. Reply here and it is open again.\n"
        "Without a reply, a reminder follows after 5 business days, and the ticket is solved after 10 "
        "(Mon, Mar 16, 9:00 AM ET)."
    )
    reminded = thread.reminder(line(), waited_days=5, solve_at=MONDAY, requester="U0MAYA")
    assert reminded.text == (
        "<@U0MAYA> PARTIFUL-12 · SMS is failing: we have been waiting for your answer for 5 business days.\n"
        "Reply here to go on. Without a reply the ticket is solved automatically on Mon, Mar 16, 9:00 AM ET."
    )


def test_solving_says_who_did_it_and_how_to_take_it_back() -> None:
    back = "Not solved? Reply here within 28 days and it is open again."
    assert thread.solved(line(), "Maya Chen").text == f"Maya Chen marked PARTIFUL-12 solved.\n{back}"
    closed = thread.solved(line(), "Cierra Simms", closing="The carrier fixed its route.")
    assert closed.text == "Cierra Simms marked PARTIFUL-12 solved. The carrier fixed its route."
    assert back in str(closed.blocks)
    silent = thread.auto_solved(line(), waited_days=10)
    assert silent.text == f"PARTIFUL-12 is solved: there was no reply for 10 business days.\n{back}"
    assert values_of(silent) == ["7"]


def test_a_lowered_priority_is_told_with_a_way_to_object() -> None:
    lowered = thread.priority_changed(line(), "Cierra Simms", P1, P2)
    assert lowered.text == (
        "Cierra Simms lowered PARTIFUL-12 from P1 to P2 "
        "(Degraded Service, answered within 2 business hours). "
        "Cierra Simms (your primary TAM) answers by 12:00 PM ET.\n"
        "If that doesn't fit, say so here, or write @tam priority 12 P1."
    )
    raised = thread.priority_changed(line(), "Maya Chen", P2, P1)
    assert "raised PARTIFUL-12 from P2 to P1" in raised.text
    assert "doesn't fit" not in raised.text


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        (TicketFilter(), "Open tickets"),
        (TicketFilter(mine=True), "Your tickets"),
        (TicketFilter(mine=True, status=Status.PENDING), "Your pending tickets"),
        (TicketFilter(status=Status.PENDING, priority=Priority.P1), "Pending tickets, P1"),
        (TicketFilter(overdue=True, escalated=True), "Open tickets, overdue, escalated"),
        (TicketFilter(assignee="U0KIRK", product="voice"), "Open tickets, with Kirk McCalla, Voice"),
        (TicketFilter(words="<!channel> drop"), "Open tickets, about “<!channel> drop”"),
        (TicketFilter(example_id="SM1"), "Open tickets, with SM1"),
        (TicketFilter(console_number="4471"), "Filed in the console as 4471"),
        (TicketFilter(solved_since=NOON), "Tickets solved since Mon, Mar 2"),
        (TicketFilter(mine=True, solved_since=NOON), "Yours solved since Mon, Mar 2"),
    ],
)
def test_a_list_says_what_it_is_of(wanted: TicketFilter, title: str) -> None:
    listing = TicketListing(
        wanted,
        (),
        since_day="Mon, Mar 2" if wanted.solved_since else "",
        assignee_name="Kirk McCalla" if wanted.assignee else "",
        product_name="Voice" if wanted.product else "",
    )
    assert lists.title_of(listing) == title


def test_a_list_is_one_ticket_to_a_line_and_says_what_it_leaves_out() -> None:
    found = (line(escalated=True), line(breached=True), *[line()] * 20)
    first = lists.ticket_list(TicketListing(TicketFilter(), found), again="partiful:p2")
    assert first.text.splitlines()[:6] == [
        "Open tickets: 22, page 1 of 2",
        "Escalated",
        "PARTIFUL-12 · P2 · Open · escalated · due 12:00 PM ET · Cierra Simms · SMS is failing",
        "Overdue",
        "PARTIFUL-12 · P2 · Open · was due 12:00 PM ET · Cierra Simms · SMS is failing",
        "Answer due",
    ]
    [button] = first.blocks[-1]["elements"]
    assert (button["text"]["text"], button["value"]) == ("Next 7", "2:partiful:p2")
    second = lists.ticket_list(TicketListing(TicketFilter(), found), page=2)
    assert second.text.splitlines()[:2] == ["Open tickets: 22, page 2 of 2", "Answer due"]
    assert len(second.text.splitlines()) == 9
    assert [block["type"] for block in second.blocks] == ["rich_text"]
    assert lists.ticket_list(TicketListing(TicketFilter(), ())).text == "Open tickets: none."
    assert lists.opened(line()).text == "PARTIFUL-12 is open. Cierra Simms (your primary TAM) has it."


def test_an_unknown_command_is_answered_with_all_there_are() -> None:
    known = help.help_for_staff()
    post = asking.unknown("frobnicate `x`", "/ticket list", known)
    said = "frobnicate `x` isn't a command I know; nothing was changed. Did you mean /ticket list? There are:"
    assert post.text == f"{said} {known.text}"
    assert post.blocks[1:-1] == known.blocks


def test_help_names_every_verb_and_emoji() -> None:
    mentions = help.help_for_mentions().text
    for verb in (
        "open",
        "add",
        "list",
        "show",
        "solve",
        "reopen",
        "priority",
        "escalate",
        "oncall",
        "phone",
        "help",
    ):
        assert f"`@tam {verb}" in mentions
    commands = help.help_for_staff().text
    for verb in (
        "list",
        "show",
        "mine",
        "solve",
        "escalate",
        "priority",
        "assign",
        "whatif",
        "phone",
        "contacts",
    ):
        assert f"`/ticket {verb}" in commands
    for emoji in (":ticket:", ":sos:", ":hourglass:", ":white_check_mark:"):
        assert emoji in mentions
        assert emoji in commands


def test_the_pin_is_shown_only_where_it_is_given() -> None:
    shown = str(contacts.phone_modal("Partiful", PHONES, "4711", CIERRA)["blocks"])
    assert "4711" in shown
    assert "A call now goes to" in shown
    assert "Cierra Simms (primary TAM)" in shown
    hidden = contacts.phone_message("Partiful", PHONES, None, CIERRA)
    assert "The PIN is shown only to the account's own people and its support team." in lines(
        words_of({"blocks": hidden.blocks})
    )
    assert "4711" not in contacts.phone_message("Partiful", PHONES, "4711", CIERRA).text
    missed = replace(PHONES, missed="Atlantis")
    none = "No number is listed for Atlantis. Any of these reaches the same people."
    assert none in lines(words_of(contacts.phone_modal("Partiful", missed, None, CIERRA)))
    assert none in lines(contacts.phone_message("Partiful", missed, None, CIERRA).text)


def test_contacts_say_what_each_is_for_and_invent_no_address() -> None:
    shown = str(contacts.contacts_message(directory()).blocks)
    assert "TAM manager: Partiful, esposito@twilio.com. Your plan." in lines(
        words_of({"blocks": contacts.contacts_message(directory()).blocks})
    )
    assert "https://status.twilio.com/" in shown
    assert "FAQ (no address given)" in shown
    assert "#tam-partiful" in shown


def test_who_is_on_call_and_what_comes_next() -> None:
    gone = Absence.of_days(date(2026, 3, 9), date(2026, 3, 13), CLOCK.zone)
    away = OnCallPerson(Role.PRIMARY, "Cierra Simms", "Mon-Fri 09:00-18:00", False, gone, MONDAY)
    there = OnCallPerson(Role.SECONDARY, "Kirk McCalla", "Mon-Fri 09:00-18:00", True, None, None)
    answer = OnCallAnswer(
        "Partiful",
        NOON,
        NOON,
        CLOCK,
        (away, there),
        PSE.name,
        KIRK,
        AsWritten(("Cierra Simms is absent.",)),
        MONDAY,
        CIERRA,
    )
    assert on_call.oncall(answer).text == (
        "Partiful, 12:00 PM ET: Kirk McCalla (secondary TAM) answers.\n"
        "Primary TAM: Cierra Simms, Mon-Fri 09:00-18:00, absent until Fri, Mar 13, "
        "back Mon, Mar 16, 9:00 AM ET\n"
        "Secondary TAM: Kirk McCalla, Mon-Fri 09:00-18:00, on duty\n"
        "24x7 PSE team: Personalized Support Engineers, at any hour\n"
        "Cierra Simms is absent.\n"
        "Next change: Mon, Mar 16, 9:00 AM ET: Cierra Simms (primary TAM)"
    )
    assert "does not change" in on_call.oncall(replace(answer, next_change=None)).text
    for_hours = replace(away, absence=Absence(NOON, MONDAY, CLOCK.zone))
    said = on_call.oncall(replace(answer, people=(for_hours, there))).text
    assert "Primary TAM: Cierra Simms, Mon-Fri 09:00-18:00, absent, back Mon, Mar 16, 9:00 AM ET\n" in said


def test_modals_that_tell_say_where_to_go_on() -> None:
    modal = modals.ticket_exists_modal(line(status=Status.PENDING))
    assert lines(words_of(modal)) == [
        "This thread is PARTIFUL-12 already: SMS is failing",
        "It is pending. Go to it",
    ]
    exists = str(modal)
    assert "https://partiful.slack.com/archives/C0PARTIFUL/p1" in exists
    assert lines(words_of(modals.why_modal(line(), None)))[-1] == "No reason was recorded."
    assert "follow-up" in thread.follow_up_needed(line()).text
