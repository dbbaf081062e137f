"""User groups that follow a schedule: equal to who is on call, written on a change only, never emptied."""

from datetime import timedelta
from typing import cast

import pytest
from slack_sdk import WebClient

from handlers.oncall_groups import LOOKS_AGAIN_S, OncallGroupKeeper
from tests.fixtures.desk import Desk
from tests.integration.services.runbooks import ON_CALL_GROUP

UPDATE = "usergroups.users.update"


@pytest.fixture
def keeper(night: Desk) -> OncallGroupKeeper:
    """Give what keeps the group of a night on which Petra is on call, and Sam above her."""
    night.slack.groups[ON_CALL_GROUP] = ["U0OLD"]
    return OncallGroupKeeper(cast(WebClient, night.slack), night.services)


def written(night: Desk) -> list[str]:
    """Return what was written to the group."""
    return [call["users"] for call in night.slack.called(UPDATE)]


def test_several_schedules_may_feed_one_group(night: Desk, keeper: OncallGroupKeeper) -> None:
    keeper.keep_up()
    assert night.slack.groups[ON_CALL_GROUP] == ["U0PETRA", "U0SAM"]


def test_it_is_written_on_a_change_only(night: Desk, keeper: OncallGroupKeeper) -> None:
    for _ in range(5):
        keeper.keep_up()
        night.clock.advance(timedelta(seconds=5))
    assert written(night) == ["U0PETRA,U0SAM"]
    assert len(night.slack.called("usergroups.users.list")) == 1


def test_what_stands_there_already_is_not_written(night: Desk, keeper: OncallGroupKeeper) -> None:
    night.slack.groups[ON_CALL_GROUP] = ["U0SAM", "U0PETRA"]
    keeper.keep_up()
    assert written(night) == []


def test_what_somebody_changes_by_hand_is_put_right(night: Desk, keeper: OncallGroupKeeper) -> None:
    keeper.keep_up()
    night.slack.groups[ON_CALL_GROUP] = ["U0ELSE"]
    night.clock.advance(timedelta(seconds=LOOKS_AGAIN_S))
    keeper.keep_up()
    assert night.slack.groups[ON_CALL_GROUP] == ["U0PETRA", "U0SAM"]


def test_who_is_away_leaves_it_and_it_is_never_emptied(night: Desk, keeper: OncallGroupKeeper) -> None:
    keeper.keep_up()
    for user in ("U0PETRA", "U0SAM"):
        night.services.people.meet(user, "T0PROVIDER", user, is_gone=True)
        keeper.keep_up()
    assert written(night) == ["U0PETRA,U0SAM", "U0SAM"]


def test_what_the_workspace_forbids_is_told_once_with_the_setting(
    night: Desk, keeper: OncallGroupKeeper
) -> None:
    night.slack.refuse(UPDATE, "permission_denied", times=9)
    for _ in range(3):
        keeper.keep_up()
        night.settle()
        night.clock.advance(timedelta(seconds=LOOKS_AGAIN_S))
    assert night.said() == [
        "The user group S0ONCALL cannot follow its schedule: the workspace lets only some people change user "
        "groups. In Slack's settings, under Permissions, User Groups, let everyone change them, or the bot."
    ]


def test_without_such_a_group_slack_is_not_asked(desk: Desk) -> None:
    OncallGroupKeeper(cast(WebClient, desk.slack), desk.services).keep_up()
    assert desk.slack.called("usergroups.users.list") == []
