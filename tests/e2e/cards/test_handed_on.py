"""A paperclip on the staff's card, or in its thread, says that the examples are handed on."""

import pytest

from tests.e2e.stage import CHANNEL, TRIAGE, OnStage, Stage
from tests.fixtures.shown import lines


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's, with examples in it."""
    return stage.open(f"Calls drop CA{'0123456789abcdef' * 2}", how="open voice")


def said(stage: Stage, ticket: OnStage) -> list[set[str]]:
    """Return the lines of the messages in triage's thread that say so, once all is done."""
    stage.settle()
    return [set(lines(words)) for words in ticket.staff_see if "examples handed on by" in words]


@pytest.mark.parametrize("emoji", ["paperclip", "linked_paperclips"])
def test_a_paperclip_of_staff_says_so_once(stage: Stage, ticket: OnStage, emoji: str) -> None:
    stage.cierra.react(TRIAGE, ticket.triage_ts, emoji)
    once = [{f"{ticket.key} · examples handed on by Cierra Simms"}]
    assert said(stage, ticket) == once
    stage.cierra.unreact(TRIAGE, ticket.triage_ts, emoji)
    stage.cierra.react(TRIAGE, ticket.triage_ts, emoji)
    assert said(stage, ticket) == once


def test_a_customer_s_paperclip_is_only_a_paperclip(stage: Stage, ticket: OnStage) -> None:
    stage.maya.react(CHANNEL, ticket.card_ts, "paperclip")
    assert said(stage, ticket) == []
