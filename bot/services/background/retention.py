"""Forget what has served its purpose: sent posts, done due rows, deliveries that can't come again."""

from bot.domain.retention import KEPT_FOR
from bot.services.service import ClockDriven
from models.message import Received
from models.queues import due, outbox_queue


class Retention(ClockDriven):
    """The daily use case. Tickets, their messages and their history are kept."""

    def forget(self) -> None:
        """Delete the settled rows of two months ago and older."""
        with self.work() as work:
            before = work.now - KEPT_FOR
            outbox_queue.prune(work.session, before)
            due.prune(work.session, before)
            Received.prune(work.session, before)
