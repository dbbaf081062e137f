"""What is said beside copied files: whatever they are called, Slack takes it and nobody is pinged."""

import pytest

from block_kit import problems
from bot.blocks.messages.console import copied
from bot.blocks.values import Post
from bot.domain.console.left_there import LeftThere
from tests.unit.blocks.test_everything_is_literal import HOSTILE, foreign, mentioned, mrkdwn

THERE = "https://name.zendesk.com/hc/requests/7"


def posts(name: str) -> list[Post]:
    """Return all that is said of a file."""
    named = [copied.filed_with([name, "b.log"], url) for url in (THERE, None)]
    given_up = [copied.given_up(name, THERE, for_staff=for_staff) for for_staff in (True, False)]
    return [*named, *given_up, *(copied.stays(name, why, THERE) for why in LeftThere)]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_a_file_is_called_slack_takes_what_is_said_of_it_and_pings_nobody(name: str) -> None:
    for post in posts(name):
        assert problems("message", {"text": post.text, "blocks": post.blocks}) == []
        assert len(post.text) <= 4000
        for parsed in (post.text, *mrkdwn(post.blocks)):
            assert foreign(parsed) == []
        assert list(mentioned(post.blocks)) == []


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_whoever_a_file_is_from_pings_nobody(name: str) -> None:
    words = copied.from_whom(name)
    assert foreign(words) == []
    assert words.count("\u2068") == words.count("\u2069")
    assert len(words) <= 500


@pytest.mark.parametrize("why", LeftThere)
def test_a_file_that_is_infected_or_gone_is_not_looked_for_there(why: LeftThere) -> None:
    [block] = copied.stays("a.log", why, THERE).blocks
    is_linked = THERE in str(block)
    assert is_linked is (why not in (LeftThere.INFECTED, LeftThere.GONE))


def test_of_many_files_ten_are_named() -> None:
    post = copied.filed_with([f"{number}.log" for number in range(12)], None)
    first = ", ".join(f"{number}.log" for number in range(10))
    assert post.text == f"Files, also to be seen in the console: {first} and 2 more"
