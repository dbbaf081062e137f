"""The words of a text: whatever its case, form and script, and nothing but letters, digits, marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.search.words import having, telling_words, weight, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ('"OR" NEAR(x*) ^y:z\x00', ("or", "near", "x", "y", "z")),
        ("Failing failed FAILS fail", ("fail",)),
        ("runs running process processes status", ("run", "process", "status")),
        ("calls calling delivery deliveries", ("call", "deliveri")),
        ("string y sms 30007s ing", ("string", "y", "sms", "30007s", "ing")),
        ("Straße STRASSE", ("strass",)),
        ("短信a失败", ("短信", "信", "a", "失败", "败")),
        ("एसएमएस", ("एसएमएस",)),
        ("a" * 90, ("a" * 40,)),
        ("🔥 – …", ()),
    ],
)
def test_words_are_read(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text) == words


@given(st.text(max_size=200))
def test_no_word_has_anything_in_it_that_a_query_could_mean(text: str) -> None:
    for word in words_in(text):
        assert word
        assert all(unicodedata.category(each)[0] in "LNM" for each in word)


def test_what_says_little_tells_nothing() -> None:
    assert telling_words("Hello, please help us: the SMS to a Spain isn't") == ("sms", "spain", "isn")


def test_a_code_weighs_as_much_as_two_words() -> None:
    assert weight(["sms", "spain", "30007", "p1"]) == 5


@pytest.mark.parametrize(
    ("wanted", "text", "has"),
    [
        ("", "anything", True),
        ("fail sms", "SMS failing", True),
        ("fail sms", "SMS works", False),
        ("🔥 sms", "🔥 SMS", True),
        ("🔥", "SMS", False),
        ("ms", "SMS", False),
        ("failin", "SMS failed", True),
        ("runnin", "calls run out", True),
        ("failin", "failover", False),
    ],
)
def test_a_text_has_words_that_begin_so(wanted: str, text: str, *, has: bool) -> None:
    assert having(wanted)(text) is has


@pytest.mark.parametrize(
    "word", ["failing", "running", "deliveries", "verified", "delivery", "using", "Straße"]
)
def test_every_beginning_of_a_word_finds_it(word: str) -> None:
    assert [word[:end] for end in range(1, len(word) + 1) if not having(word[:end])(word)] == []


def test_a_console_number_can_be_asked_for_as_a_word() -> None:
    assert TicketFilter(words="error", console_number="21610").with_number_as_word() == TicketFilter(
        words="error 21610"
    )
