"""Who may do what, for every side and every action."""

from itertools import product

import pytest

from bot.domain.permission import Action, Actor, Side, may, require
from bot.errors import NotAllowed

FOR_STAFF_ONLY = {
    Action.TAKE,
    Action.ASSIGN,
    Action.SET_PENDING,
    Action.ACKNOWLEDGE,
    Action.NEEDS_ANSWER,
    Action.ASK_FOR,
    Action.HAND_ON,
    Action.WHY,
    Action.LOOK_BACK,
    Action.SEE_DESK,
    Action.VIEW_ALL,
    Action.ANNOUNCE_ABSENCE,
    Action.CHANGE_ON_CALL,
    Action.MERGE,
    Action.LINK,
    Action.SPLIT,
}


def _actor(side: Side) -> Actor:
    return Actor("T0ANY", "U0ANY", "Ada", side)


@pytest.mark.parametrize("action", Action)
def test_staff_may_do_everything_and_guests_nothing(action: Action) -> None:
    assert may(Side.STAFF, action)
    assert not may(Side.GUEST, action)


@pytest.mark.parametrize("action", Action)
def test_customers_may_do_all_but_the_desks_own_work(action: Action) -> None:
    assert may(Side.CUSTOMER, action) is (action not in FOR_STAFF_ONLY)


@pytest.mark.parametrize(("side", "action"), [*product(Side, Action)])
def test_a_refusal_says_who_may(side: Side, action: Action) -> None:
    if may(side, action):
        require(_actor(side), action)
        return
    with pytest.raises(NotAllowed) as refusal:
        require(_actor(side), action)
    guest = "not a member of this account"
    assert (guest if side is Side.GUEST else f"can {action.value}.") in str(refusal.value)


def test_only_the_providers_people_answer_for_the_provider() -> None:
    assert [side for side in Side if _actor(side).is_provider] == [Side.STAFF, Side.COLLEAGUE]
