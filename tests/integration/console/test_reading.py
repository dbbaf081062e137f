"""What is read in the console: tickets with whose they are, comments in order, changes page by page."""

from datetime import timedelta

import pytest

from bot.clock import FakeClock
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.console.there import FileScan, FileThere
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from bot.outbox.zendesk.whos_who import ConsolePeople
from tests.fixtures.fake_console import FakeConsole, Json


@pytest.fixture
def maya(console: FakeConsole) -> Json:
    """Give a customer."""
    return console.person("Maya Chen", "Maya@Partiful.example", organization_id=77)


@pytest.fixture
def cierra(console: FakeConsole) -> Json:
    """Give an agent."""
    return console.person("Cierra Simms", "cierra@provider.example", "agent")


def test_a_ticket_is_read_with_whose_it_is(
    console: FakeConsole, reading: ConsoleReading, clock: FakeClock, maya: Json, cierra: Json
) -> None:
    console.file("SMS is failing", maya, priority="urgent", assignee_id=cierra["id"], tags=["private"])
    ticket = reading.ticket(1)
    assert ticket is not None
    assert ticket.requester is not None
    assert ticket.assignee is not None
    assert (ticket.requester.email, ticket.requester.is_agent) == ("maya@partiful.example", False)
    assert (ticket.assignee.name, ticket.assignee.is_agent) == ("Cierra Simms", True)
    assert (ticket.status, ticket.priority) == (ConsoleStatus.NEW, ConsolePriority.URGENT)
    assert (ticket.organization, ticket.tags) == (77, ("private",))
    assert (ticket.created_at, ticket.url) == (clock.now(), f"{console.url}/agent/tickets/1")


def test_a_ticket_that_was_deleted_is_not_there(
    console: FakeConsole, reading: ConsoleReading, maya: Json
) -> None:
    console.file("SMS is failing", maya)
    console.change(1, status="deleted")
    assert reading.ticket(1) is None


def test_not_knowing_is_not_taken_for_not_there(console: FakeConsole, reading: ConsoleReading) -> None:
    console.is_away = True
    with pytest.raises(OSError, match="Connection aborted"):
        reading.ticket(1)


@pytest.mark.parametrize(("tags", "merged"), [(["closed_by_merge"], True), ([], False)])
def test_a_ticket_that_went_up_in_another_is_told_from_a_closed_one(
    console: FakeConsole, reading: ConsoleReading, maya: Json, tags: list[str], merged: bool
) -> None:
    console.file("SMS is failing", maya, status="closed", tags=tags)
    ticket = reading.ticket(1)
    assert ticket is not None
    assert ticket.is_merged is merged


def test_all_comments_are_read_in_order_however_many_pages_they_fill(
    console: FakeConsole, reading: ConsoleReading, maya: Json, cierra: Json
) -> None:
    console.file("SMS is failing", maya, body="0")
    for number in range(1, 230):
        console.say(1, cierra, str(number), public=number % 2 == 0)
    comments = reading.comments(1).comments
    assert [said.body for said in comments] == [str(number) for number in range(230)]
    assert [said.public for said in comments[:3]] == [True, False, True]
    assert [said.author and said.author.is_agent for said in comments[:2]] == [False, True]


def test_a_comment_of_somebody_deleted_has_no_author(
    console: FakeConsole, reading: ConsoleReading, maya: Json
) -> None:
    console.file("SMS is failing", maya)
    console.users.remove(maya)
    [said] = reading.comments(1).comments
    assert (said.author, said.body) == (None, "It fails.")


@pytest.mark.parametrize(
    ("told", "scan"),
    [
        ({}, FileScan.NOT_YET),
        ({"malware_scan_result": "not_scanned"}, FileScan.NOT_YET),
        ({"malware_scan_result": "anything_new"}, FileScan.NOT_YET),
        ({"malware_scan_result": "malware_not_found"}, FileScan.CLEAN),
        ({"malware_scan_result": "failed_to_scan"}, FileScan.FAILED),
        ({"malware_scan_result": "malware_found"}, FileScan.INFECTED),
        ({"malware_scan_result": "malware_found", "malware_access_override": True}, FileScan.CLEAN),
    ],
)
def test_a_file_says_what_a_search_for_malware_came_to(
    console: FakeConsole, reading: ConsoleReading, maya: Json, told: Json, scan: FileScan
) -> None:
    console.file("SMS is failing", maya)
    file = {"id": 5, "file_name": "a.log", "content_url": "https://files.example/5", "size": 9}
    console.say(1, maya, "See there.", attachments=[file | told])
    [_, said] = reading.comments(1).comments
    assert said.files == (FileThere(5, "a.log", "https://files.example/5", "", 9, scan),)


def test_changes_are_read_on_from_where_one_stopped(
    console: FakeConsole, reading: ConsoleReading, clock: FakeClock, maya: Json
) -> None:
    begun = clock.now() - timedelta(minutes=5)
    console.file("SMS is failing", maya)
    console.file("Calls drop", maya)
    console.change(2, status="deleted")
    clock.advance(timedelta(minutes=2))
    first = reading.changes(begun)
    console.change(1, status="open")
    clock.advance(timedelta(minutes=2))
    then = reading.changes(first.cursor)
    assert [ticket.id for ticket in first.tickets] == [1]
    assert (first.deleted, first.is_last) == ([2], True)
    assert [ticket.status for ticket in then.tickets] == [ConsoleStatus.OPEN]


def test_one_odd_ticket_does_not_hide_the_others(
    console: FakeConsole, reading: ConsoleReading, clock: FakeClock, maya: Json
) -> None:
    begun = clock.now() - timedelta(minutes=5)
    console.file("SMS is failing", maya, status="on fire")
    console.file("Calls drop", maya)
    clock.advance(timedelta(minutes=2))
    assert [ticket.id for ticket in reading.changes(begun).tickets] == [2]


def test_tickets_are_found_by_our_key(console: FakeConsole, reading: ConsoleReading, maya: Json) -> None:
    console.file("SMS is failing", maya, external_id="PARTIFUL-1")
    console.file("Calls drop", maya, external_id="PARTIFUL-2")
    assert [ticket.id for ticket in reading.filed_as("PARTIFUL-2")] == [2]


def test_somebody_is_asked_for_once_an_hour(
    console: FakeConsole, people: ConsolePeople, clock: FakeClock, maya: Json
) -> None:
    for _ in range(2):
        assert people.by_email(" MAYA@partiful.example ") is not None
        assert people.by_id(maya["id"]) is not None
    clock.advance(timedelta(hours=1))
    people.by_id(maya["id"])
    asked = [one.path for one in console.asked if "users" in one.path]
    assert asked == ["/api/v2/users/search", f"/api/v2/users/{maya['id']}"]


def test_a_customer_nobody_knows_is_made_known_without_a_mail(
    console: FakeConsole, people: ConsolePeople
) -> None:
    assert people.customer("leo@partiful.example", "Leo Diaz").name == "Leo Diaz"
    assert people.customer("leo@partiful.example", "Leonardo").name == "Leo Diaz"
    [made] = console.changes()
    assert made.body["user"]["skip_verify_email"] is True


def test_somebody_forgotten_is_asked_for_again(
    console: FakeConsole, people: ConsolePeople, maya: Json
) -> None:
    known = people.by_id(maya["id"])
    assert known is not None
    console.users.remove(maya)
    people.forget(known)
    assert people.by_id(maya["id"]) is None
    assert people.by_email("maya@partiful.example") is None


def test_a_no_to_reading_is_no_answer(console: FakeConsole, reading: ConsoleReading) -> None:
    with pytest.raises(ConsoleRefusal):
        list(reading.said(404, "created_at"))
