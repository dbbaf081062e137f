"""A file that is no YAML is told in plain words, on the line that an editor has to look at."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.runbook.yaml_nodes import read_yaml

MENDED = yaml.safe_load((Path(__file__).parent / "no_yaml.yaml").read_text(encoding="utf-8"))

YAMLISH = st.lists(
    st.sampled_from(
        [*"abz09 \n\t:-,[]{}&*!|>'\"%@`#?\\.~=<", "  ", "key: ", "- ", "\n  ", "---\n", "xoxb-1"]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case["fault"])
def test_what_people_write_wrongly(case: dict[str, str]) -> None:
    [problem] = read_yaml("a.yaml", case["text"].encode()).problems
    assert str(problem) == f"a.yaml:{case['says']}"


@given(YAMLISH)
def test_any_text_is_read_or_refused_on_a_line_of_its_own_and_never_quoted(text: str) -> None:
    lines = len(text.splitlines()) or 1
    for problem in read_yaml("a.yaml", f"pin: 271828\n{text}".encode()).problems:
        assert 1 <= problem.line <= lines + 1
        assert "271828" not in problem.text
        assert "xoxb" not in problem.text
        for grammar in ("token", "scalar", "mapping", "block", "stream", "<"):
            assert grammar not in problem.text.replace("“<”", "")


@given(YAMLISH, st.sampled_from(["", "\ufeff", "\x85", "\u2028", "\r", "é"]), st.integers(0, 40))
@example("[a?b]", "", 0)
@example("{ask: Is it down? , b: c}", "", 0)
@example("[a?\n b]", "", 0)
@example("[!!set,x]", "", 0)
@example("|#", "", 0)
@example(">2-# why\n   so", "", 0)
def test_a_text_reads_the_same_whether_or_not_it_is_read_in_c(text: str, odd: str, at: int) -> None:
    written = f"key: {text[:at]}{odd}{text[at:]}".encode()
    in_c = read_yaml("a.yaml", written)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        assert read_yaml("a.yaml", written) == in_c


@pytest.mark.parametrize(
    "text",
    [
        "key: " + "[" * 50_000 + "]" * 50_000,
        "key: " + "{a: " * 50_000 + "}" * 50_000,
        "key:\n" + "- " * 50_000,
        "\n".join(f"{' ' * depth}a:" for depth in range(2_000)),
    ],
    ids=["brackets", "braces", "dashes", "lines"],
)
def test_a_sound_text_that_is_nested_without_end_is_refused(text: str) -> None:
    [problem] = read_yaml("a.yaml", text.encode()).problems
    assert str(problem) == "a.yaml:1: is nested too deeply to be a runbook"
