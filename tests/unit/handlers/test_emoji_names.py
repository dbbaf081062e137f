"""Which emoji are taken for ours: what nobody tells from them at the size of a reaction, nothing else."""

import pytest

from bot.blocks.kit import ids

COMMANDS = (
    *(ids.OPEN_EMOJI, ids.SOLVE_EMOJI, ids.BLOCKER_EMOJI, ids.RESPONSE_EMOJI, ids.HANDED_ON_EMOJI),
    *ids.PRIORITY_MARKS,
)


@pytest.mark.parametrize(
    ("emoji", "meant"),
    [
        ("ticket", ids.OPEN_EMOJI),
        ("admission_tickets", ids.OPEN_EMOJI),
        ("white_check_mark", ids.SOLVE_EMOJI),
        ("heavy_check_mark", ids.SOLVE_EMOJI),
        ("ballot_box_with_check", ids.SOLVE_EMOJI),
        ("hourglass", ids.RESPONSE_EMOJI),
        ("hourglass_flowing_sand", ids.RESPONSE_EMOJI),
        ("sos", ids.BLOCKER_EMOJI),
        ("paperclip", ids.HANDED_ON_EMOJI),
        ("linked_paperclips", ids.HANDED_ON_EMOJI),
        ("one", "one"),
        ("two", "two"),
        ("three", "three"),
    ],
)
def test_an_emoji_is_taken_for_ours(emoji: str, meant: str) -> None:
    assert ids.meant_by(emoji) == meant
    assert meant in COMMANDS


@pytest.mark.parametrize(
    "emoji",
    ["tada", "x", "watch", "stopwatch", "timer_clock", "label", "pushpin", "four", "zero", "100", "thumbsup"],
)
def test_any_other_is_just_an_emoji(emoji: str) -> None:
    assert ids.meant_by(emoji) not in COMMANDS
