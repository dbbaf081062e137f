"""A process of its own that sends an outbox to a Slack on HTTP, until it is killed."""

import sys
import time

from slack_sdk import WebClient

from bot.clock import SystemClock
from bot.outbox.relay import Relay
from models.store.database import Database


def main(database_url: str, slack_url: str) -> None:
    """Send until killed."""
    client = WebClient(token="xoxb-1", base_url=slack_url, timeout=60, retry_handlers=[])
    relay = Relay(Database(database_url), client, SystemClock(), fill=str, alert=print, pace=0)
    relay.start()
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
