"""The operator is told that the machine's clock is wrong: in words, once."""

from datetime import timedelta

import pytest

from bot.cli.running.host_clock import HostClockAlarm

TEN_MINUTES = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("ahead", "http", "sentence"),
    [
        (
            TEN_MINUTES,
            False,
            "This machine's clock is 10 min ahead of Slack's. Set it right (NTP); until then tam-bot goes by "
            "Slack's.",
        ),
        (
            -TEN_MINUTES,
            True,
            "This machine's clock is 10 min behind Slack's. Set it right (NTP); until then nothing that "
            "Slack sends is heard, since its signatures count for 5 min.",
        ),
        (
            timedelta(minutes=4),
            True,
            "This machine's clock is 4 min ahead of Slack's. Set it right (NTP); until then tam-bot goes by "
            "Slack's.",
        ),
    ],
)
def test_a_wrong_clock_is_told_once(ahead: timedelta, http: bool, sentence: str) -> None:
    said: list[str] = []
    alarm = HostClockAlarm(said.append, http=http)
    for _ in range(1000):
        alarm.look(ahead)
    assert said == [sentence]


def test_it_is_told_again_after_it_was_right() -> None:
    said: list[str] = []
    alarm = HostClockAlarm(said.append)
    for ahead in (TEN_MINUTES, timedelta(seconds=2), TEN_MINUTES):
        alarm.look(ahead)
    assert len(said) == 2


def test_a_minute_is_nothing() -> None:
    said: list[str] = []
    HostClockAlarm(said.append).look(timedelta(seconds=60))
    assert said == []
