"""What is said in a ticket's thread: on its timeline, mirrored into triage, and what customers never see."""

import json

import pytest
from sqlalchemy import select

from bot.domain.ticket import Status
from models.message import TicketMessage
from models.response_clock import ResponseClock
from tests.e2e.stage import CHANNEL, TRIAGE, OnStage, Stage, new_york, raised, shown
from tests.fixtures.shown import lines, words_of


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's."""
    return stage.open()


def timeline(ticket: OnStage) -> list[TicketMessage]:
    """Return the messages of a ticket as they are stored."""
    with ticket.stage.bot.database.read() as session:
        stored = select(TicketMessage).where(TicketMessage.ticket_id == ticket.row.id)
        return list(session.scalars(stored.order_by(TicketMessage.ts)))


def test_replies_are_kept_and_the_customers_are_mirrored(stage: Stage, ticket: OnStage) -> None:
    stage.maya.say(CHANNEL, "Still *failing* <b> & so on", ticket.thread)
    stage.settle()  # listeners run side by side: two messages at once may be mirrored in either order
    stage.dev.say(CHANNEL, "For me too", ticket.thread)
    stage.settle()
    assert [message.text for message in timeline(ticket)] == ["Still *failing* <b> & so on", "For me too"]
    assert "Maya Chen (customer), " in ticket.staff_see[-2]
    assert "Still *failing* <b> & so on" in ticket.staff_see[-2]
    assert "For me too" in ticket.staff_see[-1]


def test_an_edit_is_shown_and_an_unfolding_link_is_none(stage: Stage, ticket: OnStage) -> None:
    ts = stage.maya.say(CHANNEL, "It began at 9", ticket.thread)
    stage.settle()
    stage.maya.edit(CHANNEL, ts, "It began at 8")
    stage.settle()
    assert "It began at 8" in ticket.staff_see[-1]
    assert "(edited)" in ticket.staff_see[-1]
    so_far = len(ticket.staff_see)
    stage.maya.edit(CHANNEL, ts, "It began at 8")
    stage.settle()
    assert len(ticket.staff_see) == so_far
    assert timeline(ticket)[0].edited_at is not None


def test_a_deletion_is_told_without_the_words(stage: Stage, ticket: OnStage) -> None:
    ts = stage.maya.say(CHANNEL, "my password is hunter2", ticket.thread)
    stage.settle()
    stage.maya.delete(CHANNEL, ts)
    stage.settle()
    assert "deleted by its author" in ticket.staff_see[-1]
    assert "hunter2" not in ticket.staff_see[-1]
    assert timeline(ticket)[0].deleted_at is not None


def test_files_are_kept_as_links(stage: Stage, ticket: OnStage) -> None:
    stage.maya.upload(CHANNEL, "trace.pcap", b"\x00\x01", ticket.thread, "Here it is")
    stage.settle()
    [kept] = timeline(ticket)
    assert kept.files
    assert "Here it is" in ticket.staff_see[-1]
    assert "File: " in ticket.staff_see[-1]


def test_a_staff_answer_stops_the_clock_and_a_customers_reply_starts_the_next(
    stage: Stage, ticket: OnStage
) -> None:
    def clocks() -> list[ResponseClock]:
        with stage.bot.database.read() as session:
            found = select(ResponseClock).where(ResponseClock.ticket_id == ticket.row.id)
            return list(session.scalars(found.order_by(ResponseClock.id)))

    assert [clock.stopped_at for clock in clocks()] == [None]
    stage.cierra.say(CHANNEL, "We are on it", ticket.thread)
    stage.settle()
    answered = ticket.row.last_staff_at
    assert answered
    assert f"Cierra Simms (your primary TAM) has it. Last answer from us: {shown(answered)}." in lines(
        ticket.card
    )
    assert all(clock.stopped_at for clock in clocks())
    stage.maya.say(CHANNEL, "Any news?", ticket.thread)
    stage.settle()
    assert [bool(clock.stopped_at) for clock in clocks()] == [True, False]


def test_a_colleagues_word_is_an_answer_and_a_reaction_is_none(stage: Stage, ticket: OnStage) -> None:
    stage.cierra.react(CHANNEL, ticket.thread, "eyes")
    stage.settle()
    assert ticket.row.last_staff_at is None
    stage.colleen.say(CHANNEL, "I have seen this before: restart it", ticket.thread)
    stage.settle()
    assert ticket.row.last_staff_at is not None


def test_notes_in_triage_never_reach_the_customer(stage: Stage, ticket: OnStage) -> None:
    before = ticket.customers_see
    stage.cierra.say(TRIAGE, "This customer is a handful", ticket.triage_ts)
    stage.settle()
    assert ticket.customers_see == before
    assert ticket.row.last_staff_at is None


def test_a_customers_reply_ends_pending(stage: Stage, ticket: OnStage) -> None:
    stage.cierra.say(CHANNEL, "Which numbers?", ticket.thread)
    stage.settle()
    stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
    stage.settle()
    assert ticket.row.status is Status.PENDING
    stage.maya.say(CHANNEL, "All of them", ticket.thread)
    stage.settle()
    assert ticket.row.status is Status.OPEN


@pytest.mark.parametrize(("words", "reopens"), [("thanks, it works!", False), ("It is back", True)])
def test_a_reply_after_solving_reopens_unless_it_only_thanks(
    stage: Stage, ticket: OnStage, words: str, reopens: bool
) -> None:
    stage.maya.react(CHANNEL, ticket.card_ts, "white_check_mark")
    stage.eventually(lambda: ticket.row.status is Status.SOLVED)
    stage.maya.say(CHANNEL, words, ticket.thread)
    stage.settle()
    assert (ticket.row.status is Status.OPEN) is reopens


@pytest.mark.parametrize("words", ["hi all", "thanks!", ":tada:", "Good morning team"])
def test_small_talk_gets_no_notice(stage: Stage, words: str) -> None:
    ts = stage.dev.say(CHANNEL, words)
    assert stage.answers(ts) == []


def test_the_notice_names_open_tickets_of_the_person(stage: Stage) -> None:
    ticket = stage.open("Dev's own trouble", by=stage.dev)
    ts = stage.chat("Something else", by=stage.dev)
    assert f"News on {ticket.key}" in stage.answers(ts)[0]


def test_chat_is_kept_without_its_words(stage: Stage) -> None:
    from models.message import ChatMessage

    ts = stage.chat("A secret of ours", by=stage.colleen)
    with stage.bot.database.read() as session:
        stored = session.get(ChatMessage, (CHANNEL, ts))
        assert stored is not None
        kept = {column.key: getattr(stored, column.key) for column in ChatMessage.__table__.columns}
    assert "secret" not in str(kept)


def test_the_days_of_a_ticket_that_nobody_answers() -> None:
    """Moving the clock leaves the newest nudge, then comes the reminder and the solving; triage sees it."""
    with raised() as stage:
        ticket = stage.open("Invites fail")
        stage.playground.travel_to(new_york("2026-03-03 13:30"))
        [newest] = [said for said in ticket.staff_see if "no answer yet" in said]
        assert "due now, 1:00 PM ET, and overdue from here on: answer in the thread" in newest
        assert "<@U0CIERRA>" in newest
        stage.cierra.say(CHANNEL, "Looking into it. Which carrier?", ticket.thread)
        stage.settle()
        stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
        stage.settle()
        so_far = len(ticket.customers_see)
        stage.playground.travel_to(new_york("2026-03-10 14:00"))
        [reminder] = ticket.customers_see[so_far:]
        assert "<@U0MAYA>" in reminder
        assert "waiting for your answer for 5 business days" in reminder
        stage.playground.travel_to(new_york("2026-03-18 12:00"))
        assert ticket.row.status is Status.SOLVED
        assert "there was no reply for 10 business days" in ticket.customers_see[-1]
        seen = json.dumps(stage.workspace.messages(CHANNEL)) + "".join(ticket.customers_see)
        for private in ("no answer yet", "Why: ", "Assignee: ", "U0RALPH", "tickets that wait for us"):
            assert private not in seen


def test_a_weekend_ticket_goes_to_the_24x7_team_and_the_notice_says_who_is_back_when() -> None:
    with raised(new_york("2026-03-07 12:00")) as stage:
        ts = stage.chat("Is anybody there?")
        [notice] = stage.answers(ts)
        assert (
            "Cierra Simms is back Mon, Mar 9, 9:00 AM ET. A P1 ticket (Business Critical) is answered "
            "within 1 hour, around the clock."
        ) in lines(notice)
        with stage.opening() as opened:
            stage.maya.react(CHANNEL, ts, "ticket")
        assert opened[0].row.assignee_name == "Personalized Support Engineers"
        assert "The 24x7 PSE team answers by " in opened[0].card


def test_an_absent_primary_leaves_it_to_the_secondary_and_an_alarm_climbs() -> None:
    with raised() as stage:
        stage.cierra.slash("/oncall", "off 2026-03-03", CHANNEL)
        ticket = stage.open("All down")
        assert ticket.row.assignee_name == "Kirk McCalla"
        stage.maya.react(CHANNEL, ticket.card_ts, "sos")
        stage.settle()
        stage.later(minutes=16)
        [first] = [said for said in ticket.staff_see if "not acknowledged for" in said]
        stage.later(minutes=30)
        [second] = [said for said in ticket.staff_see if "not acknowledged for" in said]
        assert second != first  # of one kind only the newest ping stands
        stage.kirk.say(CHANNEL, "I am on it", ticket.thread)
        stage.settle()
        assert any("Kirk McCalla acknowledged the escalation" in said for said in ticket.customers_see)
        said = len(ticket.staff_see)
        stage.later(minutes=20)
        assert not any("not acknowledged" in words for words in ticket.staff_see[said:])
        assert words_of(stage.workspace.message(CHANNEL, ticket.card_ts))


def test_telling_the_bot_that_a_solved_ticket_is_solved_opens_nothing(stage: Stage, ticket: OnStage) -> None:
    stage.maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
    stage.settle()
    stage.dev.say(CHANNEL, "@tam solved, thanks", ticket.thread)
    stage.settle()
    assert ticket.row.status is Status.SOLVED
    assert ticket.customers_see[-1].startswith(f"{ticket.key} is solved.")
    stage.dev.say(CHANNEL, "@tam not solved", ticket.thread)
    stage.settle()
    assert ticket.row.status is Status.OPEN
