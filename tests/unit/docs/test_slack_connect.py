"""The page on Slack Connect tells of every verb, and says what the code bounds."""

import re
from pathlib import Path

from bot.blocks.answers import help
from bot.blocks.kit import ids
from bot.domain.ticket import REOPEN_WINDOW
from bot.services.background.gaps import LOOK_BACK
from handlers.allowance import A_MINUTE
from models.gap import FEW
from tests.unit.docs import text

PAGE = text(Path("docs/explanation/slack-connect.md"))


def test_every_verb_and_emoji_is_told_of() -> None:
    for verb in re.findall(rf"`{ids.MENTION} (\w+)", help.help_for_mentions().text):
        assert f"`{ids.MENTION} {verb}" in PAGE, verb
    for emoji in (ids.OPEN_EMOJI, ids.BLOCKER_EMOJI, ids.RESPONSE_EMOJI, ids.SOLVE_EMOJI):
        assert f":{emoji}:" in PAGE


def test_the_limits_are_the_codes() -> None:
    assert f"within {REOPEN_WINDOW.days} days" in PAGE
    assert f"more than {FEW} live tickets" in PAGE
    assert f"{A_MINUTE} calls a minute" in PAGE
    assert f"{ {7: 'seven'}[LOOK_BACK.days] } days back" in PAGE
