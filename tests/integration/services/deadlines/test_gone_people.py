"""People whose Slack account is deactivated, or unknown: passed over at once, and somebody is told why."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.blocks.messages import why_words
from bot.domain.routing import Role
from bot.domain.sla import Priority
from tests.fixtures.desk import CHANNEL, Desk, new_york

WHY = "cannot be reached: their Slack account is deactivated, or unknown"
NOTE = f"Cierra Simms {WHY}. Pings pass it over until that is mended."
MOVED = (
    "<@U0KIRK> PARTIFUL-1 moved from Cierra Simms (primary TAM) to Kirk McCalla (secondary TAM). "
    "Due 11:00 AM ET.\n"
    "Kirk McCalla, secondary TAM, is on duty at 10:00 AM ET on Tue, Mar 3 (Mon-Fri 09:00-18:00 ET). "
    f"Cierra Simms, primary TAM, {WHY}; no return is planned. "
    "On duty until 6:00 PM ET, then the 24x7 PSE team; "
    "an unanswered P1 moves there then, any other ticket with a nudge while its clock runs."
)


Goes = Callable[[Desk], None]


def go(desk: Desk, user: str = "U0CIERRA", name: str = "Cierra Simms") -> None:
    """Have Slack say that somebody's account is deactivated."""
    desk.services.people.meet(user, "T0PROVIDER", name, is_gone=True)


def be_unknown(desk: Desk) -> None:
    """Have Slack say that it knows no such user."""
    desk.services.people.lost("U0CIERRA")


@pytest.mark.parametrize("goes", [go, be_unknown])
class TestATamWhoIsGone:
    def test_is_passed_over_for_new_tickets_with_why(self, story: Desk, goes: Goes) -> None:
        goes(story)
        opened = story.open(priority=Priority.P1)
        card, row = story.card(opened), story.ticket(opened)
        assert (row.assignee_role, row.assignee_name) == (Role.SECONDARY, "Kirk McCalla")
        assert f"Cierra Simms, primary TAM, {WHY}; no return is planned." in why_words.sentences(
            card.why, card.line.wall_clock
        )

    def test_alarms_the_operator_once_a_day(
        self, story: Desk, goes: Goes, caplog: pytest.LogCaptureFixture
    ) -> None:
        story.settle()
        triage = story.new_in()
        with caplog.at_level(logging.ERROR):
            goes(story)
            goes(story)
        story.settle()
        assert triage.posted == [NOTE]
        assert "Cierra Simms (U0CIERRA) cannot be reached: gone" in caplog.text
        story.clock.advance(timedelta(days=1))
        goes(story)
        story.settle()
        assert triage.posted == [NOTE, NOTE]

    def test_is_pinged_for_nothing_that_they_have(self, story: Desk, goes: Goes) -> None:
        story.open(priority=Priority.P1)
        goes(story)
        story.settle()
        triage = story.new_in()
        story.pass_time(timedelta(hours=4))
        assert not [text for text in triage.posted if "<@U0CIERRA>" in text]
        assert any("<@U0KIRK>" in text for text in triage.posted)


@pytest.mark.parametrize("goes", [go, be_unknown])
def test_what_somebody_has_who_is_gone_moves_at_once_and_that_is_said_once_with_why(
    story: Desk, goes: Goes
) -> None:
    opened, solved = story.open(priority=Priority.P1), story.open()
    story.solve(solved)
    triage, channel = story.new_in(), story.new_in(CHANNEL)
    goes(story)
    goes(story)
    story.settle()
    assert story.ticket(opened).assignee_name == "Kirk McCalla"
    assert story.ticket(solved).assignee_name == "Cierra Simms"
    assert channel.posted == [
        "PARTIFUL-1 is now with Kirk McCalla (your secondary TAM). The answer is due by 11:00 AM ET."
    ]
    assert triage.posted == [MOVED, NOTE]


def test_a_ticket_taken_by_somebody_of_the_night_team_who_is_gone_goes_back_to_it(story: Desk) -> None:
    story.clock.set(new_york("2026-03-04 02:00"))
    opened = story.open(priority=Priority.P1)
    story.services.people.set_group("S0PSE", ["U0PETRA", "U0OMAR"])
    story.services.lifecycle.take(opened.ticket_id, story.petra)
    go(story, "U0PETRA", "Petra Novak")
    row = story.ticket(opened)
    assert (row.assignee_name, row.assignee_slack) == ("Personalized Support Engineers", None)


def test_who_is_back_gets_tickets_again(story: Desk) -> None:
    go(story)
    be_unknown(story)
    story.services.people.meet("U0CIERRA", "T0PROVIDER", "Cierra Simms")
    assert story.ticket(story.open()).assignee_name == "Cierra Simms"


def test_with_both_tams_gone_the_night_team_has_the_day_too(story: Desk) -> None:
    go(story)
    go(story, "U0KIRK", "Kirk McCalla")
    assert story.ticket(story.open()).assignee_role is Role.PSE


def test_a_group_whose_people_are_all_gone_is_as_good_as_empty(story: Desk) -> None:
    story.services.people.set_group("S0PSE", ["U0PETRA"])
    go(story, "U0PETRA", "Petra")
    story.clock.set(new_york("2026-03-04 02:00"))
    story.settle()
    triage = story.new_in()
    story.open(priority=Priority.P1)
    story.settle()
    pings = {word for text in triage.posted for word in text.split() if word.startswith("<")}
    assert pings == {"<!subteam^S0MGMT>", "<@U0RALPH>"}


def test_a_stranger_who_is_gone_alarms_nobody(story: Desk) -> None:
    story.settle()
    triage = story.new_in()
    story.services.people.meet("U0XAVER", "T0PROVIDER", "Xaver", is_gone=True)
    story.settle()
    assert triage.posted == []
