"""Rows are carried to the console: each ticket filed once, each word said once, whatever goes wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import FakeClock
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.keys import slots
from bot.domain.keys.said import SaidKey
from bot.outbox import console as to_console
from bot.outbox.console import COMMENTS, ConsoleChange, ConsolePerson, ConsoleTicket, ConsoleWords
from models.console.link import ConsoleLink
from models.console.poke import ConsolePoke
from models.queues.outbox import MessageSlot, Method, OutboxRow, OutboxUrgency
from tests.fixtures.fake_console import FakeConsole, Json, Trouble
from tests.integration.outbox.conftest import Bench

MAYA = ConsolePerson("Maya Chen", "maya@partiful.example")
CIERRA = ConsolePerson("Cierra Simms", "cierra@provider.example", is_agent=True)
FILED = ConsoleTicket(
    "PARTIFUL-1", "SMS is failing", "All of it.", ConsolePriority.URGENT, MAYA, ("tam-bot",), 42, "sms"
)
ON_THE_WAY = [Trouble.LOST, Trouble.ANSWER_LOST, Trouble.BROKEN, Trouble.TOO_MANY]


def file(desk: Bench, filed: ConsoleTicket = FILED, ticket_id: int = 1) -> None:
    """Have a ticket filed."""
    with desk.database.begin() as session:
        key, now = SaidKey(f"file/{ticket_id}"), desk.clock.now()
        to_console.file_ticket(session, key, ticket_id, filed, OutboxUrgency.ANSWER, now)


def say(desk: Bench, body: str, author: ConsolePerson = MAYA, *, public: bool = True) -> None:
    """Have something said about the ticket."""
    with desk.database.begin() as session:
        words, now = ConsoleWords(author, body, public), desk.clock.now()
        to_console.add_comment(session, SaidKey(f"say/{body}"), 1, words, now, now)


def change(desk: Bench, wanted: ConsoleChange) -> None:
    """Have the ticket stand like that."""
    with desk.database.begin() as session:
        to_console.change_counterpart(session, 1, wanted, desk.clock.now())


def changed(desk: Bench) -> OutboxRow:
    """Return the row of the last change."""
    with desk.database.read() as session:
        [row] = OutboxRow.latest_by(session, Method.CONSOLE_CHANGE, 1, None)
        return row


def until_settled(desk: Bench) -> None:
    """Let time pass until nothing waits."""
    for _ in range(60):
        desk.relay.run_once()
        if set(desk.states().values()) <= {"sent", "failed"}:
            return
        desk.clock.advance(timedelta(seconds=60))


def agreed_on(desk: Bench, status: ConsoleStatus, assignee: str | None = None) -> None:
    """Have both sides agree on how the ticket stands."""
    now = desk.clock.now()
    with desk.database.begin() as session:
        session.add(
            ConsoleLink(
                ticket_id=1,
                console_id=1,
                url="",
                created_at=now,
                status=status,
                priority=ConsolePriority.URGENT,
                assignee=assignee,
                updated_at=now,
                known_at=now,
            )
        )


def bodies(console: FakeConsole) -> list[str]:
    """Return what stands in the console's ticket."""
    return [said["body"] for said in console.comments[1]]


@pytest.fixture
def cierra(console: FakeConsole) -> Json:
    """Give an agent."""
    return console.person(CIERRA.name, str(CIERRA.email), "agent")


def test_a_ticket_is_filed_with_all_that_is_known_of_it(desk: Bench, console: FakeConsole) -> None:
    file(desk)
    until_settled(desk)
    [asked] = console.changes()
    assert asked.body == {
        "ticket": {
            "subject": "SMS is failing",
            "comment": {"body": "All of it.", "public": True},
            "priority": "urgent",
            "requester": {"name": "Maya Chen", "email": "maya@partiful.example"},
            "external_id": "PARTIFUL-1",
            "tags": ["tam-bot"],
            "custom_fields": [{"id": 42, "value": "sms"}],
        }
    }
    row = desk.row("file/1")
    assert (asked.key, row.sent_channel, row.sent_ts) == (row.key, "console.ticket", "1")


def test_what_a_ticket_was_filed_with_is_known_as_ours_and_it_is_read_next(
    desk: Bench, console: FakeConsole
) -> None:
    file(desk)
    until_settled(desk)
    first = str(console.comments[1][0]["id"])
    with desk.database.read() as session:
        assert MessageSlot.name_at(session, COMMENTS, first) == "console/1/filed"
        assert [poke.console_id for poke in session.scalars(select(ConsolePoke))] == [1]


@pytest.mark.parametrize("trouble", ON_THE_WAY)
def test_whatever_goes_wrong_on_the_way_a_ticket_is_filed_once(
    desk: Bench, console: FakeConsole, trouble: Trouble
) -> None:
    console.go_wrong(trouble)
    file(desk)
    until_settled(desk)
    assert (len(console.tickets), desk.states()) == (1, {"file/1": "sent"})
    with desk.database.read() as session:
        assert MessageSlot.at(session, "console/1/filed") is not None


def test_an_answer_lost_before_an_outage_of_hours_is_found_by_our_key(
    desk: Bench, console: FakeConsole
) -> None:
    console.go_wrong(Trouble.ANSWER_LOST)
    file(desk)
    desk.relay.run_once()
    console.is_away = True
    desk.clock.advance(timedelta(hours=3))
    desk.relay.run_once()
    console.is_away = False
    until_settled(desk)
    assert (len(console.tickets), desk.states()) == (1, {"file/1": "sent"})


def test_a_ticket_of_another_installation_with_our_key_is_not_taken_for_ours(
    desk: Bench, console: FakeConsole
) -> None:
    console.file("Old", console.person("Leo", "leo@partiful.example"), external_id="PARTIFUL-1")
    desk.clock.advance(timedelta(days=30))
    console.go_wrong(Trouble.LOST)
    file(desk)
    until_settled(desk)
    assert (len(console.tickets), desk.row("file/1").sent_ts) == (2, "2")


def test_what_is_said_waits_until_the_ticket_stands_there(desk: Bench, console: FakeConsole) -> None:
    console.go_wrong(Trouble.TOO_MANY)
    file(desk)
    say(desk, "first")
    say(desk, "second")
    until_settled(desk)
    assert bodies(console) == ["All of it.", "first", "second"]


def test_customers_and_agents_speak_as_themselves(desk: Bench, console: FakeConsole, cierra: Json) -> None:
    file(desk)
    say(desk, "Any news?")
    say(desk, "We look.", CIERRA)
    say(desk, "Only for us.", CIERRA, public=False)
    until_settled(desk)
    maya = console.tickets[1]["requester_id"]
    authors = [said["author_id"] for said in console.comments[1]]
    assert authors == [maya, maya, cierra["id"], cierra["id"]]
    assert [said["public"] for said in console.comments[1]] == [True, True, True, False]
    assert bodies(console)[1:] == ["Any news?", "We look.", "Only for us."]


def test_whoever_is_no_agent_there_is_named_in_the_words(desk: Bench, console: FakeConsole) -> None:
    file(desk)
    say(desk, "We look.", CIERRA)
    say(desk, "Leo says hello.", ConsolePerson("Leo"))
    until_settled(desk)
    assert bodies(console)[1:] == ["Cierra Simms (in Slack):\n\nWe look.", "Leo says hello."]


@pytest.mark.parametrize("trouble", [*ON_THE_WAY, Trouble.TOO_MANY_OF_ONE_TICKET])
def test_whatever_goes_wrong_on_the_way_a_word_is_said_once(
    desk: Bench, console: FakeConsole, trouble: Trouble
) -> None:
    file(desk)
    until_settled(desk)
    console.go_wrong(trouble)
    say(desk, "Any news?")
    say(desk, "Hello?")
    until_settled(desk)
    assert bodies(console) == ["All of it.", "Any news?", "Hello?"]
    comment = str(console.comments[1][1]["id"])
    assert (desk.row("say/Any news?").sent_channel, desk.row("say/Any news?").sent_ts) == (COMMENTS, comment)


@pytest.mark.parametrize("kept", [True, False])
def test_the_same_words_of_somebody_else_are_not_taken_for_ours(
    desk: Bench, console: FakeConsole, cierra: Json, kept: bool
) -> None:
    """Where the console keeps no mark beside a comment its words must do; with a mark they don't count."""
    file(desk)
    until_settled(desk)
    metadata = {"system": {}, "custom": {"tam_bot": "another"}} if kept else {"system": {}, "custom": {}}
    console.say(1, cierra, "Any news?" if kept else "So: Any news? Tell us.", metadata=metadata)
    console.go_wrong(Trouble.LOST)
    say(desk, "Any news?")
    until_settled(desk)
    assert len(console.comments[1]) == 3


def test_a_suspended_author_is_named_in_the_words(desk: Bench, console: FakeConsole) -> None:
    file(desk)
    until_settled(desk)
    console.users[-1]["suspended"] = True
    say(desk, "Any news?")
    until_settled(desk)
    assert bodies(console)[-1] == "Maya Chen (in Slack):\n\nAny news?"


def test_one_chatty_ticket_does_not_hold_up_the_others(
    desk: Bench, console: FakeConsole, clock: FakeClock
) -> None:
    file(desk)
    file(desk, ConsoleTicket("PARTIFUL-2", "Calls drop", "Some.", ConsolePriority.HIGH, MAYA), ticket_id=2)
    until_settled(desk)
    console.go_wrong(Trouble.TOO_MANY_OF_ONE_TICKET)
    say(desk, "Any news?")
    with desk.database.begin() as session:
        words = ConsoleWords(MAYA, "And here?")
        to_console.add_comment(session, SaidKey("say/2"), 2, words, clock.now(), clock.now())
    desk.relay.run_once()
    assert [said["body"] for said in console.comments[2]] == ["Some.", "And here?"]
    assert bodies(console) == ["All of it."]


def test_nothing_is_said_about_a_ticket_that_could_not_be_filed(desk: Bench, console: FakeConsole) -> None:
    console.person(MAYA.name, str(MAYA.email), suspended=True)
    file(desk)
    say(desk, "Any news?")
    until_settled(desk)
    assert (desk.row("file/1").error, desk.row("say/Any news?").error) == ("RecordInvalid", "not_filed")


@pytest.mark.parametrize(("status", "why"), [("deleted", "RecordNotFound"), ("closed", "RecordInvalid")])
def test_what_is_said_of_a_ticket_that_has_ended_is_given_up(
    desk: Bench, console: FakeConsole, status: str, why: str
) -> None:
    file(desk)
    until_settled(desk)
    console.change(1, status=status)
    say(desk, "Any news?")
    change(desk, ConsoleChange(ConsoleStatus.PENDING))
    until_settled(desk)
    assert {desk.row("say/Any news?").error, changed(desk).error} == {why}


def test_a_ticket_comes_to_stand_as_it_does_here(desk: Bench, console: FakeConsole, cierra: Json) -> None:
    file(desk)
    until_settled(desk)
    wanted = ConsoleChange(ConsoleStatus.PENDING, ConsolePriority.HIGH, CIERRA.email, ("escalated",))
    change(desk, wanted)
    until_settled(desk)
    ticket = console.tickets[1]
    assert (ticket["status"], ticket["priority"]) == ("pending", "high")
    assert (ticket["assignee_id"], ticket["tags"]) == (cierra["id"], ["tam-bot", "escalated"])


def test_what_stands_as_wanted_already_is_not_changed(desk: Bench, console: FakeConsole) -> None:
    file(desk)
    until_settled(desk)
    change(desk, ConsoleChange(ConsoleStatus.OPEN, ConsolePriority.URGENT, tags=("tam-bot",)))
    until_settled(desk)
    assert changed(desk).state == "sent"
    assert len(console.changes()) == 1


def test_whoever_is_no_agent_there_is_given_no_ticket(desk: Bench, console: FakeConsole) -> None:
    file(desk)
    change(desk, ConsoleChange(assignee=MAYA.email))
    until_settled(desk)
    assert console.tickets[1]["assignee_id"] is None


def test_what_somebody_there_changed_meanwhile_stands(desk: Bench, console: FakeConsole) -> None:
    file(desk)
    until_settled(desk)
    agreed_on(desk, ConsoleStatus.NEW)
    console.change(1, status="solved")
    change(desk, ConsoleChange(ConsoleStatus.PENDING, tags=("escalated",)))
    until_settled(desk)
    assert (console.tickets[1]["status"], console.tickets[1]["tags"]) == ("solved", ["tam-bot", "escalated"])


def test_what_we_changed_ourselves_a_moment_ago_is_nobody_elses(
    desk: Bench, console: FakeConsole, cierra: Json
) -> None:
    file(desk)
    until_settled(desk)
    agreed_on(desk, ConsoleStatus.NEW)
    for status in (ConsoleStatus.PENDING, ConsoleStatus.SOLVED, ConsoleStatus.OPEN):
        change(desk, ConsoleChange(status, assignee=CIERRA.email))
        until_settled(desk)
        assert console.tickets[1]["status"] == status
    with desk.database.read() as session:
        link = ConsoleLink.of_ticket(session, 1)
        assert link is not None
        assert (link.status, link.assignee) == (ConsoleStatus.OPEN, CIERRA.email)


@pytest.mark.parametrize("trouble", [*ON_THE_WAY, Trouble.OVERTAKEN])
def test_whatever_goes_wrong_on_the_way_a_change_is_made(
    desk: Bench, console: FakeConsole, trouble: Trouble
) -> None:
    file(desk)
    until_settled(desk)
    console.go_wrong(trouble)
    change(desk, ConsoleChange(ConsoleStatus.PENDING))
    until_settled(desk)
    assert (console.tickets[1]["status"], changed(desk).state) == ("pending", "sent")


def test_a_wrong_secret_loses_nothing(desk: Bench, console: FakeConsole) -> None:
    console.secret = "another"
    file(desk)
    desk.relay.run_once()
    assert desk.row("file/1").error == "invalid_client"
    desk.clock.advance(timedelta(hours=2))
    console.secret = "client-secret"
    until_settled(desk)
    assert desk.states() == {"file/1": "sent"}
    [alert] = desk.alerts
    assert alert.endswith("(console.ticket to None) will be tried again: invalid_client.")


def test_a_day_without_a_console_is_told(desk: Bench, console: FakeConsole) -> None:
    console.is_away = True
    file(desk)
    for _ in range(300):
        desk.relay.run_once()
        desk.clock.advance(timedelta(minutes=5))
    assert desk.states() == {"file/1": "failed"}
    assert desk.alerts


def test_slots_of_the_console_are_told_apart() -> None:
    assert slots.filed_with(slots.console_ticket(1)) != slots.console_comment(1, "say/x")


@pytest.mark.parametrize("trouble", [None, Trouble.ANSWER_LOST])
def test_since_when_it_stands_so_is_known_by_the_consoles_time(
    desk: Bench, console: FakeConsole, trouble: Trouble | None
) -> None:
    file(desk)
    until_settled(desk)
    agreed_on(desk, ConsoleStatus.NEW)
    desk.clock.advance(timedelta(minutes=1))
    console.go_wrong(*([trouble] if trouble else []))
    at = desk.clock.now()
    change(desk, ConsoleChange(ConsoleStatus.PENDING))
    until_settled(desk)
    with desk.database.read() as session:
        assert ConsoleLink.newest_known(session, 1) == at
