"""The message that a merged ticket grew from is marked with how the whole stands."""

from bot.blocks.kit import ids
from bot.domain.ticket import Status
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import CHANNEL, Desk


def grown(desk: Desk) -> tuple[Opened, str]:
    """Open a ticket that grew from a message; return it with the message's ts."""
    ts = desk.say("U0MAYA", "SMS is failing")
    return desk.open(thread_ts=ts), ts


def mark(desk: Desk, ts: str) -> list[Status]:
    """Return how the marks of a message say that its ticket stands."""
    desk.settle()
    meaning = {name: status for status, name in ids.STATUS_MARKS.items()}
    found = [name for channel, at, name in desk.slack.reactions if (channel, at) == (CHANNEL, ts)]
    return [meaning[name] for name in found]


def test_it_follows_the_survivor_and_is_its_own_again_once_undone(story: Desk) -> None:
    (kept, _), (other, ts) = grown(story), grown(story)
    story.services.merging.merge(other.ticket_id, kept.ticket_id, story.cierra)
    assert mark(story, ts) == [Status.OPEN]
    story.reply(kept, "U0CIERRA", "Which carrier?")
    story.services.lifecycle.set_pending(kept.ticket_id, story.cierra)
    assert mark(story, ts) == [Status.PENDING]
    story.solve(kept)
    assert mark(story, ts) == [Status.SOLVED]
    story.services.merging.undo(other.ticket_id, story.cierra)
    assert mark(story, ts) == [Status.OPEN]


def test_of_three_merged_one_after_the_other_each_shows_the_whole(story: Desk) -> None:
    (first, one), (second, two), (third, three) = grown(story), grown(story), grown(story)
    story.services.merging.merge(first.ticket_id, second.ticket_id, story.cierra)
    story.services.merging.merge(second.ticket_id, third.ticket_id, story.cierra)
    assert [mark(story, ts) for ts in (one, two, three)] == [[Status.OPEN]] * 3
    story.solve(third)
    assert [mark(story, ts) for ts in (one, two, three)] == [[Status.SOLVED]] * 3
