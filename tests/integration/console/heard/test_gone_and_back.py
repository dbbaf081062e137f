"""A ticket that is deleted there and restored, or goes on in another one: what is so is said, once."""

from tests.fixtures.desk import TRIAGE
from tests.integration.console.heard.bridged import Bridge

DELETED = "PARTIFUL-1 · Console ticket 1 was deleted there. Nothing said here reaches the console any more."
RESTORED = (
    "PARTIFUL-1 · Console ticket 1 was restored there. What is said here reaches it again. "
    "What was said meanwhile does not."
)


def test_a_restored_ticket_is_taken_up_again_and_that_is_said_once(bridged: Bridge) -> None:
    ticket, opened = bridged.filed()
    new = bridged.desk.new_in(TRIAGE)
    for _ in range(2):
        bridged.console.change(ticket["id"], status="deleted")
        bridged.hear(ticket, times=2)
        bridged.pass_time(minutes=1)
        bridged.console.change(ticket["id"], status="open")
        bridged.hear(ticket, times=2)
        bridged.pass_time(minutes=1)
        bridged.hear(ticket)
    assert new.texts == [DELETED, RESTORED, DELETED, RESTORED]
    bridged.desk.reply(opened, "U0CIERRA", "We are looking.")
    bridged.pass_time(minutes=1)
    assert bridged.console.comments[ticket["id"]][-1]["body"] == "We are looking."


def test_a_restored_ticket_is_found_in_the_list(told: Bridge) -> None:
    told.reader.step()
    ticket, _ = told.filed()
    told.console.change(ticket["id"], status="deleted")
    told.hear(ticket)
    told.pass_time(minutes=2)
    told.reader.step()
    told.console.change(ticket["id"], status="open")
    told.pass_time(minutes=2)
    new = told.desk.new_in(TRIAGE)
    told.reader.step()
    told.read()
    assert new.texts == [RESTORED]


def test_what_was_said_there_before_it_was_deleted_is_not_said_again(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Here.")
    told.hear(ticket)
    for status in ("deleted", "open"):
        told.pass_time(minutes=1)
        told.console.change(ticket["id"], status=status)
        told.hear(ticket)
    assert len(told.desk.history(opened, "staff_responded")) == 1


def test_a_restored_ticket_whose_own_was_filed_again_opens_no_second_one(told: Bridge) -> None:
    opened = told.desk.open()
    told.desk.services.tickets.file_in_console(opened.ticket_id, told.desk.cierra)
    told.desk.settle()
    told.read()
    [old] = told.console.tickets.values()
    told.console.change(old["id"], status="deleted")
    told.hear(old)
    told.pass_time(minutes=1)
    told.desk.services.tickets.file_in_console(opened.ticket_id, told.desk.cierra)
    told.desk.settle()
    told.read()
    told.pass_time(minutes=1)
    told.console.change(old["id"], status="open")
    told.hear(old)
    assert len(told.console.tickets) == 2
    assert [one.id for one in told.tickets()] == [opened.ticket_id]


def merged(told: Bridge, into: str) -> list[str]:
    """Have a ticket merged, the console saying so in its own words; return what triage hears."""
    ticket, _ = told.filed()
    told.pass_time(minutes=1)
    words = f"This request was closed and merged into {into}."
    told.console.say(ticket["id"], told.cierra, words, public=False)
    told.console.change(ticket["id"], by=told.cierra, status="closed", tags=["closed_by_merge"])
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    told.hear(ticket)
    return [text for text in new.texts if text.startswith("PARTIFUL")]


def test_it_is_said_where_a_merged_ticket_went(told: Bridge) -> None:
    assert merged(told, 'request #77 "All codes fail"') == [
        "PARTIFUL-1 · Console ticket 1 was merged into 77 there. "
        "Nothing said here reaches the console any more."
    ]


def test_it_is_said_which_of_ours_it_went_up_in(told: Bridge) -> None:
    told.filed(subject="All codes fail")
    assert [text.replace("PARTIFUL-2", "-") for text in merged(told, "request #1")] == [
        "- · Console ticket 2 was merged into 1 there, which is PARTIFUL-1. "
        "Nothing said here reaches the console any more."
    ]


def test_where_the_words_name_no_single_ticket_none_is_named(told: Bridge) -> None:
    assert merged(told, "#7, not #8") == [
        "PARTIFUL-1 · Console ticket 1 was merged into another one there. "
        "Nothing said here reaches the console any more."
    ]
