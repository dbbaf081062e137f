"""How many statements an event costs, from the listener to the commit."""

from datetime import timedelta

from tests.fixtures.statements import recorded
from tests.integration.connect.front import CHANNEL, JSON, TEAMS, Front


def _said(front: Front, user: str, words: str, **more: str) -> JSON:
    """Return an event of somebody's saying something, whose message stands in the channel."""
    message = {"type": "message", "user": user, "team": TEAMS[user], "text": words, "ts": front.ts()} | more
    front.slack.messages.setdefault(CHANNEL, []).append(message)
    return message | {"channel": CHANNEL}


def _cost(front: Front, event: JSON) -> int:
    """Return how many statements an event costs, once all that it caused before is said."""
    front.settle()
    with recorded(front.bot.database) as ran:
        front.event(event)
    front.settle()
    return len(ran)


def test_a_message_with_its_notice_costs_six_statements(front: Front) -> None:
    front.chat("U0DEV")
    front.clock.advance(timedelta(days=1))
    assert _cost(front, _said(front, "U0DEV", "Push is slow")) <= 6


def test_a_notice_to_somebody_with_open_tickets_costs_no_more(front: Front) -> None:
    for words in ("open P2 SMS is failing", "open push is slow", "open P1 it is down"):
        front.mention("U0DEV", words)
    front.settle()
    assert _cost(front, _said(front, "U0DEV", "Push is slow")) <= 6


def test_an_opening_by_mention_costs_fourteen_at_most(front: Front) -> None:
    front.bot.services.people.meet("U0TAMBOT", "T0PROVIDER", "tam-bot", is_bot=True)
    front.mention("U0DEV", "open the first thing")
    assert _cost(front, _said(front, "U0DEV", "<@U0TAMBOT> open P1 SMS is failing")) <= 14


def test_replies_cost_twenty_two_at_most_and_one_that_asks_for_nothing_nine(front: Front) -> None:
    root = _said(front, "U0DEV", "<@U0TAMBOT> open P1 SMS is failing")
    front.event(root)
    words = [("U0CIERRA", "Which numbers?"), ("U0DEV", "All of them"), ("U0CIERRA", "We are on it")]
    for user, text in words * 2:  # who was never met, and what was never read of the roster, costs more
        cost = _cost(front, _said(front, user, text, thread_ts=root["ts"]))
    assert cost <= 22
    assert _cost(front, _said(front, "U0DEV", "All of them?", thread_ts=root["ts"])) <= 21
    assert _cost(front, _said(front, "U0DEV", "thanks", thread_ts=root["ts"])) <= 9
