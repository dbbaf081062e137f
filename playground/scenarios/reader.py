"""Scenario files read and checked: every problem is told with its file and line, all at once."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from playground.people.console_actions import KEYS
from playground.people.phone_actions import STEPS
from playground.scenarios.script import Expectation, MessagePointer, Scenario, Step
from playground.scenarios.when import When, instant, span
from playground.scenarios.yaml_nodes import YamlNode, compose

BY_NOBODY = {"slack": "Slack", "zendesk": "Zendesk"}
"""Actions of no person, and what they happen to."""
ACTIONS = (
    *("say", "mention", "reply", "forward", "edit", "delete", "react", "unreact", "pin", "unpin"),
    *("slash", "shortcut", "click", "fill", "submit", "back", "close", "upload"),
    *("join", "leave", "open_home", "reload", "console"),
    *BY_NOBODY,
    *STEPS,
)
_POINTING = {"reply", "forward", "edit", "delete", "react", "unreact", "pin", "unpin"}
_STEP = {*ACTIONS, "as", "at", "wait", "to", "in", "call", "value", "text", "broadcast", "refused", "expect"}
_EXPECT = {"in", "as", "thread", "text", "not", "count", "new", "call"}
_POINTER = {"text", "in", "number"}
_TOP = {"story", "about", "zone", "start", "channel", "steps", "runbook"}
_TRUE = {"true": True, "yes": True, "false": False, "no": False}
_SOME_DAY = datetime(2026, 3, 3, 15, tzinfo=UTC)  # Tuesday morning in New York
_SEEN_BY_ONE = ("modal", "home", "private", "dm", "phone")


class ScenarioMalformed(Exception):
    """A scenario file that cannot be played; `problems` each name file, line and what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read(path: Path) -> Scenario:
    """Read a scenario file; raises ScenarioMalformed, or OSError if there is none."""
    return ScenarioReader(str(path)).scenario(path.read_text(encoding="utf-8"))


class ScenarioReader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[str] = []

    def scenario(self, text: str) -> Scenario:
        """Return the scenario written in the text; raises ScenarioMalformed."""
        try:
            root = compose(text)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ScenarioMalformed([f"{self._file}:{line}: {error.problem}"]) from error
        if root is None or not root.is_mapping:
            raise ScenarioMalformed([f"{self._file}:1: a scenario is a mapping with story, start and steps"])
        top = self._fields(root, _TOP)
        for name in ("story", "start", "steps"):
            if name not in top:
                self._wrong(root, f"{name} is missing")
        zone = self._zone(top.get("zone"))
        start = self._start(top.get("start"), zone)
        steps = self._steps(top.get("steps"))
        if self._problems:
            raise ScenarioMalformed(self._problems)
        told = {name: top[name].text for name in ("story", "about", "channel") if name in top}
        settings = {"runbook": top["runbook"].typed()} if "runbook" in top else {}
        return Scenario(
            self._file,
            told["story"],
            told.get("about", ""),
            zone,
            start,
            told.get("channel", ""),
            steps,
            settings,
        )

    def _wrong(self, node: YamlNode, what: str) -> None:
        self._problems.append(f"{self._file}:{node.line}: {what}")

    def _fields(self, node: YamlNode, known: set[str]) -> dict[str, YamlNode]:
        found: dict[str, YamlNode] = {}
        for key, value in node.fields():
            if key.text not in known:
                self._wrong(key, f"{key.text!r} is not known here; known are {', '.join(sorted(known))}")
            elif key.text in found:
                self._wrong(key, f"{key.text!r} stands here twice")
            else:
                found[key.text] = value
        return found

    def _zone(self, node: YamlNode | None) -> ZoneInfo:
        name = node.text if node else "America/New_York"
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            if node:
                self._wrong(node, f"there is no time zone {name!r}")
            return ZoneInfo("UTC")

    def _start(self, node: YamlNode | None, zone: ZoneInfo) -> datetime:
        found = self._when(node, instant) if node else None
        if node and found and found.day is None:
            self._wrong(node, "a start needs its date, like 2026-03-03 10:00")
        return found.from_now(_SOME_DAY, zone) if found and found.day else _SOME_DAY

    def _when(self, node: YamlNode, parse: Callable[[str], When]) -> When | None:
        try:
            found: When = parse(node.text)
        except ValueError as wrong:
            self._wrong(node, str(wrong))
            return None
        return found

    def _steps(self, node: YamlNode | None) -> tuple[Step, ...]:
        if node is None:
            return ()
        if not node.is_list:
            self._wrong(node, "steps are a list")
            return ()
        return tuple(self._step(one) for one in node.items())

    def _step(self, node: YamlNode) -> Step:
        if not node.is_mapping:
            self._wrong(node, "a step is a mapping, like {as: maya, say: hello}")
            return Step(node.line)
        found = self._fields(node, _STEP)
        actions = [name for name in ACTIONS if name in found]
        if len(actions) > 1:
            self._wrong(node, f"one step, one action: not {' and '.join(actions)} together")
        action = actions[0] if actions else ""
        if action and action not in BY_NOBODY and "as" not in found:
            self._wrong(node, f"who does this? Say as: before {action}")
        if action in _POINTING and "to" not in found:
            self._wrong(node, f"{action} needs to: the message it is about")
        if action == "console":
            self._in_console(found[action])
        if not action and not found.keys() & {"at", "wait", "expect"}:
            self._wrong(node, "this step does nothing")
        return Step(
            node.line,
            self._time(node, found),
            _text(found, "as"),
            action,
            self._done(found, action),
            self._pointer(found.get("to")),
            _text(found, "in"),
            {name: self._value(found[name]) for name in ("value", "text", "broadcast") if name in found},
            _text(found, "call"),
            found["refused"].text if "refused" in found else None,
            self._expectations(found.get("expect"), _text(found, "as")),
        )

    def _in_console(self, node: YamlNode) -> None:
        if node.is_mapping:
            self._fields(node, set(KEYS))
        else:
            self._wrong(node, "say what is done in the console, like {ticket: 1, answer: We see it}")

    def _time(self, node: YamlNode, found: Mapping[str, YamlNode]) -> When | None:
        if "at" in found and "wait" in found:
            self._wrong(node, "either at: or wait:, not both")
        if "at" in found:
            return self._when(found["at"], instant)
        return self._when(found["wait"], span) if "wait" in found else None

    def _done(self, found: Mapping[str, YamlNode], action: str) -> object:
        """Return what is told of an action: words, but numbers where Zendesk does otherwise."""
        if action == "zendesk":
            return found[action].typed()
        return self._value(found[action]) if action else None

    def _value(self, node: YamlNode) -> object:
        value = node.plain()
        return _TRUE.get(value, value) if isinstance(value, str) else value

    def _pointer(self, node: YamlNode | None) -> MessagePointer | None:
        if node is None:
            return None
        if node.is_text:
            return MessagePointer(name=node.text)
        found = self._fields(node, _POINTER) if node.is_mapping else {}
        if "text" not in found:
            self._wrong(node, "point at a message by its name, or by {text: words in it}")
        return MessagePointer(
            text=_text(found, "text"),
            channel=_text(found, "in"),
            number=self._number(found.get("number")),
        )

    def _number(self, node: YamlNode | None) -> int | None:
        if node is not None and not re.fullmatch(r"-?[0-9]+", node.text):
            self._wrong(node, f"{node.text!r} isn't a whole number")
            return None
        return int(node.text) if node is not None else None

    def _expectations(self, node: YamlNode | None, eyes: str) -> tuple[Expectation, ...]:
        if node is None:
            return ()
        each = node.items() if node.is_list else [node]
        return tuple(self._expectation(one, eyes) for one in each)

    def _expectation(self, node: YamlNode, eyes: str) -> Expectation:
        found = self._fields(node, _EXPECT) if node.is_mapping else {}
        place = _text(found, "in")
        if not found.keys() & {"text", "not", "count"}:
            self._wrong(node, "expect says what: text:, not: or count:")
        eyes = _text(found, "as") or eyes
        if place in _SEEN_BY_ONE and not eyes:
            self._wrong(node, f"whose {place}? Say as:")
        return Expectation(
            node.line,
            place,
            eyes,
            self._pointer(found.get("thread")),
            _texts(found.get("text")),
            _texts(found.get("not")),
            self._number(found.get("count")),
            _TRUE.get(_text(found, "new"), False),
            _text(found, "call"),
        )


def _text(found: Mapping[str, YamlNode], name: str) -> str:
    return found[name].text if name in found else ""


def _texts(node: YamlNode | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return tuple(one.text for one in node.items()) if node.is_list else (node.text,)
