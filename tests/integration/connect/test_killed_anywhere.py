"""Every verb, button, form and emoji: killed anywhere it is done once, also when Slack tells of it twice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_bolt import BoltResponse

from tests.fixtures.examples import some_of
from tests.fixtures.kills import everything, until_it_is_done
from tests.integration.connect.front import JSON, Front
from tests.integration.connect.surfaces import GUEST, PEOPLE, WAYS, Scene, Way, scene

BRIDGED = True
"""Tickets can be filed in a console, on a click."""


@contextmanager
def recorded(front: Front) -> Iterator[list[JSON]]:
    """Keep what Slack would send instead of sending it."""
    bodies: list[JSON] = []

    def keep(body: JSON) -> BoltResponse:
        bodies.append(body)
        return BoltResponse(status=200)

    vars(front)["dispatch"] = keep
    try:
        yield bodies
    finally:
        del vars(front)["dispatch"]


def one_who_may(way: Way) -> str:
    """Return somebody for whom it is, a customer before staff."""
    return next(user for user in reversed(PEOPLE) if (user in way.who and user != GUEST) or way.who == {user})


@pytest.mark.drawn
@pytest.mark.parametrize("way", some_of(WAYS, 4), ids=str)
def test_killed_anywhere_it_is_done_once(front: Front, scenes: dict[str, Scene], way: Way) -> None:
    user = one_who_may(way)
    staged = scenes.pop(way.needs, None) or scene(front, way.needs)
    front.mention(user, "help")  # met by now: whoever was met stays met
    front.settle()
    before = everything(front.bot.database)
    with recorded(front) as bodies:
        way.do(staged, user)
    [body] = bodies
    until_it_is_done(front.bot.database, lambda: front.dispatch(body))
    stands = everything(front.bot.database)
    again = body | {"event_id": "EvAgain"} if "event_id" in body else body
    assert front.dispatch(again).status == 200
    assert everything(front.bot.database) == stands
    if stands == before:
        scenes[way.needs] = staged


def test_what_is_done_in_two_transactions_is_found(front: Front) -> None:
    def twice() -> None:
        for _ in range(2):
            front.mention("U0MAYA", "open P2 Calls drop")

    with pytest.raises(AssertionError):
        until_it_is_done(front.bot.database, twice)
