"""The transcript of a scenario: what was said and done, as people saw it, in the order it happened."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playground.people.message_search import FoundMessage, MessageSearch
from playground.people.outside_view import OutsideView
from playground.workspace.state import WorkspaceState

_INDENT = " " * 22


class Transcript:
    """Tells what is new since it last told."""

    def __init__(
        self, state: WorkspaceState, outside: OutsideView, zone: ZoneInfo, tell: Callable[[str], None]
    ) -> None:
        self._state, self._outside, self._zone, self._tell = state, outside, zone, tell
        self._rang: dict[str, str] = {}
        self._search = MessageSearch(state)
        self._told: dict[tuple[str, str, str | None], str] = {}
        self._forms: dict[str, str] = {}
        self._pending: list[tuple[datetime, str]] = []

    def begin(self, story: str, about: str) -> None:
        """Tell the title; what stands in the channels already is told of no more."""
        self._tell(story)
        self._tell("=" * len(story))
        if about:
            self._tell(about.strip())
        self._tell("")
        with self._state.lock:
            for found in self._everything():
                self._told[_key(found)] = self._search.words(found)

    def action(self, who: str, what: str) -> None:
        """Tell of something that somebody does without words."""
        self._line(self._state.clock.now(), f"{who} {what}")
        self._flush()

    def news(self) -> None:
        """Tell what has been said, changed, taken away and opened since."""
        with self._state.lock:
            everything = sorted(self._everything(), key=lambda one: one.ts)
            for found in everything:
                self._message(found)
            self._forget_the_deleted({_key(one) for one in everything})
            self._modals()
            self._beside_slack()
        self._flush()

    def _everything(self) -> Iterator[FoundMessage]:
        for conversation in self._state.conversations.values():
            yield from self._search.public(conversation)
        for where, message in self._state.ephemerals:
            yield FoundMessage(self._state.conversations[where], message)

    def _message(self, found: FoundMessage) -> None:
        said = self._search.words(found)
        before = self._told.get(_key(found))
        if before == said:
            return
        self._told[_key(found)] = said
        mark = "" if before is None else "edits: "
        new = said if before is None else "\n".join(_fresh(before, said)) or said
        edited = (found.message.edited or {}).get("ts")
        at = datetime.fromtimestamp(float(found.ts if before is None else edited or found.ts), UTC)
        self._line(at, f"{self._where(found)}: {mark}{new}")

    def _forget_the_deleted(self, there: set[tuple[str, str, str | None]]) -> None:
        for key in set(self._told) - there:
            gone = self._told.pop(key).partition("\n")[0]
            if key[2] is None:
                self._line(self._state.clock.now(), f"(taken away: {gone})")

    def _where(self, found: FoundMessage) -> str:
        message, conversation = found.message, found.conversation
        who = self._state.people.get(message.user)
        name = who.real_name if who else "Slack"
        if message.visible_to is not None:
            return f"{name} → {self._state.people[message.visible_to].real_name} only"
        if conversation.im_user is not None:
            others = [one for one in conversation.members if one != message.user]
            return f"{name} → {self._state.people[others[0]].real_name} (direct)"
        return f"{name} {'↳ ' if message.is_reply else ''}#{conversation.name}"

    def _modals(self) -> None:
        for user, stack in self._state.stacks.items():
            form = f"{stack[-1].id}{sorted(stack[-1].errors.items())}"
            if self._forms.get(user) == form:
                continue
            self._forms[user] = form
            view, name = stack[-1].view, self._state.people[user].real_name
            labels = [one["label"]["text"] for one in view["blocks"] if one["type"] == "input"]
            asks = f": {', '.join(labels)}" if labels else ""
            errors = "".join(f"\n! {one}" for one in stack[-1].errors.values())
            self._line(
                self._state.clock.now(), f"{name} sees the form “{view['title']['text']}”{asks}{errors}"
            )

    def _beside_slack(self) -> None:
        """Tell what phones, PagerDuty and the console show by now, each time it is something else."""
        numbers: Counter[str] = Counter()
        for place, shown in self._outside.everything():
            numbers[place] += 1
            self._rung(f"{place} {numbers[place]}", f"{place}: {shown.words}", shown.at)

    def _rung(self, key: str, words: str, at: datetime) -> None:
        before = self._rang.get(key)
        if before != words:
            self._rang[key] = words
            self._line(at if before is None else self._state.clock.now(), words)

    def _line(self, at: datetime, text: str) -> None:
        here = at.astimezone(self._zone)
        stamp = f"{here:%a %b} {here.day:2} {here:%H:%M:%S}"
        first, *rest = text.split("\n")
        below = "".join(f"\n{_INDENT}  {line}" for line in rest)
        self._pending.append((at, f"{stamp:<{len(_INDENT)}}{first}{below}"))

    def _flush(self) -> None:
        for _, line in sorted(self._pending, key=lambda one: one[0]):
            self._tell(line)
        self._pending.clear()


def _key(found: FoundMessage) -> tuple[str, str, str | None]:
    return found.conversation.id, found.ts, found.message.visible_to


def _fresh(before: str, now: str) -> list[str]:
    """Return the lines that an edit brought."""
    old = set(before.split("\n"))
    return [line for line in now.split("\n") if line not in old]
