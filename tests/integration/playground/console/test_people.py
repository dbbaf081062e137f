"""What people do in the help desk, by the control API and in scenarios."""

from typing import Any

import pytest

from playground import UNHURRIED, Playground, demo_seed
from playground.people.console_actions import KEYS
from playground.scenarios import ScenarioFailed, ScenarioMalformed
from playground.scenarios.reader import ScenarioReader
from tests.integration.playground.clocks import Machine, StandingClock
from tests.integration.playground.console.test_documented import REFERENCE
from tests.integration.playground.console.test_webhooks import kinds
from tests.integration.playground.console.zendesk_client import JSON, ZendeskClient
from tests.integration.playground.control import Control
from tests.integration.playground.pager.voice_app import VoiceApp

STORY = "story: A story\nstart: 2026-03-10 10:00\nchannel: tam-partiful\nsteps:\n"


@pytest.fixture
def asked(control: Control) -> JSON:
    """Give the ticket that Maya has asked in the console."""
    control.post("console", who="maya", open="SMS fails", text="None since 9", priority="high")
    return ticket(control)


def ticket(control: Control, said: str = "1") -> JSON:
    """Return a ticket as people see it."""
    return dict(control.get("console", ticket=said)["tickets"][0])


def played(*steps: str) -> list[str]:
    """Play these steps, the first of which stands on line 5; return the transcript."""
    scenario = ScenarioReader("story.yaml").scenario(STORY + "".join(f"  - {step}\n" for step in steps))
    told: list[str] = []
    clock = StandingClock()
    with Playground(demo_seed({}), clock, time_machine=Machine(clock), timing=UNHURRIED) as playground:
        playground.play(scenario, playground.workspace.wait_until_quiet, told.append, patience=0.05)
    return told


def test_a_customer_asks_an_agent_answers_and_the_answer_reopens(
    asked: JSON, control: Control, app: VoiceApp
) -> None:
    assert (asked["status"], asked["priority"], asked["requester"]) == ("new", "high", "Maya Chen")
    control.post("console", who="kirk", answer="Which number?", status="pending", assignee="kirk")
    assert (ticket(control)["status"], ticket(control)["assignee"]) == ("pending", "Kirk McCalla")
    control.post("console", who="maya", ticket=1, answer="This", files={"sms.log": "30003"})
    assert ticket(control)["status"] == "open"
    control.post("console", who="cierra", ticket=1, note="Carrier trouble", tags=["carrier"])
    comments = ticket(control)["comments"]
    assert [(one["author"], one["public"]) for one in comments] == [
        ("Maya Chen", True),
        ("Kirk McCalla", True),
        ("Maya Chen", True),
        ("Cierra Simms", False),
    ]
    assert [one["name"] for one in comments[2]["files"]] == ["sms.log"]
    assert kinds(app, control) == [
        *("comment_added", "status_changed", "agent_assignment_changed"),
        *("comment_added", "status_changed"),
        *("comment_added", "tags_changed"),
    ]


def test_customers_see_their_companys_tickets_and_no_private_notes(asked: JSON, control: Control) -> None:
    control.post("console", who="kirk", note="Carrier trouble")
    control.post("console", who="otto", open="Otto's own")
    seen = control.get("console", who="dev")["tickets"]
    assert [(one["subject"], len(one["comments"])) for one in seen] == [("SMS fails", 1)]
    assert [len(one["comments"]) for one in control.get("console", who="kirk")["tickets"]] == [2, 1]


def test_who_answers_a_new_ticket_opens_it_and_who_solves_it_has_it(asked: JSON, control: Control) -> None:
    control.post("console", who="kirk", answer="Looking")
    assert (ticket(control)["status"], ticket(control)["assignee"]) == ("open", None)
    control.post("console", who="kirk", status="solved")
    assert (ticket(control)["status"], ticket(control)["assignee"]) == ("solved", "Kirk McCalla")
    control.post("console", who="kirk", assignee="nobody")
    assert ticket(control)["assignee"] is None


def test_a_merged_ticket_is_closed_and_both_say_so_inside(
    asked: JSON, control: Control, app: VoiceApp
) -> None:
    control.post("console", who="maya", open="SMS fails again")
    control.post("console", who="kirk", ticket=2, merge=1)
    assert (ticket(control, "2")["status"], ticket(control, "2")["tags"]) == (
        "merged into #1",
        ["closed_by_merge"],
    )
    last = ticket(control)["comments"][-1]
    assert (last["public"], last["text"]) == (
        False,
        'Request #2 "SMS fails again" was closed and merged into this request.',
    )
    assert kinds(app, control) == [
        *("created", "comment_added", "merged", "status_changed", "tags_changed"),
        "comment_added",
    ]


def test_a_deleted_ticket_is_gone_and_told_of(
    asked: JSON, control: Control, app: VoiceApp, zendesk: ZendeskClient
) -> None:
    control.post("console", who="kirk", ticket=1, delete=True)
    assert ticket(control)["status"] == "deleted"
    assert kinds(app, control) == ["soft_deleted"]
    assert zendesk.get("tickets/1").status == 404


def test_a_restored_ticket_is_there_again_with_all_that_was_said(
    asked: JSON, control: Control, app: VoiceApp, zendesk: ZendeskClient
) -> None:
    before = zendesk.get("tickets/1/comments").body["comments"]
    for deed in ("delete", "restore"):
        control.post("console", who="kirk", ticket=1, **{deed: True})
    assert kinds(app, control) == ["soft_deleted", "undeleted"]
    assert zendesk.get("tickets/1").status == 200
    assert zendesk.get("tickets/1/comments").body["comments"] == before


def test_audits_say_who_or_which_rule_changed_a_ticket(
    asked: JSON, control: Control, zendesk: ZendeskClient
) -> None:
    control.post("console", who="kirk", ticket=1, priority="urgent")
    control.post("console", who="kirk", ticket=1, status="pending", rule="automation")
    told = zendesk.get("tickets/1/audits", sort="-created_at", include="users").body
    last, before = told["audits"][:2]
    assert told["users"][0]["name"] == "Kirk McCalla"
    assert (last["author_id"], last["via"]["channel"], last["via"]["source"]["rel"]) == (
        *(-1, "rule"),
        "automation",
    )
    assert [(one["field_name"], one["value"]) for one in before["events"]] == [("priority", "urgent")]
    assert zendesk.get("tickets/1/audits", sort="author").status == 400


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"who": "maya", "note": "x"}, "Only the provider's people can use 'note' in the console."),
        ({"who": "maya", "status": "pending"}, "Only the provider's people can use 'status' in the console."),
        ({"who": "otto", "answer": "x"}, "Otto Lang doesn't see ticket #1: it is Maya Chen's."),
        ({"who": "kirk", "ticket": 9, "answer": "x"}, "The console has no ticket 9."),
        ({"who": "kirk", "priority": "P1"}, "Priority: P1 is not valid."),
        ({"who": "kirk", "assignee": "maya"}, "Assignee: is not an agent."),
        ({"who": "kirk", "merge": 1}, "Only tickets that are not closed can be merged, and into others."),
        (
            {"who": "kirk", "answer": "x", "note": "y"},
            "one thing at a time in the console: not answer and note together",
        ),
        ({"who": "kirk", "files": "a"}, "files are {NAME: WORDS}, or {NAME: {base64: …}}"),
        (
            {"who": "kirk", "ticket": 1},
            "say what to do in the console: open, answer, note, merge, delete, restore, "
            "status, priority, type, assignee, tags, requester",
        ),
        (
            {"who": "kirk", "shout": 1},
            "'shout' is not known in the console; known are answer, assignee, delete, files, "
            "merge, note, open, priority, requester, restore, rule, status, tags, text, ticket, type",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    asked: JSON, control: Control, told: dict[str, Any], shown: str
) -> None:
    answer = control.post("console", **told)
    assert (answer["ok"], answer["shown"]) == (False, shown)
    assert ticket(control) == asked


def test_a_closed_ticket_is_not_answered(asked: JSON, control: Control) -> None:
    control.post("console", who="kirk", status="closed")
    answer = control.post("console", who="maya", answer="Still broken")
    assert answer["shown"] == "Status: closed prevents ticket update."


def test_a_story_is_told_of_the_console() -> None:
    stamp = "Tue Mar 10 10:00:00   "
    told = played(
        "{as: maya, console: {open: SMS fails, priority: urgent}, expect: {in: console, text: '#1 new'}}",
        "{as: kirk, console: {note: Carrier trouble}, expect: {in: console, as: maya, not: Carrier}}",
        "{zendesk: {do: trouble, what: conflict, times: 2}}",
        "{as: kirk, console: {status: closed}, expect: {in: console, text: '#1 private, Kirk', count: 1}}",
        "{as: kirk, console: {answer: One more}, refused: closed}",
    )
    assert told[3:] == [
        f"{stamp}Maya Chen does in the console: open: SMS fails; priority: urgent",
        f"{stamp}Console: #1 new, urgent: SMS fails / for Maya Chen, assigned to nobody",
        f"{stamp}Console: #1 public, Maya Chen: SMS fails",
        f"{stamp}Kirk McCalla does in the console: note: Carrier trouble",
        f"{stamp}Console: #1 private, Kirk McCalla: Carrier trouble",
        f"{stamp}Zendesk trouble: conflict: 2",
        f"{stamp}Kirk McCalla does in the console: status: closed",
        f"{stamp}Console: #1 closed, urgent: SMS fails / for Maya Chen, assigned to nobody",
        f"{stamp}Kirk McCalla does in the console: answer: One more",
    ]


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("{zendesk: {do: shout}}", "there is no 'shout' of the console; there is webhook, webhooks,"),
        ("{zendesk: {do: outage, how: broken}}", "outage knows no 'how'; it knows what"),
        ("{as: kirk, console: {answer: x}}", "console was refused: The console has no ticket."),
        ("{as: maya, console: {open: x}, expect: {in: console, text: solved}}", "no message in console says"),
    ],
)
def test_what_goes_otherwise_is_said_with_its_line(step: str, says: str) -> None:
    with pytest.raises(ScenarioFailed) as failed:
        played(step)
    assert str(failed.value).startswith("story.yaml:5: ")
    assert says in str(failed.value)


def test_what_is_unknown_in_the_console_is_said_before_anything_is_played() -> None:
    with pytest.raises(ScenarioMalformed) as malformed:
        played("{as: kirk, console: {anwser: x}}", "{as: kirk, console: hello}")
    assert malformed.value.problems == [
        "story.yaml:5: 'anwser' is not known here; known are answer, assignee, delete, files, merge, note, "
        "open, priority, requester, restore, rule, status, tags, text, ticket, type",
        "story.yaml:6: say what is done in the console, like {ticket: 1, answer: We see it}",
    ]


def test_what_was_done_in_the_console_is_recorded(asked: JSON, control: Control) -> None:
    scenario = control.get("export")["scenario"]
    assert "console:\n    open: SMS fails" in scenario


def test_every_key_stands_in_the_reference() -> None:
    assert [key for key in KEYS if f"`{key}" not in REFERENCE] == []
