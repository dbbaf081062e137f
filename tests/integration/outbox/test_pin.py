"""The PIN: in no row, no log, no channel; only in the one message on its way out."""

import logging
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.outbox.relay import Relay
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.slack_on_http import on_http
from tests.integration.outbox.conftest import PIN, Bench

TEXT = "Your PIN is {{pin:partiful}}."
BLOCK = {"type": "section", "text": {"type": "mrkdwn", "text": TEXT}}


def _ask(bench: Bench, **arguments: Any) -> None:
    bench.post("pin", **{"channel": "U7", "text": TEXT, "blocks": [BLOCK], "pin_of": "partiful"} | arguments)


def test_the_pin_is_filled_in_as_the_message_leaves_and_nowhere_else(bench: Bench) -> None:
    _ask(bench)
    bench.relay.run_once()
    message = bench.slack.messages["DU7"][0]
    assert message["text"] == f"Your PIN is {PIN}."
    assert message["blocks"][0]["text"]["text"] == f"Your PIN is {PIN}."
    row = bench.row("pin")
    assert PIN not in repr([getattr(row, column.key) for column in row.__table__.columns])


def test_a_pin_is_never_sent_to_a_channel(bench: Bench) -> None:
    with pytest.raises(ValueError, match="never to a channel"):
        _ask(bench, channel="C1")
    assert bench.states() == {}


def test_a_placeholder_that_a_person_typed_stays_what_they_typed(bench: Bench) -> None:
    bench.post("subject", channel="C1", text=TEXT)
    bench.post("other", channel="U7", text="{{pin:partiful}}", pin_of="another")
    bench.relay.run_once()
    assert bench.slack.said("C1") == [TEXT]
    assert bench.slack.said("DU7") == ["{{pin:partiful}}"]


@pytest.mark.parametrize("error", ["channel_not_found", "invalid_blocks", "team_is_asleep", "invalid_auth"])
def test_a_pin_that_could_not_be_sent_is_in_no_log_and_no_alert(
    bench: Bench, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    caplog.set_level(logging.DEBUG)
    bench.slack.refuse("chat.postMessage", error, times=10)
    _ask(bench)
    bench.relay.run_once()
    assert PIN not in caplog.text + repr(bench.alerts) + str(bench.row("pin").error)


def test_slack_sdk_does_not_log_the_pin_either(
    bench: Bench, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG it writes whole requests, and answers, which repeat the message."""
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("test.slack_sdk")
    logger.setLevel(logging.DEBUG)
    with on_http(slack) as url:
        client = WebClient(token="xoxb-1", base_url=url, logger=logger, retry_handlers=[])
        relay = Relay(bench.database, client, bench.clock, fill=lambda _account: PIN, alert=print)
        _ask(bench)
        assert relay.run_once() == 1
    assert slack.said("DU7") == [f"Your PIN is {PIN}."]
    assert bench.states() == {"pin": "sent"}
    assert PIN not in caplog.text
