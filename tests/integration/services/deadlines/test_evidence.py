"""The second clock: staff are told before the carriers' records end, until the examples are handed on."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.events.evidence import HandedOn
from bot.errors import Conflict, NotAllowed
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import Desk, new_york

CALL = "CA" + "a1" * 16


def voice(desk: Desk, **given: Any) -> Opened:
    """Open a Voice ticket with an example of 8:00 AM; it is 10:00 AM in New York."""
    plain = {"product": "voice", "happened_at": new_york("2026-03-03 08:00"), "example_ids": (CALL,)}
    return desk.open(**plain | given)


def nudges(desk: Desk) -> list[str]:
    return [said for said in desk.said() if "records end" in said and "Hand the examples on" in said]


def test_staff_are_told_at_half_and_at_four_fifths_of_the_window(story: Desk) -> None:
    voice(story)
    assert story.waiting("evidence") == [new_york("2026-03-03 20:00"), new_york("2026-03-04 03:12")]
    story.pass_time(new_york("2026-03-04 09:00"))
    wanted = "Hand the examples on before, then say so: the button, or :paperclip: on the card."
    assert nudges(story) == [
        f"<!subteam^S0PSE> PARTIFUL-1 · records end {when} · SMS is failing\n{wanted}"
        for when in ("Wed, Mar 4, 8:00 AM ET", "8:00 AM ET")
    ]


def test_a_ticket_that_is_reopened_has_its_second_clock_back(story: Desk) -> None:
    opened = voice(story)
    story.solve(opened)
    story.pass_time(new_york("2026-03-03 21:00"))
    assert nudges(story) == []
    story.services.lifecycle.reopen(opened.ticket_id, story.maya)
    assert story.waiting("evidence")[-1] == new_york("2026-03-04 03:12")
    story.pass_time(new_york("2026-03-04 04:00"))
    assert "records end" in nudges(story)[-1]


def test_at_night_nobody_is_pinged_for_what_can_wait_for_the_morning(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 19:00"))
    voice(story, happened_at=new_york("2026-03-03 18:00"))
    story.pass_time(new_york("2026-03-04 07:00"))
    [told] = nudges(story)
    assert told.startswith("PARTIFUL-1 · records end 6:00 PM ET")


def test_in_hours_the_assignee_is_pinged(story: Desk) -> None:
    voice(story, happened_at=new_york("2026-03-02 23:00"))
    story.pass_time(new_york("2026-03-03 12:00"))
    [told] = nudges(story)
    assert told.startswith("<@U0CIERRA> PARTIFUL-1 · records end 11:00 PM ET")


@pytest.mark.parametrize(
    "given",
    [
        {"happened_at": None},
        {"example_ids": ()},
        {"product": "video"},
        {"happened_at": new_york("2026-03-01 08:00")},
    ],
)
def test_without_a_time_an_example_or_a_limit_or_too_late_nothing_is_nudged(
    story: Desk, given: dict[str, Any]
) -> None:
    voice(story, **given)
    assert story.waiting("evidence") == []


def test_what_was_reported_late_is_told_at_once_and_once(story: Desk) -> None:
    opened = voice(story, happened_at=new_york("2026-03-02 11:00"))
    story.pass_time(timedelta(minutes=1))
    assert len(nudges(story)) == 1
    story.reply(opened, "U0MAYA", f"Another one: {CALL[:-1]}b")
    story.pass_time(timedelta(minutes=1))
    assert len(nudges(story)) == 1


def test_an_example_given_in_a_reply_starts_it(story: Desk) -> None:
    opened = voice(story, example_ids=())
    story.reply(opened, "U0MAYA", f"It was {CALL}")
    assert len(story.waiting("evidence")) == 2


def test_handed_on_it_stops_and_says_whether_in_time(story: Desk) -> None:
    opened = voice(story)
    story.services.intake.hand_on(opened.ticket_id, story.cierra)
    story.settle()
    assert story.waiting("evidence") == []
    assert "PARTIFUL-1 · examples handed on by Cierra Simms" in story.said()
    assert "Handed on 10:00 AM ET" in str(story.slack.messages["C0TRIAGE"])
    [event] = story.history(opened, HandedOn.kind)
    assert event.what == HandedOn(in_time=True)
    with pytest.raises(Conflict, match="handed on already"):
        story.services.intake.hand_on(opened.ticket_id, story.cierra)


def test_handed_on_too_late_counts_as_such(story: Desk) -> None:
    opened = voice(story, happened_at=new_york("2026-03-01 08:00"))
    story.services.intake.hand_on(opened.ticket_id, story.cierra)
    assert story.history(opened, HandedOn.kind)[0].what == HandedOn(in_time=False)


def test_a_console_number_stops_it(story: Desk) -> None:
    opened = voice(story)
    story.services.tickets.set_console_number(opened.ticket_id, story.cierra, "7654321")
    assert story.waiting("evidence") == []


def test_customers_cannot_say_that_it_was_handed_on(story: Desk) -> None:
    opened = voice(story)
    with pytest.raises(NotAllowed):
        story.services.intake.hand_on(opened.ticket_id, story.maya)
    assert len(story.waiting("evidence")) == 2
