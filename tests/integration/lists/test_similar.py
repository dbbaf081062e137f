"""A new ticket is shown to staff beside solved ones that it resembles, and how these ended."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from bot.clock import FakeClock
from bot.domain.search.ticket_filter import TicketFilter
from bot.services.conversation import SharedFile
from bot.steps import similar
from models.search import word_index
from models.store.database import Database
from models.ticket import Ticket
from tests.fixtures.desk import CHANNEL, Desk, sample
from tests.fixtures.examples import drawing
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.old_tickets import add_solved

HOSTILE = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            "*",
            "NEAR(",
            "OR",
            "NOT",
            ":",
            "subject :",
            "^",
            "\\",
            "|",
            "&",
            "!",
            "\x00",
            "短信",
            "🔥",
        ]
    )
).map(" ".join)


def _solved(desk: Desk, subject: str, closing: str = "It was the carrier.", description: str = "") -> None:
    desk.solve(desk.open(subject=subject, description=description), closing=closing)


def _told(desk: Desk, subject: str, description: str = "") -> list[str]:
    """Open a ticket; return what triage is told of tickets like it, a line each."""
    triage = desk.new_in()
    desk.open(subject=subject, description=description)
    desk.settle()
    return [line for said in triage.texts if said.startswith("Solved before") for line in said.splitlines()]


def test_staff_see_what_was_solved_before_and_with_which_words(desk: Desk) -> None:
    _solved(desk, "SMS to Germany fails with 30007", "The sender was filtered.")
    _solved(desk, "Invoices are wrong", "Credited.")
    assert _told(desk, "Failing SMS in Germany") == [
        "Solved before:",
        "PARTIFUL-1 · SMS to Germany fails with 30007 → “The sender was filtered.”",
    ]


def test_a_drill_is_nothing_that_was_solved_before(desk: Desk) -> None:
    _solved(desk, "SMS to Germany fails with 30007")
    with desk.database.begin() as session:
        session.execute(update(Ticket).values(number=-1))
    assert _told(desk, "Failing SMS in Germany with 30007") == []


def test_the_nearest_come_first_and_three_are_enough(desk: Desk) -> None:
    for subject in (
        "Video call drops",
        "SMS delayed in Spain",
        "SMS delayed in Spain since 9",
        "SMS delayed again",
    ):
        _solved(desk, subject)
    _solved(desk, "SMS delayed in Portugal")
    keys = [line.partition(" ")[0] for line in _told(desk, "SMS delayed in Spain")]
    assert (keys[1], len(keys)) == ("PARTIFUL-2", 4)
    assert "PARTIFUL-1" not in keys


def test_what_staff_said_last_stands_for_closing_words_that_none_of_them_wrote(desk: Desk) -> None:
    opened = desk.open(subject="Calls drop in Rome")
    desk.reply(opened, "U0CIERRA", "The trunk was full.")
    desk.reply(opened, "U0CIERRA", "We added lines.")
    desk.say("U0CIERRA", "", desk.thread(opened), files=(SharedFile("F1", "lines.png"),))
    desk.reply(opened, "U0MAYA", "Thanks!")
    desk.solve(opened, "U0MAYA", closing="xylophone was the password")
    assert _told(desk, "Calls drop in Rome")[1:] == ["PARTIFUL-1 · Calls drop in Rome → “We added lines.”"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Errors 30007 since noon", "Why 30007?"),
        ("短信发送失败", "短信发送很慢"),
        ("DELIVERIES are failing", "failed delivery"),
        ("Größe der Straße", "GRÖSSE DER STRASSE"),
    ],
)
def test_one_code_or_two_words_in_whatever_form_and_script_make_tickets_alike(
    desk: Desk, before: str, now: str
) -> None:
    _solved(desk, before)
    assert len(_told(desk, now)) == 2


@pytest.mark.parametrize("now", ["SMS pricing", "Hello, please help me with this", "🔥🔥🔥", "?"])
def test_one_word_in_common_or_none_makes_nothing_alike(desk: Desk, now: str) -> None:
    _solved(desk, "SMS is failing, please help me with this")
    assert _told(desk, now) == []


def test_what_is_open_or_was_merged_is_not_like_anything(desk: Desk) -> None:
    whole, part = desk.open(subject="Carrier outage Spain"), desk.open(subject="Carrier outage Spain")
    desk.services.merging.merge(part.ticket_id, whole.ticket_id, desk.cierra)
    assert _told(desk, "Carrier outage Spain") == []


def test_customers_are_never_shown_any_of_it(desk: Desk) -> None:
    _solved(desk, "Calls drop in Rome", "Our secret switch was broken.")
    seen = desk.new_in(CHANNEL)
    assert _told(desk, "Calls drop in Rome")
    assert [said for said in seen.posted if "Solved before" in said or "secret" in said] == []


def test_a_runbook_may_do_without(database: Database, clock: FakeClock, slack: FakeSlack) -> None:
    provider = sample().provider.model_copy(update={"similar_tickets": False})
    desk = Desk(database, clock, slack, replace(sample(), provider=provider))
    _solved(desk, "Calls drop in Rome")
    assert _told(desk, "Calls drop in Rome") == []


def test_a_word_that_a_message_gained_by_an_edit_is_found(desk: Desk) -> None:
    opened = desk.open(subject="Help")
    with desk.services.tickets.work() as work:
        work.ticket(opened.ticket_id).subject = "Numbers ported twice"
    desk.solve(opened)
    assert len(_told(desk, "Twice ported")) == 2


def test_tickets_of_earlier_versions_are_found_once_their_words_are_stored(desk: Desk) -> None:
    _solved(desk, "Calls drop in Rome")
    with desk.database.begin() as session:
        session.execute(text(f"DELETE FROM {word_index.TABLE}"))
        word_index.fill(session.connection())
    assert len(_told(desk, "Calls drop in Rome")) == 2


@settings(drawing(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
def test_whatever_people_write_is_looked_for_and_never_read_as_a_query(
    desk: Desk, one: str, two: str
) -> None:
    with desk.services.tickets.reading() as work:
        assert similar.solved_like(work, "partiful", one, two) == []
    since = TicketFilter(words=one, solved_since=desk.clock.now())
    assert desk.services.tickets.listed(None, since, desk.cierra).tickets == ()


def test_a_word_is_found_among_more_solved_tickets_than_are_listed(desk: Desk) -> None:
    desk.solve(desk.open(subject="Numbers ported twice"))
    since = desk.clock.now()
    add_solved(desk, 200)
    desk.clock.set(since)
    wanted = TicketFilter(words="port twi", solved_since=since)
    assert [line.key for line in desk.services.tickets.listed("partiful", wanted, desk.cierra).tickets] == [
        "PARTIFUL-1"
    ]
