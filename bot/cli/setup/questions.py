"""Questions that an option of the command line answers, or the person at the terminal."""

import getpass
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.errors import SettingsMissing, WrongInput

Answer = TypeVar("Answer")

_MOST_SHOWN: Final = 20


@dataclass(frozen=True)
class InitQuestion(Generic[Answer]):
    """One thing to know: the option that answers it, its words, and how an answer is read.

    `read` raises WrongInput for an answer that is none. `default` answers where nothing is said; without one
    an answer is needed. `choices` are shown to the person at the terminal, who may give one's number.
    """

    option: str
    asks: str
    read: Callable[[str], Answer]
    default: str | None = None
    choices: Sequence[str] = ()
    is_secret: bool = False


class Interview:
    """Asks questions, each at most once: what was given as an option is not asked."""

    def __init__(
        self,
        given: Mapping[str, str | None],
        *,
        has_terminal: bool,
        ask: Callable[[str], str] = input,
        ask_secretly: Callable[[str], str] = getpass.getpass,
        say: Callable[[str], object] = print,
    ) -> None:
        self._given, self._has_terminal = given, has_terminal
        self._ask, self._ask_secretly, self._say = ask, ask_secretly, say

    def need(self, questions: Iterable[InitQuestion[Answer]]) -> None:
        """Raise SettingsMissing with each option that is missing and can't be asked for."""
        missing = [
            f"{question.option} is missing: {question.asks}."
            for question in questions
            if self._given.get(question.option) is None and question.default is None
        ]
        if missing and not self._has_terminal:
            raise SettingsMissing(missing)

    def answer(self, question: InitQuestion[Answer]) -> Answer:
        """Return the answer; raise WrongInput for an option that is none, SettingsMissing without one."""
        given = self._given.get(question.option)
        if given is not None:
            return self._read_option(question, given)
        if not self._has_terminal:
            self.need([question])
            return question.read(question.default or "")
        return self._asked(question)

    def _read_option(self, question: InitQuestion[Answer], given: str) -> Answer:
        try:
            return _read(question, given.strip())
        except WrongInput as error:
            raise WrongInput(f"{question.option}: {error}") from None

    def _asked(self, question: InitQuestion[Answer]) -> Answer:
        for number, choice in enumerate(question.choices[:_MOST_SHOWN], 1):
            self._say(f"  {number:2}  {choice}")
        if len(question.choices) > _MOST_SHOWN:
            self._say(f"      … and {len(question.choices) - _MOST_SHOWN} more: give a name")
        hint = f" [{question.default}]" if question.default else ""
        while True:
            ask = self._ask_secretly if question.is_secret else self._ask
            said = ask(f"{question.asks}{hint}: ").strip() or question.default or ""
            if said.isdigit() and 0 < int(said) <= len(question.choices):
                said = question.choices[int(said) - 1]
            try:
                return _read(question, said)
            except WrongInput as error:
                self._say(f"  {error}")


def _read(question: InitQuestion[Answer], said: str) -> Answer:
    if not said and question.default is None:
        raise WrongInput(f"An answer is needed: {question.asks}.")
    return question.read(said)
