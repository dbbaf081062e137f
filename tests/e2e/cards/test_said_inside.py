"""Whoever answers the customer in triage is told once, directly, that the customer can't see it."""

import pytest

from tests.e2e.stage import TRIAGE, OnStage, Stage
from tests.fixtures.shown import lines, words_of


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's, assigned to Cierra."""
    return stage.open()


def told(stage: Stage, ticket: OnStage, who: str = "cierra") -> list[str]:
    """Return what somebody was told directly about the ticket."""
    stage.settle()
    direct = [words_of(one) for one in getattr(stage, who).direct_messages()]
    return [words for words in direct if f"about {ticket.key} " in words]


def test_the_first_plain_message_is_told_once_with_the_way_to_the_customer(
    stage: Stage, ticket: OnStage
) -> None:
    stage.cierra.say(TRIAGE, "Hi Maya, this is fixed now.", ticket.triage_ts)
    stage.cierra.say(TRIAGE, "Please try again.", ticket.triage_ts)
    [once] = told(stage, ticket)
    assert lines(once)[:2] == [
        f"What you write in triage about {ticket.key} stays there: Partiful can't see it.",
        "To answer them, write in the customer's thread.",
    ]
    assert ticket.row.last_staff_at is None


def test_each_person_is_told(stage: Stage, ticket: OnStage) -> None:
    for person in (stage.cierra, stage.kirk):
        person.say(TRIAGE, "It was the carrier.", ticket.triage_ts)
    assert (len(told(stage, ticket)), len(told(stage, ticket, "kirk"))) == (1, 1)


def test_each_ticket_is_told_of(stage: Stage, ticket: OnStage) -> None:
    other = stage.open("Calls drop")
    for one in (ticket, other):
        stage.cierra.say(TRIAGE, "It was the carrier.", one.triage_ts)
    assert (len(told(stage, ticket)), len(told(stage, other))) == (1, 1)


def test_who_mentions_the_customer_is_told(stage: Stage, ticket: OnStage) -> None:
    stage.cierra.say(TRIAGE, "@Maya Chen please try again.", ticket.triage_ts)
    assert len(told(stage, ticket)) == 1


@pytest.mark.parametrize(
    "words", ["@tam show", "@tam priority P2", "@Kirk McCalla can you look?", "@here is anybody free?"]
)
def test_commands_and_words_to_colleagues_are_not_told(stage: Stage, ticket: OnStage, words: str) -> None:
    stage.cierra.say(TRIAGE, words, ticket.triage_ts)
    assert told(stage, ticket) == []
    stage.cierra.say(TRIAGE, "Fixed.", ticket.triage_ts)
    assert len(told(stage, ticket)) == 1


def test_what_is_said_outside_a_tickets_thread_is_not_told(stage: Stage, ticket: OnStage) -> None:
    stage.cierra.say(TRIAGE, f"Who has {ticket.key}?")
    assert told(stage, ticket) == []
