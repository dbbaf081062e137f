"""Looking back, for staff: a ticket's history line by line, and what was refused of late."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.blocks.kit.rich import Bold, Line, bullets, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Post
from bot.blocks.values.past import Happened, Past, Refused
from bot.domain.escalation import Reason
from bot.domain.wording import clock_time

_WHY_LIMIT = 120


def history(past: Past) -> Post:
    """Show what happened to a ticket: when, what, by whom, from where."""
    return _listed(past, [_happened(past, one) for one in past.happened], "Nothing happened yet.")


def refusals(past: Past) -> Post:
    """Show what was refused: when, to whom, what, where, and what they were told."""
    return _listed(past, [_refused(past, one) for one in past.refused], "Nothing was refused.")


def _listed(past: Past, rows: list[Line], none: str) -> Post:
    heading: Line = [Bold(in_sentence(past.title))]
    if not rows:
        return Post(flat(heading, [none]), [rich(lines(heading, [none]))])
    left_out = past.left_out
    if left_out:
        rows.insert(0, [f"… {left_out} earlier {'line is' if left_out == 1 else 'lines are'} left out"])
    return Post(flat(heading, *rows), [rich(lines(heading), bullets(*rows))])


def _happened(past: Past, one: Happened) -> Line:
    words = SAID.get(one.kind, _by_name(one.kind))(one.data)
    who = in_sentence(one.who, 60) + (f" ({in_sentence(one.company, 60)})" if one.company else "")
    return [Bold(clock_time(one.at, past.wall_clock, past.now)), f" · {in_sentence(words, 200)} · {who}"]


def _refused(past: Past, one: Refused) -> Line:
    who = f"{in_sentence(one.who, 60)} ({in_sentence(one.company, 60)})"
    where = f" in {in_sentence(one.where, 60)}" if one.where else ""
    asked = f"{in_sentence(one.asked, 60)}{where}: {in_sentence(one.why, _WHY_LIMIT)}"
    return [Bold(clock_time(one.at, past.wall_clock, past.now)), f" · {who} · {asked}"]


def _by_name(kind: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda data: kind.replace("_", " ")


def _just(words: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda data: words


def _assigned(data: Mapping[str, Any]) -> str:
    return f"assigned to {data.get('name') or data.get('role')}"


def _escalated(data: Mapping[str, Any]) -> str:
    return "escalated: critical blocker" if data["reason"] == Reason.BLOCKER else "escalated: response"


def _clock(words: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda data: f"{words}{': ' + str(data['outcome']) if data.get('outcome') else ''}"


SAID: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "opened": lambda data: f"opened by {data['origin']}, {data['priority']}",
    "assigned": _assigned,
    "priority_changed": lambda data: f"priority changed from {data['old']} to {data['new']}",
    "pending": _just("set pending"),
    "reminded": _just("customer reminded"),
    "solved": _just("solved"),
    "reopened": _just("reopened"),
    "escalated": _escalated,
    "escalation_added": _just("escalated again, added to the open escalation"),
    "escalation_climbed": lambda data: f"escalation climbed to step {data['step']}",
    "escalation_acknowledged": _just("escalation acknowledged"),
    "details_added": _just("details added"),
    "questions_answered": _just("questions answered"),
    "asked_for": lambda data: f"asked for {data['question']}",
    "customer_replied": _just("customer replied"),
    "customer_thanked": _just("customer thanked, no clock started"),
    "needs_answer": _just("said to need an answer"),
    "staff_responded": _just("staff answered"),
    "replied_too_late": _just("reply too late to reopen"),
    "filed_in_console": lambda data: f"console number {data['number'] or 'taken away'}",
    "nudged": _just("assignee nudged"),
    "breached": lambda data: "still overdue" if data.get("again") else "overdue",
    "ping_held_back": lambda data: f"ping held back: {data['why']}",
    "clock_started": _clock("response clock started"),
    "clock_recomputed": _clock("response clock recomputed"),
    "clock_stopped": _clock("response clock stopped"),
}
"""What each kind of event is called; a test holds it against all kinds that are recorded."""
