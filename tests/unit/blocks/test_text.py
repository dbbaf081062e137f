"""What people typed stays literal, fits, and cannot reorder our words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.kit import text
from tests.fixtures.examples import drawing

ANYTHING = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&;|!@#`*_\u200d\u202e\u2069🇸🇪👩\u0301ampltg")),
    max_size=200,
)
quick = drawing(40)
NAMES = {"U1": "Ann Lee", "C1": "general", "S1": "support"}


@pytest.mark.parametrize(
    ("event", "plain"),
    [
        ("Hi <@U1> and <@U9|bob>, <@U8>", "Hi @Ann Lee and @bob, @U8"),
        ("see <#C1|old-name> or <#C2|>", "see #general or #C2"),
        ("<!channel> <!here|here> <!everyone>", "@channel here @everyone"),
        ("<!subteam^S1> <!subteam^S2|@oncall>", "@support @oncall"),
        ("<!date^1392734382^{date}|Feb 18, 2014>", "Feb 18, 2014"),
        ("<https://a.test/?a=1&amp;b=2>", "https://a.test/?a=1&b=2"),
        ("<https://evil.test|https://bank.test>", "https://bank.test (https://evil.test)"),
        ("<mailto:a@b.test|a@b.test> <tel:+4612|+46 12>", "a@b.test +46 12 (+4612)"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;"),
        ("a < b and <unclosed", "a < b and <unclosed"),
        ("`<@U1>`", "`@Ann Lee`"),
        ("one\r\ntwo", "one\ntwo"),
    ],
)
def test_message_event_text_becomes_what_slack_showed(event: str, plain: str) -> None:
    assert text.defang(event, NAMES) == plain


@quick
@given(ANYTHING)
def test_escaped_text_holds_no_control_character_of_slack(words: str) -> None:
    escaped = text.escape(words)
    assert "<" not in escaped
    assert ">" not in escaped
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == words


@quick
@given(ANYTHING)
def test_what_was_typed_survives_slacks_escaping_and_our_undoing_of_it(words: str) -> None:
    assert text.defang(text.escape(words), {}) == text.clean(words)


@quick
@given(ANYTHING)
def test_defanging_any_event_text_gives_text_that_can_be_stored(words: str) -> None:
    plain = text.defang(words, NAMES)
    plain.encode()
    assert "\x00" not in plain


@quick
@given(ANYTHING, st.integers(min_value=0, max_value=120))
def test_a_cut_text_fits_and_shows_that_it_was_cut(words: str, limit: int) -> None:
    short = text.cut(words, limit)
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= limit or short == words
    assert short == words or short.endswith(text.CUT_MARK[:limit])


@quick
@given(ANYTHING, st.integers(min_value=10, max_value=120))
def test_a_cut_splits_no_entity_and_leaves_no_mark_on_the_wrong_letter(words: str, limit: int) -> None:
    short = text.escape_within(words, limit).removesuffix(text.CUT_MARK)
    undone = short.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "")
    assert "&" not in undone


def test_a_cut_keeps_whole_what_reads_as_one_character() -> None:
    family, flag, accent = "👩‍👩‍👧", "🇸🇪", "e\u0301"
    for whole in (family, flag, accent, "👍🏽"):
        for limit in range(9, 40):
            kept = text.cut(whole * 20, limit).removesuffix(text.CUT_MARK)
            assert kept == whole * (len(kept) // len(whole)), (whole, limit)


def test_a_prank_of_a_thousand_accents_is_cut_all_the_same() -> None:
    assert text.cut("e" + "\u0301" * 1000, 100).endswith(text.CUT_MARK)


@quick
@given(ANYTHING)
def test_people_can_neither_leave_nor_reorder_our_sentence(words: str) -> None:
    part = text.in_sentence(words)
    assert "\n" not in part
    assert part.count("\u2068") == part.count("\u2069") <= 1
    assert not set(part) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")


def test_left_to_right_text_carries_no_invisible_characters() -> None:
    assert text.in_sentence("  SMS is\nfailing ") == "SMS is failing"
    assert text.in_sentence("תקלה") == "\u2068תקלה\u2069"


@quick
@given(ANYTHING)
def test_cleaned_text_can_be_stored_anywhere(words: str) -> None:
    cleaned = text.clean(words + "\ud800\x00\x07")
    cleaned.encode()
    assert not [character for character in cleaned if character < " " and character not in "\n\t"]
