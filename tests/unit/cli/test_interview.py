"""The questions of `tam-bot init` at a terminal: choices by number, defaults, wrong answers asked again."""

from collections.abc import Iterator

import pytest

from bot.cli.setup.questions import InitQuestion, Interview
from bot.errors import WrongInput

COLOURS = ("red", "green", "blue")


def colour(said: str) -> str:
    if said not in COLOURS:
        raise WrongInput(f"“{said}” isn't a colour.")
    return said


def asked(question: InitQuestion[str], *answers: str) -> tuple[str, list[str], list[str]]:
    """Return the answer to a question, what was said meanwhile, and what was asked secretly."""
    said: list[str] = []
    secretly: list[str] = []
    given: Iterator[str] = iter(answers)

    def ask(words: str) -> str:
        said.append(words)
        return next(given)

    def ask_secretly(words: str) -> str:
        secretly.append(words)
        return next(given)

    interview = Interview({}, has_terminal=True, ask=ask, ask_secretly=ask_secretly, say=said.append)
    return interview.answer(question), said, secretly


def test_a_choice_is_made_by_its_number_or_its_name() -> None:
    question = InitQuestion("--colour", "a colour", colour, choices=COLOURS)
    shown = ["   1  red", "   2  green", "   3  blue", "a colour: "]
    assert asked(question, "2") == ("green", shown, [])
    assert asked(question, " blue ") == ("blue", shown, [])


def test_a_wrong_answer_is_told_and_asked_again() -> None:
    question = InitQuestion("--colour", "a colour", colour)
    assert asked(question, "9", "red") == (
        "red",
        ["a colour: ", "  “9” isn't a colour.", "a colour: "],
        [],
    )


@pytest.mark.parametrize("nothing", ["", "  "])
def test_enter_alone_is_told_which_answer_is_needed(nothing: str) -> None:
    question = InitQuestion("--colour", "a colour", colour)
    assert asked(question, nothing, "red") == (
        "red",
        ["a colour: ", "  An answer is needed: a colour.", "a colour: "],
        [],
    )


def test_nothing_said_takes_the_default() -> None:
    assert asked(InitQuestion("--colour", "a colour", colour, default="red"), "")[:2] == (
        "red",
        ["a colour [red]: "],
    )


def test_a_secret_is_asked_for_without_an_echo() -> None:
    question = InitQuestion("--colour", "a colour", colour, is_secret=True)
    assert asked(question, "red") == ("red", [], ["a colour: "])


def test_more_than_a_screenful_is_shown_in_part() -> None:
    names = tuple(f"n{number}" for number in range(30))
    answer, said, _ = asked(InitQuestion("--name", "a name", str, choices=names), "30")
    assert answer == "n29"
    assert said[-2] == "      … and 10 more: give a name"
    assert len(said) == 22
