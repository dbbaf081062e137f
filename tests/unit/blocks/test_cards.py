"""What the two cards say, and which buttons they carry."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.blocks.kit import ids
from bot.blocks.messages import cards, standing_words, ticket_whole
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
    [beside] = [block["accessory"] for block in post.blocks if "accessory" in block]
    return [choice["value"] for choice in beside["options"]]


def kinds(post: Post) -> list[Any]:
    return [block["type"] for block in post.blocks]


def test_the_customer_reads_who_answers_by_when() -> None:
    assert cards.customer_card(card()).text == (
        "PARTIFUL-12 · SMS is failing\n"
        "Open · P2 Degraded Service · Messaging · from Maya Chen\n"
        "Cierra Simms (your primary TAM) answers by 12:00 PM ET."
    )


def test_a_ticket_opened_off_hours_says_when_its_clock_starts_and_what_cannot_wait() -> None:
    weekend = card(assignee=PSE, due_at=MONDAY + timedelta(hours=2), opens_at=MONDAY)
    assert cards.customer_card(weekend).text.endswith(
        "The 24x7 PSE team answers by Mon, Mar 16, 11:00 AM ET.\n"
        "P2 counts business hours, from Mon, Mar 16, 9:00 AM ET. A P1 is answered now."
    )


def test_a_p1_offers_nothing_more_urgent() -> None:
    post = cards.customer_card(card(priority=Priority.P1, promised=P1))
    assert "\nOpen · P1 Business Critical · Messaging · from Maya Chen\n" in post.text
    assert "urgent" not in str(post.blocks)


def test_a_late_answer_is_admitted_and_an_answer_is_dated() -> None:
    assert lines(cards.customer_card(card(breached=True)).text)[-2:] == [
        "LATE: the answer was due by 12:00 PM ET. Cierra Simms (your primary TAM) has it.",
        "Escalate it, or call: @tam phone sends you the numbers.",
    ]
    no_number = replace(card(breached=True), can_call=False)
    assert lines(cards.customer_card(no_number).text)[-1] == (
        "Escalate it: write @tam escalate in the ticket's thread."
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
    assert lines(solved.text)[-1] == "Solved 12:00 PM ET. Reply within 28 days to reopen it."
    assert solved.blocks[1]["accessory"]["action_id"] == ids.REOPEN


def test_until_it_is_filed_the_card_says_whose_clock_the_contract_means() -> None:
    url = "https://www.twilio.com/console/support/tickets/create"
    waiting = cards.customer_card(card(required=True, url=url))
    assert waiting.text.splitlines()[-1] == (
        "Helps: file it in the console, whose time the contract counts (@tam console 12)"
    )
    assert url in str(waiting.blocks)
    assert "Console text" in buttons(waiting)
    assert "Console ticket: none yet" in str(cards.staff_card(card(required=True, url=url)).blocks)
    filed = cards.customer_card(card(required=True, number="1234567"))
    assert (
        "\nOpen · P2 Degraded Service · Console ticket 1234567 · Messaging · from Maya Chen\n" in filed.text
    )
    assert "Helps" not in filed.text
    assert "Console text" not in buttons(filed)
    assert "console" not in cards.customer_card(card()).text.lower()


def test_an_escalation_stands_on_both_cards_until_somebody_takes_it_up() -> None:
    waits = EscalationLine(Reason.BLOCKER, "Maya Chen", NOON)
    taken = replace(waits, acknowledged_by_name="Kirk McCalla")
    staff, customers = cards.staff_card(card(escalation=waits)), cards.customer_card(card(escalation=waits))
    assert staff.text.endswith(
        "\n:rotating_light: Escalated 12:00 PM ET by Maya Chen: critical blocker, unacknowledged."
    )
    assert (
        "\nOpen · P2 Degraded Service · escalated, not acknowledged yet · Messaging · from Maya Chen\n"
        in customers.text
    )
    assert cards.staff_card(card(escalation=taken)).text.endswith(
        "\nEscalated 12:00 PM ET: critical blocker. Kirk McCalla acknowledged it."
    )
    assert (
        " · escalated, acknowledged · Messaging · from Maya Chen\n"
        in cards.customer_card(card(escalation=taken)).text
    )


def test_acknowledge_comes_first_and_alone_stands_out_while_an_escalation_waits() -> None:
    waits = EscalationLine(Reason.BLOCKER, "Maya Chen", NOON)
    staff = cards.staff_card(card(escalation=waits, required=True))
    row = next(block["elements"] for block in staff.blocks if block["type"] == "actions")
    styled = [element["text"]["text"] for element in row if element.get("style") == "primary"]
    assert styled == [row[0]["text"]["text"]] == ["Acknowledge"]
    taken = card(escalation=replace(waits, acknowledged_by_name="Kirk McCalla"))
    assert "Acknowledge" not in buttons(cards.staff_card(taken))


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
    assert buttons(post) == ["Escalate", "Add details", "Mark solved", "Show all"]
    row = next(block for block in post.blocks if block["type"] == "actions")
    assert {(element["action_id"], element["value"]) for element in row["elements"]} == {
        (ids.ESCALATE, "7"),
        (ids.ADD_DETAILS, "7"),
        (ids.MARK_SOLVED, "7"),
        (ids.SHOW_ALL, "7"),
    }


def test_staff_read_by_when_first_then_who() -> None:
    post = cards.staff_card(card())
    assert post.text == (
        "P2 · PARTIFUL-12 · SMS is failing\n"
        "first answer due 12:00 PM ET · P2 Degraded Service · Open\n"
        "Assignee: Cierra Simms (primary TAM)"
    )
    assert kinds(post) == ["header", "section", "section", "rich_text", "actions"]
    assert post.blocks[0]["text"]["text"] == "🟠 P2 · PARTIFUL-12 · SMS is failing"
    assert [field["text"] for field in post.blocks[2]["fields"]] == [
        "Assignee: Cierra Simms (primary TAM)",
        "Customer: Maya Chen, Partiful",
        "Product: Messaging",
    ]


def test_staff_read_the_complete_facts_behind_show_all() -> None:
    shown = card(happened_at=OPENED, example_ids=("SM1", "SM2"), required=True, opens_at=NOON)
    told = str(ticket_whole.whole(shown, for_staff=True))
    for fact in (
        "Since 9:40 no invitation arrives.",
        "from Maya Chen",
        "first answer due 12:00 PM ET",
        " (within 2 business hours); its clock starts 12:00 PM ET",
        "SM1",
        "SM2",
        "none yet. The customer files it and has the text; the contract's clock starts then.",
        "Cierra Simms is the primary TAM and on duty.",
    ):
        assert fact in told
    assert "on duty" not in str(ticket_whole.whole(shown, for_staff=False))


def test_an_overdue_card_says_so_in_capitals() -> None:
    late = cards.staff_card(card(breached=True))
    assert late.blocks[1]["text"]["text"] == (
        ":alarm_clock: *OVERDUE: first answer was due 12:00 PM ET* · P2 Degraded Service"
    )


def test_the_description_is_not_said_twice() -> None:
    def quote(subject: str, description: str) -> list[str]:
        post = cards.staff_card(card(subject=subject, description=description))
        rows = [block["elements"][0] for block in post.blocks if block["type"] == "rich_text"]
        return [row["elements"][0]["text"] for row in rows]

    assert quote("SMS fails", "SMS fails") == []
    assert quote("SMS fails", "SMS fails since nine") == ["… since nine"]
    assert quote("SMS fails", "Since nine.") == ["Since nine."]


def test_staff_read_how_the_clock_stands() -> None:
    def clock(**changed: Any) -> str:
        return standing_words.clock(card(**changed))

    assert clock(breached=True) == "OVERDUE: first answer was due 12:00 PM ET"
    assert clock(kind=ClockKind.NEXT) == "next answer due 12:00 PM ET"
    assert clock(due_at=None, answered_at=NOON) == "answered 12:00 PM ET, no answer due"
    assert clock(due_at=None) == "no answer due"
    waiting = {"status": Status.PENDING, "due_at": None, "pending_since": NOON}
    assert clock(**waiting) == "waiting for the customer since 12:00 PM ET"
    assert clock(status=Status.SOLVED, due_at=None, solved_at=NOON) == "solved 12:00 PM ET"


def test_only_the_named_are_pinged_and_only_in_triage() -> None:
    assert "<@U0CIERRA>" in cards.staff_card(card(), told_to=[CIERRA]).text
    assert "<@" not in cards.staff_card(card()).text
    assert "U0CIERRA" not in str(cards.staff_card(card()).blocks)
    assert "U0CIERRA" not in str(cards.customer_card(card()).blocks)


def test_staff_buttons_follow_the_status() -> None:
    assert buttons(cards.staff_card(card())) == ["Answer", "Take", "Pending", "Solve", "Show all"]
    pending = cards.staff_card(card(status=Status.PENDING))
    assert buttons(pending) == ["Answer", "Take", "Solve", "Show all"]
    assert buttons(cards.staff_card(card(status=Status.SOLVED))) == []
    assert buttons(cards.staff_card(card(required=True)))[0] == "Console text"
    assert "Answer" not in buttons(cards.staff_card(card(permalink=None)))
    filed = card(required=True, number="1")
    assert "Console text" not in buttons(cards.staff_card(filed))


def test_the_menu_names_the_choice_and_the_ticket() -> None:
    assert menu(cards.staff_card(card())) == ["priority:7", "reassign:7", "escalate:7", "why:7", "console:7"]
    assert menu(cards.staff_card(card(status=Status.SOLVED))) == ["reopen:7", "all:7", "why:7", "console:7"]
    assert ids.split_more_value("why:7") == ("why", "7")
    assert ids.split_more_value("forged") == ("forged", "")
