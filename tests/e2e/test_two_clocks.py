"""Slack's clock and the host's differ by ten minutes: the bot goes by Slack's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain.sla import Outcome
from bot.domain.ticket import Status
from models.response_clock import ResponseClock
from tests.e2e.stage import CHANNEL, OnStage, Stage, raised, send

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture(scope="module", params=[600, -600], ids=["slack is ahead", "slack is behind"])
def skewed(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Give a stage whose Slack is ten minutes ahead of the bot's machine, or behind it."""
    with raised() as stage:
        stage.settle()  # an answer that is under way would tell of the time before
        stage.playground.administer("skew_clock", seconds=request.param)
        stage.bot.app.client.auth_test()  # the first answer from now on, as at a start
        yield stage


def by_form(stage: Stage, priority: str) -> OnStage:
    """Have Maya open a ticket with the pinned message's form: by no message of hers."""
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    words = {"Product": "voice", "Subject": stage.name(), "Description": "On all calls."}
    stage.maya.fill(words | {"Priority": priority})
    with stage.opening() as opened:
        assert send(stage.maya) is None
    return opened[0]


def clock_of(stage: Stage, ticket: OnStage) -> ResponseClock:
    """Return the ticket's newest clock."""
    with stage.bot.database.read() as session:
        found = ResponseClock.latest(session, ticket.row.id)
    assert found is not None
    return found


def pings_in(ticket: OnStage) -> list[str]:
    """Return what triage was told of an answer that is missing."""
    return [words for words in ticket.staff_see[1:] if "no answer yet" in words]


def test_no_answer_is_taken_for_older_than_the_question(skewed: Stage) -> None:
    ticket = by_form(skewed, "P2")
    skewed.cierra.say(CHANNEL, "We are on it.", thread_ts=ticket.thread)
    skewed.settle()
    clock = clock_of(skewed, ticket)
    assert clock.outcome is Outcome.MET
    assert clock.stopped_at is not None
    assert clock.started_at <= clock.stopped_at < clock.started_at + timedelta(minutes=1)


def test_a_clock_runs_by_slack_from_question_to_nudge(skewed: Stage) -> None:
    ticket = by_form(skewed, "P1")
    skewed.cierra.say(CHANNEL, "Which calls?", thread_ts=ticket.thread)
    asked = skewed.maya.say(CHANNEL, "All of them since nine, why?", thread_ts=ticket.thread)
    skewed.settle()
    assert clock_of(skewed, ticket).started_at.timestamp() == pytest.approx(float(asked), abs=3)
    now = skewed.bot.services.clock.now
    skewed.playground.travel_to(now() + timedelta(minutes=29))
    assert pings_in(ticket) == []
    skewed.playground.travel_to(now() + timedelta(minutes=2))
    skewed.settle()
    assert len(pings_in(ticket)) == 1


def test_pending_counts_the_answer_before_it_and_ends_with_the_reply_after_it(skewed: Stage) -> None:
    ticket = by_form(skewed, "P3")
    skewed.cierra.say(CHANNEL, "Could you send an example?", thread_ts=ticket.thread)
    skewed.settle()
    actor = skewed.bot.services.people.actor("partiful", "U0CIERRA", "T0PROVIDER")
    skewed.bot.services.lifecycle.set_pending(ticket.row.id, actor)
    assert ticket.row.status is Status.PENDING
    skewed.maya.say(CHANNEL, "Here is one: CA0123456789abcdef0123456789abcdef", thread_ts=ticket.thread)
    skewed.settle()
    assert ticket.row.status is Status.OPEN
