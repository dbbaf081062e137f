"""What Slack tells of people, groups and absences at one instant, in whatever characters, is taken in."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt import BoltResponse
from sqlalchemy import select

from bot.clock import FakeClock
from bot.domain.permission import Side
from models.absence import AnnouncedAbsence
from models.people import GroupMember
from tests.fixtures.desk import Desk, sample
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.patience import PATIENCE_S
from tests.integration.connect.front import Front, front_door, profile

AT_ONCE, ROUNDS = 4, 5
HOSTILE = (
    "Mar\x00ta",
    "\x00",
    "Mar\ud800ta",
    "\udfff",
    "\ud83d\ude00 Marta",
    "\ude00\ud83d",
    "\x00\ud800" * 9,
)
"""Texts that no database takes as they are, and one that it does."""


def at_once(*calls: Callable[[], object]) -> None:
    """Call all at one instant; raises what any of them raises."""
    barrier = threading.Barrier(len(calls))

    def call(act: Callable[[], object]) -> object:
        barrier.wait(PATIENCE_S)
        return act()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(call, calls))


@pytest.fixture
def front(database_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Front]:
    with front_door(database_url, sample(), clock, slack) as front:
        yield front


def test_a_stranger_met_by_several_at_once_is_one_person(desk: Desk) -> None:
    for number in range(ROUNDS):
        user = f"U0NEW{number}"
        at_once(*[lambda user=user: desk.services.people.meet(user, "T0PARTIFUL", "Marta Kos")] * AT_ONCE)
        known = desk.services.people.actor("partiful", user)
        assert (known.name, known.side) == ("Marta Kos", Side.CUSTOMER)


def test_somebody_found_gone_by_several_at_once_is_gone(desk: Desk) -> None:
    for user in ("U0CIERRA", "U0KIRK", "U0RALPH"):
        at_once(*[lambda user=user: desk.services.people.lost(user)] * AT_ONCE)
    opened = desk.open()
    assert desk.ticket(opened).assignee_name == "Personalized Support Engineers"


def test_a_group_read_by_several_at_once_has_each_member_once(desk: Desk) -> None:
    for number in range(ROUNDS):
        members = [f"U0M{number}{each}" for each in range(3)]
        at_once(*[lambda users=members: desk.services.people.set_group("S0PSE", users)] * AT_ONCE)
        with desk.database.read() as session:
            assert GroupMember.members(session, "S0PSE") == frozenset(members)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_name_of_a_person_or_id_of_a_member_is_too_hostile(front: Front, text: str) -> None:
    front.slack.users["U0MAYA"] = profile("U0MAYA", real_name=text)
    front.slack.groups["S0PSE"] = ["U0PETRA", f"U0{text}"]
    user = {"type": "user_change", "user": front.slack.users["U0MAYA"]}
    group = {"type": "subteam_members_changed", "subteam_id": "S0PSE"}
    for event in (user, group):
        at_once(*[lambda event=event: _taken(front.event(event))] * 2)
    _taken(front.command("U0CIERRA", f"/oncall off 2026-03-09 {text}"))
    _taken(front.command("U0CIERRA", f"/oncall off <@U0KIRK|{text}> 2026-03-10"))
    _taken(front.mention("U0MAYA", f"open {text} SMS fails"))


def _taken(response: BoltResponse) -> None:
    assert response.status == 200, response.body


def test_an_absence_announced_by_several_at_once_is_known(front: Front) -> None:
    off = "/oncall off 2026-03-09"
    at_once(*[lambda: _taken(front.command("U0CIERRA", off))] * 3)
    with front.bot.database.read() as session:
        assert set(session.scalars(select(AnnouncedAbsence.user_id))) == {"U0CIERRA"}
