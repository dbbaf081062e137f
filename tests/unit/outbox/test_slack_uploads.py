"""What Slack is told that a file is called."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.copying.slack_uploads import file_name


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_slack_is_told_a_short_plain_name(name: str) -> None:
    told = file_name(name)
    assert 0 < len(told) <= 200
    assert not {"/", "\\", "\n", "\u202e"} & set(told)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in told)
    assert file_name(told) == told


@given(st.from_regex(r"[a-z]{1,300}\.(log|csv|jpeg)", fullmatch=True))
def test_a_name_keeps_its_ending(name: str) -> None:
    assert file_name(name).rpartition(".")[2] == name.rpartition(".")[2]
