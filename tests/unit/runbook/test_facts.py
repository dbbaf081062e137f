"""Every fact of the owner's document is in the sample runbook, or left out for a stated reason."""

import re

import pytest

from bot.runbook.rich_text import Text
from tests.unit.runbook.source_text import FACTS, Fact, facts, lines, span, unexplained, values, words_of

ALL = list(facts())


def test_the_list_of_facts_is_as_long_as_the_document_deserves() -> None:
    assert len(ALL) > 400


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.key)
def test_a_fact_stands_in_the_document_and_under_its_key(fact: Fact) -> None:
    value = values()[fact.key]
    text = lines()
    assert fact.expected in (None, value)
    for words in words_of(fact, value):
        assert any(words in text.get(number, "") for number in fact.lines), words


def test_a_verbatim_text_keeps_the_order_of_the_document() -> None:
    for fact in ALL:
        value = values()[fact.key]
        if fact.says is None and len(fact.lines) > 1:
            whole = " ".join(lines()[number] for number in fact.lines if number in lines())
            assert re.sub(r"\s+", " ", Text(value)).strip() in whole, fact.key


def test_no_word_of_the_document_is_lost_without_a_reason() -> None:
    assert unexplained() == {}


def test_what_is_left_out_has_a_reason_and_still_stands_in_the_document() -> None:
    text = lines()
    for entry in FACTS["left_out"]:
        assert entry["why"]
        where = [text[number] for number in span(entry["lines"]) if number in text]
        assert where, entry
        for words in entry.get("words", []):
            assert any(words in line for line in where), words


def test_every_value_of_the_sample_is_a_fact_or_says_whose_it_is() -> None:
    known = {fact.key for fact in ALL}
    ours = [pattern for entry in FACTS["ours"] for pattern in entry["keys"]]
    globs = [re.compile(re.escape(pattern).replace(r"\*", ".*")) for pattern in ours]
    invented = [
        key for key in values() if key not in known and not any(glob.fullmatch(key) for glob in globs)
    ]
    assert invented == []
    assert [glob.pattern for glob in globs if not any(glob.fullmatch(key) for key in values())] == []
