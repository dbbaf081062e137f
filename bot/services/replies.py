"""Answer people where they asked: in a thread, or directly; through the outbox like everything we say."""

from bot.blocks.answers import lists
from bot.blocks.values import Post
from bot.domain.permission import Actor
from bot.services.service import Service
from bot.steps import ticket_lines


class Replies(Service):
    """Use cases of plain answers."""

    def in_thread(self, key: str, channel: str, thread_ts: str, post: Post) -> None:
        """Reply in a thread, once: `key` names the question."""
        with self.work() as work:
            work.say(post, key=f"answer/{key}", channel=channel, thread_ts=thread_ts)

    def opened_elsewhere(self, ticket_id: int, actor: Actor) -> None:
        """Tell somebody directly that their ticket stands, where its card is out of their sight."""
        with self.work() as work:
            post = lists.opened(ticket_lines.line(work, work.ticket(ticket_id)))
            work.say(post, key=f"ticket/{ticket_id}/opened_elsewhere", channel=actor.user)

    def directly(self, key: str, user: str, post: Post, *, pin_of: str | None = None) -> None:
        """Send a direct message, once; the account's PIN is filled in on the way out, if it is asked for."""
        with self.work() as work:
            work.say(post, key=f"direct/{key}", channel=user, pin_of=pin_of)
