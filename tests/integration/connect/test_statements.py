"""How many statements an event costs, from the listener to the commit."""

from datetime import timedelta

from tests.fixtures.statements import recorded
from tests.integration.connect.front import CHANNEL, Front


def test_a_message_with_its_notice_costs_six_statements(front: Front) -> None:
    front.chat("U0DEV")
    front.clock.advance(timedelta(days=1))
    said = {
        "type": "message",
        "user": "U0DEV",
        "team": "T0PARTIFUL",
        "text": "Push is slow",
        "ts": front.ts(),
    }
    with recorded(front.bot.database) as ran:
        front.event(said | {"channel": CHANNEL})
    assert any("INTO outbox" in one.words for one in ran)
    assert len(ran) <= 6, [one.words for one in ran]
