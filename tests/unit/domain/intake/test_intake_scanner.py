"""IDs are found in prose, in linear time, and hint at the product."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.intake.kinds import Catalogue, IdKind
from bot.domain.intake.reading import phone_like
from bot.domain.intake.scanner import numbers_in, read_field, scan
from bot.domain.intake.splitting import countries_named, mentions, symptoms_named
from bot.runbook import intake_rules
from bot.runbook.phone_numbers import address_fault, country_of, phone_fault
from tests.fixtures.cpu_time import least_seconds
from tests.fixtures.examples import drawing
from tests.unit.domain.intake.intake_table import H
from tests.unit.domain.intake.test_intake_examples import CATALOGUE, PROVIDER, asked_by

QUICK_S = 0.05 if sys.gettrace() is None else 0.25  # measuring coverage slows every line
LENGTH = 100_000
VOCABULARY = intake_rules.vocabulary(PROVIDER.product("voice"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Calls drop, see CA{H}.", [f"CA{H}"]),
        (f"CA{H}/CA{H[::-1]}", [f"CA{H}", f"CA{H[::-1]}"]),
        (f"https://x.test/calls/CA{H}?a=1", [f"CA{H}"]),
        (f"CA{H} and again ca{H}", [f"CA{H}"]),
        (f"SM{H[:-1]} is short", [f"SM{H[:-1]}"]),
        (f"PN{H} is of no kind we know", [f"PN{H}"]),
        (f"xCA{H} and CA{H}00000000000000", []),
        ("internationalisation deinstitutionalisation", []),
        ("a commit: 0123456789abcdef0123456789abcdef01234567", []),
        ("", []),
    ],
)
def test_ids_are_found_wherever_they_stand(text: str, found: list[str]) -> None:
    assert [reading.text for reading in scan(text, CATALOGUE)] == found


CONSOLE = "https://console.twilio.com/us1/monitor/logs/sms?frameUrl=%2Fconsole%2Fsms%2Flogs%2F"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{CONSOLE}AC{H}%2FSM{H}%3Fx-target-region%3Dus1", [f"AC{H}", f"SM{H}"]),
        (f"sid%3DCA{H}%26x", [f"CA{H}"]),
        (f"%252FSM{H}%253F", [f"SM{H}"]),
        (f"%20SM{H}%0A", [f"SM{H}"]),
        (f"%E2%80%9CSM{H}", [f"SM{H}"]),
        (f"LIKE '%CA{H}%'", [f"CA{H}"]),
        (rf'{{"log": "sent\nSM{H}\nqueued\tCA{H}"}}', [f"SM{H}", f"CA{H}"]),
        (rf'"\\nSM{H}\\n"', [f"SM{H}"]),
        (rf"\u002FCalls\u002FCA{H}", [f"CA{H}"]),
        (rf"\x2FCA{H}", [f"CA{H}"]),
        (f"GET /2010-04-01/Accounts/AC{H}/Messages/SM{H}.json", [f"AC{H}", f"SM{H}"]),
        (f"MessageSid=SM{H}&AccountSid=AC{H}", [f"SM{H}", f"AC{H}"]),
        (f"sid_SM{H}", [f"SM{H}"]),
        (f"<https://x.test/%2FSM{H}|the log>", [f"SM{H}"]),
        ("X-Message-Id: SMKq5xZ9RkS0hM2v1aBcDQ", []),
        ('"x-message-id": "CAtq5xZ9RkS0hM2v1aBcDQ"', []),
        (f"X-Message-Id: SM{H}", [f"SM{H}"]),
        (f"sentSM{H}", []),
    ],
)
def test_ids_are_found_in_addresses_and_logs(text: str, found: list[str]) -> None:
    assert [reading.text for reading in scan(text, CATALOGUE)] == found


@pytest.mark.parametrize(
    ("text", "product"),
    [
        (f"CA{H}", "voice"),
        (f"SM{H} MM{H}", "messaging"),
        (f"RM{H}", "video"),
        (f"PA{H} AC{H}", "video"),
        (f"WT{H}", "flex"),
        (f"CA{H} CF{H}", "flex"),
        (f"CA{H} SM{H}", None),
        (f"AC{H}", None),
        (f"PN{H}", None),
        ("call +1 415 555 1212 or maya@partiful.com", None),
    ],
)
def test_the_product_is_guessed_from_ids_that_agree(text: str, product: str | None) -> None:
    kinds: list[IdKind] = [reading.kind for reading in scan(text, CATALOGUE) if reading.kind]
    assert CATALOGUE.product_of_all(kinds) == product


def test_a_kind_that_says_nothing_of_the_product_hints_at_none() -> None:
    assert CATALOGUE.product_of(CATALOGUE.kinds["account"]) is None
    assert CATALOGUE.product_of(CATALOGUE.kinds["call"]) == "voice"
    assert Catalogue({}, {}, {}).product_of_all([]) is None


def test_international_numbers_are_found_in_prose() -> None:
    text = "From +1 415 555 1212 to +4915112345678, and +1 415 555 1212 again; ref 2026-03-03 10:15, 12345678"
    assert numbers_in(text) == ("+1 415 555 1212", "+4915112345678")


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("+14155551212", True),
        ("(415) 555-1212", True),
        ("12345", False),
        ("123456789", False),
        ("2026-03-03", False),
        ("3/3/2026", False),
        ("CA12-34-56-78", False),
        ("++", False),
    ],
)
def test_a_phone_number_is_told_from_other_digits(written: str, is_one: bool) -> None:
    assert phone_like(written) is is_one


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("+14155551212", ""),
        ("+1-415-555-1212", ""),
        ("+911234567890", ""),
        ("415 555 1212", "has no country code"),
        ("+1415", "is too short for a number of +1"),
        ("+1415555121212", "is too long for a number of +1"),
        ("+", "isn't a phone number"),
        ("+5551212", "is too short"),
        ("＋", "This has no country code"),
    ],
)
def test_a_number_is_held_against_its_country_s_plan(number: str, fault: str) -> None:
    assert fault in phone_fault(number)
    assert bool(phone_fault(number)) is bool(fault)


@pytest.mark.parametrize(
    "text", ["+14155551212", "12345", "PARTIFUL", "sip:maya@partiful.com", "client:maya", "whatsapp:+1415"]
)
def test_from_and_to_may_be_more_than_numbers(text: str) -> None:
    assert address_fault(text) == ""


def test_a_number_tells_its_country() -> None:
    assert country_of("+4915112345678") == "Germany"
    assert country_of("+1 111 111 1111") == "United States"
    assert country_of("415") is None
    assert country_of("+80012345678") is None


HARD = {
    "one word": "a" * LENGTH,
    "hex": "CA" * (LENGTH // 2),
    "almost SIDs": (f"CA{H[:-1]}g " * LENGTH)[:LENGTH],
    "SIDs": (f"CA{H} " * LENGTH)[:LENGTH],
    "many SIDs": " ".join(f"CA{number:032x}" for number in range(LENGTH // 35)),
    "many almost SIDs": " ".join(f"CA{number:031x}" for number in range(LENGTH // 34)),
    "digits": "1" * LENGTH,
    "digits and blanks": "1 " * (LENGTH // 2),
    "plusses": "+1" * (LENGTH // 2),
    "digits far apart": ("1" + " " * 40) * (LENGTH // 41),
    "brackets": "(1(" * (LENGTH // 3),
    "encoded": "%2F" * (LENGTH // 3),
    "escaped": "\\n" * (LENGTH // 2),
    "ats": "a@" * (LENGTH // 2),
    "one mail": "@" + "a." * (LENGTH // 2),
    "apostrophes": "a'" * (LENGTH // 2),
    "countries": ("Saint Vincent and the United " * LENGTH)[:LENGTH],
    "lines": "\n" * LENGTH,
    "short lines": "x\n" * (LENGTH // 2),
    "prose": ("Calls to Germany drop since 9 AM, see the log. " * LENGTH)[:LENGTH],
    "beyond ASCII": "电话" * (LENGTH // 2),
}


def seconds(what: Callable[..., object], *arguments: object) -> float:
    """Return the least time that a call takes, of a few, unless one is quick enough."""
    return least_seconds(lambda: what(*arguments), enough=QUICK_S)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_a_hundred_thousand_characters_are_scanned_at_once(text: str) -> None:
    assert seconds(scan, text, CATALOGUE) < QUICK_S
    assert seconds(numbers_in, text) < QUICK_S
    assert seconds(countries_named, text, VOCABULARY) < QUICK_S
    assert seconds(symptoms_named, text, VOCABULARY) < QUICK_S
    assert seconds(mentions, text, ("every time", "since")) < QUICK_S


def test_marks_alone_are_no_examples() -> None:
    assert read_field("( , )", CATALOGUE, CATALOGUE.accepted(asked_by("voice")), len_fault).readings == ()


@pytest.mark.exhaustive
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_a_field_of_any_length_is_read_in_time_that_grows_with_it_alone(text: str) -> None:
    wanted = CATALOGUE.accepted(asked_by("authy"))
    short = least_seconds(lambda: read_field(text[: LENGTH // 50], CATALOGUE, wanted, len_fault))
    long = least_seconds(lambda: read_field(text[: LENGTH // 5], CATALOGUE, wanted, len_fault))
    assert long < 30 * max(short, 0.002)


def len_fault(number: str) -> str:
    return "" if len(number) < 20 else "too long"


PIECES = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        ["CA", "SM", "+1 415 555 1212", f"CA{H}", "\n", ", ", "@", "x" * 40, "Germany", "\u202e"]
    )
)


@drawing(50)
@given(PIECES.map("".join))
@example("CA" * 30)
def test_arbitrary_text_is_read_without_an_exception_and_without_inventing_ids(text: str) -> None:
    for reading in scan(text, CATALOGUE):
        assert reading.text in text
    for form in ("voice", "authy", "studio"):
        typed = read_field(text, CATALOGUE, CATALOGUE.accepted(asked_by(form)), phone_fault)
        for reading in typed.readings:
            assert reading.text in text
    for number in numbers_in(text):
        assert number in text
    countries_named(text, VOCABULARY)


@drawing(25)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_sid_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    sid = f"CA{H}"
    assert sid in [reading.text for reading in scan(f"{before} {sid} {after}", CATALOGUE)]
