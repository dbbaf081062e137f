"""A ticket is filed in the console once: by the rule, or when somebody asks; nobody types it again."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.errors import AlreadySo, Conflict
from bot.outbox.console import ConsoleChange, ConsolePerson
from bot.steps.new_ticket import Opened
from models.console.link import ConsoleEnd
from models.console.poke import ConsolePoke
from tests.fixtures.desk import CHANNEL, Desk
from tests.integration.services.console.bridged import Bridged

MAYA = ConsolePerson("Maya Chen", "maya@partiful.example")


def file(bridged: Bridged, opened: Opened) -> None:
    bridged.desk.services.tickets.file_in_console(opened.ticket_id, bridged.desk.cierra)
    bridged.desk.settle()


def test_a_p1_is_filed_at_once_as_its_requester_with_the_text_one_would_have_pasted(bridged: Bridged) -> None:
    bridged.desk.open(priority=Priority.P1, product="messaging")
    [filed] = bridged.console.tickets
    assert (filed.external_id, filed.subject, filed.priority) == ("PARTIFUL-1", "SMS is failing", "urgent")
    assert (filed.requester, filed.tags, filed.product) == (MAYA, ("slack", "partiful"), "messaging")
    assert filed.body.split("\n\n") == [
        "Twilio Support,",
        "Guests get no invitations.",
        "Reported by Maya Chen (Partiful), our reference PARTIFUL-1.",
    ]


def test_its_assignee_has_it_there_too(bridged: Bridged) -> None:
    bridged.desk.open(priority=Priority.P1)
    assert bridged.console.changes == [ConsoleChange(assignee="csimms@twilio.com")]


def test_until_the_console_answers_both_cards_say_that_it_is_being_filed(bridged: Bridged) -> None:
    bridged.console.is_away = True
    console = bridged.desk.card(bridged.desk.open(priority=Priority.P1)).console
    assert (console.is_being_filed, console.can_be_filed, console.is_awaited) == (True, False, False)


def test_once_it_stands_there_both_cards_say_where_and_the_contracts_time(bridged: Bridged) -> None:
    opened = bridged.desk.open(priority=Priority.P1)
    filed_at = bridged.desk.clock.now()
    bridged.stands_there(opened)
    console = bridged.desk.card(opened).console
    assert (console.number, console.filed_at) == ("4711", filed_at)
    assert console.contract_due_at == filed_at + timedelta(hours=1)
    assert console.staff_url == "https://twilio.zendesk.com/agent/tickets/4711"
    assert console.customer_url == "https://twilio.zendesk.com/hc/requests/4711"
    assert bridged.desk.ticket(opened).console_number == "4711"
    assert [event.kind for event in bridged.desk.history(opened, "filing_asked", "filed_in_console")] == [
        "filing_asked",
        "filed_in_console",
    ]


def test_the_contracts_time_is_gone_from_the_cards_once_staff_have_answered(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.pass_time(timedelta(minutes=5))
    bridged.desk.reply(opened, "U0CIERRA", "We are looking.")
    assert bridged.desk.card(opened).console.contract_due_at is None


def test_anything_else_waits_for_a_click_and_takes_along_what_was_said(bridged: Bridged) -> None:
    opened = bridged.desk.open()
    assert bridged.console.tickets == []
    assert bridged.desk.card(opened).console.can_be_filed
    bridged.desk.pass_time(timedelta(minutes=5))
    bridged.desk.reply(opened, "U0MAYA", "It is Verizon only.")
    bridged.desk.reply(opened, "U0CIERRA", "Thank you, checking.")
    file(bridged, opened)
    assert [filed.external_id for filed in bridged.console.tickets] == ["PARTIFUL-1"]
    [(name, address, body, public)] = bridged.heard()
    assert (name, address, public) == ("Maya Chen", "maya@partiful.example", True)
    assert body.split("\n\n") == [
        "Said in Slack before this ticket was filed:",
        "Maya Chen, Tue, Mar 3, 10:05 AM ET:\nIt is Verizon only.",
        "Cierra Simms, Tue, Mar 3, 10:05 AM ET:\nThank you, checking.",
    ]


def test_a_second_click_files_nothing_and_says_so(bridged: Bridged) -> None:
    opened = bridged.desk.open()
    file(bridged, opened)
    assert _refused(bridged, opened) == "PARTIFUL-1 is being filed already. Its card shows the number soon."
    bridged.stands_there(opened)
    assert _refused(bridged, opened) == "PARTIFUL-1 is filed in the console already, as 4711."
    assert len(bridged.console.tickets) == 1


def _refused(bridged: Bridged, opened: Opened) -> str:
    with pytest.raises(AlreadySo) as refused:
        file(bridged, opened)
    return str(refused.value)


def test_raised_to_p1_it_is_filed(bridged: Bridged) -> None:
    opened = bridged.desk.open()
    bridged.desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, bridged.desk.maya)
    bridged.desk.settle()
    assert [filed.priority for filed in bridged.console.tickets] == ["urgent"]


def test_escalated_it_is_filed_and_marked(bridged: Bridged) -> None:
    opened = bridged.desk.open()
    bridged.desk.escalate(opened)
    [filed] = bridged.console.tickets
    assert (filed.priority, filed.tags) == ("normal", ("slack", "partiful", "escalated"))
    [(name, _, body, public)] = bridged.heard()
    assert (name, public) == ("tam-bot", False)
    assert body.splitlines()[0] == "Maya Chen escalated PARTIFUL-1: a critical blocker."


def test_where_the_console_is_away_staff_are_told_once_that_the_contracts_time_has_not_begun(
    bridged: Bridged,
) -> None:
    bridged.console.is_away = True
    bridged.desk.open(priority=Priority.P1)
    new = bridged.desk.new_in()
    bridged.desk.pass_time(timedelta(minutes=4))
    assert [text for text in new.texts if "console" in text] == [
        "PARTIFUL-1 isn't in the console yet: the console can't be reached. It is tried again.\n"
        "The contract's time counts from there, so it has not begun. "
        "Nothing is to be done, unless it must stand there now: then call."
    ]
    bridged.console.is_away = False
    bridged.desk.pass_time(timedelta(minutes=10))
    assert len(bridged.console.tickets) == 1


def test_where_the_console_refuses_it_staff_are_told_why_and_it_can_be_filed_again(bridged: Bridged) -> None:
    bridged.console.refuses = "Requester: Maya Chen is suspended."
    opened = bridged.desk.open(priority=Priority.P1)
    new = bridged.desk.new_in()
    bridged.desk.pass_time(timedelta(minutes=4))
    assert [text for text in new.texts if "console" in text] == [
        "PARTIFUL-1 was refused by the console: Requester: Maya Chen is suspended.\n"
        "The contract's time counts from there, so it has not begun. File it by hand: Console text has the "
        "words. Then write @tam console 1 1234567."
    ]
    bridged.console.refuses = ""
    file(bridged, opened)
    assert len(bridged.console.tickets) == 1


def test_whoever_types_the_number_is_quicker_and_it_is_not_filed_twice(bridged: Bridged) -> None:
    bridged.console.is_away = True
    opened = bridged.desk.open(priority=Priority.P1)
    bridged.desk.services.tickets.set_console_number(opened.ticket_id, bridged.desk.cierra, "99")
    bridged.console.is_away = False
    bridged.desk.pass_time(timedelta(minutes=10))
    assert bridged.console.tickets == []
    with bridged.desk.database.read() as session:
        assert ConsolePoke.due(session, bridged.desk.clock.now(), 9) == [99]


@pytest.mark.parametrize("how", ConsoleEnd)
def test_reopened_after_it_has_ended_there_it_is_filed_again_and_says_what_it_goes_on_from(
    bridged: Bridged, how: ConsoleEnd
) -> None:
    opened, desk = bridged.filed(), bridged.desk
    desk.solve(opened)
    bridged.ends(opened, how)
    bridged.console.words.clear()
    desk.pass_time(timedelta(days=5))
    desk.reply(opened, "U0MAYA", "It fails again.")
    assert [filed.external_id for filed in bridged.console.tickets] == ["PARTIFUL-1", "PARTIFUL-1"]
    said, note = bridged.heard()
    assert said[2].split("\n\n")[-1] == "Maya Chen, Sun, Mar 8, 11:00 AM ET:\nIt fails again."
    assert note[2:] == (
        f"This goes on from ticket 4711, which was {how}. It was reopened in Slack.",
        False,
    )
    assert desk.card(opened).console.is_being_filed
    bridged.stands_there(opened, 4712)
    assert desk.card(opened).console.number == "4712"


@pytest.mark.parametrize("how", ConsoleEnd)
def test_one_that_has_ended_there_is_filed_again_for_whoever_asks_and_once(
    bridged: Bridged, how: ConsoleEnd
) -> None:
    opened, desk = bridged.filed(), bridged.desk
    bridged.ends(opened, how)
    desk.pass_time(timedelta(minutes=1))
    file(bridged, opened)
    assert [filed.external_id for filed in bridged.console.tickets] == ["PARTIFUL-1", "PARTIFUL-1"]
    assert desk.card(opened).console.is_being_filed
    assert _refused(bridged, opened) == "PARTIFUL-1 is being filed already. Its card shows the number soon."
    bridged.stands_there(opened, 4712)
    assert desk.card(opened).console.number == "4712"


def test_what_takes_in_a_filed_ticket_is_not_filed_a_second_time(bridged: Bridged) -> None:
    desk = bridged.desk
    kept, other = desk.open(), desk.open(subject="SMS drops")
    desk.services.lifecycle.set_priority(other.ticket_id, Priority.P1, desk.cierra)
    desk.settle()
    desk.services.merging.merge(other.ticket_id, kept.ticket_id, desk.cierra)
    desk.settle()
    assert [filed.external_id for filed in bridged.console.tickets] == ["PARTIFUL-2"]


def test_without_a_bridge_nothing_is_filed(desk: Desk) -> None:
    opened = desk.open(priority=Priority.P1)
    assert not desk.card(opened).console.can_be_filed
    with pytest.raises(Conflict) as refused:
        desk.services.tickets.file_in_console(opened.ticket_id, desk.cierra)
    assert str(refused.value) == (
        "The bot files no tickets of Partiful in the console. "
        "“Console text” has the words to file PARTIFUL-1 by hand."
    )


def test_a_customer_may_have_it_filed(bridged: Bridged) -> None:
    opened = bridged.desk.open()
    bridged.desk.services.tickets.file_in_console(opened.ticket_id, bridged.desk.maya)
    bridged.desk.settle()
    assert len(bridged.console.tickets) == 1
    assert bridged.desk.said(CHANNEL) != []
