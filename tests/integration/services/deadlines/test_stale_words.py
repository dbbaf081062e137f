"""What a card says goes stale by itself: it is edited then, and once."""

from datetime import timedelta

from bot.domain.ticket import TicketOrigin
from tests.fixtures.desk import CHANNEL, Desk, new_york

TRIAGE = "C0TRIAGE"


def on_card(desk: Desk, channel: str) -> str:
    return str(desk.slack.messages[channel][0]["blocks"])


def test_the_staff_s_card_leads_to_the_thread_once_it_has_an_address(story: Desk) -> None:
    story.open(origin=TicketOrigin.FORM, thread_ts=None)
    assert "'Answer'" not in on_card(story, TRIAGE)
    story.pass_time(timedelta(seconds=10))
    assert "'Answer'" in on_card(story, TRIAGE)
    assert story.waiting("show_link") == []


def test_once_the_day_is_over_both_cards_show_dates(story: Desk) -> None:
    story.open()
    assert "answers by 1:00 PM ET" in on_card(story, CHANNEL)
    story.pass_time(new_york("2026-03-04 00:30"))
    assert "Tue, Mar 3, 1:00 PM ET" in on_card(story, CHANNEL)
    assert "Tue, Mar 3, 1:00 PM ET" in on_card(story, TRIAGE)
    assert story.waiting("show_dates") == []


def test_from_the_second_day_on_a_time_has_its_date_at_once(story: Desk) -> None:
    opened = story.open()
    story.pass_time(new_york("2026-03-04 10:00"))
    story.reply(opened, "U0CIERRA", "We are on it.")
    story.settle()
    assert "Last answer from us: Wed, Mar 4, 10:00 AM ET" in on_card(story, CHANNEL)
    assert story.waiting("show_dates") == []


def test_a_solved_ticket_s_card_has_its_date_too(story: Desk) -> None:
    opened = story.open()
    story.services.lifecycle.solve(opened.ticket_id, story.maya)
    story.pass_time(new_york("2026-03-04 00:30"))
    shown = story.slack.messages[CHANNEL][0]["blocks"][1]["text"]["text"]
    assert shown == "Solved Tue, Mar 3, 10:00 AM ET. Reply within 28 days to reopen it."
