"""What was said in a merged ticket's thread while nobody listened is read before anything falls due."""

from datetime import timedelta

from bot.services.background.gaps import ThreadToRead
from tests.fixtures.channel_history import ChannelHistory
from tests.fixtures.desk import CHANNEL, Desk, ts_of
from tests.integration.connect.gaps.test_catching_up import away, grown, read_on, reader, texts


def test_a_reply_in_a_merged_tickets_thread_is_taken_in(story: Desk) -> None:
    channels = ChannelHistory(story.clock)
    kept, _ = grown(story, channels)
    story.clock.advance(timedelta(minutes=1))
    other, thread = grown(story, channels)
    story.services.merging.merge(other.ticket_id, kept.ticket_id, story.cierra)
    away(story)
    channels.reply(CHANNEL, thread, ts_of(story.clock.now() - timedelta(minutes=5)), "It still fails")
    read_on(reader(story, channels))
    assert texts(story, other) == ["It still fails"]
    assert len(story.history(kept, "customer_replied")) == 1


def test_nothing_falls_due_about_the_survivor_before_both_threads_are_known(story: Desk) -> None:
    channels = ChannelHistory(story.clock)
    kept, _ = grown(story, channels)
    other, _ = grown(story, channels)
    story.services.merging.merge(other.ticket_id, kept.ticket_id, story.cierra)
    away(story)
    read: list[int] = []
    while (piece := story.services.gaps.next_piece()) is not None and len(read) < 9:
        if isinstance(piece, ThreadToRead):
            read.append(piece.ticket)
            story.services.gaps.thread_read(piece, story.clock.now())
        else:
            story.services.gaps.page_read(piece, None, [])
    assert read == [other.ticket_id, kept.ticket_id]
