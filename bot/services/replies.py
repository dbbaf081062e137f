"""Answer people where they asked: in a thread; through the outbox like everything we say."""

from bot.blocks.values import Post
from bot.services.service import ToldBySlack
from models.queues.outbox import OutboxUrgency


class Replies(ToldBySlack):
    """Use cases of plain answers."""

    def in_thread(self, key: str, channel: str, thread_ts: str, post: Post) -> None:
        """Reply in a thread, once: `key` names the question."""
        with self.work() as work:
            work.say(
                post, key=f"answer/{key}", channel=channel, thread_ts=thread_ts, urgency=OutboxUrgency.ANSWER
            )
