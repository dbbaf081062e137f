"""What is filed in the console as private: a ticket in triage, of which the channel hears nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.console.there import CommentsThere
from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from bot.errors import BotError
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.fixtures.fake_console import Json
from tests.integration.console.heard.bridged import Bridge

ABOUT = "Our contract ends"


def filed(bridge: Bridge, **more: object) -> tuple[Json, Opened]:
    """Have a private ticket filed there and heard of here."""
    return bridge.filed(**{"tags": ["private"], "subject": ABOUT, "body": "May we leave early?"} | more)


def in_the_channel(bridge: Bridge) -> list[str]:
    """Return whatever Slack was asked to show in the customer's channel."""
    return [
        str(call.arguments) for call in bridge.desk.slack.calls if call.arguments.get("channel") == CHANNEL
    ]


def turns_private_while_read(told: Bridge, monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    """Have an agent set the mark, and say something with it, between the two halves of a reading."""
    comments = told.reading.comments

    def said_meanwhile(number: int, since: datetime | None = None) -> CommentsThere:
        if not told.console.tickets[number]["tags"]:
            told.desk.clock.advance(later)
            told.console.change(number, tags=["private"])
            told.console.say(number, told.cierra, "The fee is 900.")
        return comments(number, since)

    monkeypatch.setattr(told.reading, "comments", said_meanwhile)


def test_it_has_a_card_a_route_and_a_clock_in_triage_alone(bridged: Bridge) -> None:
    at = bridged.desk.clock.now()
    ticket = bridged.file(tags=["private"], subject=ABOUT, priority="urgent")
    bridged.pass_time(minutes=2)
    bridged.hear(ticket, times=3)
    [here] = bridged.tickets()
    assert (here.private, here.channel, here.assignee_name) == (True, TRIAGE, "Cierra Simms")
    assert (here.opened_at, here.subject, here.console_number) == (at, ABOUT, str(ticket["id"]))
    assert bridged.desk.clock_of(bridged.opened(ticket)).due_at == at + timedelta(hours=1)
    [card] = bridged.desk.said(TRIAGE)
    assert card.startswith("P1 · PARTIFUL-1 · Our contract ends\n")
    assert card.endswith("\nPrivate, not in the channel. This thread stays inside: answer in the console.")
    assert in_the_channel(bridged) == []


def test_its_card_leads_into_the_console_to_be_answered(told: Bridge) -> None:
    ticket, _ = filed(told)
    [card] = told.desk.slack.messages[TRIAGE]
    [row] = [block for block in card["blocks"] if block["type"] == "actions"]
    links = {button["text"]["text"]: button.get("url") for button in row["elements"]}
    assert links["Answer in the console"] == f"{told.console.url}/agent/tickets/{ticket['id']}"
    assert [*links] == ["Answer in the console", "Take", "Pending", "Solve", "Show all"]


def test_an_agents_answer_there_counts_and_is_told_in_triage_alone(told: Bridge) -> None:
    ticket, opened = filed(told)
    told.pass_time(minutes=20)
    at = told.desk.clock.now()
    told.console.say(ticket["id"], told.cierra, "Until June.")
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    assert new.texts == ["Cierra Simms (in the console), 10:20 AM ET Until June."]
    assert told.desk.clock_of(opened).stopped_at == at
    assert in_the_channel(told) == []


@pytest.mark.parametrize("public", [True, False])
def test_who_else_speaks_there_is_heard_in_triage_alone(told: Bridge, public: bool) -> None:
    ticket, _ = filed(told)
    told.console.say(ticket["id"], told.maya if public else told.petra, "And the fee?", public=public)
    new = told.desk.new_in(TRIAGE)
    told.hear(ticket)
    assert [text.endswith("And the fee?") for text in new.texts] == [True]
    assert in_the_channel(told) == []


def test_nudges_and_what_is_overdue_come_as_always_and_send_to_the_console(told: Bridge) -> None:
    filed(told, priority="urgent")
    new = told.desk.new_in(TRIAGE)
    told.pass_time(minutes=61)
    assert [text.split(": ")[0].split("no answer yet")[0] for text in new.posted] == [
        "<@U0CIERRA> PARTIFUL-1 · P1 · "
    ] * len(new.posted)
    assert all("answer in the console" in text for text in new.posted)
    assert len(new.posted) == 3
    assert in_the_channel(told) == []


ACTS: dict[str, Callable[[Bridge, int], object]] = {
    "take": lambda it, ticket: it.desk.services.lifecycle.take(ticket, it.desk.kirk),
    "assign": lambda it, ticket: it.desk.services.lifecycle.assign_to_person(
        ticket, "U0KIRK", it.desk.cierra
    ),
    "raise": lambda it, ticket: it.desk.services.lifecycle.set_priority(ticket, Priority.P1, it.desk.cierra),
    "lower": lambda it, ticket: it.desk.services.lifecycle.set_priority(ticket, Priority.P3, it.desk.cierra),
    "pending": lambda it, ticket: it.desk.services.lifecycle.set_pending(ticket, it.desk.cierra),
    "solve": lambda it, ticket: it.desk.services.lifecycle.solve(ticket, it.desk.cierra, "Until June."),
    "add": lambda it, ticket: it.desk.services.tickets.add_details(ticket, it.desk.cierra, "They pay late."),
    "escalate": lambda it, ticket: it.desk.services.escalations.raise_on(
        ticket, Alarm(Reason.BLOCKER, it.desk.cierra, "They leave.")
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_whatever_is_done_and_falls_due_stays_inside(told: Bridge, act: str) -> None:
    ticket, opened = filed(told, priority="high")
    told.console.say(ticket["id"], told.cierra, "Until June.")
    told.hear(ticket)
    ACTS[act](told, opened.ticket_id)
    told.desk.settle()
    told.pass_time(days=1 if act == "escalate" else 20)  # an escalation is told again each half hour
    said = "\n".join(in_the_channel(told))
    assert (ABOUT in said, "PARTIFUL-1" in said) == (False, False)


def test_closing_words_are_the_answer_that_goes_to_the_requester(told: Bridge) -> None:
    ticket, opened = filed(told)
    new = told.desk.new_in(TRIAGE)
    told.desk.services.lifecycle.solve(opened.ticket_id, told.desk.cierra, "Until June.")
    told.desk.settle()
    told.read()
    assert new.texts == ["PARTIFUL-1 · solved · by Cierra Simms: Until June."]
    last = told.console.comments[ticket["id"]][-1]
    assert (last["body"], last["public"]) == ("Until June.", True)
    assert told.console.tickets[ticket["id"]]["status"] == "solved"


def test_what_is_added_in_triage_stays_there(told: Bridge) -> None:
    ticket, opened = filed(told)
    told.desk.services.tickets.add_details(opened.ticket_id, told.desk.cierra, "They pay late.")
    told.desk.settle()
    assert len(told.console.comments[ticket["id"]]) == 1


REFUSED: dict[str, tuple[Callable[[Bridge, int], object], str]] = {
    "pending": (
        ACTS["pending"],
        "Answer in the console first: Pending means we are waiting for the customer's answer.",
    ),
    "solve": (
        lambda it, ticket: it.desk.services.lifecycle.solve(ticket, it.desk.cierra),
        "PARTIFUL-1 awaits an answer. Answer in the console, or write closing words.",
    ),
    "ask": (
        lambda it, ticket: it.desk.services.intake.ask_for(ticket, "when", it.desk.cierra),
        "PARTIFUL-1 is private. Ask the customer in the console.",
    ),
    "merge": (
        lambda it, ticket: it.desk.services.merging.merge(ticket, it.desk.open().ticket_id, it.desk.cierra),
        "PARTIFUL-1 is private, and PARTIFUL-2 stands in the customer's channel. They can't be merged.",
    ),
    "merge into it": (
        lambda it, ticket: it.desk.services.merging.merge(it.desk.open().ticket_id, ticket, it.desk.cierra),
        "PARTIFUL-1 is private, and PARTIFUL-2 stands in the customer's channel. They can't be merged.",
    ),
    "link": (
        lambda it, ticket: it.desk.services.related.link(ticket, it.desk.open().ticket_id, it.desk.cierra),
        "PARTIFUL-1 is private, and PARTIFUL-2 stands in the customer's channel. They can't be linked.",
    ),
}


@pytest.mark.parametrize("act", REFUSED)
def test_what_would_lead_out_of_triage_is_refused_in_words(told: Bridge, act: str) -> None:
    _, opened = filed(told)
    do, why = REFUSED[act]
    with pytest.raises(BotError) as refusal:
        do(told, opened.ticket_id)
    assert str(refusal.value) == why


def test_no_silence_solves_it_as_nobody_was_reminded(told: Bridge) -> None:
    ticket, opened = filed(told)
    told.console.say(ticket["id"], told.cierra, "Shall we?")
    told.hear(ticket)
    told.desk.services.lifecycle.set_pending(opened.ticket_id, told.desk.cierra)
    assert told.desk.waiting("remind_pending", "solve_pending") == []
    told.pass_time(days=30)
    assert told.desk.ticket(opened).status == "pending"


def test_solved_there_and_asked_again_it_is_open_again_in_triage(told: Bridge) -> None:
    ticket, opened = filed(told)
    told.console.say(ticket["id"], told.cierra, "Until June.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "solved"
    told.pass_time(hours=1)
    told.console.say(ticket["id"], told.maya, "And the fee?")
    told.hear(ticket)
    assert told.desk.ticket(opened).status == "open"
    assert in_the_channel(told) == []


def test_who_writes_in_its_triage_thread_is_told_where_to_answer(told: Bridge) -> None:
    _, opened = filed(told)
    told.desk.services.conversation.said_inside(opened.ticket_id, told.desk.cierra)
    told.desk.settle()
    assert told.desk.posted("U0CIERRA") == [
        "What you write in triage about PARTIFUL-1 stays there: Partiful can't see it.\n"
        "To answer them, write in the console."
    ]


def test_the_mark_set_later_is_told_and_keeps_the_rest_in_triage(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.change(ticket["id"], tags=["private"])
    told.console.say(ticket["id"], told.cierra, "The fee is 900.")
    triage, channel = told.desk.new_in(TRIAGE), told.desk.new_in(CHANNEL)
    told.hear(ticket, times=2)
    assert triage.texts == [
        "PARTIFUL-1 · The console has marked it as private.\n"
        "What stands in the channel stays there: it can't be unsaid.\n"
        "From now on, what is said about it in the console is told here alone.\n"
        "Files that are not in the channel yet stay out of it: see them in the console.",
        "Cierra Simms (in the console), 10:00 AM ET The fee is 900.",
    ]
    assert channel.texts == []
    assert len(told.desk.history(opened, "staff_responded")) == 1


def test_the_mark_set_with_words_while_the_ticket_is_read_keeps_them_in_triage(
    told: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket, _ = told.filed()
    turns_private_while_read(told, monkeypatch, timedelta(seconds=2))
    triage, channel = told.desk.new_in(TRIAGE), told.desk.new_in(CHANNEL)
    told.hear(ticket)
    assert triage.texts[-1] == "Cierra Simms (in the console), 10:00 AM ET The fee is 900."
    assert channel.texts == []


def test_the_mark_taken_away_is_told_and_all_goes_on_as_before(told: Bridge) -> None:
    ticket, _ = told.filed()
    for tags in (["private"], []):
        told.pass_time(seconds=2)
        told.console.change(ticket["id"], tags=tags)
        triage, channel = told.desk.new_in(TRIAGE), told.desk.new_in(CHANNEL)
        told.hear(ticket)
    assert triage.texts == [
        "PARTIFUL-1 · The console has taken the private mark away.\n"
        "From now on, what is said about it in the console is told in the channel again."
    ]
    told.console.say(ticket["id"], told.cierra, "Here.")
    told.hear(ticket)
    assert channel.texts == ["Cierra Simms (in the console), 10:00 AM ET Here."]


def test_what_was_filed_as_private_stays_so_though_the_mark_goes(told: Bridge) -> None:
    ticket, opened = filed(told)
    new = told.desk.new_in(TRIAGE)
    for tags in ([], ["private"]):
        told.pass_time(seconds=2)
        told.console.change(ticket["id"], tags=tags)
        told.hear(ticket, times=2)
    told.console.say(ticket["id"], told.cierra, "Until June.")
    told.hear(ticket)
    assert new.texts == [
        "PARTIFUL-1 · The console has taken the private mark away.\n"
        "It stays private here all the same: it was not written for the channel.",
        "PARTIFUL-1 · The console has marked it as private again. Nothing changes here.",
        "Cierra Simms (in the console), 10:00 AM ET Until June.",
    ]
    assert told.desk.ticket(opened).private
    assert in_the_channel(told) == []


def test_words_that_wait_for_slack_when_the_mark_comes_go_to_triage_alone(bridged: Bridge) -> None:
    ticket, _ = bridged.filed()
    bridged.desk.slack.be_unreachable("chat.postMessage", times=2)
    bridged.console.say(ticket["id"], bridged.cierra, "The fee is 900.")
    bridged.console.say(ticket["id"], bridged.maya, "Why so much?")
    bridged.hear(ticket)
    bridged.console.change(ticket["id"], tags=["private"])
    triage, channel = bridged.desk.new_in(TRIAGE), bridged.desk.new_in(CHANNEL)
    bridged.hear(ticket)
    for _ in range(4):
        bridged.pass_time(minutes=1)
    assert channel.texts == []
    assert sorted(text.splitlines()[-1].partition(" ET ")[2] for text in triage.texts if " ET " in text) == [
        "The fee is 900.",
        "Why so much?",
    ]


def test_the_mark_set_in_the_second_of_the_words_keeps_them_in_triage(
    told: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket, _ = told.filed()
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.petra, "A note.", public=False)
    turns_private_while_read(told, monkeypatch, timedelta(0))
    triage, channel = told.desk.new_in(TRIAGE), told.desk.new_in(CHANNEL)
    told.hear(ticket)
    assert triage.texts[-1] == "Cierra Simms (in the console), 10:01 AM ET The fee is 900."
    assert channel.texts == []
