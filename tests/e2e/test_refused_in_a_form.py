"""A refusal reaches people whose click has no channel to be answered in."""

from tests.e2e.stage import Stage
from tests.fixtures.shown import words_of


def test_a_global_shortcut_of_a_colleague_is_refused_in_a_modal(stage: Stage) -> None:
    colleen = stage.running.playground.acting_as("U0COLLEEN")
    assert colleen.global_shortcut("new_ticket")
    refusal = colleen.wait_for_modal("Not done")
    assert "can open a ticket" in words_of(refusal.view)
