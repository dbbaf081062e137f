"""Every decision about a ticket comes to the same when it is computed again from what was known then."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from bot.blocks.answers import decided
from bot.cli import main
from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours, WholeDays
from bot.domain.decisions import Decision, DecisionKind, NotKnown
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.runbook import load
from bot.services.forms import TicketForm
from bot.steps import recomputed
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from models.runbook_version import RunbookVersion
from models.store.database import Database
from models.ticket_event import TicketEvent
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.examples import drawing
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.duty.test_schedules import NIGHTS, PEOPLE, PSE
from tests.integration.services.runbooks import edited
from tests.unit.cli.books import edit, use_sample_runbook

CIERRA = 'slack: U0CIERRA, hours: "Mon-Fri 09:00-18:00"'
TODAY = WholeDays(date(2026, 3, 3), date(2026, 3, 3))
TOMORROW = WholeDays(date(2026, 3, 4), date(2026, 3, 4))
TONIGHT = Hours(new_york("2026-03-03 18:00"), new_york("2026-03-04 18:00"))
NIGHT = timedelta(hours=16)


def decisions(desk: Desk, opened: Opened) -> tuple[Decision, ...]:
    """Return what was decided about a ticket, computed again."""
    with desk.database.read() as session:
        work = Work(session, desk.runbook, desk.clock.now(), "")
        return recomputed.decisions(work, work.peek(opened.ticket_id))


def differing(desk: Desk, opened: Opened) -> list[str]:
    """Return what does not come to the same, in words."""
    clock = desk.card(opened).line.wall_clock
    found = decisions(desk, opened)
    assert found
    return list(decided.differences(found, clock))


def change_everything(desk: Desk) -> None:
    """Have all that decisions depend on become something else."""
    desk.services.absences.announce(desk.kirk, "U0CIERRA", [TOMORROW])
    desk.services.people.meet("U0KIRK", "T0PROVIDER", "Kirk McCalla", is_gone=True)
    desk.services.people.set_group("S0PSE", ["U0COLLEEN"])
    desk.services.people.set_group("S0MGMT", [])


def test_a_p1_that_nobody_answers_comes_to_the_same_after_everything_changed(story: Desk) -> None:
    opened = story.open(priority=Priority.P1)
    story.escalate(opened)
    story.pass_time(NIGHT)
    change_everything(story)
    story.pass_time(timedelta(hours=2))
    assert {one.kind for one in decisions(story, opened)} == set(DecisionKind) - {DecisionKind.REACH}
    assert differing(story, opened) == []


def test_what_is_announced_later_was_not_known_before(story: Desk) -> None:
    before = story.open()
    act = story.services.absences.announce(story.kirk, "U0CIERRA", [TODAY]).act
    story.clock.advance(timedelta(minutes=1))
    during = story.open()
    story.clock.advance(timedelta(minutes=1))
    assert act is not None
    story.services.absences.undo(story.kirk, act)
    story.clock.advance(timedelta(minutes=1))
    after = story.open()
    names = [story.ticket(opened).assignee_name for opened in (before, during, after)]
    assert names == ["Cierra Simms", "Kirk McCalla", "Cierra Simms"]
    assert [differing(story, opened) for opened in (before, during, after)] == [[], [], []]


def test_whoever_was_gone_and_came_back_was_gone_then(story: Desk) -> None:
    story.services.people.meet("U0CIERRA", "T0PROVIDER", "Cierra Simms", is_gone=True)
    opened = story.open()
    story.clock.advance(timedelta(hours=1))
    story.services.people.meet("U0CIERRA", "T0PROVIDER", "Cierra Simms")
    assert story.ticket(opened).assignee_name == "Kirk McCalla"
    assert differing(story, opened) == []


def test_by_hand_and_with_a_new_priority_it_comes_to_the_same(story: Desk) -> None:
    opened = story.open(priority=Priority.P3)
    story.services.lifecycle.take(opened.ticket_id, story.petra)
    story.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, story.cierra)
    story.services.lifecycle.assign_to_person(opened.ticket_id, "U0KIRK", story.cierra)
    story.services.lifecycle.assign_to_role(opened.ticket_id, Role.PSE, story.cierra)
    assert len(decisions(story, opened)) == 6
    assert differing(story, opened) == []


def test_an_old_decision_is_judged_by_the_runbook_of_then(story: Desk, tmp_path: Path) -> None:
    opened = story.open()
    hours = (CIERRA, CIERRA.replace("09:00", "14:00"))
    later = Desk(story.database, story.clock, story.slack, edited(tmp_path, partiful=hours))
    assert differing(later, opened) == []
    again = later.open(origin_key="view:V0AGAIN")
    assert later.ticket(again).assignee_name == "Kirk McCalla"
    assert differing(later, again) == []


def test_covers_in_a_schedule_are_as_they_were_known(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path
) -> None:
    desk = Desk(sqlite, clock, slack, edited(tmp_path, provider=(PSE, PEOPLE + NIGHTS)))
    clock.set(new_york("2026-03-03 20:00"))
    before = desk.open(priority=Priority.P1)
    desk.pass_time(timedelta(hours=1))
    desk.services.covers.cover(desk.petra, "U0PETRA", [TONIGHT], "U0OMAR")
    after = desk.open(priority=Priority.P1)
    desk.pass_time(timedelta(hours=1))
    assert differing(desk, before) == []
    assert differing(desk, after) == []


def test_a_decision_that_was_tampered_with_shows_the_difference(story: Desk) -> None:
    opened = story.open()
    with story.database.begin() as session:
        due = update(TicketEvent).where(TicketEvent.kind == "clock_started")
        started = TicketEvent.of_ticket(session, opened.ticket_id)[2]
        session.execute(due.values(data={**started.data, "due_at": "2026-03-03T21:00:00Z"}))
    assert differing(story, opened) == [
        "Due, Tue, Mar 3, 10:00 AM ET: it was P3, 3 h in business hours: Tue, Mar 3, 4:00 PM ET; "
        "now it is P3, 3 h in business hours: Tue, Mar 3, 1:00 PM ET"
    ]


def test_without_the_runbook_of_then_it_is_not_known_and_not_called_the_same(story: Desk) -> None:
    opened = story.open()
    with story.database.begin() as session:
        session.execute(delete(RunbookVersion))
    found = decisions(story, opened)
    assert {one.now for one in found} == {NotKnown.RUNBOOK_NOT_KEPT}
    assert not any(one.same for one in found)


def test_the_card_s_why_says_whether_all_comes_to_the_same(story: Desk) -> None:
    opened = story.open()
    modal = story.services.forms.of_ticket(TicketForm.WHY, opened.ticket_id, story.cierra)
    told = modal["blocks"][0]["elements"][-1]["elements"][0]["text"]
    assert told == "2 decisions, computed again from what was known then: all the same."


ACTS: dict[str, Callable[[Desk], object]] = {
    "cierra is off": lambda desk: desk.services.absences.announce(
        desk.kirk, "U0CIERRA", [Hours(desk.clock.now(), desk.clock.now() + timedelta(hours=3))]
    ),
    "kirk goes": lambda desk: desk.services.people.meet("U0KIRK", "T0PROVIDER", "Kirk", is_gone=True),
    "kirk is back": lambda desk: desk.services.people.meet("U0KIRK", "T0PROVIDER", "Kirk McCalla"),
    "the night team leaves": lambda desk: desk.services.people.set_group("S0PSE", []),
    "the night team comes": lambda desk: desk.services.people.set_group("S0PSE", ["U0PETRA"]),
    "an hour passes": lambda desk: desk.pass_time(timedelta(hours=1)),
    "a night passes": lambda desk: desk.pass_time(timedelta(hours=13)),
    "petra takes it": lambda desk: desk.services.lifecycle.take(1, desk.petra),
    "it is raised": lambda desk: desk.services.lifecycle.set_priority(1, Priority.P1, desk.cierra),
    "it is lowered": lambda desk: desk.services.lifecycle.set_priority(1, Priority.P2, desk.cierra),
    "cierra answers": lambda desk: desk.reply(Opened(1, "PARTIFUL-1"), "U0CIERRA", "Which numbers?"),
    "maya asks": lambda desk: desk.reply(Opened(1, "PARTIFUL-1"), "U0MAYA", "And now?"),
    "maya escalates": lambda desk: desk.escalate(Opened(1, "PARTIFUL-1")),
}


@settings(drawing(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_whatever_happens_every_decision_comes_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str]
) -> None:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('why') / 'tam-bot.db'}")
    database.migrate()
    clock = FakeClock(new_york("2026-03-03 10:00"))
    desk = Desk(database, clock, FakeSlack(clock))
    try:
        opened = desk.open(priority=Priority.P1)
        for act in acts:
            ACTS[act](desk)
            desk.clock.advance(timedelta(minutes=1))
        assert differing(desk, opened) == []
    finally:
        database.dispose()


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FakeClock, slack: FakeSlack) -> Desk:
    """Give a desk over the database of a folder in which commands are typed."""
    book = use_sample_runbook(tmp_path, monkeypatch)
    edit(book / "provider.yaml", PSE, PEOPLE + NIGHTS)
    database = Database(f"sqlite:///{tmp_path / 'tam-bot.db'}")
    database.migrate()
    return Desk(database, clock, slack, load(book, {"PARTIFUL_SUPPORT_PIN": "4711"}))


def test_the_command_says_same_and_exits_0(shell: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    shell.open(priority=Priority.P1)
    shell.database.dispose()
    assert main(["why", "partiful-1"]) == 0
    assert capsys.readouterr().out.startswith(
        "PARTIFUL-1: 2 decisions, computed again from what was known then: all the same.\n"
        "2026-03-03T15:00:00Z  Assigned, by runbook "
    )
    assert main(["why", "PARTIFUL-1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["ticket"], found["same"], len(found["decisions"])) == ("PARTIFUL-1", True, 2)
    due = "P1, 1 h around the clock: Tue, Mar 3, 11:00 AM ET"
    assert found["decisions"][1] == {
        "at": "2026-03-03T15:00:00Z",
        "kind": "due",
        "was": due,
        "now": due,
        "same": True,
    }


def test_the_command_exits_1_for_what_differs(shell: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    shell.open(priority=Priority.P1)
    with shell.database.begin() as session:
        session.execute(delete(RunbookVersion))
    shell.database.dispose()
    assert main(["why", "PARTIFUL-1", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["same"]
    assert {one["now"] for one in found["decisions"]} == {"not known: the runbook of then is not kept"}


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("PARTIFUL-99", "There is no ticket PARTIFUL-99.\n"),
        ("ACME-1", "There is no account “ACME”. The runbook knows: partiful.\n"),
        ("twelve", "“twelve” isn't a ticket. Write a key like PARTIFUL-12.\n"),
    ],
)
def test_an_unknown_ticket_exits_2(
    shell: Desk, capsys: pytest.CaptureFixture[str], key: str, told: str
) -> None:
    shell.database.dispose()
    assert main(["why", key]) == 2
    assert capsys.readouterr().err == told
