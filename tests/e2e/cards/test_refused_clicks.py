"""A click that changes nothing says why where the finger is: in a small modal, else in the thread."""

import pytest

from tests.e2e.stage import CHANNEL, ELSEWHERE, TRIAGE, OnStage, Stage
from tests.fixtures.shown import lines, words_of

WANTS_AN_ANSWER = (
    "Reply in the customer's thread first: Pending means we are waiting for the customer's answer."
)


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's, assigned to Cierra."""
    return stage.open()


def test_a_global_shortcut_of_a_colleague_is_refused_in_a_modal(stage: Stage) -> None:
    assert stage.colleen.global_shortcut("new_ticket")
    refusal = stage.colleen.wait_for_modal("Not done")
    assert "can open a ticket" in words_of(refusal.view)


def test_a_shortcut_on_a_message_is_refused_in_a_modal(stage: Stage) -> None:
    ts = stage.cierra.say(ELSEWHERE, "Anyone for lunch?")
    assert stage.cierra.message_shortcut("create_ticket", ELSEWHERE, ts)
    refusal = stage.cierra.wait_for_modal("Not done")
    assert "No account belongs to this channel. Use /ticket, which asks for the account." in lines(
        words_of(refusal.view)
    )
    assert stage.cierra.ephemerals(ELSEWHERE) == []


def test_a_button_is_refused_in_a_modal(stage: Stage, ticket: OnStage) -> None:
    assert stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
    refusal = stage.cierra.wait_for_modal("Not done")
    assert lines(words_of(refusal.view))[-1] == WANTS_AN_ANSWER
    stage.settle()
    assert stage.cierra.ephemerals(TRIAGE) == []


def test_the_button_of_a_notice_is_refused_in_a_modal(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.colleen.click(CHANNEL, pinned, "open_ticket")
    refusal = stage.colleen.wait_for_modal("Not done")
    assert "can open a ticket" in words_of(refusal.view)


def test_what_stands_already_is_said_in_a_modal(stage: Stage, ticket: OnStage) -> None:
    assert stage.maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
    stage.settle()
    [solved] = [
        one["ts"] for one in stage.workspace.thread(CHANNEL, ticket.thread) if "marked" in one["text"]
    ]
    for _ in range(2):
        assert stage.maya.click(CHANNEL, solved, "customer.reopen")
        stage.settle()
    told = stage.maya.wait_for_modal("Nothing to do")
    assert lines(words_of(told.view))[-1] == f"{ticket.key} isn't solved: it is open."


def test_when_the_modal_comes_too_late_it_is_said_in_the_thread_of_the_card(
    stage: Stage, ticket: OnStage
) -> None:
    stage.cierra.say(TRIAGE, "@Kirk McCalla can you look?", ticket.triage_ts)
    stage.settle()
    stage.playground.faults.fail("views.open", "expired_trigger_id")
    assert stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
    [told] = stage.eventually(lambda: stage.cierra.ephemerals(TRIAGE))
    assert (lines(words_of(told))[-1], told["thread_ts"]) == (WANTS_AN_ANSWER, ticket.triage_ts)
    assert stage.cierra.modal is None
