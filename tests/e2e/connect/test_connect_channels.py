"""A channel's life: each change told once, no ticket orphaned, nobody closed out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.channel import Closure
from bot.domain.ticket import Status
from models.account import AccountState
from tests.e2e.coming_back import House, house
from tests.e2e.stage import CHANNEL, ELSEWHERE, TRIAGE, OnStage, Stage
from tests.e2e.two_accounts import OTHER_CHANNEL
from tests.fixtures.shown import lines, words_of

TAM = "<@U0CIERRA>"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """Give a house of one's own: each test leads its channel somewhere."""
    with house(tmp_path) as built:
        yield built


@pytest.fixture
def stage(home: House) -> Stage:
    """Give the house's stage, with all settled that begins a bot's day."""
    home.stage.settle()
    return home.stage


def told_since(stage: Stage, before: int) -> list[str]:
    """Return what triage was told since then, but for the cards of tickets."""
    stage.settle()
    said = [words_of(message) for message in stage.workspace.messages(TRIAGE)[before:]]
    return [words for words in said if TAM in words and "PARTIFUL-" not in words]


def so_far(stage: Stage) -> int:
    """Count what stands in triage."""
    return len(stage.workspace.messages(TRIAGE))


def state(stage: Stage) -> AccountState:
    """Return how Partiful's channel fares."""
    with stage.bot.database.begin() as session:
        found = AccountState.of(session, "partiful")
        session.flush()
        session.expunge(found)
    return found


def closed_by(stage: Stage) -> list[str]:
    return state(stage).closed_by


def reply(stage: Stage, ticket: OnStage, words: str, channel: str = CHANNEL) -> None:
    """Have Maya reply in a ticket's thread."""
    stage.maya.say(channel, words, ticket.thread)
    stage.settle()


def test_a_new_name_is_told_each_time_it_changes(home: House, stage: Stage) -> None:
    before, playground = so_far(stage), home.playground
    for name in ("help-partiful", "tam-partiful", "help-partiful"):
        playground.channel_renamed(CHANNEL, name)
        stage.settle()
    told = told_since(stage, before)
    assert [name in one for name, one in zip(("help", "tam", "help"), told, strict=True)] == [True] * 3


def test_archived_and_back(home: House, stage: Stage) -> None:
    ticket, before = stage.open(), so_far(stage)
    home.playground.archive(CHANNEL)
    [told] = told_since(stage, before)
    assert lines(told)[0] == (
        "<@U0CIERRA> #tam-partiful: it was archived. The customer can't be answered there. "
        "1 unsolved ticket stays as it is."
    )
    assert closed_by(stage) == [Closure.ARCHIVED]
    home.playground.unarchive(CHANNEL)
    assert "I am back in #tam-partiful" in told_since(stage, before)[1]
    assert closed_by(stage) == []
    reply(stage, ticket, "Are you there?")
    assert any("Are you there?" in lines(said) for said in ticket.staff_see)


def test_removed_and_invited_again_hears_what_was_said_meanwhile(home: House, stage: Stage) -> None:
    ticket, before = stage.open(), so_far(stage)
    home.playground.remove_bot(CHANNEL)
    [told] = told_since(stage, before)
    assert "I was removed from it" in told
    stage.maya.say(CHANNEL, "Where did you go?", ticket.thread)
    home.wait(minutes=30)
    home.playground.invite_bot(CHANNEL)
    stage.settle()
    home.sweep()  # what was missed is read after the event is answered
    assert "I am back in #tam-partiful" in told_since(stage, before)[1]
    assert any("Where did you go?" in lines(said) for said in ticket.staff_see)


def test_removed_while_the_bot_was_away_is_noticed_when_it_is_back(home: House, stage: Stage) -> None:
    stage.open()
    before = so_far(stage)
    home.down()
    home.playground.remove_bot(CHANNEL)
    home.wait(minutes=10)
    for _ in range(2):
        home.up()
        home.sweep()
        [told] = told_since(home.stage, before)
        assert "I was removed from it" in told
        home.down()
    home.up()
    home.playground.invite_bot(CHANNEL)
    home.sweep()
    assert closed_by(home.stage) == []


def test_disconnected_and_connected(home: House, stage: Stage) -> None:
    before = so_far(stage)
    home.playground.disconnect(CHANNEL)
    [told] = told_since(stage, before)
    assert "the two companies were disconnected" in told
    home.playground.reconnect(CHANNEL)
    assert len(told_since(stage, before)) == 2
    assert closed_by(stage) == []


def test_what_is_closed_twice_over_opens_with_the_last_of_it(home: House, stage: Stage) -> None:
    before = so_far(stage)
    home.playground.disconnect(CHANNEL)
    stage.settle()
    home.playground.archive(CHANNEL)
    stage.settle()
    home.playground.unarchive(CHANNEL)
    stage.settle()
    assert closed_by(stage) == [Closure.DISCONNECTED]
    home.playground.reconnect(CHANNEL)
    assert len(told_since(stage, before)) == 3
    assert closed_by(stage) == []


def test_another_company_in_the_channel_is_warned_of(home: House, stage: Stage) -> None:
    before = so_far(stage)
    for kind, field in (
        ("channel_shared", "connected_team_id"),
        ("channel_unshared", "previously_connected_team_id"),
    ):
        event = {"type": kind, "channel": CHANNEL, field: "T0OTHER", "event_ts": "1772550000.000001"}
        home.send_again([{"type": "event_callback", "team_id": "T0PROVIDER", "event": event}], kind)
    [told] = told_since(stage, before)
    assert "Another company (T0OTHER) was connected to #tam-partiful" in told
    assert closed_by(stage) == []


def test_a_new_id_takes_tickets_and_threads_along(home: House, stage: Stage) -> None:
    ticket, before = stage.open(), so_far(stage)
    home.playground.change_channel_id(CHANNEL, "C0SHARED")
    [told] = told_since(stage, before)
    assert "C0SHARED (it was C0PARTIFUL)" in told
    assert "the account's file" in told
    reply(stage, ticket, "All of them", "C0SHARED")
    assert any("All of them" in said for said in ticket.staff_see)
    stage.cierra.say("C0SHARED", "Which carriers?", ticket.thread)
    stage.settle()
    stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
    stage.settle()
    thread = [words_of(message) for message in stage.workspace.thread("C0SHARED", ticket.thread)]
    assert any("is pending" in said for said in thread)
    assert "Pending" in words_of(stage.workspace.message("C0SHARED", ticket.card_ts))
    stage.maya.react("C0SHARED", ticket.card_ts, "white_check_mark")
    stage.settle()
    assert str(ticket.row.status) == "solved"
    with stage.opening():
        stage.maya.say("C0SHARED", "@tam open Still here?")
    home.down()
    stage.maya.say("C0SHARED", "@tam open And after a restart?")
    home.up()
    home.sweep()
    assert home.stage.count() == 3


def test_there_and_back_again_is_followed(home: House, stage: Stage) -> None:
    before = so_far(stage)
    for old, new in ((CHANNEL, "C0SHARED"), ("C0SHARED", CHANNEL), (CHANNEL, "C0SHARED")):
        home.playground.change_channel_id(old, new)
        stage.settle()
    assert len(told_since(stage, before)) == 3
    assert stage.bot.services.channels.channel_of("partiful") == "C0SHARED"
    with stage.opening():
        stage.maya.say("C0SHARED", "@tam open Where are we?")


def test_an_id_that_the_runbook_names_later_counts(home: House, stage: Stage) -> None:
    home.playground.change_channel_id(CHANNEL, "C0SHARED")
    stage.settle()
    home.down()
    home.edit_runbook("partiful", "id: C0PARTIFUL", "id: C0GENERAL")
    home.up()
    assert home.stage.bot.services.channels.channel_of("partiful") == ELSEWHERE
    assert home.stage.bot.services.channels.account_in("C0SHARED") is None


def test_each_change_is_told_once_however_often_slack_says_it(home: House, stage: Stage) -> None:
    heard, playground = len(home.events()), home.playground
    playground.channel_renamed(CHANNEL, "help-partiful")
    playground.archive(CHANNEL)
    playground.unarchive(CHANNEL)
    playground.disconnect(CHANNEL)
    playground.reconnect(CHANNEL)
    playground.remove_bot(CHANNEL)
    playground.invite_bot(CHANNEL)
    playground.change_channel_id(CHANNEL, "C0SHARED")
    stage.settle()
    life = [one for one in home.events()[heard:] if one["event"]["type"] != "message"]
    assert len(life) >= 8
    before, stood = so_far(stage), (closed_by(stage), state(stage).channel)
    home.send_again(life, "AGAIN")
    assert told_since(stage, before) == []
    assert (closed_by(stage), state(stage).channel) == stood


def test_nobody_is_closed_out_of_a_channel_that_was_closed(home: House, stage: Stage) -> None:
    ticket = stage.open()
    stage.cierra.say(CHANNEL, "Which numbers?", ticket.thread)
    stage.settle()
    stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
    stage.settle()
    home.wait(days=8)
    home.sweep()  # reminded
    home.playground.archive(CHANNEL)
    stage.settle()
    home.wait(days=20)
    home.sweep()
    assert ticket.row.status is Status.PENDING
    home.playground.unarchive(CHANNEL)
    stage.settle()
    home.wait(hours=1)
    home.sweep()
    assert ticket.row.status is Status.PENDING
    home.wait(days=15)
    home.sweep()
    home.wait(days=8)
    home.sweep()
    assert str(ticket.row.status) == "solved"


def test_a_channel_nobody_configured_hears_once_why_nothing_happens(home: House, stage: Stage) -> None:
    for _ in range(2):
        home.playground.invite_bot(ELSEWHERE)
        stage.settle()
        stage.cierra.say(ELSEWHERE, "@tam open Something is wrong")
        ts = stage.cierra.say(ELSEWHERE, "@tam list")
        stage.cierra.react(ELSEWHERE, ts, "ticket")
        stage.settle()
        home.playground.remove_bot(ELSEWHERE)
        stage.settle()
    said = [words_of(one) for one in stage.workspace.messages(ELSEWHERE) if one.get("bot_id")]
    assert len(said) == 1
    assert stage.count() == 0
    assert all(
        len(stage.workspace.thread(ELSEWHERE, one["ts"])) == 1 for one in stage.workspace.messages(ELSEWHERE)
    )


def test_the_other_accounts_channel_notices_nothing(home: House, stage: Stage) -> None:
    home.playground.archive(CHANNEL)
    stage.settle()
    stage.otto.say(OTHER_CHANNEL, "@tam open We are fine")
    stage.settle()
    assert any(
        "OTHER-1" in words_of(one)
        for one in stage.workspace.thread(OTHER_CHANNEL, stage.workspace.messages(OTHER_CHANNEL)[-1]["ts"])
    )
