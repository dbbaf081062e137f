"""Which comments of the console's could be one of ours that nobody has placed yet."""

from datetime import UTC, datetime

import pytest

from bot.domain.console.doubt import could_be
from bot.domain.console.there import CommentThere

OURS = "All codes fail since 9:00."


def said(body: str, *, public: bool = True) -> CommentThere:
    return CommentThere(id=1, author=None, body=body, public=public, at=datetime(2026, 3, 3, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    "there",
    [
        OURS,
        f"Ana Ruiz (Partiful): {OURS}",
        f"{OURS}\n\nFiles: log.txt",
        "All codes *fail*\n> since 9:00",
        "ALL CODES FAIL SINCE 9:00",
    ],
)
def test_what_says_ours_could_be_ours_however_it_is_set(there: str) -> None:
    assert could_be(said(there), OURS, public=True)


def test_what_says_something_else_or_to_others_is_not_ours() -> None:
    assert not could_be(said("We are looking at it."), OURS, public=True)
    assert not could_be(said(OURS, public=False), OURS, public=True)


def test_long_words_are_known_by_how_they_begin() -> None:
    assert could_be(said("a" * 200 + " and so on"), "a" * 200 + " cut off here", public=True)


def test_a_sign_without_letters_holds_back_only_the_same_sign() -> None:
    assert could_be(said("👍"), " 👍 ", public=True)
    assert could_be(said("Ana Ruiz (Partiful): 👍"), "👍", public=True)
    assert not could_be(said("We are looking at it."), "👍", public=True)
