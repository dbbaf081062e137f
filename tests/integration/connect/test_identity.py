"""Who somebody is, from what Slack really sends: reactions without a team, thin profiles, Grid, bots."""

from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.blocks.kit import ids
from bot.domain.permission import Side
from handlers.trying_again import try_again
from tests.integration.connect.front import CHANNEL, TEAMS, Front, button, picked, profile, typed
from tests.integration.connect.two_customers import OTHER_CHANNEL


@pytest.fixture
def newcomer(front: Front) -> str:
    """Give a user of Partiful's that nobody has met."""
    user = f"U0NEW{front.next()}"
    TEAMS[user] = "T0PARTIFUL"
    front.slack.users[user] = profile(user)
    return user


def side(front: Front, user: str, team: str | None = None, account: str = "partiful") -> Side:
    return front.bot.services.people.actor(account, user, team).side


def opened(front: Front, before: int) -> bool:
    """Tell whether a ticket was opened since then."""
    front.settle()
    return tickets(front) == before + 1


def tickets(front: Front) -> int:
    return len(front.everything()) - 4  # one entry for each ticket, after the four counts


HERE = {"account": "partiful", "channel": CHANNEL}
FILLED_IN = {
    ids.TYPE_BLOCK: picked("question"),
    ids.PRODUCT_BLOCK: picked("other"),
    ids.PRIORITY_BLOCK: picked("P3"),
    ids.SUBJECT_BLOCK: typed("Subject"),
    ids.DESCRIPTION_BLOCK: typed("Description"),
}
LIES = [{"team": {"id": "T0PROVIDER"}}, {"team": None}, {"enterprise": {"id": "E0OTHER"}}]


class TestReactions:
    """The event names nobody's workspace."""

    def test_a_strangers_is_looked_up(self, front: Front, newcomer: str) -> None:
        ts, before = front.chat("U0DEV"), tickets(front)
        front.react(newcomer, ts, "ticket")
        assert opened(front, before)
        assert side(front, newcomer) is Side.CUSTOMER

    @pytest.mark.parametrize("trouble", ["rate limit", "away"])
    def test_while_slack_cannot_tell_who_it_is_the_event_is_kept(
        self, front: Front, newcomer: str, trouble: str
    ) -> None:
        ts, before, refused = front.chat("U0DEV"), tickets(front), len(front.refusals())
        if trouble == "away":
            front.slack.drop("users.info")
        else:
            front.slack.rate_limit("users.info", 5)
        event: dict[str, Any] = {
            "type": "reaction_added",
            "user": newcomer,
            "reaction": "ticket",
            "event_ts": front.ts(),
        }
        event |= {"item": {"type": "message", "channel": CHANNEL, "ts": ts}}
        assert front.event(event).status == 200
        assert (tickets(front), len(front.refusals())) == (before, refused)
        front.clock.advance(timedelta(minutes=1))
        try_again(front.bot.app.client, front.bot.services, front.bot.user)
        assert opened(front, before)

    def test_of_somebody_slack_does_not_know_either_is_refused(self, front: Front) -> None:
        ts, before = front.chat("U0DEV"), tickets(front)
        assert front.react("U0NOBODY", ts, "ticket").status == 200
        assert tickets(front) == before
        assert front.refusals()[-1].actor_user == "U0NOBODY"

    def test_of_bots_mean_nothing(self, front: Front) -> None:
        front.slack.users["U0ROBOT"] = profile("U0ROBOT", team_id="T0PARTIFUL", is_bot=True)
        ts, before, refused = front.chat("U0DEV"), front.everything(), len(front.refusals())
        front.react("U0ROBOT", ts, "ticket")
        assert (front.everything(), len(front.refusals())) == (before, refused)


class TestMessages:
    """The event's own `team` is the speaker's; the outer one is not to be believed."""

    @pytest.mark.parametrize("outer", ["T0PROVIDER", "T0PARTIFUL", "T0OTHER", "E0ANY", None])
    def test_the_outer_team_makes_nobody_staff(self, front: Front, outer: str | None) -> None:
        before, ts = tickets(front), front.ts()
        said = {"type": "message", "user": "U0MAYA", "team": "T0PARTIFUL", "text": "<@U0TAMBOT> open x"}
        front.event(said | {"ts": ts, "channel": CHANNEL, "source_team": "T0PROVIDER"}, team_id=outer)
        assert opened(front, before)
        assert front.row(before + 1).requester_team == "T0PARTIFUL"

    def test_a_thin_profile_is_enough(self, front: Front, newcomer: str) -> None:
        front.slack.users[newcomer] = {
            "id": newcomer,
            "team_id": "T0PARTIFUL",
            "profile": {"display_name": "Nia"},
        }
        before = tickets(front)
        front.mention(newcomer, "open It is slow")
        assert opened(front, before)
        assert front.row(before + 1).requester_name == "Nia"

    def test_without_a_profile_the_events_own_words_name_them(self, front: Front, newcomer: str) -> None:
        front.slack.refuse("users.info", "user_not_visible", times=5)
        before = tickets(front)
        said: dict[str, Any] = {
            "type": "message",
            "user": newcomer,
            "team": "T0PARTIFUL",
            "text": "<@U0TAMBOT> open x",
        }
        said |= {"user_profile": {"real_name": "Nia Okafor"}}
        front.event(said | {"ts": front.ts(), "channel": CHANNEL})
        assert opened(front, before)
        assert front.row(before + 1).requester_name == "Nia Okafor"

    @pytest.mark.parametrize(
        "mark",
        [
            {"bot_id": "B0OTHER", "subtype": "bot_message"},
            {"bot_id": "B0OTHER"},
            {"bot_id": "B0TAMCOPY", "app_id": "A0TAM", "bot_profile": {"app_id": "A0TAM"}},
        ],
        ids=["a workflow", "another bot", "another copy of this app"],
    )
    def test_of_bots_are_not_heard(self, front: Front, mark: dict[str, Any]) -> None:
        before = front.everything()
        said = {"type": "message", "user": "U0BOT", "team": "T0PARTIFUL", "text": "<@U0TAMBOT> open x"}
        response = front.event(said | {"ts": front.ts(), "channel": CHANNEL} | mark)
        assert response.status == 200
        assert front.everything() == before


class TestEnterpriseGrid:
    """One person, several ids of one company: the organisation's, and its workspaces'."""

    def test_a_workspace_that_is_not_named_counts_by_its_organisation(self, front: Front) -> None:
        company = {"enterprise_id": "E0OTHER", "teams": ["T0UNLISTED"]}
        front.slack.users["U0GRID"] = profile("U0GRID", team_id="T0UNLISTED", enterprise_user=company)
        TEAMS["U0GRID"] = "T0UNLISTED"
        said = {"type": "message", "user": "U0GRID", "text": "hello all of you", "channel": OTHER_CHANNEL}
        front.event(said | {"team": "E0OTHER", "ts": front.ts()})
        for team in ("E0OTHER", "T0UNLISTED", None):
            assert side(front, "U0GRID", team, "other") is Side.CUSTOMER
            assert side(front, "U0GRID", team, "partiful") is Side.GUEST

    def test_an_id_that_is_not_theirs_makes_nobody_a_member(self, front: Front) -> None:
        front.slack.users["U0SOLO"] = profile("U0SOLO", team_id="T0PARTIFUL")
        front.event(
            {"type": "message", "user": "U0SOLO", "team": "T0PARTIFUL", "text": "x y z", "channel": CHANNEL}
            | {"ts": front.ts()}
        )
        assert side(front, "U0SOLO", "T0PARTIFUL") is Side.CUSTOMER
        assert side(front, "U0SOLO", "T0STRANGE") is Side.GUEST

    def test_a_namesake_by_id_in_another_workspace_is_somebody_else(self, front: Front) -> None:
        front.bot.services.people.meet("U0SAME", "T0PARTIFUL", "Ann")
        found = front.bot.services.people.actor("partiful", "U0SAME", "T0OTHER", "ben")
        assert (found.side, found.name) == (Side.GUEST, "ben")


class TestForms:
    """A submission's `team` is the customer's; the app's own stands in `view.app_installed_team_id`."""

    def test_a_customers_submission_is_theirs(self, front: Front) -> None:
        before = tickets(front)
        response = front.submit("U0MAYA", ids.NEW_TICKET_VIEW, HERE, FILLED_IN)
        assert response.status == 200
        assert opened(front, before)
        assert front.row(before + 1).requester_user == "U0MAYA"

    @pytest.mark.parametrize("lie", LIES)
    def test_the_payloads_own_team_makes_nobody_a_member(self, front: Front, lie: dict[str, Any]) -> None:
        before = front.everything()
        front.submit("U0OTTO", ids.NEW_TICKET_VIEW, HERE, FILLED_IN, **lie)
        assert front.everything() == before
        assert "not a member" in front.refusals()[-1].why

    def test_a_click_by_somebody_without_a_team_goes_by_what_is_known(self, front: Front) -> None:
        front.chat("U0MAYA")  # so that she was met
        opened = front.open()
        body: dict[str, Any] = {
            "type": "block_actions",
            "channel": {"id": CHANNEL},
            "team": {"id": "T0PROVIDER"},
        }
        body |= {"user": {"id": "U0MAYA"}, "trigger_id": "t", "api_app_id": "A0TAM"}
        body |= {"actions": [button(ids.TAKE, str(opened.ticket_id)) | {"block_id": "b"}]}
        front.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))
        assert front.refusals()[-1].why == "Only the support team can take a ticket."
        assert front.refusals()[-1].actor_team == "T0PARTIFUL"
