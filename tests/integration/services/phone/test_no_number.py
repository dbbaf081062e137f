"""Where the runbook lists no phone number, nobody is offered a call."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks.messages import cards
from bot.clock import FakeClock
from bot.domain.keys.done import DoneKey
from bot.errors import WrongInput
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, Desk, sample
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.shown import lines

NO_NUMBER = (
    "No phone number is listed; to be answered sooner, escalate: write `@tam escalate` "
    "in the ticket's thread."
)
NOTICE = (
    "This channel isn't watched 24x7 and carries no SLA. To be answered in time, open a ticket "
    "(button below, or react with :ticket:). The contract's response time counts from a console ticket."
)


@pytest.fixture
def desk(database: Database, clock: FakeClock, slack: FakeSlack) -> Desk:
    """Give a desk whose runbook lists no number."""
    provider = sample().provider.model_copy(update={"phones": ()})
    return Desk(database, clock, slack, replace(sample(), provider=provider))


def test_the_form_and_the_button_say_that_there_is_none(desk: Desk) -> None:
    with pytest.raises(WrongInput) as refused:
        desk.services.forms.phone("partiful", desk.maya)
    assert str(refused.value) == NO_NUMBER


def test_by_mention_nothing_is_sent_directly(desk: Desk) -> None:
    with pytest.raises(WrongInput) as refused:
        desk.services.directory.send_phones("partiful", desk.maya, "Sweden", DoneKey("phone"))
    assert str(refused.value) == NO_NUMBER
    desk.settle()
    assert desk.said(desk.maya.user) == []


def test_the_notice_under_a_message_offers_a_ticket_alone(desk: Desk) -> None:
    desk.say("U0MAYA", "Is SMS slow today?")
    assert desk.said(CHANNEL)[-1] == NOTICE


def test_a_late_card_offers_to_escalate_alone(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(timedelta(days=7))
    assert lines(cards.customer_card(desk.card(opened)).text)[-1] == (
        "Escalate it: write @tam escalate in the ticket's thread."
    )
