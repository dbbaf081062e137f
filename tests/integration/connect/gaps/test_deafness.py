"""Over HTTP: silence is told from deafness by looks at the channels, few and in turn."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.clock import FakeClock
from handlers.allowance import Allowance
from handlers.catching_up import CatchingUp
from handlers.channel_history import History
from handlers.deafness import BETWEEN_LOOKS_S, Deafness
from handlers.events.messages import edited, take_in
from models.message import TicketMessage
from models.store.database import Database
from tests.fixtures.channel_history import ChannelHistory
from tests.fixtures.desk import CHANNEL, Desk, ts_of
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.connect.two_customers import OTHER_CHANNEL, two_customers

MINUTE = timedelta(minutes=1)
LOOKED = "conversations.history"


class Ears:
    """A desk that is served over HTTP: time passes look by look."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.channels = desk, ChannelHistory(desk.clock)
        client: Any = self.channels
        self.history = History(client, patience=0, allowance=Allowance(0))
        self.found = 0
        self.deafness = Deafness(desk.services, self.history, self._missed, "U0TAMBOT")

    def _missed(self) -> None:
        self.found += 1

    def looks_for(self, span: timedelta) -> None:
        until = self.desk.clock.now() + span
        while self.desk.clock.now() < until:
            wait = self.deafness.look_on()
            assert wait == BETWEEN_LOOKS_S
            self.desk.clock.advance(timedelta(seconds=wait))

    def reads_what_was_missed(self) -> None:
        reader = CatchingUp(WebClient(), self.desk.services, "U0TAMBOT", self.history)
        while reader.read_on() is not None:
            pass

    def ago(self, span: timedelta) -> str:
        return ts_of(self.desk.clock.now() - span)


@pytest.fixture
def ears(sqlite_url: str, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Iterator[Ears]:
    database = Database(sqlite_url)
    desk = Desk(database, clock, slack, two_customers(tmp_path))
    desk.say("U0MAYA", "The first word")
    yield Ears(desk)
    database.dispose()


def test_while_requests_come_no_channel_is_looked_at(ears: Ears) -> None:
    for _ in range(30):
        ears.deafness.heard()
        ears.looks_for(timedelta(seconds=30))
    assert ears.channels.calls == []
    assert ears.deafness.is_sure()


def test_in_silence_channels_are_looked_at_in_turn_ten_times_a_minute_at_most(ears: Ears) -> None:
    ears.looks_for(MINUTE * 11)
    looked = ears.channels.read(LOOKED)
    assert 90 <= len(looked) <= 100
    assert looked[:4] == [OTHER_CHANNEL, CHANNEL] * 2
    assert ears.found == 0


def test_channels_with_open_tickets_are_looked_at_first(ears: Ears) -> None:
    last = list(ears.desk.runbook.accounts)[-1]
    channel = ears.desk.services.channels.channel_of(last)
    ears.desk.open(account=last, channel=channel)
    ears.looks_for(MINUTE * 2)
    assert ears.channels.read(LOOKED)[0] == channel


def test_a_message_that_never_arrived_is_found_and_read(ears: Ears) -> None:
    ears.looks_for(MINUTE * 2)
    ts = ears.ago(timedelta(0))
    ears.channels.say(CHANNEL, ts, "Webhooks are late")
    ears.looks_for(MINUTE * 3)
    assert ears.found == 1
    ears.reads_what_was_missed()
    assert ears.desk.services.catch_up.heard(CHANNEL, ts)


def test_a_reply_that_never_arrived_is_found_and_read(ears: Ears) -> None:
    root = ears.desk.ts_now()
    ears.channels.say(CHANNEL, root, "SMS is failing")
    opened = ears.desk.open(thread_ts=root)
    ears.deafness.heard()
    ears.desk.clock.advance(MINUTE * 5)
    ears.channels.reply(CHANNEL, root, ears.ago(MINUTE * 2), "It still fails")
    ears.looks_for(MINUTE * 2)
    assert ears.found == 1
    ears.reads_what_was_missed()
    with ears.desk.database.read() as session:
        said = [message.text for message in TicketMessage.of_ticket(session, opened.ticket_id)]
    assert said == ["It still fails"]


def test_what_was_missed_is_found_though_requests_come_again(ears: Ears) -> None:
    ears.desk.clock.advance(timedelta(hours=1))
    ears.channels.say(CHANNEL, ears.ago(MINUTE * 30), "Webhooks are late")
    ears.deafness.heard()
    assert not ears.deafness.is_sure()
    ears.looks_for(MINUTE)
    assert ears.found == 1
    assert ears.deafness.is_sure()


def test_what_may_still_be_on_its_way_was_not_missed(ears: Ears) -> None:
    ears.desk.clock.advance(MINUTE * 2)
    ears.channels.say(CHANNEL, ears.ago(timedelta(seconds=20)), "Webhooks are late")
    ears.looks_for(timedelta(seconds=24))
    assert ears.found == 0


def test_messages_of_bots_are_not_waited_for(ears: Ears) -> None:
    ears.desk.clock.advance(timedelta(hours=1))
    ears.channels.say(CHANNEL, ears.ago(MINUTE * 30), "Deployed", user="U0BOT", bot_id="B0BOT")
    ears.looks_for(MINUTE * 2)
    assert ears.found == 0


def test_a_file_that_we_share_ourselves_is_nobodys_word(ears: Ears) -> None:
    root = ears.desk.say("U0MAYA", "SMS is failing")
    ears.channels.say(CHANNEL, root, "SMS is failing")
    opened = ears.desk.open(thread_ts=root)
    ears.deafness.heard()
    ears.desk.clock.advance(MINUTE * 5)
    shared = {"subtype": "file_share", "upload": True, "files": [{"id": "F1", "name": "a.log"}]}
    ts = ears.ago(MINUTE * 2)
    ears.channels.reply(CHANNEL, root, ts, "From Cierra Simms", user="U0TAMBOT", **shared)
    ears.looks_for(MINUTE * 2)
    assert ears.found == 0
    [_, found] = ears.history.replies(CHANNEL, root, None)
    take_in(WebClient(), ears.desk.services, "U0TAMBOT", found)
    edited(WebClient(), ears.desk.services, "U0TAMBOT", found)
    assert not ears.desk.services.catch_up.heard(CHANNEL, ts)
    assert ears.desk.clock_of(opened).stopped_at is None


def test_a_channel_that_cannot_be_looked_at_now_has_another_turn(ears: Ears) -> None:
    ears.desk.clock.advance(timedelta(hours=1))
    ears.channels.say(CHANNEL, ears.ago(MINUTE * 30), "Webhooks are late")
    ears.deafness.heard()
    ears.channels.refusals[CHANNEL] = "internal_error"
    ears.looks_for(MINUTE)
    assert not ears.deafness.is_sure()
    del ears.channels.refusals[CHANNEL]
    ears.looks_for(MINUTE)
    assert ears.found == 1
