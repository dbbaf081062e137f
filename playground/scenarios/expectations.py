"""What a scenario expects, compared with what people see."""

from collections.abc import Callable, Sequence
from datetime import datetime

from playground.people.message_search import FoundMessage, MessageSearch
from playground.people.outside_view import PLACES, OutsideView
from playground.people.visible_text import words
from playground.scenarios.script import Expectation, MessagePointer
from playground.workspace.name_lookup import NameLookup
from playground.workspace.state import WorkspaceState

_SHOWN = 6  # messages quoted when an expectation fails

MessageFinder = Callable[[MessagePointer | None, str, str], FoundMessage | None]


class ExpectationChecker:
    """Checks expectations."""

    def __init__(
        self,
        state: WorkspaceState,
        names: NameLookup,
        finding: MessageSearch,
        pointed: MessageFinder,
        outside: OutsideView,
    ) -> None:
        self._state, self._names, self._search, self._pointed_at = state, names, finding, pointed
        self._outside = outside

    def unmet(self, one: Expectation, place: str, begun: datetime, named: dict[str, FoundMessage]) -> str:
        """Return what is wrong, or "" when all is as expected; a found message gets its name."""
        user = self._names.person(one.eyes) if one.eyes else ""
        if place in ("modal", "home"):
            return self._view(one, place, user)
        if place in PLACES:
            return self._beside_slack(one, place, user, begun)
        found = self._seen(one, place, user)
        if found is None:
            return f"there is no message {_meant(one.thread)!r} whose thread to look at"
        if one.only_new:
            found = [each for each in found if float(each.ts) >= begun.timestamp()]
        said = [self._search.words(each) for each in found]
        fitting = [each for each, words in zip(found, said, strict=True) if _says(words, one)]
        if not (wrong := _unmet(one, place, said)) and one.name and fitting:
            named[one.name] = fitting[-1]
        return wrong

    def _beside_slack(self, one: Expectation, place: str, user: str, begun: datetime) -> str:
        found = self._outside.shown(place, user)
        shown = [each.words for each in found if each.at >= begun or not one.only_new]
        return _unmet(one, f"{one.eyes}'s phone" if place == "phone" else place, shown)

    def _seen(self, one: Expectation, place: str, user: str) -> list[FoundMessage] | None:
        if place == "private":
            return self._search.private(user)
        if one.thread is not None:
            parent = self._pointed_at(one.thread, one.eyes, place)
            if parent is None:
                return None
            root = parent.message.thread_ts if parent.message.is_reply else parent.ts
            return self._search.public(parent.conversation, root)
        conversation = self._names.conversation(place, user)
        return self._search.public(conversation)

    def _view(self, one: Expectation, place: str, user: str) -> str:
        stack, team = self._state.stacks.get(user), self._state.install_for(user).team_id
        opened = (stack[-1] if stack else None) if place == "modal" else self._state.homes.get((user, team))
        if opened is None:
            return "" if one.count == 0 else f"{one.eyes} sees no {place}"
        shown = "\n".join([words(self._state, opened.view), *opened.errors.values()])
        missing = [text for text in one.texts if text not in shown]
        if one.count == 0 and not missing:
            return f"{one.eyes} should see no such {place}, but sees:\n{shown}"
        if one.count != 0 and missing:
            return f"{one.eyes}'s {place} says nothing of {missing[0]!r}; it says:\n{shown}"
        unwanted = [text for text in one.never if text in shown]
        return f"{one.eyes}'s {place} should not say {unwanted[0]!r}" if unwanted else ""


def _says(words: str, one: Expectation) -> bool:
    return all(text in words for text in one.texts)


def _unmet(one: Expectation, place: str, said: Sequence[str]) -> str:
    """Return what is wrong with what is said in a place, or ""."""
    fitting = [words for words in said if _says(words, one)]
    for text in one.never:
        if any(text in words for words in said):
            return f"{text!r} should not be said in {place}" + _quoted(said)
    if one.count is not None and len(fitting) != one.count:
        return f"{len(fitting)} messages in {place}, not {one.count}, say {_all(one)}" + _quoted(said)
    if one.count is None and one.texts and not fitting:
        return f"no message in {place} says {_all(one)}" + _quoted(said)
    return ""


def _meant(pointer: MessagePointer | None) -> str:
    return (pointer.text or pointer.name) if pointer else ""


def _all(one: Expectation) -> str:
    return " and ".join(map(repr, one.texts)) or "anything"


def _quoted(said: Sequence[str]) -> str:
    last = [text.replace("\n", " / ") for text in said][-_SHOWN:]
    return "; there is:\n" + "\n".join(f"    {text}" for text in last) if last else "; there is nothing"
