"""A private ticket of the console's: no way in shows it to a customer, or to staff where customers read."""

import pytest

from bot.domain.ticket import TicketOrigin
from tests.integration.connect.front import CHANNEL, TRIAGE, Front
from tests.integration.connect.surfaces import (
    COLLEAGUE,
    CUSTOMER,
    GUEST,
    STAFF,
    WAYS,
    Scene,
    Way,
    ask_for,
    split_off,
)

BRIDGED = True
ABOUT, NUMBER = "Our contract ends", "7654321"
_WAYS = [way for way in WAYS if way.do not in (ask_for, split_off)]
"""All but what needs a question or a reply in the channel: there is none."""
_ALOUD = [way for way in _WAYS if way.surface == "mention"]


@pytest.fixture(scope="module")
def private(one_front: Front) -> Scene:
    """Give a private ticket of Maya's, as if its id were known to everybody."""
    opened = one_front.open(
        subject=ABOUT,
        origin=TicketOrigin.CONSOLE,
        channel=TRIAGE,
        private_at=f"https://console.example/agent/tickets/{NUMBER}",
        console_number=NUMBER,
    )
    chat = one_front.chat("U0DEV")
    number = one_front.row(opened.ticket_id).number
    return Scene(one_front, opened.ticket_id, number, chat, chat, str(number))


def as_it_stands(scene: Scene) -> tuple[object, ...]:
    """Return what nobody may change who may not know of it."""
    row = scene.front.row(scene.ticket)
    return row.status, row.priority, row.assignee_name, row.console_number, row.last_customer_at


def hears_nothing(scene: Scene, way: Way, user: str) -> None:
    """Fail if whoever uses a way in is told of the ticket, or changes it."""
    front, before, since = scene.front, as_it_stands(scene), scene.front.said()
    response = way.do(scene, user)
    front.settle()
    assert ABOUT not in front.told(response, since)
    assert as_it_stands(scene) == before


@pytest.mark.parametrize("user", [CUSTOMER, GUEST])
@pytest.mark.parametrize("way", _WAYS, ids=str)
def test_no_way_in_shows_or_changes_it(front: Front, private: Scene, way: Way, user: str) -> None:
    hears_nothing(private, way, user)


@pytest.mark.parametrize("user", [STAFF, COLLEAGUE])
@pytest.mark.parametrize("way", _ALOUD, ids=str)
def test_staff_who_ask_in_the_channel_are_not_told_there(
    front: Front, private: Scene, way: Way, user: str
) -> None:
    hears_nothing(private, way, user)


@pytest.mark.parametrize("words", ["show {}", "show PARTIFUL-{}", "solve {}: Done", "show " + NUMBER])
def test_in_the_channel_there_is_no_such_ticket(front: Front, private: Scene, words: str) -> None:
    front.mention(STAFF, words.format(private.number))
    named = NUMBER if NUMBER in words else private.number
    assert front.refusals()[-1].why == f"There is no ticket PARTIFUL-{named}."


@pytest.mark.parametrize("named", ["{}", "PARTIFUL-{}", NUMBER])
@pytest.mark.parametrize("verb", ["show {}", "escalate {}", "link SHOWN {}", "merge SHOWN into {}"])
def test_a_customer_is_told_of_no_other_number_than_they_wrote(
    front: Front, private: Scene, verb: str, named: str
) -> None:
    shown = front.row(front.open().ticket_id).number
    typed = verb.replace("SHOWN", str(shown)).format(named.format(private.number))
    front.command(CUSTOMER, f"/ticket {typed}")
    written = NUMBER if NUMBER in named else private.number
    assert front.refusals()[-1].why == f"There is no ticket PARTIFUL-{written}."


def test_staff_are_shown_it_where_nobody_else_reads_the_answer(front: Front, private: Scene) -> None:
    for line in (f"/ticket show {private.number}", "/ticket list", f"/ticket show {NUMBER}"):
        assert ABOUT in front.told(front.command(STAFF, line))


def test_a_person_who_has_one_is_not_reminded_of_it_in_the_channel(front: Front, private: Scene) -> None:
    front.chat(CUSTOMER, "Is anybody there?")
    front.settle()
    shown = [str(one) for one in front.slack.messages[CHANNEL] if one.get("bot_id")]
    assert [one for one in shown if ABOUT in one or f"PARTIFUL-{private.number} " in one] == []
