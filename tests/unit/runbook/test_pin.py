"""The PIN is held so that it slips out nowhere: not printed, not dumped, not copied, not in an error."""

import copy
import dataclasses
import json
import logging
import pickle
from pathlib import Path

import pytest

from bot.runbook import Account, load
from tests.unit.runbook.written import ENV, FILES, problems, replaced, write

PIN = ENV["PARTY_PIN"]


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return load(write(tmp_path, FILES), ENV).account("party")


def test_the_pin_is_revealed_to_whoever_asks_for_it_by_name(account: Account) -> None:
    assert account.pin is not None
    assert account.pin.reveal() == PIN


def test_without_an_environment_the_pin_is_unknown_and_nobody_complains(tmp_path: Path) -> None:
    pin = load(write(tmp_path, FILES), None).account("party").pin
    assert pin is not None
    assert (pin.reveal(), str(pin)) == (None, "${PARTY_PIN}")


def test_an_account_without_phone_support_has_no_pin(tmp_path: Path) -> None:
    files = replaced("accounts/party.yaml", "pin: ${PARTY_PIN}\n", "")
    assert load(write(tmp_path, files), {}).account("party").pin is None


def test_no_way_of_writing_an_account_down_shows_the_pin(
    account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    assert account.pin is not None
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r", account, account.pin)
    ways = [
        repr(account),
        str(account),
        f"{account.pin}",
        repr(dataclasses.asdict(account.pin)),
        json.dumps(dataclasses.asdict(account.pin), default=str),
        caplog.text,
    ]
    assert not any(PIN in way for way in ways)
    assert "PARTY_PIN" in repr(account)


def test_a_copy_keeps_the_pin_and_a_pickle_refuses_it(account: Account) -> None:
    assert account.pin is not None
    copied = copy.deepcopy(account.pin)
    assert copied.reveal() == PIN
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(account.pin)


def test_a_checked_runbook_dumps_without_the_pin(tmp_path: Path) -> None:
    book = load(write(tmp_path, FILES), ENV)
    assert PIN not in repr(book)
    assert PIN not in book.provider.model_dump_json(by_alias=True)


@pytest.mark.parametrize(
    "written",
    [
        f"pin: {PIN}",
        f"pin: [{PIN}]",
        f"pin: {{is: {PIN}}}",
        f"pim: {PIN}",
        f"pin: '{PIN}",
        f"pin: *{PIN}x",
        f"pin: !{PIN}!x y",
        f"pin: &{PIN} &b 1",
    ],
)
def test_a_pin_in_clear_is_refused_without_repeating_it(tmp_path: Path, written: str) -> None:
    found = problems(write(tmp_path, replaced("accounts/party.yaml", "pin: ${PARTY_PIN}", written)))
    assert found
    assert not any(PIN in problem for problem in found)


@pytest.mark.parametrize("value", ["", "  "])
def test_a_pin_set_to_nothing_counts_as_not_set(tmp_path: Path, value: str) -> None:
    found = problems(write(tmp_path, FILES), {"PARTY_PIN": value})
    assert found == ("accounts/party.yaml:4: pin: ${PARTY_PIN} is not set in the environment",)


KEYS = [
    *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "DATABASE_URL"),
    *("TWILIO_AUTH_TOKEN", "PAGERDUTY_ROUTING_KEY", "ZENDESK_TOKEN", "PGPASSWORD", "github_token"),
    *("TEST_DATABASE_URL", "AWS_SECRET_ACCESS_KEY", "CLIENT_SECRET"),
]


@pytest.mark.parametrize("name", KEYS)
def test_a_pin_that_names_a_key_to_something_else_is_refused(tmp_path: Path, name: str) -> None:
    files = replaced("accounts/party.yaml", "pin: ${PARTY_PIN}", f"pin: ${{{name}}}")
    assert problems(write(tmp_path, files), ENV | {name: "xoxb-1"}) == (
        f"accounts/party.yaml:4: pin: names {name}, a key to something else: people would be shown it",
    )


@pytest.mark.parametrize("name", ["PARTY_PIN", "TOKENS_INC_PIN", "MONKEY_PIN", "KEYSTONE_SUPPORT", "PIN"])
def test_a_pin_of_any_other_name_is_fine(tmp_path: Path, name: str) -> None:
    files = replaced("accounts/party.yaml", "pin: ${PARTY_PIN}", f"pin: ${{{name}}}")
    assert problems(write(tmp_path, files), ENV | {name: "1234"}) == ()
