"""Every fact of the support organisation's document is in the sample runbook, or left out for a reason."""

import re

import pytest

from tests.unit.runbook.sample_facts import FACTS, Fact, facts, values

ALL = list(facts())


def test_the_list_of_facts_is_as_long_as_the_document_deserves() -> None:
    assert len(ALL) > 400


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.key)
def test_a_fact_stands_under_its_key(fact: Fact) -> None:
    value = values()[fact.key]
    assert fact.whole in (None, value)
    assert [held for held in fact.held if held not in value] == []


def test_each_sentence_of_ours_holds_a_fact() -> None:
    assert [fact.key for fact in ALL if fact.whole is None and not fact.held] == []


def test_what_is_left_out_has_a_reason() -> None:
    assert all(entry["what"] and entry["why"] for entry in FACTS["left_out"])


def test_every_value_of_the_sample_is_a_fact_or_says_whose_it_is() -> None:
    known = {fact.key for fact in ALL}
    ours = [pattern for entry in FACTS["ours"] for pattern in entry["keys"]]
    globs = [re.compile(re.escape(pattern).replace(r"\*", ".*")) for pattern in ours]
    invented = [
        key for key in values() if key not in known and not any(glob.fullmatch(key) for glob in globs)
    ]
    assert invented == []
    assert [glob.pattern for glob in globs if not any(glob.fullmatch(key) for key in values())] == []
