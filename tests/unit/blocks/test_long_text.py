"""A long text is shown in parts: each fits, and none of it is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.kit.long_text import in_parts


@given(st.text(st.sampled_from("ab \n🔥👍🏽é"), max_size=200), st.integers(10, 40))
def test_all_of_it_is_there_and_each_part_fits(text: str, most: int) -> None:
    parts = in_parts(text, most)
    assert max(len(part) for part in parts) <= most
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("one\n\ntwo", ["one\n\ntwo"]),
        ("one\ntwo\n\nthree\nfour", ["one\ntwo", "three\nfour"]),
        ("one two\nthree four", ["one two", "three four"]),
        ("onetwothreefour", ["onetwothre", "efour"]),
    ],
)
def test_it_is_split_where_a_paragraph_or_a_line_ends_if_one_does(text: str, parts: list[str]) -> None:
    assert in_parts(text, 10) == parts
