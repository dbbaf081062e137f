"""The list of what will happen names everything that can fall due."""

from bot.cli.box.time_machine import WORDS
from bot.steps.deadlines.due_kinds import DueKind


def test_whatever_can_fall_due_has_its_words() -> None:
    assert set(WORDS) == set(DueKind)
    assert all(words[0].isupper() for words in WORDS.values())
