"""Forget what has served its purpose: sent posts, done due rows, deliveries that can't come again."""

from datetime import timedelta
from typing import Final

from bot.services.work import Service
from models import due, outbox_queue
from models.message import Received

KEPT_FOR: Final = timedelta(days=60)
"""Longer than any silence that a reminder's delivery is looked up after."""


class Retention(Service):
    """The daily use case. Tickets, their messages and their history are kept."""

    def forget(self) -> None:
        """Delete the settled rows of two months ago and older."""
        with self.work() as work:
            before = work.now - KEPT_FOR
            outbox_queue.prune(work.session, before)
            due.prune(work.session, before)
            Received.prune(work.session, before)
