"""Take-up: while nobody takes a ticket the next one is asked, once each, and nothing else changes."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.steps import recomputed
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, NEW_YORK, Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited

PROMPTLY = ("  nudge_at:", "  take_within: {P1: 5m, P2: 30m, P3: 2h}\n  nudge_at:")


@pytest.fixture
def prompt(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk where a P1 is to be taken within five minutes."""
    return Desk(sqlite, clock, slack, edited(tmp_path, provider=PROMPTLY))


def pinged(desk: Desk, until: str, what: str) -> list[tuple[str, str]]:
    """Let time pass until then; return when and who each message about something pinged in triage."""
    before = len(desk.slack.calls)
    desk.pass_time(new_york(until))
    posted = [call for call in desk.slack.calls[before:] if call.method == "chat.postMessage"]
    return [
        (f"{call.at.astimezone(NEW_YORK):%a %H:%M}", call.arguments["text"].split(" PARTIFUL-1")[0])
        for call in posted
        if what in call.arguments["text"]
    ]


def asked(desk: Desk, until: str) -> list[tuple[str, str]]:
    """Let time pass until then; return when and who was asked to take it."""
    return pinged(desk, until, "nobody has taken it")


def all_same(desk: Desk, opened: Opened) -> bool:
    """Tell whether every decision comes to the same again."""
    with desk.database.read() as session:
        work = Work(session, desk.runbook, desk.clock.now(), "")
        return all(one.same for one in recomputed.decisions(work, work.peek(opened.ticket_id)))


def test_by_day_the_chain_is_asked_one_after_the_other_and_each_once(prompt: Desk) -> None:
    opened = prompt.open(priority=Priority.P1)
    assert asked(prompt, "2026-03-03 10:59") == [
        ("Tue 10:05", "<@U0KIRK>"),
        ("Tue 10:10", "<!subteam^S0PSE>"),
        ("Tue 10:15", "<!subteam^S0MGMT>"),
        ("Tue 10:20", "<@U0RALPH>"),
    ]
    assert all_same(prompt, opened)


def test_it_says_why_and_until_then_nothing_changes(prompt: Desk) -> None:
    opened = prompt.open(priority=Priority.P1)
    due = prompt.clock_of(opened).due_at
    prompt.pass_time(timedelta(minutes=6))
    assert prompt.said()[-1] == (
        "<@U0KIRK> PARTIFUL-1 · P1 · nobody has taken it: take it, or answer · SMS is failing\n"
        "Cierra Simms (primary TAM) has it and has neither taken it nor answered. "
        "Next to be asked: the other TAM on duty.\n"
        "It stays there until somebody takes it; an answer is due 11:00 AM ET."
    )
    assert prompt.ticket(opened).assignee_slack == "U0CIERRA"
    assert prompt.clock_of(opened).due_at == due


def test_a_p1_opened_just_before_the_close_is_handed_over_and_asked_of_those_above(prompt: Desk) -> None:
    prompt.clock.set(new_york("2026-03-03 17:56"))
    prompt.open(priority=Priority.P1)
    assert asked(prompt, "2026-03-03 18:30") == [
        ("Tue 18:05", "<!subteam^S0MGMT>"),
        ("Tue 18:10", "<@U0RALPH>"),
    ]


@pytest.mark.parametrize("user", ["U0CIERRA", "U0KIRK", "U0PETRA", "U0RALPH", "U0SAM"])
def test_whoever_takes_it_owns_it_and_nobody_else_is_asked(prompt: Desk, user: str) -> None:
    opened = prompt.open(priority=Priority.P1)
    prompt.pass_time(timedelta(minutes=6))
    prompt.services.people.meet("U0SAM", "T0PROVIDER", "Sam Okafor")
    prompt.services.lifecycle.take(opened.ticket_id, prompt.actor(user))
    prompt.settle()
    assert prompt.ticket(opened).assignee_slack == user
    assert not any("nobody has taken it" in text for text in prompt.said())
    assert asked(prompt, "2026-03-03 10:59") == []
    assert prompt.clock_of(opened).stopped_at is None
    assert all_same(prompt, opened)


def test_the_manager_and_support_management_keep_what_they_took(prompt: Desk) -> None:
    opened = prompt.open(priority=Priority.P1)
    prompt.services.lifecycle.take(opened.ticket_id, prompt.actor("U0RALPH"))
    prompt.pass_time(new_york("2026-03-03 10:31"))
    ticket = prompt.ticket(opened)
    assert (ticket.assignee_role, ticket.assignee_name) == (Role.TAM_MANAGER, "Ralph Esposito")


def test_an_answer_ends_it(prompt: Desk) -> None:
    opened = prompt.open(priority=Priority.P1)
    prompt.pass_time(timedelta(minutes=6))
    prompt.reply(opened, "U0CIERRA", "We are looking.")
    assert asked(prompt, "2026-03-03 10:59") == []
    assert not any("nobody has taken it" in text for text in prompt.said())


def test_the_next_question_begins_a_new_round_unless_somebody_owns_it(prompt: Desk) -> None:
    opened = prompt.open(priority=Priority.P1)
    prompt.reply(opened, "U0CIERRA", "We are looking.")
    prompt.pass_time(new_york("2026-03-03 11:00"))
    prompt.reply(opened, "U0MAYA", "It still fails, why?")
    assert asked(prompt, "2026-03-03 11:06") == [("Tue 11:05", "<@U0KIRK>")]
    prompt.services.lifecycle.take(opened.ticket_id, prompt.kirk)
    prompt.reply(opened, "U0KIRK", "Now?")
    prompt.reply(opened, "U0MAYA", "It still fails, why?")
    assert asked(prompt, "2026-03-03 11:50") == []


def test_what_is_overdue_climbs_above_whoever_was_asked(prompt: Desk) -> None:
    prompt.clock.set(new_york("2026-03-07 02:00"))
    opened = prompt.open(priority=Priority.P1)
    prompt.services.people.set_group("S0MGMT", [])
    assert asked(prompt, "2026-03-07 02:55") == [("Sat 02:05", "<@U0RALPH>")]
    prompt.services.people.set_group("S0MGMT", ["U0SAM"])
    assert pinged(prompt, "2026-03-07 04:59", "no answer yet") == [
        ("Sat 03:00", "<!subteam^S0PSE>"),
        ("Sat 03:30", "<!subteam^S0PSE>"),
        ("Sat 04:30", "<!subteam^S0PSE> <@U0RALPH>"),
    ]
    assert all_same(prompt, opened)


def test_a_weekend_p1_leaves_a_dozen_messages_at_most_with_take_up_too(prompt: Desk) -> None:
    prompt.clock.set(new_york("2026-03-06 18:30"))
    prompt.services.falling_due.keep_calendar()
    prompt.open(priority=Priority.P1)
    prompt.pass_time(new_york("2026-03-09 09:30"))
    standing = prompt.said() + prompt.said(CHANNEL)
    assert len(standing) <= 12, standing


def test_a_p3_is_asked_of_others_in_business_time_only(prompt: Desk) -> None:
    prompt.clock.set(new_york("2026-03-06 17:00"))
    prompt.open(priority=Priority.P3)
    assert asked(prompt, "2026-03-09 10:30") == [("Mon 10:00", "<@U0KIRK>")]


def test_a_priority_that_is_raised_gives_the_time_of_the_new_one(prompt: Desk) -> None:
    opened = prompt.open(priority=Priority.P3)
    prompt.pass_time(timedelta(minutes=20))
    prompt.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, prompt.cierra)
    assert asked(prompt, "2026-03-03 10:29") == [("Tue 10:25", "<@U0KIRK>")]


def test_after_a_downtime_what_is_overdue_is_said_and_nobody_is_asked(prompt: Desk) -> None:
    prompt.open(priority=Priority.P1)
    before = len(prompt.posted())
    prompt.be_down_until(new_york("2026-03-03 11:10"))
    assert [text for text in prompt.posted()[before:] if "nobody has taken it" in text] == []


def test_without_a_time_in_the_runbook_nobody_is_asked(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path
) -> None:
    plain = Desk(
        sqlite,
        clock,
        slack,
        edited(tmp_path, provider=("  nudge_at:", "  take_within: {P3: 2h}\n  nudge_at:")),
    )
    plain.open(priority=Priority.P1)
    assert asked(plain, "2026-03-03 10:59") == []
