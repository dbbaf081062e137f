"""The roll call: who of the runbook's people Slack still knows, asked at start and told by its events."""

from slack_sdk import WebClient

from handlers.events import usergroups, users
from tests.integration.connect.front import Front, profile


def gone(front: Front) -> set[str]:
    """Return those of the runbook's people who are known to be gone."""
    from models.people import SlackUser

    people = front.bot.services.people.relied_on()
    with front.bot.database.read() as session:
        return set(SlackUser.gone(session, people))


def client(front: Front) -> WebClient:
    return front.bot.app.client


def test_everybody_named_in_the_runbook_is_asked_about(front: Front) -> None:
    people = front.bot.services.people.relied_on()
    front.slack.users |= {user: profile(user) | {"team_id": "T0PROVIDER"} for user in people}
    front.slack.users["U0KIRK"] |= {"deleted": True}
    del front.slack.users["U0CIERRA"]
    users.call_the_roll(client(front), front.bot.services)
    assert gone(front) == {"U0KIRK", "U0CIERRA"}
    front.slack.users |= {user: profile(user) for user in ("U0KIRK", "U0CIERRA")}
    users.call_the_roll(client(front), front.bot.services)
    assert gone(front) == set()


def test_who_cannot_be_asked_about_stays_what_they_were(front: Front) -> None:
    front.slack.users["U0KIRK"] |= {"deleted": True}
    users.call_the_roll(client(front), front.bot.services)
    front.slack.users["U0KIRK"] = profile("U0KIRK")
    front.slack.rate_limit("users.info", 30, times=1000)
    users.call_the_roll(client(front), front.bot.services)
    assert gone(front) == {"U0KIRK"}
    front.slack.recover()
    users.call_the_roll(client(front), front.bot.services)
    assert gone(front) == set()


def test_a_deactivation_is_heard_as_it_happens(front: Front) -> None:
    change = {"type": "user_change", "user": profile("U0KIRK") | {"deleted": True}}
    assert front.event(change).status == 200
    assert gone(front) == {"U0KIRK"}
    assert front.event({"type": "user_change", "user": profile("U0KIRK")}).status == 200
    assert gone(front) == set()


def test_a_stranger_s_change_is_nothing_to_us(front: Front) -> None:
    front.event({"type": "user_change", "user": profile("U0NOBODY")})
    assert not front.bot.services.people.knows("U0NOBODY")


def test_a_group_that_cannot_be_read_stays_what_it_was_and_hides_no_other(front: Front) -> None:
    front.slack.groups |= {"S0PSE": ["U0KIRK"], "S0MGMT": ["U0PETRA"]}
    front.slack.refuse("usergroups.users.list", "no_such_subteam", usergroup="S0PSE")
    usergroups.read_all(client(front), front.bot.services)
    from models.people import GroupMember

    with front.bot.database.read() as session:
        assert GroupMember.members(session, "S0PSE") == {"U0PETRA"}
        assert GroupMember.members(session, "S0MGMT") == {"U0PETRA"}
