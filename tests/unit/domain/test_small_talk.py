"""What asks for nothing, and what only looks like it."""

import pytest

from bot.domain.small_talk import asks_nothing, is_emoji_only, is_greeting, is_thanks


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
        "Thanks Cierra",
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
    assert not is_thanks("thanks kirkland", names)


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


# "Okay, thanks" and the like: https://github.com/frappe/helpdesk/issues/2228, https://github.com/MuckRock/muckrock/issues/989
NAMES = ["Cierra Simms", "Cierra", "Kirk"]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks",
        "Thanks, that fixed it!",
        "Thank you for resolving this so quickly",
        "Thanks Cierra, that did it",
        "Thanks, we can close this",
        "Thanks for confirming",
        "Gracias!",
        "Muchas gracias",
        "Merci beaucoup",
        "Thanks for fixing the issue with Verizon",
        "Thanks for looking into this, works now",
        "thank you both, all good on our side",
        "thanks a lot for the super fast help, have a great weekend",
        "Awesome, thanks!",
        "That worked, thank you",
        "thx it works like a charm",
        "Thanks, the issue is resolved now.",
        "ok thanks",
        "Thank you, you can close the ticket",
        "Thanks, closing this",
        "Great work, thanks team",
        "Thanks Sven!",
        "Thanks for the explanation, makes sense",
        "thanks <3",
        "Thanks so much — you saved our day",
        "Danke schön",
        "ありがとうございます",
        "Thank you. We will test it tomorrow",
        "Thanks for letting us know",
        "Thanks, looks good now",
        "Thanks for your patience and help",
        "Thank you so much for resolving this!! 🎉",
        "yes, thanks!",
        "Confirmed fixed, thank you",
        "We really appreciate your quick response",
        "thank you, working now",
        "I appreciate the help",
        "Thanks everyone for jumping on this",
        "thanks in advance for your help",
        "thankssss!!",
        "Noted with thanks",
        "Received, thanks",
        "Confirmed. Thanks.",
        "Thanks. Will monitor.",
        "Thanks, will let you know",
        "thanks, talk tomorrow",
        "thanks ;)",
        "great work everyone, thanks",
        "please close the ticket, thanks",
        "good to close, thanks",
        "ok thanks bye",
        "Thanks,\nKirk",
        "Thanks\n\nSent from my iPhone",
        "Thanks, best regards",
        "Much obliged",
        "¡Gracias!",
        "Muchas gracias, ya funciona",
        "Perfecto, gracias",
        "Danke, läuft wieder",
        "Herzlichen Dank, gute Nacht",
        "Merci à tous, ça marche",
        "Grazie mille, funziona",
        "了解です、ありがとうございます",
        "ありがとうございました。助かりました",
    ],
)
def test_thanks_may_say_what_for(text: str) -> None:
    assert is_thanks(text, NAMES)
    assert asks_nothing(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but it fails again",
        "Thanks! Still seeing errors",
        "thanks, not fixed",
        "Thanks, one more thing: voice is down",
        "Thanks. Can you also check Germany",
        "Thanks, SM0123456789abcdef0123456789abcdef fails",
        "Thanks, 12 of 20 failed",
        "Thanks for nothing",
        "Thanks for the update, when will it be fixed",
        "Thanks, Germany",
        "Thanks, we have an issue",
        "thanks, it is back",
        "Thanks, happening again",
        "thanks for the info but that doesn't help",
        "Thanks, it's the US",
        "Thank you, please reopen",
        "Thanks, it works except for Verizon",
        "thanks, only iOS",
        "No thanks, keep it open",
        "Thanks, the problem",
        "thanks? no",
        "Thanks in advance for calling me",
        "Thanks :sos:",
        "Thanks, we need it today",
        "Thanks, same here",
        "Thanks for fixing it, now voice is broken",
        "I'd appreciate an update",
        "Thanks, it started yesterday",
        "Thanks, using the Python SDK",
        "Danke, geht aber immer noch nicht",
        "Danke, geht wieder nicht",
        "Gracias, pero no funciona",
        "Gracias, ya no funciona",
        "Merci mais ça ne marche pas",
        "ありがとうございます。まだ届きません",
        "super, wieder kaputt, danke",
        "thanks :face_with_rolling_eyes:",
        "thanks 😭",
        "please don't close it, thanks",
    ],
)
def test_thanks_that_carry_anything_else_are_a_reply(text: str) -> None:
    assert not is_thanks(text, NAMES)
    assert not asks_nothing(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "OK!",
        "Okay.",
        "k",
        "Got it",
        "Understood.",
        "sounds good :+1:",
        "will do",
        "Noted, thanks",
        "great",
        "👍",
    ],
)
def test_assent_asks_nothing(text: str) -> None:
    assert asks_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["", "yes", "no", "ok?", "ok but it fails", "it works", "not ok", "ok 12", "done?", "hi", ":sos:", "?"],
)
def test_what_is_more_than_assent_asks_for_something(text: str) -> None:
    assert not asks_nothing(text)
