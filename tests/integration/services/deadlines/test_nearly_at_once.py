"""Slack's time is read to a second or two at first: a reply in a ticket's thread is never older than it."""

from datetime import timedelta

from bot.domain.sla import Outcome
from tests.fixtures.desk import Desk


def test_an_answer_a_moment_before_its_question_was_given_at_once(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "We are on it.", at=desk.clock.now() - timedelta(seconds=2))
    clock = desk.clock_of(opened)
    assert (clock.outcome, clock.stopped_at) == (Outcome.MET, clock.started_at)
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)


def test_what_was_said_a_minute_before_the_question_answers_it_no_more_than_ever(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "We are on it.", at=desk.clock.now() - timedelta(minutes=1))
    assert desk.clock_of(opened).outcome is None
