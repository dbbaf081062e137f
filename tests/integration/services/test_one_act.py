"""One act, one transaction: killed between any two statements, none is lost and none is done twice."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event, select

from bot.blocks.answers.lists import plain_answer
from bot.blocks.values import Post
from bot.domain.escalation import Reason
from bot.domain.keys import done
from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.errors import Conflict, DoneBefore
from bot.services import Services
from bot.services.acts import Act
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import NewTicket, Opened
from bot.steps.refusals import Attempt
from models.queues.outbox import OutboxRow
from models.refusal import Refusal
from tests.fixtures.desk import CHANNEL, Desk
from tests.fixtures.kills import everything, until_it_lives

Doing = Callable[[Services], Post | None]

MAYAS = Act(
    once=done.command("C0PARTIFUL", "1772550000.000100"),
    by=Attempt("T0PARTIFUL", "U0MAYA", "message", CHANNEL),
    channel=CHANNEL,
    thread_ts="1772550000.000100",
)


def alarm(desk: Desk) -> Alarm:
    """Return Maya's alarm."""
    return Alarm(Reason.BLOCKER, desk.maya)


def opening(desk: Desk) -> NewTicket:
    """Return what Maya asks for by mention."""
    return NewTicket(
        account="partiful",
        origin=TicketOrigin.MENTION,
        origin_key=done.message("C0PARTIFUL", "1772550000.000100"),
        requester=desk.maya,
        opened_by=desk.maya,
        subject="SMS is failing",
        description="SMS is failing",
        channel=CHANNEL,
        thread_ts="1772550000.000100",
    )


def solve(bot: Services, desk: Desk, ticket: int) -> Post:
    bot.lifecycle.solve(ticket, desk.maya)
    return plain_answer("PARTIFUL-1 is solved.")


def do_two_things(bot: Services, desk: Desk, ticket: int) -> Post:
    bot.lifecycle.set_priority(ticket, Priority.P1, desk.maya)
    bot.tickets.add_details(ticket, desk.maya, "Everywhere")
    return plain_answer("Done.")


def be_refused_halfway(bot: Services, desk: Desk, ticket: int) -> None:
    bot.lifecycle.set_priority(ticket, Priority.P1, desk.maya)
    bot.lifecycle.take(ticket, desk.maya)


DONE: dict[str, Callable[[Services, Desk, int], object]] = {
    "open": lambda bot, desk, ticket: bot.opening.open(opening(desk)),
    "escalate chat": lambda bot, desk, ticket: bot.escalations.raise_on_chat(opening(desk), alarm(desk)),
    "escalate": lambda bot, desk, ticket: bot.escalations.raise_on(ticket, alarm(desk)),
    "solve": solve,
    "add": lambda bot, desk, ticket: bot.tickets.add_details(ticket, desk.maya, "Android only"),
    "take": lambda bot, desk, ticket: bot.lifecycle.take(ticket, desk.kirk),
    "two things": do_two_things,
}
REFUSED: dict[str, Callable[[Services, Desk, int], object]] = {
    "taken by the customer": lambda bot, desk, ticket: bot.lifecycle.take(ticket, desk.maya),
    "refused halfway": be_refused_halfway,
}


def act(desk: Desk, name: str, opened: Opened | None = None) -> Doing:
    """Return what is asked for under that name, about a ticket that stands."""
    does, ticket = (DONE | REFUSED)[name], (opened or desk.open()).ticket_id

    def do(bot: Services) -> Post | None:
        said = does(bot, desk, ticket)
        return said if isinstance(said, Post) else None

    return do


@pytest.mark.drawn
@pytest.mark.parametrize("name", DONE | REFUSED)
def test_an_act_that_is_killed_anywhere_is_done_once_when_slack_tells_of_it_again(
    desk: Desk, name: str
) -> None:
    does = act(desk, name)
    kills = until_it_lives(desk.database, lambda: desk.services.perform(MAYAS, does))
    assert kills >= 2
    stored = everything(desk.database)
    desk.services.perform(MAYAS, does)
    assert everything(desk.database) == stored


@pytest.mark.parametrize("name", DONE | REFUSED)
def test_a_process_that_dies_right_after_the_commit_repeats_nothing(desk: Desk, name: str) -> None:
    does = act(desk, name)
    desk.services.perform(MAYAS, does)
    stored = everything(desk.database)
    with pytest.raises(DoneBefore):
        desk.services.once(MAYAS.once, lambda bot: None)
    desk.services.perform(MAYAS, does)
    assert everything(desk.database) == stored


@pytest.mark.drawn
@pytest.mark.parametrize("name", DONE)
def test_a_click_that_is_killed_anywhere_is_done_once(desk: Desk, name: str) -> None:
    does = act(desk, name)

    def click() -> None:
        desk.services.once(done.form("V1"), lambda bot: does(bot) and None)

    until_it_lives(desk.database, click)
    stored = everything(desk.database)
    with pytest.raises(DoneBefore):
        click()
    assert everything(desk.database) == stored


def test_an_answer_is_written_with_what_it_tells_of(desk: Desk) -> None:
    does = act(desk, "solve")
    desk.services.perform(MAYAS, does)
    assert answers(desk) == ["PARTIFUL-1 is solved."]


def test_a_refusal_undoes_what_was_begun_and_is_the_answer(desk: Desk) -> None:
    opened = desk.open()
    before = len(desk.history(opened))
    desk.services.perform(MAYAS, act(desk, "refused halfway", opened))
    assert desk.ticket(opened).priority is Priority.P3
    assert len(desk.history(opened)) == before
    assert answers(desk) == ["Only the support team can take a ticket."]
    with desk.database.read() as session:
        [kept] = Refusal.latest(session, 10)
    assert (kept.actor_user, kept.asked, kept.why) == (
        "U0MAYA",
        "message",
        "Only the support team can take a ticket.",
    )


def test_in_a_thread_of_several_a_refusal_calls_its_person_by_name(desk: Desk) -> None:
    desk.services.perform(replace(MAYAS, call="Maya Chen"), act(desk, "taken by the customer"))
    assert answers(desk) == ["Maya Chen: Only the support team can take a ticket."]


def test_what_a_form_is_refused_may_be_sent_again(desk: Desk) -> None:
    opened = desk.open()

    def reopen(bot: Services) -> None:
        bot.lifecycle.reopen(opened.ticket_id, desk.maya)

    before = everything(desk.database)
    with pytest.raises(Conflict):
        desk.services.once(done.form("V9"), reopen)
    assert everything(desk.database) == before
    desk.solve(opened)
    desk.services.once(done.form("V9"), reopen)
    assert desk.card(opened).line.status == "open"


def test_an_act_is_one_commit(desk: Desk) -> None:
    does, commits = act(desk, "two things"), list[int]()
    event.listen(desk.database.engine, "commit", lambda _: commits.append(1))
    desk.services.perform(MAYAS, does)
    assert len(commits) == 1


def answers(desk: Desk) -> list[str]:
    """Return the texts of what was answered."""
    with desk.database.read() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key.startswith("answer/")))
        return [row.payload["text"] for row in rows]
