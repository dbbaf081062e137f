"""An address is read as it will be asked, however it hides where it leads."""

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import parse_url

from bot.outbox.zendesk.asked_address import asked_address

HIDING = st.text(st.sampled_from("\\@:/?#.%[]\t\n\r \x00ａ。/e"), max_size=12)


@given(HIDING, HIDING)
def test_whatever_hides_it_an_address_leads_where_it_is_asked(before: str, after: str) -> None:
    address = f"https://evil.example{before}files.slack.com{after}"
    found = asked_address(address)
    if found is not None:
        asked = requests.Request("GET", address).prepare().url
        assert asked is not None
        assert found.hostname == parse_url(asked).host


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://files.slack.com/a.log", "files.slack.com"),
        ("https://evil.example\\@files.slack.com/a.log", "evil.example"),
        ("https://evil.example\\.slack.com/a.log", "evil.example"),
        ("https://files.slack.com@evil.example/a.log", "evil.example"),
    ],
)
def test_where_it_leads_is_told(address: str, host: str) -> None:
    found = asked_address(address)
    assert found is not None
    assert found.hostname == host


@pytest.mark.parametrize(
    "address", ["", "a.log", "ftp://one/", "https://[::1/", "https://one:port/", "//one/"]
)
def test_of_what_cannot_be_asked_nothing_is_told(address: str) -> None:
    assert asked_address(address) is None
