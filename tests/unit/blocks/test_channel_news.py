"""What triage is told of a channel's life, whole sentences."""

import pytest

from bot.blocks.messages import channel_news
from bot.domain.channel import Closure


@pytest.mark.parametrize(
    ("unsolved", "told"),
    [
        (0, "No ticket is unsolved."),
        (1, "1 unsolved ticket stays as it is."),
        (2, "2 unsolved tickets stay as they are."),
    ],
)
def test_a_closed_channel_says_what_becomes_of_its_tickets(unsolved: int, told: str) -> None:
    post = channel_news.closed(None, "tam-partiful", Closure.ARCHIVED, unsolved)
    assert post.text == f"#tam-partiful: it was archived. The customer can't be answered there. {told}"


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Closure.ARCHIVED, "it was archived"),
        (Closure.REMOVED, "I was removed from it"),
        (Closure.DISCONNECTED, "the two companies were disconnected"),
    ],
)
def test_every_reason_has_its_words(why: Closure, told: str) -> None:
    post = channel_news.closed("U0CIERRA", "tam-partiful", why, 0)
    assert post.text == (
        f"<@U0CIERRA> #tam-partiful: {told}. The customer can't be answered there. No ticket is unsolved."
    )


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (False, "I am in #tam-partiful and take tickets there."),
        (True, "I am back in #tam-partiful and take tickets there."),
    ],
)
def test_an_open_channel_is_told_for_the_first_time_or_again(back: bool, told: str) -> None:
    assert channel_news.opened(None, "tam-partiful", back=back).text == told


@pytest.mark.parametrize(
    ("in_runbook", "advice"),
    [(True, ""), (False, " Write the new id into the account's file of the runbook.")],
)
def test_a_new_id_is_to_be_written_down_unless_it_is(in_runbook: bool, advice: str) -> None:
    post = channel_news.moved(None, "tam-partiful", "C1", "C2", in_runbook=in_runbook)
    assert post.text == f"#tam-partiful has a new id, C2 (it was C1). Its tickets moved with it.{advice}"
