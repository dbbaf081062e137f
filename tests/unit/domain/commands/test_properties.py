"""What holds of any text: it raises nothing, loses no word, and opens, solves or lowers nothing by itself."""

import contextlib
import html
import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.commands import commands
from bot.domain.commands.characters import folded, plain
from bot.domain.commands.commands import Command, Reading, Refused, Understood, Unknown
from bot.domain.commands.opening_request import opening
from bot.domain.commands.reader import read_command, read_message
from bot.domain.commands.sentence import WhereSaid
from bot.domain.commands.times.instants import typed_instant
from bot.domain.commands.tokens import TokenKind, tokens
from bot.domain.commands.verbs import MENTION, ONCALL, SLASH, TICKET
from bot.domain.sla import Priority
from bot.domain.small_talk import asks_nothing, is_greeting
from bot.errors import WrongInput
from tests.fixtures.cpu_time import least_seconds
from tests.fixtures.examples import drawing, some_of
from tests.unit.domain.commands.samples import NOW, WORDS, ZONE, context

pytestmark = pytest.mark.exhaustive

QUICK_S = 0.05
LENGTH = 100_000
# fmt: off
PIECES = [
    *MENTION, "P1", "p2", "P3", "P0", "Sev1", "urgent", "12", "#12", "PARTIFUL-12", "12:", "voice", "SMS",
    "<@UBOT>", "<@U0KIRK|kirk>", "<https://x.test|a link>", "<!here>", "&amp;", "&gt;", ":fire:", "@tam",
    "please", "asap", "hi", "it", "this", "is down", "off", "cancel", "until", "2026-03-12", "13:00-15:00",
    "\n", "\u00a0", "\u200b", "\u202f", "*", "`", "```", "“", "”", "—", ":", ",", ".", "?", "(", "]", "1️⃣",
    "الدعم", "障害", "é", "e\u0301", "\U0001f469\u200d\U0001f4bb", "\ud800",
]
# fmt: on
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(max_size=60),
)
PLACES = st.sampled_from([WhereSaid.CHANNEL, WhereSaid.LIVE_TICKET, WhereSaid.SOLVED_TICKET])


def commands_of(reading: Reading) -> list[Command]:
    """Return what would be done without asking."""
    return [reading.command] if isinstance(reading, Understood) else []


def words(text: str) -> list[str]:
    """Return the words of a text, as they are compared."""
    return [
        token.text for token in tokens(text) if token.kind in (TokenKind.WORD, TokenKind.LINK, TokenKind.USER)
    ]


@given(TEXTS, PLACES)
@drawing(100)
def test_any_message_is_read(text: str, place: WhereSaid) -> None:
    for said in (text, f"<@UBOT> {text}", f"{text} <@UBOT>"):
        reading = read_message(said, context(place))
        assert isinstance(reading, Reading)


@given(
    st.sampled_from([TICKET, ONCALL]), st.sampled_from(["", *MENTION, "off", "at", "back", "whatif"]), TEXTS
)
@drawing(100)
def test_any_slash_command_is_read(command: str, verb: str, text: str) -> None:
    reading = read_command(command, f"{verb} {text}", context())
    assert isinstance(reading, Understood | Refused | Unknown)


@given(TEXTS)
@drawing(100)
@example("P1 voice: SMS is down")
def test_no_word_of_an_opening_is_lost(text: str) -> None:
    """What is not in the text of the ticket was understood: a priority, a product, "a ticket for"."""
    read = opening(text, WORDS)
    left_out = words(text)
    for word in words(read.text):
        if word in left_out:
            left_out.remove(word)
    assert all(re.fullmatch(UNDERSTOOD, word) for word in left_out), left_out


UNDERSTOOD = (
    r"[psр]0*\d{1,2}|sev(erity)?\d*|prio(rity)?\d*|p|pri|\d{1,2}|urgent|voice|messaging|flex|a|an|new|the|me|us"
    r"|please|pls|plz|for|with|as|in|on|of|about|product|kindly|at|it|this|is|level|tickets?|case|issue|or|and|to"
    r"|business|critical|degraded|service|general|call|calls|programmable"
)


@given(TEXTS)
@drawing(100)
def test_the_text_of_an_opening_is_kept_as_it_was_written(text: str) -> None:
    said = opening(text, WORDS).text
    marks = re.escape('*_~`")]}\u201d\u2019\u00bb')
    written = re.sub(f"[{marks}]", "", text)
    assert re.sub(f"[{marks}]", "", said) in written


@given(TEXTS, PLACES)
@drawing(100)
def test_nothing_is_opened_or_solved_unless_somebody_says_so(text: str, place: WhereSaid) -> None:
    for command in commands_of(read_message(f"<@UBOT> {text}", context(place))):
        said = folded(html.unescape(text))
        if isinstance(command, commands.OpenTicket):
            assert re.search(r"open|new|create|raise|report|file|log|submit|start", said)
        if isinstance(command, commands.SolveTicket):
            assert "solve" in said
            assert not command.closing or re.search(r"\d", said)
        if isinstance(command, commands.SetPriority) and command.priority is not Priority.P1:
            assert re.search(r"priority", said)


@given(TEXTS)
@drawing(100)
def test_in_a_ticket_s_thread_words_are_never_taken_for_less_than_they_are(text: str) -> None:
    """A command in a thread leaves nothing over: what it does not carry is conversation."""
    reading = read_message(f"<@UBOT> {text}", context(WhereSaid.LIVE_TICKET))
    if isinstance(reading, Understood):
        assert not reading.not_understood
        assert not isinstance(reading.command, commands.OpenTicket)


@given(
    TEXTS,
    st.sampled_from(["P1", "P0", "P2", "Sev1", "prio 1"]),
    st.sampled_from([":", ",", "!", ".", ";", "-", "\n", "\t", ")", "\xa0"]),
)
@drawing(50)
def test_a_priority_is_never_dropped_silently(text: str, priority: str, end: str) -> None:
    read = opening(f"{priority}{end or ' '} {text}", WORDS)
    assert read.priority is not None or read.urgency_unclear


@pytest.mark.parametrize("command", [TICKET, ONCALL])
@given(st.sampled_from(sorted({*MENTION, *SLASH[TICKET], *SLASH[ONCALL]})), st.integers(0, 8), TEXTS)
def test_what_is_nearly_a_verb_is_read(command: str, verb: str, cut: int, text: str) -> None:
    for near in (verb[:cut], verb + verb[:1], verb[:cut] + verb[cut + 1 :], f"{verb}s"):
        assert read_command(command, f"{near} {text}", context(WhereSaid.COMMAND))
        assert read_message(f"<@UBOT> {near} {text}", context())


@given(st.text(max_size=40))
def test_any_instant_is_read_or_refused_in_words(text: str) -> None:
    with contextlib.suppress(WrongInput):
        assert typed_instant(text, ZONE, NOW).tzinfo is not None


@given(st.text(max_size=80))
def test_plain_characters_stay_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


HARD = {
    "one word": "a" * LENGTH,
    "capitals": "A " * (LENGTH // 2),
    "invisible": "\u200b" * LENGTH,
    "odd blanks": "\u00a0\u2009" * (LENGTH // 2),
    "marks": "*" * LENGTH,
    "code": "`" * LENGTH,
    "brackets": "[(" * (LENGTH // 2),
    "colons": ":a" * (LENGTH // 2),
    "less than": "<" * LENGTH,
    "entities": "&amp;" * (LENGTH // 5),
    "mentions": "<@UBOT> " * (LENGTH // 8),
    "typed names": "@tam " * (LENGTH // 5),
    "people": "<@U0KIRK> " * (LENGTH // 10),
    "lines": "\n" * LENGTH,
    "quotes": "&gt; x\n" * (LENGTH // 7),
    "verbs": "open solve list " * (LENGTH // 16),
    "priorities": "P1 P2/" * (LENGTH // 6),
    "numbers": "12, " * (LENGTH // 4),
    "negations": "not urgent, " * (LENGTH // 12),
    "all fails": "all of it is " * (LENGTH // 13),
    "days": "2026-03-12.. " * (LENGTH // 13),
    "thanks": "thanks for " * (LENGTH // 11),
    "beyond ASCII": "障害 " * (LENGTH // 3),
    "accents": "e\u0301" * (LENGTH // 2),
    "prose": ("Calls to Germany drop since 9 AM, see the log. " * LENGTH)[:LENGTH],
}


def quickest(text: str) -> float:
    """Return the least time that all ways of reading a text take, of a few."""

    def read_everywhere() -> None:
        for place in (WhereSaid.CHANNEL, WhereSaid.LIVE_TICKET):
            read_message(text, context(place))

    return least_seconds(read_everywhere, enough=2 * QUICK_S) / 2


FRONTS = ("", "<@UBOT> ", "<@UBOT> open ", "<@UBOT> solve 12: ", "<@UBOT> add 12 ")


@pytest.mark.drawn
@pytest.mark.parametrize(("hard", "front"), some_of(list(product(HARD, FRONTS)), 2))
def test_the_longest_message_is_read_in_no_time(hard: str, front: str) -> None:
    assert quickest(front + HARD[hard]) < QUICK_S
    assert quickest(f"{HARD[hard]} {front}") < QUICK_S


@pytest.mark.parametrize("text", list(HARD.values()), ids=list(HARD))
@pytest.mark.parametrize(
    "command", [f"{TICKET} open", f"{TICKET} assign 12", f"{ONCALL} off", f"{ONCALL} at"]
)
def test_the_longest_command_is_read_in_no_time(text: str, command: str) -> None:
    name, _, verb = command.partition(" ")

    def read() -> None:
        read_command(name, f"{verb} {text}", context())
        asks_nothing(text)
        is_greeting(text)

    assert least_seconds(read, enough=QUICK_S * 2) < QUICK_S * 2
