"""Signatures of outgoing webhooks: those of the convention, by as many secrets as are in force."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.integrations.webhook_signature import signed, signing_key

SECRET, MESSAGE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT, BODY = datetime.fromtimestamp(1614265330, UTC), b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def key(secret: str = SECRET) -> bytes:
    """Return a secret's key."""
    found = signing_key(secret)
    assert found is not None
    return found


def test_the_signature_is_that_of_the_conventions_example() -> None:
    assert signed([key()], MESSAGE, AT, BODY) == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1614265330",
        "webhook-signature": SIGNATURE,
    }


def test_the_instant_is_the_same_in_whatever_zone_it_is_told() -> None:
    there = AT.astimezone(timezone(timedelta(hours=-5)))
    assert signed([key()], MESSAGE, there, BODY) == signed([key()], MESSAGE, AT, BODY)


def test_while_a_secret_is_being_changed_both_sign() -> None:
    other = key("whsec_" + base64.b64encode(b"x" * 32).decode())
    first, second = signed([key(), other], MESSAGE, AT, BODY)["webhook-signature"].split(" ")
    assert first == SIGNATURE
    assert second != first


@pytest.mark.parametrize("length", [24, 32, 64])
def test_a_secret_has_24_to_64_bytes(length: int) -> None:
    written = base64.b64encode(b"k" * length).decode()
    assert signing_key(f" whsec_{written}\n") == signing_key(written) == b"k" * length


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "whsec_",
        "whsec_" + base64.b64encode(b"k" * 23).decode(),
        "whsec_" + base64.b64encode(b"k" * 65).decode(),
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!w",
        "password",
    ],
)
def test_what_is_no_secret_has_no_key(secret: str) -> None:
    assert signing_key(secret) is None
