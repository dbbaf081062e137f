"""Which messages nobody waits for an answer to: "ok" in its many words, beside thanks and emoji."""

import pytest

from bot.domain.small_talk import asks_nothing


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ok",
            "OK!",
            "okay.",
            "Ok :+1:",
            "k",
            "great",
            "Perfect!",
            "cool cool",
            "Noted",
            "roger",
            "all right",
        ),
        *(
            "sounds good",
            "Got it, will do",
            "ok <@U0CIERRA>",
            "*ok*",
            "Great, thanks!",
            ":+1:",
            "👍🏿",
            "understood",
        ),
        *("Ok, thanks", "okay", "👍🏽", ":pray: :pray:", "ty :tada:", "Great, got it", "Cheers team"),
        *("ok team", "no worries", "Okay… great", "Great, all good now", "all set", "All clear now."),
        *("all good, you can close", "ok to close", "please close the ticket", "Received."),
    ],
)
def test_agreeing_asks_for_nothing(text: str) -> None:
    assert asks_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "ok?",
            "ok but when",
            "not ok",
            "okay so what now",
            "great, it is down again",
            "hello",
            "hi",
            "yes",
        ),
        *(
            "ok, 12 calls failed",
            "ok SM91002aee7a8bafed519af3bb8f9dc850",
            "cool :sos:",
            "it works now",
            "fine by me",
        ),
        *("ok 👎", "👎", "no", "Not ok", "done", "still down", "Hello?", "k" * 300),
        *(
            "we can't close this",
            "don't close",
            ":sob:",
            "😡",
            ":man-facepalming:",
            "🤬🤬",
            "close but no cigar",
        ),
        *("Thanks, but it still fails", "thanks, is it fixed?", "ok, but since when"),
        "Thanks. SM91002aee7a8bafed519af3bb8f9dc850",
    ],
)
def test_in_doubt_a_message_asks_for_something(text: str) -> None:
    assert not asks_nothing(text)


def test_people_named_are_left_out() -> None:
    assert asks_nothing("ok Cierra", ["Cierra", "Cierra Simms"])
    assert not asks_nothing("ok Cierra")
