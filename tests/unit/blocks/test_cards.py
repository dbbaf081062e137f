"""What the two cards say, and which buttons they carry."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.blocks.kit import ids
from bot.blocks.messages import cards
from bot.blocks.values import EscalationLine, Post
from bot.domain.escalation import Reason
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Status, TicketOrigin
from tests.fixtures.shown import lines
from tests.unit.blocks.samples import CIERRA, MONDAY, NOON, OPENED, P1, PSE, card


def buttons(post: Post) -> list[str]:
    """Return the labels of a message's buttons."""
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row if element["type"] == "button"]


def menu(post: Post) -> list[str]:
    """Return the values of a message's overflow menu."""
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return [
        choice["value"]
        for row in rows
        for element in row
        if element["type"] == "overflow"
        for choice in element["options"]
    ]


def kinds(post: Post) -> list[Any]:
    return [block["type"] for block in post.blocks]


def test_the_customer_reads_who_answers_by_when() -> None:
    assert cards.customer_card(card()).text == (
        "PARTIFUL-12 · SMS is failing\n"
        "Open · P2 Degraded Service · answered within 2 business hours\n"
        "Cierra Simms (your primary TAM) answers by 12:00 PM ET."
    )


def test_a_ticket_opened_off_hours_says_when_its_clock_starts_and_what_cannot_wait() -> None:
    weekend = card(assignee=PSE, due_at=MONDAY + timedelta(hours=2), opens_at=MONDAY)
    assert cards.customer_card(weekend).text.endswith(
        "The 24x7 PSE team answers by Mon, Mar 16, 11:00 AM ET.\n"
        "P2 is answered in business hours: its clock starts Mon, Mar 16, 9:00 AM ET. "
        "A P1 ticket (Business Critical) is answered within 1 hour, around the clock."
    )


def test_a_p1_says_that_it_is_answered_around_the_clock() -> None:
    post = cards.customer_card(card(priority=Priority.P1, promised=P1))
    assert "Open · P1 Business Critical · answered within 1 hour, around the clock\n" in post.text
    assert "to raise it" not in str(post.blocks)


def test_a_late_answer_is_admitted_and_an_answer_is_dated() -> None:
    assert lines(cards.customer_card(card(breached=True)).text)[-1] == (
        "Cierra Simms (your primary TAM) has it. The answer was due by 12:00 PM ET. "
        "Escalate it, or call: @tam phone sends you the numbers."
    )
    answered = cards.customer_card(card(due_at=None, answered_at=NOON))
    assert lines(answered.text)[-1] == (
        "Cierra Simms (your primary TAM) has it. Last answer from us: 12:00 PM ET."
    )
    assert cards.customer_card(card(due_at=None)).text.endswith("Cierra Simms (your primary TAM) has it.")


def test_a_card_names_the_day_of_whatever_is_not_on_the_day_it_was_posted() -> None:
    later = card(now=MONDAY, due_at=MONDAY)
    assert lines(cards.customer_card(later).text)[-1] == (
        "Cierra Simms (your primary TAM) answers by Mon, Mar 16, 9:00 AM ET."
    )


def test_pending_and_solved_say_what_the_customer_can_do() -> None:
    pending = cards.customer_card(card(status=Status.PENDING, due_at=None, pending_since=NOON))
    assert lines(pending.text)[-1] == (
        "We are waiting for your answer in this thread. Cierra Simms (your primary TAM) has it."
    )
    solved = cards.customer_card(card(status=Status.SOLVED, due_at=None, solved_at=NOON))
    assert "Solved 12:00 PM ET. Reply in this thread within 28 days to reopen it." in lines(solved.text)
    assert buttons(solved) == ["Reopen"]


def test_until_it_is_filed_the_card_says_whose_clock_the_contract_means() -> None:
    url = "https://www.twilio.com/console/support/tickets/create"
    waiting = cards.customer_card(card(required=True, url=url))
    assert waiting.text.splitlines()[-1] == (
        "The contract's response time counts from the console ticket, and none is recorded here yet. "
        "You file it: open the console. "
        "The button Console text, or @tam console 12, has the words to paste."
    )
    assert url in str(waiting.blocks)
    assert "Console text" in buttons(waiting)
    staff = cards.staff_card(card(required=True, url=url))
    whose = "The customer files it and has the text; the contract's clock starts then."
    assert f"Console ticket: none yet. {whose}" in staff.text
    filed = cards.customer_card(card(required=True, number="1234567"))
    assert "Console ticket 1234567" in filed.text
    assert "counts from" not in filed.text
    assert "Console text" not in buttons(filed)
    assert "console" not in cards.customer_card(card()).text.lower()


def test_an_escalation_stands_on_both_cards_until_somebody_takes_it_up() -> None:
    line = EscalationLine(Reason.BLOCKER, "Maya Chen", NOON)
    words = "Escalated 12:00 PM ET by Maya Chen: critical blocker. "
    for build in (cards.customer_card, cards.staff_card):
        assert words + "Not acknowledged yet." in build(card(escalation=line)).text
        taken = replace(line, acknowledged_by_name="Kirk McCalla")
        assert words + "Kirk McCalla acknowledged it." in build(card(escalation=taken)).text
    assert buttons(cards.staff_card(card(escalation=line)))[0] == "Acknowledge"
    assert "Acknowledge" not in buttons(cards.staff_card(card(escalation=taken)))


def test_a_ticket_grown_from_a_message_does_not_repeat_it_to_the_customer() -> None:
    said = "Since 9:40 no invitation arrives."
    assert said in str(cards.customer_card(card()).blocks)
    assert said not in str(cards.customer_card(card(originated=TicketOrigin.EMOJI)).blocks)
    assert said in str(cards.staff_card(card(originated=TicketOrigin.EMOJI)).blocks)


def test_the_customer_can_do_everything_without_a_click() -> None:
    small_print = str(cards.customer_card(card()).blocks[-1])
    for hint in (":sos:", ":hourglass:", ":white_check_mark:", "`@tam priority 12 P1`"):
        assert hint in small_print
    assert "@tam" not in str(cards.customer_card(card(urgent=None)).blocks)


def test_customer_buttons_carry_the_ticket() -> None:
    post = cards.customer_card(card())
    assert buttons(post) == ["Escalate", "Add details", "Mark solved"]
    row = next(block for block in post.blocks if block["type"] == "actions")
    assert {(element["action_id"], element["value"]) for element in row["elements"]} == {
        (ids.ESCALATE, "7"),
        (ids.ADD_DETAILS, "7"),
        (ids.MARK_SOLVED, "7"),
    }


def test_staff_read_the_complete_facts() -> None:
    post = cards.staff_card(card(happened_at=OPENED, example_ids=("SM1", "SM2")))
    shown = str(post.blocks)
    assert post.text == (
        "PARTIFUL-12 · SMS is failing\n"
        "P2 Degraded Service · Open · Issue · Messaging\n"
        "Assignee: Cierra Simms (primary TAM)\n"
        "Clock: first answer due 12:00 PM ET (within 2 business hours)"
    )
    for fact in (
        "Maya Chen, Partiful",
        "10:00 AM ET",
        "SM1",
        "SM2",
        "Cierra Simms is the primary TAM and on duty.",
    ):
        assert fact in shown
    assert kinds(post)[0] == "header"


def test_staff_read_how_the_clock_stands() -> None:
    def clock(**changed: Any) -> str:
        return cards.staff_card(card(**changed)).text.split("Clock: ")[1]

    assert clock(breached=True) == "overdue, the first answer was due 12:00 PM ET"
    assert clock(kind=ClockKind.NEXT) == "next answer due 12:00 PM ET (within 2 business hours)"
    assert clock(opens_at=OPENED).endswith("; its clock starts 10:00 AM ET")
    assert clock(due_at=None, answered_at=NOON) == "none runs, answered 12:00 PM ET"
    assert clock(due_at=None) == "none runs"
    waiting = {"status": Status.PENDING, "due_at": None, "pending_since": NOON}
    assert clock(**waiting) == "waiting for the customer since 12:00 PM ET"
    assert clock(status=Status.SOLVED, due_at=None, solved_at=NOON) == "solved 12:00 PM ET"


def test_only_the_named_are_pinged_and_only_in_triage() -> None:
    assert "<@U0CIERRA>" in cards.staff_card(card(), told_to=[CIERRA]).text
    assert "<@" not in cards.staff_card(card()).text
    assert "U0CIERRA" not in str(cards.staff_card(card()).blocks)
    assert "U0CIERRA" not in str(cards.customer_card(card()).blocks)


def test_staff_buttons_follow_the_status() -> None:
    assert buttons(cards.staff_card(card())) == ["Take", "Pending", "Solve"]
    assert buttons(cards.staff_card(card(status=Status.PENDING))) == ["Take", "Solve"]
    assert buttons(cards.staff_card(card(status=Status.SOLVED))) == ["Reopen"]
    assert buttons(cards.staff_card(card(required=True)))[0] == "Console text"
    filed = card(required=True, number="1")
    assert "Console text" not in buttons(cards.staff_card(filed))


def test_the_menu_names_the_choice_and_the_ticket() -> None:
    assert menu(cards.staff_card(card())) == ["priority:7", "reassign:7", "escalate:7", "why:7", "console:7"]
    assert menu(cards.staff_card(card(status=Status.SOLVED))) == ["why:7", "console:7"]
    assert ids.split_more_value("why:7") == ("why", "7")
    assert ids.split_more_value("forged") == ("forged", "")
