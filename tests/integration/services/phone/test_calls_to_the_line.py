"""Calls to the support line: each ends in the right words, on the right ticket."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from models.ticket import Ticket
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.integration.services.phone.ringing import AGAIN, GOODBYE, GREETING, MAYA, Call, Line

CIERRA, KIRK, PETRA = "+14155550103", "+14155550104", "+14155550101"
CALLED = "Somebody at Partiful called at 10:00 AM ET"
PAGED = "It is P1 now, and the team is paged. The answer is due by 11:00 AM ET."
MESSAGE = (
    "Nobody can take your call now. PARTIFUL 1 is a P1 ticket, and the team is paged. "
    "Please say after the tone what is wrong, then press the hash key."
)


def tickets(desk: Desk) -> list[Ticket]:
    """Return all tickets that are open."""
    with desk.database.read() as session:
        return list(Ticket.unsolved(session, "partiful"))


def told(desk: Desk, channel: str) -> list[str]:
    """Return what was said of calls in a channel."""
    return [text for text in desk.said(channel) if " called" in text or "message of" in text]


def nobody_takes(call: Call) -> Call:
    """Let everybody's phone ring out."""
    while call.rings:
        call.ring_ends("no-answer")
    return call


def test_a_call_that_is_taken_is_an_answered_p3(line: Line, day: Desk) -> None:
    call = line.call().types("4711")
    assert call.rings == CIERRA
    assert call.answers("1") == [
        "Partiful is on the support line. It is about something new. Press 1 to take the call."
    ]
    day.pass_time(timedelta(minutes=6))
    call.ring_ends("completed", bridged=True)
    assert call.heard == [GREETING, "Your TAM is Cierra Simms. Please hold while we call.", GOODBYE]
    (ticket,) = tickets(day)
    assert (ticket.priority, ticket.origin, ticket.requester_name) == (
        Priority.P3,
        TicketOrigin.PHONE,
        "somebody",
    )
    assert told(day, CHANNEL) == [f"PARTIFUL-1 · {CALLED} and talked to Cierra Simms for 6 min."]
    assert told(day, TRIAGE) == [f"PARTIFUL-1 · {CALLED} and talked to Cierra Simms for 6 min."]


def test_a_call_counts_as_a_staff_response_at_the_time_at_which_it_was_taken(line: Line, day: Desk) -> None:
    opened = day.open(priority=Priority.P1)
    day.pass_time(timedelta(minutes=10))
    call = line.call().types("4711").types("1")
    taken = day.clock.now()
    call.answers("1")
    day.pass_time(timedelta(hours=1))
    call.ring_ends("completed", bridged=True)
    assert day.clock_of(opened).stopped_at == day.ticket(opened).last_staff_at == taken
    assert [event.actor_name for event in day.history(opened, "staff_responded")] == ["Cierra Simms"]
    assert len(tickets(day)) == 1


def test_phones_ring_one_after_another_and_the_caller_hears_what_happens(line: Line, day: Desk) -> None:
    call = line.call().types("4711")
    ringing = [call.rings]
    for status in ("no-answer", "busy", "failed"):
        call.ring_ends(status)
        ringing.append(call.rings)
    assert ringing == [CIERRA, KIRK, PETRA, ""]
    assert call.heard == [
        GREETING,
        "Your TAM is Cierra Simms. Please hold while we call.",
        "Cierra Simms cannot take the call. We are calling Kirk McCalla, your secondary TAM. Please hold.",
        "Kirk McCalla cannot take the call. We are calling Petra Novak of the 24x7 team. Please hold.",
        MESSAGE,
    ]
    call.leaves(40)
    assert call.heard[-1] == GOODBYE
    (ticket,) = tickets(day)
    assert ticket.priority is Priority.P1
    assert told(day, CHANNEL) == [f"PARTIFUL-1 · {CALLED}. Nobody could take the call.\n{PAGED}"]
    assert told(day, TRIAGE) == [
        f"<@U0KIRK> <@U0PETRA> PARTIFUL-1 · {CALLED}. Nobody could take the call.\nCall back: {MAYA}.",
        "PARTIFUL-1 · a message of 40 s was left: listen",
    ]


def test_each_phone_rings_as_long_as_the_runbook_says_and_shows_the_lines_number(line: Line) -> None:
    rung = line.call().types("4711").rung
    assert (rung["timeout"], rung["callerId"], rung["answerOnBridge"]) == ("20", "+18555811581", "true")


def test_the_chain_is_paged_about_a_call_that_nobody_took(
    at_night: Line, day: Desk, pagers: FakePagers
) -> None:
    call = at_night.call().types("4711")
    assert call.heard[-1] == "We are calling Petra Novak of the 24x7 team. Please hold."
    nobody_takes(call)
    day.pass_time(timedelta(minutes=6))
    assert [(what, to) for _, what, to in pagers.told if what != "trigger"] == [
        ("sms", "petra"),
        ("call", "petra"),
    ]


@pytest.mark.parametrize(
    ("pressed", "hears"),
    [(None, []), ("2", ["The call is passed on. Goodbye."]), ("#", ["The call is passed on. Goodbye."])],
)
def test_a_voicemail_that_answers_takes_nothing(
    line: Line, day: Desk, pressed: str | None, hears: list[str]
) -> None:
    call = line.call().types("4711")
    assert call.answers(pressed)[1:] == hears
    call.ring_ends("completed")
    assert call.rings == KIRK
    call.answers("1")
    call.ring_ends("completed", bridged=True)
    assert told(day, CHANNEL) == [f"PARTIFUL-1 · {CALLED} and talked to Kirk McCalla for under a minute."]


def test_who_accepts_and_is_not_connected_has_not_answered(line: Line, day: Desk) -> None:
    call = line.call().types("4711")
    call.answers("1")
    call.ring_ends("completed", bridged=False)
    assert call.rings == KIRK
    assert tickets(day) == []


def test_who_is_connected_without_having_accepted_has_not_answered(line: Line) -> None:
    assert line.call().types("4711").ring_ends("completed", bridged=True).rings == KIRK


@pytest.mark.parametrize("by_status", [True, False])
def test_a_caller_who_hangs_up_while_it_rings_has_a_p1(line: Line, day: Desk, by_status: bool) -> None:
    call, late = line.call().types("4711"), line.call()
    late._twiml = call._twiml  # whoever was rung answers too late
    late.sid = call.sid
    if by_status:
        call.hangs_up()
    call.ring_ends("canceled", gone=True)
    call.hangs_up()
    assert [ticket.priority for ticket in tickets(day)] == [Priority.P1]
    assert told(day, CHANNEL) == [f"PARTIFUL-1 · {CALLED} and hung up before anybody took the call.\n{PAGED}"]
    assert late.answers("1") == ["The caller has hung up, or somebody else has the call. Goodbye."]


def test_a_caller_who_hangs_up_instead_of_choosing_has_a_p1_of_their_own(line: Line, day: Desk) -> None:
    day.open()
    line.call().types("4711").hangs_up()
    assert [ticket.priority for ticket in tickets(day)] == [Priority.P3, Priority.P1]


def test_a_caller_who_leaves_no_message_has_a_p1_all_the_same(line: Line, day: Desk) -> None:
    nobody_takes(line.call().types("4711")).hangs_up()
    assert [ticket.priority for ticket in tickets(day)] == [Priority.P1]
    assert len(told(day, TRIAGE)) == 1


def test_a_message_is_told_of_once_whatever_twilio_tells_first(line: Line, day: Desk) -> None:
    call = nobody_takes(line.call().types("4711"))
    call.hangs_up()  # as most do who have left one: few press a key
    call.doubled = True
    assert call.leaves(40).heard[-1] == GOODBYE
    assert len([text for text in told(day, TRIAGE) if "message of" in text]) == 1


def test_a_message_without_a_word_is_none(line: Line, day: Desk) -> None:
    assert nobody_takes(line.call().types("4711")).leaves(0).heard[-1] == GOODBYE
    assert len(told(day, TRIAGE)) == 1


def test_a_call_may_be_about_an_open_ticket(line: Line, day: Desk) -> None:
    opened = day.open(subject="Guests get no codes")
    day.reply(opened, "U0CIERRA", "Looking into it.")
    call = line.call().types("4711")
    assert call.heard[-1] == "Hello, Partiful. Press 1 for PARTIFUL 1. Press 2 for something new."
    call.types("1")
    assert call.answers("2") == [
        "Partiful is on the support line. It is about PARTIFUL 1: Guests get no codes. "
        "Press 1 to take the call.",
        "The call is passed on. Goodbye.",
    ]
    nobody_takes(call.ring_ends("completed"))
    (ticket,) = tickets(day)
    assert ticket.priority is Priority.P1
    assert day.clock_of(opened).stopped_at is None
    assert told(day, TRIAGE) == [
        f"<@U0CIERRA> <@U0KIRK> <@U0PETRA> PARTIFUL-1 · {CALLED}. Nobody could take the call.\n"
        f"Call back: {MAYA}."
    ]


def test_only_the_three_newest_open_tickets_are_offered(line: Line, day: Desk) -> None:
    for _ in range(4):
        day.open()
    assert line.call().types("4711").heard[-1] == (
        "Hello, Partiful. Press 1 for PARTIFUL 4. Press 2 for PARTIFUL 3. Press 3 for PARTIFUL 2. "
        "Press 4 for something new."
    )


def test_no_caller_is_offered_what_is_private(line: Line, day: Desk) -> None:
    opened = day.open(channel=TRIAGE, private_at="https://console.example/agent/tickets/7")
    call = line.call().types("4711")
    assert call.rings == CIERRA
    nobody_takes(call)
    assert day.ticket(opened).priority is Priority.P3


def test_without_a_key_it_is_something_new(line: Line, day: Desk) -> None:
    day.open()
    call = line.call().types("4711").types("")
    assert call.rings == CIERRA
    nobody_takes(call)
    assert [ticket.priority for ticket in tickets(day)] == [Priority.P3, Priority.P1]


def test_a_ticket_that_is_solved_during_the_call_is_not_joined(line: Line, day: Desk) -> None:
    opened = day.open()
    call = line.call().types("4711").types("1")
    day.solve(opened)
    nobody_takes(call)
    assert [ticket.number for ticket in tickets(day)] == [2]


def test_a_call_about_a_pending_ticket_opens_it(line: Line, day: Desk) -> None:
    opened = day.answered_and_pending()
    day.pass_time(timedelta(minutes=1))
    call = line.call().types("4711").types("1")
    call.answers("1")
    call.ring_ends("completed", bridged=True)
    assert (day.ticket(opened).status, day.clock_of(opened).stopped_at) == ("open", day.clock.now())


def test_three_wrong_pins_open_nothing_and_triage_is_told(line: Line, day: Desk) -> None:
    call = line.call().types("1").types("22").types("333")
    refusal = "We know no such PIN. Look it up in your Slack channel, under Phone numbers. Goodbye."
    assert call.heard == [GREETING, AGAIN, AGAIN, refusal]
    call.hangs_up()
    assert tickets(day) == []
    assert day.said() == [
        f"Somebody called the support line and typed 3 PINs that nobody has. Number: {MAYA}."
    ]
    assert day.said(CHANNEL) == []


def test_a_wrong_pin_and_a_hang_up_are_told_too(line: Line, day: Desk) -> None:
    line.call("anonymous").types("1").hangs_up()
    assert day.said() == ["Somebody called the support line and typed a PIN that nobody has. Number: hidden."]


def test_a_caller_who_types_nothing_is_asked_three_times_and_nobody_is_told(line: Line, day: Desk) -> None:
    again = "We heard no PIN. Please type your PIN, then press the hash key."
    refusal = "We heard no PIN. Look it up in your Slack channel, under Phone numbers. Goodbye."
    assert line.call().types("").types("").types("").heard == [GREETING, again, again, refusal]
    assert day.said() == []


def test_every_request_may_come_twice(line: Line, day: Desk) -> None:
    opened = day.open()
    call = line.call()
    call.doubled = True
    call.types("1").types("22").types("4711").types("1")
    nobody_takes(call).leaves(40)
    assert len(call.heard) == 9
    assert len(day.history(opened, "called")) == len(day.history(opened, "message_left")) == 1
