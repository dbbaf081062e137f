"""What people type, taken apart."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from bot.errors import WrongInput
from handlers import grammar

NEW_YORK = "America/New_York"
NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)

PRODUCTS = {"voice": "voice", "messaging": "messaging", "sms": "messaging"}


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("", "", ""),
        ("  ", "", ""),
        ("LIST", "list", ""),
        (" show  12 ", "show", "12"),
        ("assign 1 <@U1>", "assign", "1 <@U1>"),
    ],
)
def test_a_command_is_a_verb_and_the_rest(text: str, verb: str, rest: str) -> None:
    assert grammar.command(text) == grammar.Command(verb, rest)


@pytest.mark.parametrize("text", ["<@UBOT> list", " <@UBOT|tam>, LIST", "<@UBOT>: list", "<@UBOT>\nlist"])
def test_a_message_that_begins_with_the_bots_name_is_said_to_it(text: str) -> None:
    assert grammar.mention(text, "UBOT") == grammar.Command("list", "")


@pytest.mark.parametrize("text", ["list", "hey <@UBOT> list", "<@UOTHER> list", "&lt;@UBOT&gt; list", ""])
def test_any_other_message_is_not(text: str) -> None:
    assert grammar.mention(text, "UBOT") is None
    assert grammar.mention(text, None) is None


@pytest.mark.parametrize(
    ("rest", "priority", "product", "text"),
    [
        ("P1 voice Calls drop", Priority.P1, "voice", "Calls drop"),
        ("p2 Calls drop", Priority.P2, None, "Calls drop"),
        ("Voice: calls drop", None, "voice", "calls drop"),
        ("voice", None, None, "voice"),
        ("P1", Priority.P1, None, ""),
        ("", None, None, ""),
        ("voice calls\ndrop  now", None, "voice", "calls\ndrop  now"),
    ],
)
def test_opening_takes_priority_and_product_where_they_stand_first(
    rest: str, priority: Priority | None, product: str | None, text: str
) -> None:
    assert grammar.opening(rest, PRODUCTS) == grammar.Opening(priority, product, text)


def test_reasons_are_the_contracts_two() -> None:
    assert grammar.reason(" Blocker ") is Reason.BLOCKER
    assert grammar.reason("response") is Reason.RESPONSE
    with pytest.raises(WrongInput, match="Say why"):
        grammar.reason("angry")


def test_people_are_read_from_mentions() -> None:
    assert grammar.user("to <@U0KIRK|kirk> please") == "U0KIRK"
    assert grammar.user("@kirk") is None


@pytest.mark.parametrize(
    ("rest", "user", "first", "last"),
    [
        ("2026-12-24..2026-12-27", None, date(2026, 12, 24), date(2026, 12, 27)),
        ("<@U1> 2026-12-24 to 2026-12-27", "U1", date(2026, 12, 24), date(2026, 12, 27)),
        ("2026-12-24 – 2026-12-27", None, date(2026, 12, 24), date(2026, 12, 27)),
        ("2026-12-24", None, date(2026, 12, 24), date(2026, 12, 24)),
    ],
)
def test_days_off_are_dates_both_included(rest: str, user: str | None, first: date, last: date) -> None:
    assert grammar.days_off(rest) == grammar.Days(user, first, last)


@pytest.mark.parametrize("rest", ["", "tomorrow", "2026-02-30", "24.12.2026"])
def test_days_that_are_none_are_refused(rest: str) -> None:
    with pytest.raises(WrongInput):
        grammar.days_off(rest)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-06T17:30-05:00", "2026-03-06T22:30"),
        ("2026-03-06T22:30Z", "2026-03-06T22:30"),
        ("2026-03-06 17:30", "2026-03-06T22:30"),
        ("17:30", "2026-03-03T22:30"),
        ("9:05", "2026-03-03T14:05"),
        ("2026-03-08 02:30", "2026-03-08T07:00"),  # a time that the clocks skip: the first moment after
    ],
)
def test_instants_are_iso_or_the_accounts_own_clock(text: str, utc: str) -> None:
    assert grammar.instant(text, NEW_YORK, NOW) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "noon", "25:00", "2026-13-01 10:00", "2026-03-06T17:30:00.5", "12"])
def test_anything_else_is_no_time_and_is_quoted_as_it_was_typed(text: str) -> None:
    with pytest.raises(WrongInput, match="is no time"):
        grammar.instant(text, NEW_YORK, NOW)


def test_refusals_quote_what_was_typed_not_what_slack_made_of_it() -> None:
    with pytest.raises(WrongInput, match="“<b>” is no priority"):
        grammar.priority("&lt;b&gt;")


def test_another_name_of_a_product_stays_in_the_text() -> None:
    assert grammar.opening("sms is down", PRODUCTS) == grammar.Opening(None, "messaging", "sms is down")


def test_what_looks_like_a_priority_and_is_none_is_refused() -> None:
    with pytest.raises(WrongInput, match="“P5” is no priority"):
        grammar.opening("P5 all is down", PRODUCTS)
