"""The sentences that the thread, triage and the channel are told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.blocks import alarms, answers, contacts, help, lists, mirror, modals, notices, thread, triage
from bot.blocks.values import FileLink, OffHours, OnCallAnswer, OnCallPerson, Post, Recipient, TimeLeft
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from tests.unit.blocks.samples import (
    CIERRA,
    KIRK,
    MONDAY,
    NOON,
    P1,
    P2,
    PHONES,
    PSE,
    RALPH,
    ZONE,
    directory,
    line,
    reply,
)

NOTICE = (
    "This channel isn't watched 24x7 and carries no SLA. For a guaranteed response, open a ticket "
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


def test_off_hours_the_notice_says_who_is_back_when_and_what_is_answered_now() -> None:
    off = OffHours("Cierra Simms", MONDAY, P1, ZONE, NOON)
    post = notices.scheduled_notice("partiful", off_hours=off)
    assert post.text == (
        f"{NOTICE}\nCierra Simms is back Mon, Mar 16, 9:00 AM ET. "
        "A P1 ticket (Business Critical) is answered within 1 hour, around the clock."
    )
    unknown = OffHours("Cierra Simms", None, None, ZONE, NOON)
    assert notices.scheduled_notice("partiful", off_hours=unknown).text == NOTICE


def test_the_notice_names_the_persons_open_tickets() -> None:
    post = notices.thread_notice("partiful", "1.2", open_tickets=[line()])
    assert post.text.endswith("News on PARTIFUL-12 (SMS is failing)? Reply there.")
    two = notices.thread_notice("partiful", "1.2", open_tickets=[line(), line(key="PARTIFUL-13")])
    assert two.text.endswith("News on PARTIFUL-12, PARTIFUL-13? Reply there.")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (TimeLeft(timedelta(minutes=24)), "due 12:00 PM ET, in 24 min"),
        (TimeLeft(timedelta(minutes=90), business=True), "due 12:00 PM ET, in 1 h 30 min of business time"),
        (TimeLeft(timedelta(0)), "due now, 12:00 PM ET"),
    ],
)
def test_a_nudge_is_one_line(left: TimeLeft, words: str) -> None:
    assert triage.nudge(line(), left).text == f"PARTIFUL-12 · P2 · {words} · SMS is failing"


def test_a_nudge_pings_whom_it_is_told_to() -> None:
    left = TimeLeft(timedelta(minutes=24))
    assert triage.nudge(line(), left, [CIERRA]).text.startswith("<@U0CIERRA> PARTIFUL-12 · ")
    assert triage.nudge(line(), left, [PSE]).text.startswith("<!subteam^S0PSE> PARTIFUL-12 · ")


def test_lateness_is_said_plainly() -> None:
    assert triage.breach(line(), [CIERRA, RALPH]).text == (
        "<@U0CIERRA> <@U0RALPH> PARTIFUL-12 · P2 · overdue, an answer was due 12:00 PM ET · SMS is failing\n"
        "An answer in the customer's thread ends it."
    )
    assert triage.still_unanswered(line(), timedelta(minutes=30), [CIERRA]).text == (
        "<@U0CIERRA> PARTIFUL-12 · P2 · still unanswered, overdue by 30 min · SMS is failing"
    )
    assert triage.raised_late(line(), Priority.P3).text == (
        "PARTIFUL-12 · P2 · raised from P3, overdue at once: was due 12:00 PM ET · SMS is failing"
    )


def test_the_morning_list_is_one_message_with_both_kinds() -> None:
    post = triage.morning_list("Partiful", [line()], [line(key="PARTIFUL-9")], quiet_days=2)
    shown = str(post.blocks)
    assert "Overdue: 1" in post.text
    assert "Open, no word from us for 2 business days: 1" in post.text
    assert "PARTIFUL-9" in shown
    assert "was due 12:00 PM ET" in shown
    nothing_late = triage.morning_list("Partiful", [], [line()], quiet_days=2)
    assert "Overdue" not in nothing_late.text


def test_a_move_says_from_whom_to_whom_and_why() -> None:
    post = triage.reassigned(line(), KIRK, ["Kirk McCalla is absent."], by="Ralph Esposito", told_to=[CIERRA])
    assert post.text == (
        "<@U0CIERRA> PARTIFUL-12 moved from Kirk McCalla (secondary TAM) to Cierra Simms (primary TAM) "
        "by Ralph Esposito. Due 12:00 PM ET.\nKirk McCalla is absent."
    )
    assert triage.event_note(line(), "solved", "Maya Chen").text == "PARTIFUL-12 · solved · by Maya Chen"


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


def test_a_reply_is_mirrored_with_its_author_words_and_files() -> None:
    files = (FileLink("log.txt", "https://files.slack.com/1"), FileLink("gone.txt", None))
    post = mirror.mirrored(reply(files=files, permalink="https://x.slack.com/p1"), ZONE, NOON)
    assert post.text == "Maya Chen (customer), 10:05 AM ET It works again."
    assert "https://files.slack.com/1" in str(post.blocks)
    assert "gone.txt" in str(post.blocks)
    edited = mirror.mirrored(reply(from_staff=True), ZONE, NOON, edited=True)
    assert edited.text == "Maya Chen (us), 10:05 AM ET (edited) It works again."


def test_a_deleted_reply_takes_its_words_with_it() -> None:
    post = mirror.deleted(reply("my password is hunter2"), ZONE, NOON)
    assert post.text == "Maya Chen (customer), 10:05 AM ET: deleted by its author"
    assert "hunter2" not in str(post.blocks)


def test_an_alarm_says_who_why_how_to_reach_them_and_who_is_next() -> None:
    post = alarms.escalated(
        line(),
        Reason.BLOCKER,
        "Maya Chen",
        [CIERRA],
        comment="Everything is down.",
        reach="+1 415 555 1212",
        next_to="TAM manager",
        next_at=NOON,
    )
    shown = str(post.blocks)
    assert post.text == (
        ":sos: <@U0CIERRA> Escalation PARTIFUL-12 · P2 · critical blocker · SMS is failing "
        "Everything is down."
    )
    for words in ("Escalated by Maya Chen.", "+1 415 555 1212", "If nobody does: TAM manager, 12:00 PM ET."):
        assert words in shown
    assert values_of(post) == ["7"]
    assert "not acknowledged for 15 min" in alarms.climbed(line(), timedelta(minutes=15), [RALPH]).text
    assert "escalated again by Maya Chen, response" in alarms.added(line(), Reason.RESPONSE, "Maya Chen").text
    ended = alarms.acknowledged(line(), "Kirk McCalla", by_reply=True)
    assert ended.text == "PARTIFUL-12 · escalation acknowledged by Kirk McCalla, by answering the customer"


def test_a_list_is_one_ticket_to_a_line_and_says_what_it_leaves_out() -> None:
    post = lists.ticket_list("Open tickets", [line(escalated=True), line(breached=True)], total=40)
    assert post.text == (
        "Open tickets: 40\n"
        "PARTIFUL-12 · P2 · Open · escalated · due 12:00 PM ET · Cierra Simms · SMS is failing\n"
        "PARTIFUL-12 · P2 · Open · was due 12:00 PM ET · Cierra Simms · SMS is failing\n"
        "and 38 more"
    )
    assert lists.ticket_list("Open tickets", []).text == "Open tickets: none."
    assert lists.opened(line()).text == "PARTIFUL-12 is open. Cierra Simms (your primary TAM) has it."


def test_an_unknown_command_is_answered_with_all_there_are() -> None:
    post = lists.unknown_command("frobnicate `x`", help.help_for_staff())
    assert post.text.startswith("frobnicate `x` is no command that I know. There are:")
    assert "/ticket list" in str(post.blocks)


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
    assert "The PIN is shown only to the account's own people and its support team." in str(hidden.blocks)
    assert "4711" not in contacts.phone_message("Partiful", PHONES, "4711", CIERRA).text
    assert "No number is listed for that country." in str(contacts.phone_modal("Partiful", [], None, CIERRA))


def test_contacts_say_what_each_is_for_and_invent_no_address() -> None:
    shown = str(contacts.contacts_message(directory()).blocks)
    assert "Your plan." in shown
    assert "https://status.twilio.com/" in shown
    assert "FAQ (no address given)" in shown
    assert "#tam-partiful" in shown


def test_who_is_on_call_and_what_comes_next() -> None:
    away = OnCallPerson(Role.PRIMARY, "Cierra Simms", "Mon-Fri 09:00-18:00", False, date(2026, 3, 13), MONDAY)
    there = OnCallPerson(Role.SECONDARY, "Kirk McCalla", "Mon-Fri 09:00-18:00", True, None, None)
    answer = OnCallAnswer(
        "Partiful",
        NOON,
        NOON,
        ZONE,
        (away, there),
        PSE.name,
        KIRK,
        ("Cierra Simms is absent.",),
        MONDAY,
        CIERRA,
    )
    assert answers.oncall(answer).text == (
        "Partiful, 12:00 PM ET: Kirk McCalla (secondary TAM) answers.\n"
        "Primary TAM: Cierra Simms, Mon-Fri 09:00-18:00, absent until Fri, Mar 13, "
        "back Mon, Mar 16, 9:00 AM ET\n"
        "Secondary TAM: Kirk McCalla, Mon-Fri 09:00-18:00, on duty\n"
        "24x7 PSE team: Personalized Support Engineers, at any hour\n"
        "Cierra Simms is absent.\n"
        "Next change: Mon, Mar 16, 9:00 AM ET: Cierra Simms (primary TAM)"
    )
    assert "does not change" in answers.oncall(replace(answer, next_change=None)).text


def test_modals_that_tell_say_where_to_go_on() -> None:
    exists = str(modals.ticket_exists_modal(line(status=Status.PENDING)))
    assert "It is pending. " in exists
    assert "https://partiful.slack.com/archives/C0PARTIFUL/p1" in exists
    assert "No reason was recorded." in str(modals.why_modal(line(), []))
    assert "Open a follow-up" in str(modals.follow_up_modal(line(), "Solved too long ago."))
    assert "follow-up" in thread.follow_up_needed(line()).text
