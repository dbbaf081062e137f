"""Slack that is slow, events that come twice, forms sent twice, a database that is away."""

import copy
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

import pytest
from slack_bolt import BoltRequest
from sqlalchemy import event, select

from models.message import TicketMessage
from playground.timing import UNHURRIED
from tests.e2e.stage import CHANNEL, TRIAGE, OnStage, Stage, raised, send
from tests.fixtures.shown import lines, words_of

SLOW_S = 3.2
SOON_AGAIN = replace(UNHURRIED, ack_within=0.5)
"""Slack sends an event again that got no answer, and does not wait half a minute first."""
SOON_CLOSED = replace(UNHURRIED, refresh_grace=0.2)
"""Slack closes a socket soon after it asked for another."""


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's."""
    return stage.open()


@contextmanager
def database_away(stage: Stage) -> Iterator[None]:
    """Have every use of the database fail, as if its server had gone."""

    def refuse(*_: Any) -> None:
        raise sqlite3.OperationalError("the server closed the connection unexpectedly")

    engine = stage.bot.database.engine
    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


def test_a_slow_slack_delays_no_acknowledgement_not_even_the_first() -> None:
    """100 commands, the first request of a fresh bot included: none waits as long as one call takes."""
    with raised() as stage:
        stage.workspace.wait_until_quiet()
        stage.playground.faults.slow(SLOW_S)
        for _ in range(100):
            assert stage.cierra.slash("/ticket", "", CHANNEL)
        took = sorted(entry.ms for entry in stage.workspace.traffic("/ticket"))
        stage.playground.faults.clear()
        assert len(took) == 100
        assert took[-1] < SLOW_S * 1000


def test_a_form_that_could_not_open_in_time_is_explained_where_the_person_is(stage: Stage) -> None:
    stage.playground.faults.fail("views.open", "expired_trigger_id")
    with stage.no_ticket():
        assert stage.cierra.slash("/ticket", "", CHANNEL)
    assert "Slack gives us three seconds to open a form" in stage.told(stage.cierra)
    assert stage.cierra.modal is None


def test_a_slow_read_opens_the_form_without_the_words(stage: Stage) -> None:
    ts = stage.chat("Read me if you can", by=stage.dev)
    [notice] = stage.workspace.thread(CHANNEL, ts)[1:]
    stage.playground.faults.slow(2.5, "conversations.replies")
    assert stage.dev.click(CHANNEL, notice["ts"], "open_ticket")
    assert stage.dev.wait_for_modal("New ticket").values["subject"]["input"] is None


@pytest.mark.parametrize("how", ["same_id", "new_id"])
def test_events_that_come_twice_are_acted_on_once(stage: Stage, how: Literal["same_id", "new_id"]) -> None:
    stage.playground.faults.events_twice(how)
    ticket = stage.open("Twice told")
    said = len(ticket.customers_see)
    assert said == 2
    stage.maya.say(CHANNEL, "A reply", ticket.thread)
    stage.settle()
    with stage.bot.database.read() as session:
        stored = session.scalars(select(TicketMessage).where(TicketMessage.ticket_id == ticket.row.id)).all()
    assert len(stored) == 1
    assert sum("A reply" in words for words in ticket.staff_see) == 1
    list_ts = stage.maya.say(CHANNEL, "@tam list")
    assert len(stage.answers(list_ts)) == 1
    stage.maya.say(CHANNEL, f"@tam solve {ticket.number}")
    stage.settle()
    assert sum("marked " in words for words in ticket.customers_see) == 1
    stage.maya.say(CHANNEL, f"@tam reopen {ticket.number}")
    stage.settle()
    assert sum("reopened " in words for words in ticket.customers_see) == 1
    stage.maya.react(CHANNEL, ticket.card_ts, "sos")
    stage.settle()
    assert sum("escalated " in words for words in ticket.customers_see) == 1
    refused = stage.maya.say(CHANNEL, "@tam show 9999")
    assert len(stage.answers(refused)) == 1
    ts = stage.chat("Twice as well")
    with stage.opening():
        stage.maya.react(CHANNEL, ts, "ticket")
    chat = stage.chat("Not a ticket", by=stage.dev)
    assert len(stage.answers(chat)) <= 1


def test_a_form_sent_twice_is_one_ticket(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    stage.maya.fill({"Product": "voice", "Subject": "Once", "Description": "Once."})
    with stage.opening() as opened:
        assert send(stage.maya) is None
        again = copy.deepcopy(stage.workspace.traffic("view_submission")[0].request)
        assert stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=again)).status == 200
    assert opened[0].number == stage.count()


@pytest.mark.parametrize(
    ("action", "title", "values"),
    [
        ("customer.add_details", "Add details", {"Details": "Only once please"}),
        ("customer.escalate", "Escalate", {"Reason": "blocker", "Comment": "Only once please"}),
    ],
)
def test_a_ticket_form_sent_twice_is_done_once(
    stage: Stage, ticket: OnStage, action: str, title: str, values: dict[str, str]
) -> None:
    stage.maya.click(CHANNEL, ticket.card_ts, action)
    stage.maya.wait_for_modal(title)
    stage.maya.fill(values)
    assert send(stage.maya) is None
    again = copy.deepcopy(stage.workspace.traffic("view_submission")[0].request)
    assert stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=again)).status == 200
    stage.settle()
    assert sum("Only once please" in said for said in ticket.staff_see) == 1


def test_two_people_reacting_at_once_make_one_ticket(stage: Stage) -> None:
    ts = stage.chat("Who is first?")
    with stage.opening():
        for person in (stage.maya, stage.dev, stage.cierra, stage.kirk):
            person.react(CHANNEL, ts, "ticket")


def test_a_command_while_the_database_is_away_is_answered_in_words(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with database_away(stage):
        assert stage.cierra.slash("/ticket", "list", CHANNEL)
    said = stage.told(stage.cierra)
    assert re.fullmatch(
        r"Something went wrong on our side \([0-9a-f]{8}\)\. Nothing was changed\. Please try again\.",
        lines(said)[0],
    )
    assert "OperationalError" not in said


def test_a_form_while_the_database_is_away_stays_nobodys_ticket(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    assert stage.cierra.slash("/ticket", "", CHANNEL)
    stage.cierra.wait_for_modal("New ticket")
    stage.cierra.fill({"Product": "voice", "Subject": "s", "Description": "d"})
    with stage.no_ticket():
        with database_away(stage):
            stage.cierra.submit()
        assert "Nothing was changed" in words_of(stage.cierra.wait_for_modal().view)


def test_an_event_while_the_database_is_away_comes_again_and_is_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with raised(timing=SOON_AGAIN) as stage:
        ticket = stage.open()
        with database_away(stage):
            stage.maya.say(CHANNEL, "Said while you were out", ticket.thread)
            stage.eventually(lambda: not any(entry.ok for entry in stage.workspace.traffic("message", 1)))
        stage.eventually(lambda: any("Said while you were out" in said for said in ticket.staff_see))
        stage.settle()
        assert sum("Said while you were out" in said for said in ticket.staff_see) == 1


def test_a_refused_post_is_tried_again_and_a_lost_answer_is_not_posted_twice(stage: Stage) -> None:
    stage.playground.faults.lose_answer("chat.postMessage", times=2)
    with stage.opening() as opened:
        stage.maya.say(CHANNEL, "@tam open Told once")
    [ticket] = opened
    assert sum("Told once" in message["text"] for message in stage.workspace.messages(TRIAGE)) == 1
    assert len(ticket.customers_see) == 2


def test_a_socket_that_slack_refreshes_loses_nothing() -> None:
    with raised(timing=SOON_CLOSED) as stage:
        stage.playground.refresh_sockets()
        for number in range(5):
            stage.maya.say(CHANNEL, f"@tam open During the refresh {number}")
        stage.eventually(lambda: stage.count() == 5)
