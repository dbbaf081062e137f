"""Playing a scenario: each step at its time, by its person, with what is expected of it."""

import base64
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from playground.people.message_search import FoundMessage, MessageSearch
from playground.people.outside_view import OutsideView
from playground.people.phone_actions import VALUES
from playground.people.requests import BadRequest
from playground.people.workspace_view import WorkspaceView
from playground.scenarios.expectations import ExpectationChecker
from playground.scenarios.reader import BY_NOBODY
from playground.scenarios.script import Expectation, MessagePointer, Scenario, Step
from playground.scenarios.transcript import Transcript
from playground.workspace.json_types import JSON
from playground.workspace.name_lookup import NameLookup, UnknownName
from playground.workspace.state import SlackError, WorkspaceState

PATIENCE = 30.0  # real seconds for a form or message that the app shows a moment after its acknowledgement
_COMES_LATER = ("view_not_found", "action_not_found")
_IN_A_CHANNEL = ("say", "mention", "reply", "slash", "upload")
_VIEWS = ("modal", "home")


class ScenarioStage(Protocol):
    """What a scenario is played on: a running playground."""

    def do(self, request: JSON) -> JSON:
        """Do one thing as one person, in their words."""
        ...

    def manage(self, action: str, told: JSON) -> JSON:
        """Do what administrators do, in their words."""
        ...

    def set_console(self, name: str, **told: object) -> None:
        """Have the console do otherwise."""
        ...

    def travel_to(self, instant: datetime) -> None:
        """Move the clock."""
        ...


class ScenarioFailed(Exception):
    """A step did not go as written; the text names file, line and what was seen instead."""


@dataclass
class ScenarioRun:
    """One run of one scenario; `settle` waits until the app has nothing left to say."""

    stage: ScenarioStage
    state: WorkspaceState
    workspace: WorkspaceView
    scenario: Scenario
    settle: Callable[[], None]
    tell: Callable[[str], None]
    outside: OutsideView
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        self._search, self._names = MessageSearch(self.state), NameLookup(self.state)
        self._named: dict[str, FoundMessage] = {}
        self._transcript = Transcript(self.state, self.outside, self.scenario.zone, self.tell)
        self._expectations = ExpectationChecker(
            self.state, self._names, self._search, self._message, self.outside
        )

    def run(self) -> None:
        """Play it to the end; raises Failed at the first step that goes otherwise."""
        self.settle()
        self._transcript.begin(self.scenario.story, self.scenario.about)
        for step in self.scenario.steps:
            try:
                self._step(step)
            except (UnknownName, BadRequest, SlackError, KeyError, ValueError) as wrong:
                raise self._failed(step.line, f"this cannot be done: {wrong}") from wrong

    def _step(self, step: Step) -> None:
        begun = self.state.clock.now()
        if step.when is not None:
            self._go(step, begun)
        if step.action:
            self._act(step)
        self.settle()
        self._transcript.news()
        for one in step.expects:
            self._expect(one, begun)

    def _go(self, step: Step, now: datetime) -> None:
        assert step.when is not None
        goal = step.when.from_now(now, self.scenario.zone)
        if goal < now and (now - goal).total_seconds() > 60:
            raise self._failed(
                step.line, f"{goal:%Y-%m-%d %H:%M} is past already; it is {now:%Y-%m-%d %H:%M}"
            )
        self.stage.travel_to(max(goal, now))

    def _expect(self, one: Expectation, begun: datetime) -> None:
        where = one.place or self.scenario.channel
        wrong = ""

        def met() -> bool:
            nonlocal wrong
            if wrong:
                self.settle()  # what falls due by now is done now: its next look may be seconds away
            with self.state.lock:
                wrong = self._expectations.unmet(one, where, begun, self._named)
            return not wrong

        try:
            self.workspace.wait_for(met, self.patience)
        except TimeoutError:
            raise self._failed(one.line, wrong) from None

    def _act(self, step: Step) -> None:
        if step.action in BY_NOBODY:
            self._administer(step)
            return
        person = self.state.people[self._names.person(step.who)]
        request = self._request(step)
        if step.action not in ("say", "mention", "reply"):
            self._transcript.action(person.real_name, _in_words(step))
        answer = self._patiently(request)
        self._judge(step, answer)
        if step.name and "ts" in answer:
            with self.state.lock:
                conversation = self._names.conversation(request["channel"], person.id)
                self._named[step.name] = FoundMessage(conversation, conversation.messages[answer["ts"]])

    def _administer(self, step: Step) -> None:
        """Do what nobody does: what happens to Slack or the console from outside."""
        told = dict(step.value) if isinstance(step.value, dict) else {}
        self._transcript.action(BY_NOBODY[step.action], ": ".join(map(str, told.values())))
        do = str(told.pop("do", ""))
        if step.action == "slack":
            self.stage.manage(do, told)
        else:
            self.stage.set_console(do, **told)

    def _patiently(self, request: JSON) -> JSON:
        """Do it, or do it again while what it needs is still to come."""
        answer: JSON = {}

        def done() -> bool:
            nonlocal answer
            answer = self.stage.do(request)
            return answer["ok"] or answer.get("error") not in _COMES_LATER

        with contextlib.suppress(TimeoutError):
            self.workspace.wait_for(done, self.patience)
        return answer

    def _judge(self, step: Step, answer: JSON) -> None:
        shown = answer.get("shown", "")
        if answer.get("errors"):
            shown = "; ".join(answer["errors"].values())
        went_well = answer["ok"] and not answer.get("errors")
        if step.refused is None and not went_well:
            raise self._failed(step.line, f"{step.action} was refused: {shown}")
        if step.refused is not None and (went_well or step.refused not in shown):
            said = "it went through" if went_well else f"it was refused with {shown!r}"
            raise self._failed(
                step.line, f"{step.action} should be refused with {step.refused!r}, but {said}"
            )

    def _request(self, step: Step) -> JSON:
        request: JSON = {"as": step.who, "do": step.action, **step.more}
        place = "" if step.place in _VIEWS else step.place
        if place or step.action in _IN_A_CHANNEL:
            request["channel"] = place or self.scenario.channel
        if step.to is not None:
            found = self._pointed_at(step)
            request |= {"channel": found.conversation.id, "ts": found.ts}
        value = step.value
        match step.action:
            case "say" | "mention" | "reply":
                request |= {"text": str(value), "do": "say" if step.action == "reply" else step.action}
                request["thread_ts"] = _root(found) if step.to is not None else None
            case "edit":
                request["text"] = str(value)
            case "forward":
                request["into"] = str(value)
            case "react" | "unreact":
                request["name"] = str(value)
            case "slash":
                request["line"] = str(value)
            case "shortcut" | "click":
                request["what"] = str(value)
                request |= {"where": step.place} if step.place in _VIEWS else {}
            case "fill" | "submit":
                request |= {"values": value} if isinstance(value, dict) else {}
            case "upload":
                content = base64.b64encode(str(step.more.get("text") or value).encode()).decode()
                request |= {"filename": str(value), "content": content}
                request["thread_ts"] = _root(found) if step.to is not None else None
            case "join" | "leave":
                request["channel"] = str(value)
            case "console":
                request |= value if isinstance(value, dict) else {}
            case "press" | "record" | "pagerduty":
                request[VALUES[step.action]] = str(value)
            case "open_home":
                request |= {"tab": value} if isinstance(value, str) else {}
        return request

    def _pointed_at(self, step: Step) -> FoundMessage:
        assert step.to is not None
        try:
            found = self.workspace.wait_for(
                lambda: self._message(step.to, step.who, step.place), self.patience
            )
        except TimeoutError:
            said = step.to.text or step.to.name
            raise self._failed(step.line, f"{step.who} sees no message {said!r}") from None
        assert found is not None
        return found

    def _message(self, pointer: MessagePointer | None, who: str, place: str) -> FoundMessage | None:
        """Return the message pointed at: by name, else the newest (or so-many-th) that has the words."""
        if pointer is None or pointer.name in self._named:
            return self._named[pointer.name] if pointer else None
        text = pointer.text or pointer.name
        with self.state.lock:
            user = self._names.person(who) if who else ""
            rooms = [pointer.channel or ("" if place in _VIEWS else place) or self.scenario.channel]
            if not pointer.channel and not place:
                others = self.state.conversations.values()
                rooms += [one.id for one in others if user in one.members and one.name != rooms[0]]
            for room in rooms:
                conversation = self._names.conversation(room, user)
                seen = self._search.seen(user, conversation) if user else self._search.public(conversation)
                found = self._search.saying(seen, text)
                if found:
                    return _so_many_th(found, pointer.number or -1)
        return None

    def _failed(self, line: int, what: str) -> ScenarioFailed:
        return ScenarioFailed(f"{self.scenario.file}:{line}: {what}")


def _so_many_th(found: list[FoundMessage], number: int) -> FoundMessage | None:
    """Return one counted from the oldest, or, below zero, from the newest."""
    place = number - 1 if number > 0 else number
    return found[place] if -len(found) <= place < len(found) else None


def _root(found: FoundMessage) -> str:
    message = found.message
    return message.thread_ts if message.thread_ts is not None and message.is_reply else message.ts


def _in_words(step: Step) -> str:
    """Return an action as the transcript tells it."""
    words = {
        "forward": "forwards to",
        "react": "reacts with",
        "unreact": "takes back",
        "slash": "types",
        "shortcut": "uses",
        "click": "clicks",
        "press": "presses",
        "let_ring": "lets the phone ring",
        "voicemail": "leaves it to the voicemail",
        "hang_up": "hangs up",
        "ring": "calls the app's number",
        "record": "leaves a message:",
        "pagerduty": "does in PagerDuty:",
    }
    if isinstance(step.value, dict):
        told = "; ".join(f"{name}: {value}" for name, value in step.value.items())
        words |= {"fill": "fills in", "submit": "submits", "console": "does in the console:"}
        return f"{words[step.action]} {told}"
    value = "" if step.value is True else f" {step.value}"
    if step.action in ("react", "unreact"):
        value = f" :{step.value}:"
    return f"{words.get(step.action, step.action + 's')}{value}"
