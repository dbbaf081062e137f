"""The reader's parts on their own: characters, tokens, what is left over, and the edges of dates."""

import pytest

from bot.domain.commands.characters import folded, letters_only, plain
from bot.domain.commands.opening_request import priority_named
from bot.domain.commands.priorities import urgency_at
from bot.domain.commands.reader import read_message
from bot.domain.commands.remainder import first_line, has_words, is_blank, trimmed
from bot.domain.commands.ticket_numbers import number_at
from bot.domain.commands.times.instants import typed_instant
from bot.domain.commands.tokens import tokens
from bot.domain.commands.verbs import MENTION, ONCALL, SLASH, TABLE, TICKET
from bot.errors import WrongInput
from tests.unit.domain.commands.samples import NOW, WORDS, ZONE, context, reading_of, told


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain", "plain"),
        ("a\u00a0b\u2009c\u3000d\u2800e", "a b c d e"),
        ("“a” ‘b’ «c» „d‟", '"a" \'b\' "c" "d"'),
        ("a–b—c‑d−e―f", "a-b-c-d-e-f"),
        ("a\u200bb\ufeffc\u2060d\u202ee\ufe0f", "abcde"),
        ("１２：３０", "12:30"),
        ("٣", "3"),
        ("…", "..."),
        ("¼", "1/4"),
        ("a\u2028b", "a\nb"),
        ("𝗣𝟭", "P1"),
        ("№7", "No.7"),
    ],
)
def test_each_odd_character_counts_as_its_plain_one(written: str, meant: str) -> None:
    assert plain(written) == meant


def test_names_are_compared_without_case_and_accents() -> None:
    assert folded("JOSE\u0301") == folded("jos\u00e9")
    assert letters_only("José Müller") == letters_only("jose muller") == "jose muller"


@pytest.mark.parametrize(
    ("text", "says_something"),
    [
        ("a", True),
        ("5", True),
        ("障害", True),
        ("<https://x.test>", True),
        ("", False),
        ("\u200b\u3164 \u2800", False),
        ("...", False),
        (":fire: :tada:", False),
        ("🔥", False),
        ("<@U0KIRK> <!here>", False),
        ("&amp;&gt;", False),
        ("." * 5000, False),
        ("." * 5000 + "a", True),
    ],
)
def test_words_are_told_from_what_only_looks_like_text(text: str, says_something: bool) -> None:
    assert has_words(text) is says_something


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("SMS fails\nsince 9", "SMS fails"),
        ("\n\n  SMS fails", "SMS fails"),
        ("```\nTraceback: timeout\n```", "Traceback: timeout"),
        ("```Traceback: timeout```", "Traceback: timeout"),
        ("```Traceback: timeout\nat line 3```", "Traceback: timeout"),
        ("`code` fails", "`code` fails"),
        ("*SMS fails*", "SMS fails"),
        ("*SMS* fails *now*", "*SMS* fails *now*"),
        ("> SMS fails", "SMS fails"),
        ("&gt; SMS fails", "SMS fails"),
        ("• SMS fails", "SMS fails"),
        ("- SMS fails", "SMS fails"),
        ("---\nSMS fails", "SMS fails"),
        (":fire:\nSMS fails", "SMS fails"),
        ("-5 dB of gain", "-5 dB of gain"),
        ("🔥", ""),
        ("Tickets \U0001f39f\ufe0f ", "Tickets \U0001f39f\ufe0f"),
        ("Tickets \ufe0f", "Tickets"),
        ("", ""),
    ],
)
def test_a_subject_is_the_first_line_of_words(text: str, subject: str) -> None:
    assert first_line(text) == subject


def test_blanks_of_every_kind_are_trimmed() -> None:
    assert trimmed("\u00a0\u200b a b \u3164\n") == "a b"


@pytest.mark.parametrize(
    "text", ["12:30", "12.5", "12-24", "12%", "12th", "twelve", "", "1" * 21, "A - 12", "TLS-"]
)
def test_what_holds_a_number_is_not_always_one(text: str) -> None:
    assert number_at(list(tokens(text)), 0) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9999-12-31T24:00-05:00", "9999-12-31 is too far away."),
        ("<!date^999999999999^{date}|x>", "isn't a time"),
        ("Feb 29 10:00", "“feb 29” names a day that does not exist."),
        ("x" * 400, "isn't a time"),
        ("", "Say which time."),
    ],
)
def test_an_instant_beyond_the_calendar_is_refused(text: str, why: str) -> None:
    with pytest.raises(WrongInput, match=why):
        typed_instant(text, ZONE, NOW)


def test_a_leap_day_of_another_year_is_refused() -> None:
    with pytest.raises(WrongInput, match=r"2027 has no February 29\."):
        typed_instant("Feb 29 10:00:00 EST 2027", ZONE, NOW.replace(year=2028))


def test_next_on_the_same_weekday_is_a_week_from_now() -> None:
    assert told(reading_of("/oncall", "at next Tuesday 10:00")) == "oncall 2026-03-10 10:00"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("off 24-31 Feb", "refused: “31 feb” names a day that does not exist."),
        ("off 31-30 Apr", "refused: “31” isn't a day of 2026-04."),
        ("off 30-24 Mar 2026 10:00", "refused: 2026-03-24 is before 2026-03-30. Write the first day,"),
        ("off 12-13 Marches", "refused: “12-13 mar” names no days."),
        ("off 13:00-15:00 today, Friday", "refused: That can be read in more than one way, so nothing was"),
        ("off this week and next week", "off 2026-03-03..2026-03-08, 2026-03-09..2026-03-15"),
        ("off 99pm-3pm today", "refused"),
    ],
)
def test_odd_stretches(text: str, understood: str) -> None:
    assert told(reading_of("/oncall", text)).startswith(understood)


def test_other_words_for_a_verb_are_named_not_obeyed() -> None:
    assert told(reading_of("channel", "@tam create a mess")) == "unknown create, nearest open"
    assert told(reading_of("channel", "@tam create a new")) == "unknown create, nearest open"


def test_only_the_first_few_mentions_are_looked_at() -> None:
    text = "<@UBOT> x " * 5 + "<@UBOT> open P1 All SMS is down"
    said = text.removeprefix("<@UBOT> ")
    assert told(read_message(text, context())) == f"talk to the bot, may mean open: {said} (urgent?)"


def test_every_verb_is_reached_by_its_name_and_says_what_it_does() -> None:
    assert {*MENTION, *SLASH[TICKET], *SLASH[ONCALL]} == {verb.name for verb in TABLE}
    assert all(verb.help and verb.usage.startswith(verb.name) for verb in TABLE)


@pytest.mark.parametrize(
    ("text", "shows_nothing"),
    [
        ("", True),
        (" \u00a0\n\t", True),
        ("\u200b\u2060\ufeff", True),
        ("\u202e \u200d", True),
        (":fire:", False),
        ("\U0001f525", False),
        ("!", False),
        ("a", False),
    ],
)
def test_a_text_is_blank_when_it_shows_nothing(text: str, shows_nothing: bool) -> None:
    assert is_blank(text) is shows_nothing


def test_what_cannot_be_seen_parts_nothing() -> None:
    assert [one.glued for one in tokens("-\u200bb")] == [True, True]
    assert [one.glued for one in tokens("- b")] == [True, False]


def test_what_ends_a_first_line_of_a_page_is_no_priority() -> None:
    text = f"Calls drop{', again and again' * 20} (P1)"
    assert told(reading_of("channel", f"@tam open {text}")) == f"open voice: {text} (urgent?)"


def test_a_scale_without_a_step_names_no_priority() -> None:
    assert urgency_at(list(tokens("priority:")), 0, {}) is None


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("solved", True),
        ("it's fixed now!!", True),
        ("This can be closed now, thanks", True),
        ("please close this ticket", True),
        ("done", True),
        ("not solved", False),
        ("solved?", False),
        ("is it solved", False),
        ("solved for Germany only", False),
        ("solve this please", False),
        ("it was solved but is back", False),
        ("thanks", False),
        ("solved " + "and " * 30, False),
    ],
)
def test_words_to_the_bot_may_say_of_a_solved_ticket_that_it_is_over(said: str, ends: bool) -> None:
    reading = reading_of("solved", f"@tam {said}")
    assert getattr(reading, "tells_end", False) is ends
    assert getattr(reading_of("ticket", f"@tam {said}"), "tells_end", False) is False


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("<@UBOT> P1 all sms dead", "P1"),
        ("<@UBOT> <@U0CIERRA|cierra> all sms dead P1!!!", "P1"),
        ("P1 <@UBOT> all sms dead", "P1"),
        ("All sms dead <@UBOT> P2", "P2"),
        ("open P1 All sms dead <@UBOT>", "P1"),
        ("SMS down, can you open a P1 <@UBOT>?", "P1"),
        ("sms slow\nwe want a P2 please", "P2"),
        ("[Sev 1] calls drop", "P1"),
        ("this was a P1 yesterday", None),
        ("don't open a P1 for this", None),
        ("no need for a P1", None),
        ("open the logs", None),
        ("need", None),
        ("", None),
    ],
)
def test_a_message_may_name_its_own_priority(message: str, named: str | None) -> None:
    assert priority_named(message, WORDS) == named
