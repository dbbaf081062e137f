"""A file is told from every other by its name, unless several rooms treat one subject.

Each layer has its part of a subject, and calls it by the same word: the rules of a ticket, its table, its
command. Of two files of one name that are about different things, whoever searches opens the wrong one.
"""

from collections import defaultdict
from pathlib import Path

from tests.unit.house.source import sources

BOT = ("bot", "handlers", "models", "migrations")

NAMED_BY_PYTHON = ("__init__.py", "__main__.py")

SUBJECTS = {
    "absence": "one stretch away: how it reads, and its row",
    "absences": "announcing them: the use case, its steps, its answers and their values",
    "account": "a customer: its runbook, and what the database keeps of it",
    "briefs": "what is handed over as shifts change: the step, its message and its values",
    "api_token": "tokens of the API: the command, and their rows",
    "calendars": "shifts and absences from calendars: in the runbook, the use case, its words, the job",
    "cards": "a ticket's two cards: their words, and the step that posts and edits them",
    "channels": "the life of a channel: what Slack tells, and the use case",
    "cover": "one cover: the rule, and its row",
    "related": "tickets linked and split: the use case, and what is told of it",
    "line_call": "a call to the support line: how it goes, and its row",
    "merging": "two tickets made one: its rules, its events, the use case and its steps",
    "console": "the provider's own: a ticket as it is filed there, its bridge, what goes over it",
    "covers": "announcing them: the use case, its steps, its answers and their values",
    "decisions": "what was decided about a ticket: the values, and the step that computes it again",
    "drill": "a P1 that is none: its hour and its name, and its event",
    "drills": "the same, as a step, and the words",
    "errors": "the one tree of errors, and the one place that answers with them",
    "escalation": "the ladder's rule, and its row",
    "evidence": "the second clock: its rule, its events, its step and its words",
    "falling_due": "what falls due: its names, and doing it",
    "home": "the Home tab: its page, what it shows, and its row",
    "identity": "who somebody is: to the runbook, and by what Slack says",
    "intake": "what is asked about a ticket: the use case, and its values",
    "message": "what was said: as Slack shows it, and its row",
    "new_ticket": "opening one: the step, the shortcut and the submitted form",
    "notice": "that chat has no SLA: the step, its buttons and its row",
    "notices": "the same, several at once: the use case, and the words",
    "oncall": "who is on call: the shell's command, Slack's command, its buttons and the use case",
    "oncall_groups": "user groups that follow a schedule: the use case, and the hand that writes them",
    "oncall_feed": "the calendar feed: its command, its address and its row",
    "pages": "what reaches somebody beside pings in Slack: the words, and the rows",
    "paging": "reaching somebody who is not looking: the rule, the event and the step",
    "past": "looking back: the answers, and their values",
    "people": "who there is: in the runbook, in the database, and the use case",
    "person": "one of them: in the runbook, and in a payload",
    "pings": "an overdue ticket's: the rule, and the words",
    "pin_tries": "wrong PINs: how many are looked at, and their row",
    "reach": "whether a ping reaches somebody: the reason, and the step that finds it",
    "refusals": "what was refused: the listener's part, and the step that keeps it",
    "retention": "how long rows are kept: the rule, and the use case",
    "schedules": "who takes turns: in the runbook, as values, and as an answer",
    "support_line": "answering calls to it: the use case, and the words",
    "ticket": "the rule of its life, its row and its command",
    "ticket_forms": "the forms of one ticket: built, and submitted",
    "tickets": "looking them up: the use case, and the values",
    "undoing": "the button *Undo*: the answer, and its values",
    "webhooks": "telling other programs: in the runbook, in the outbox, and the command that lists it",
    "why": "why somebody has a ticket: the facts, and the command that computes them again",
}
"""The names that several rooms of the bot share, each with the one subject that it stands for."""


def test_a_name_stands_in_several_rooms_only_where_they_share_a_subject() -> None:
    assert set(_twins("bot")) == set(SUBJECTS)


def test_the_playground_and_the_validator_have_each_name_once() -> None:
    assert _twins("playground") == {}
    assert _twins("block_kit") == {}


def _twins(side: str) -> dict[str, list[Path]]:
    """Return the names that stand several times on one side; no side knows anything of another."""
    places: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sources():
        if path.parts[0] in (BOT if side == "bot" else (side,)) and path.name not in NAMED_BY_PYTHON:
            places[path.stem].append(path)
    return {name: paths for name, paths in places.items() if len(paths) > 1}
