"""What asks for nothing, and what only looks like it."""

import pytest

from bot.domain.small_talk import is_emoji_only, is_greeting, is_thanks


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "Thanks!",
        "THANK YOU!!!",
        "thx",
        "ty :pray:",
        "Thank you so much 🙏🏽",
        "thanks <@U0CIERRA>!",
        "<@U0CIERRA|cierra> many thanks",
        "ok great, thanks",
        "Perfect, thank you all.",
        "thanks for the quick help",
        "Thanks again for your help, have a great weekend!",
        "it works now, thanks a lot!",
        "Thanks, that's fixed :tada:",
        "much appreciated",
        "We really appreciate it",
        "*Thanks*",
        "Thanks :)",
        "cheers team",
        "Thanks y’all",
        "Got it. Thank you in advance!",
    ],
)
def test_thanks_alone_are_thanks(text: str) -> None:
    assert is_thanks(text)
    assert not is_greeting(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ok",
        "thanks but it still fails",
        "Thanks, still broken",
        "thanks, one more question",
        "thanks?",
        "thanks for nothing",
        "no thanks",
        "thanks, it doesn't work",
        "thank you, not working",
        "thanks, works on staging only",
        "thanks :sos:",
        "thanks 🚨",
        "thanks :-1:",
        "thanks https://example.com/log.txt",
        "thanks `SM1234`",
        "thanksgiving",
        "it works now",
        "Thanks Cierra",
        "thanks\n> it fails again",
        "thanks, when will it be fixed",
    ],
)
def test_whatever_asks_or_tells_more_is_not_just_thanks(text: str) -> None:
    assert not is_thanks(text)


def test_thanks_to_somebody_known_are_thanks() -> None:
    names = ["Cierra Simms", "Cierra", "Kirk"]
    assert is_thanks("Thanks Cierra!", names)
    assert is_thanks("thank you cierra simms, thanks kirk", names)
    assert not is_thanks("Thanks Kirkland", names)


@pytest.mark.parametrize(
    "text",
    [
        "hi",
        "Hello!",
        "hey team :wave:",
        "Good morning everyone",
        "gm",
        "hi <@U0KIRK>",
        "Happy Friday all!",
        "hello, good evening",
    ],
)
def test_a_greeting_alone_is_a_greeting(text: str) -> None:
    assert is_greeting(text)
    assert not is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "hi, SMS is failing",
        "hello?",
        "hi all, quick question",
        "good morning, are you there",
        "history",
        "hey :sos:",
        "<@U0KIRK>",
        "hi Kirk",
    ],
)
def test_whatever_asks_or_tells_more_is_not_just_a_greeting(text: str) -> None:
    assert not is_greeting(text)


def test_greeting_somebody_known_is_a_greeting() -> None:
    assert is_greeting("hi Kirk", ["Kirk"])
    assert not is_greeting("Kirk", ["Kirk"])


@pytest.mark.parametrize(
    "text",
    [
        ":tada:",
        ":+1: :wave::skin-tone-3:",
        "👍",
        "👍🏽 🎉",
        "❤️",
        "👩‍💻",
        " :thumbs_up: ",
        "🇺🇸",
        ":man-bowing:",
    ],
)
def test_emoji_alone_are_emoji_only(text: str) -> None:
    assert is_emoji_only(text)


@pytest.mark.parametrize(
    "text", ["", " ", "ok :+1:", "a:b", "12:30:45", ":", "::", "™", "5", ":sos:", "🆘", ":tada: ?", "❓"]
)
def test_words_numbers_and_calls_for_help_are_not_emoji_only(text: str) -> None:
    assert not is_emoji_only(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks " * 2000,
        "thanks" + " again" * 30 + " x",
        "thanks" + " again" * 9000,
        "(" * 20000,
        ":a" * 20000,
        "hi " * 5000 + "?",
        "x" * 40000,
    ],
)
def test_long_hostile_text_is_answered_quickly(text: str) -> None:
    assert not is_thanks(text)
    assert not is_greeting(text)
    assert not is_emoji_only(text)
