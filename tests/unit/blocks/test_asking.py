"""What the bot asks back, whole sentences and the buttons under them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.blocks.answers import asking
from bot.blocks.kit import ids
from bot.blocks.values import Block, Post
from bot.domain.commands import commands
from bot.domain.commands.commands import Command
from bot.domain.commands.opening_request import OpeningRequest
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from tests.unit.blocks.samples import line


def buttons(post: Post) -> list[tuple[object, object]]:
    """Return action and value of each button."""
    rows: list[Block] = [block for block in post.blocks if block["type"] == "actions"]
    return [(one["action_id"], one.get("value")) for row in rows for one in row["elements"]]


def test_an_opening_that_sounds_urgent_asks_with_a_button_for_each_priority() -> None:
    due = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
    post = asking.is_it_urgent(line(due_at=due))
    assert post.text == (
        "PARTIFUL-12 is a P2, answered by Tue, Mar 3, 1:00 PM ET. Is it urgent? "
        "Click, or react here or on the card: :one: P1, :two: P2, :three: P3."
    )
    assert [action for action, _ in buttons(post)] == [ids.SET_PRIORITY[priority] for priority in Priority]
    assert {value for _, value in buttons(post)} == {str(line().id)}


def test_without_a_due_time_none_is_told() -> None:
    assert ", answered by" not in asking.is_it_urgent(line(due_at=None)).text


@pytest.mark.parametrize(
    ("command", "action"),
    [
        (commands.SolveTicket(), ids.MARK_SOLVED),
        (commands.Escalate(), ids.ESCALATE),
        (commands.SetPriority(None, Priority.P1), ids.SET_PRIORITY[Priority.P1]),
        (commands.AddDetails("12", "more"), ids.ADD_DETAILS),
        (commands.OpenTicket(OpeningRequest()), ids.OPEN_TICKET),
    ],
)
def test_what_may_have_been_meant_is_asked_with_a_button_to_do_it(command: Command, action: str) -> None:
    post = asking.may_be_meant(command, ticket=line(), ts="1.2")
    assert post is not None
    assert post.text.endswith("?")
    assert [each for each, _ in buttons(post)] == [action]


def test_nothing_is_asked_about_what_no_button_can_do() -> None:
    assert asking.may_be_meant(commands.AddDetails(None, "more"), ticket=line(), ts="1.2") is None
    assert asking.may_be_meant(commands.TellHelp(), ticket=None, ts="1.2") is None
    chat = asking.may_be_meant(commands.OpenTicket(), ticket=None, ts="1.2")
    assert chat is not None
    assert chat.text == "I opened no ticket: did you mean to?"


def test_what_is_so_already_is_not_asked_about() -> None:
    solved, escalated = replace(line(), status=Status.SOLVED), replace(line(), escalated=True)
    for command, ticket, said in (
        (commands.SolveTicket(), solved, "PARTIFUL-12 is solved."),
        (commands.ReopenTicket(), line(), "PARTIFUL-12 isn't solved."),
    ):
        told = asking.may_be_meant(command, ticket=ticket, ts="1.2")
        assert told is not None
        assert (told.text, buttons(told)) == (said, [])
    reopen = asking.may_be_meant(commands.ReopenTicket(), ticket=solved, ts="1.2")
    assert reopen is not None
    assert reopen.text == "PARTIFUL-12 stays as it is: did you mean to reopen it?"
    assert buttons(reopen) == [(ids.REOPEN, "7")]
    again = asking.may_be_meant(commands.Escalate(), ticket=escalated, ts="1.2")
    assert again is not None
    assert again.text == "PARTIFUL-12 is escalated already: did you mean to escalate it again?"
