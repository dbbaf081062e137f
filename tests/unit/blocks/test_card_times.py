"""Times on a card: dated, unless everything the card shows is of the day on which Slack dates it."""

from datetime import timedelta

from bot.blocks.messages import ticket_wording
from tests.unit.blocks.samples import NOON, card


def test_on_the_day_it_was_opened_a_card_shows_times_alone() -> None:
    assert ticket_wording.at(card(opened_at=NOON, now=NOON), NOON) == "12:00 PM ET"


def test_on_a_later_day_every_time_has_its_date() -> None:
    later = card(opened_at=NOON, now=NOON + timedelta(days=8))
    assert ticket_wording.at(later, NOON) == "Tue, Mar 10, 12:00 PM ET"
    assert ticket_wording.at(later, later.line.now) == "Wed, Mar 18, 12:00 PM ET"
