"""Role by action by surface: who may does it; who may not is told so, written down, and changes nothing."""

import pytest

from bot.blocks.kit import ids
from bot.domain.commands.verbs import MENTION, ONCALL, SLASH, TICKET
from tests.integration.connect.front import TEAMS, Front
from tests.integration.connect.surfaces import PEOPLE, WAYS, Scene, Way, scene

BRIDGED = True
"""Tickets can be filed in a console, on a click."""

_REFUSALS = (
    "Only the support team can ",
    "Only the support team and the account's own people can ",
    "Only the support team and the support team's workspace ",
    "You are not a member of this account or of its support team, so this isn't open to you.",
)

CELLS = [pytest.param(way, user, id=f"{way} by {user}") for way in WAYS for user in PEOPLE]


@pytest.mark.parametrize(("way", "user"), CELLS)
def test_each_cell(front: Front, scenes: dict[str, Scene], way: Way, user: str) -> None:
    staged = scenes.pop(way.needs, None) or scene(front, way.needs)
    refused_before, said_before, before = front.refused(), front.said(), front.everything()
    response = way.do(staged, user)
    front.settle()
    as_it_was = front.everything() == before
    if as_it_was:
        scenes[way.needs] = staged
    refused = front.refusals(since=refused_before)
    if user in way.who:
        assert [each.why for each in refused] == []
        assert response.status == 200
        return
    [refusal] = refused
    assert refusal.why.startswith(_REFUSALS)
    assert refusal.why.endswith(".")
    assert (refusal.actor_user, refusal.actor_team) == (user, TEAMS[user])
    assert refusal.asked
    assert refusal.why.split("“")[0] in front.told(response, since=said_before)
    assert as_it_was


def test_every_verb_button_and_form_is_in_the_table() -> None:
    names = {str(way) for way in WAYS}

    def there(beginning: str) -> bool:
        return any(name == beginning or name.startswith(f"{beginning} ") for name in names)

    for verb in SLASH[TICKET]:
        assert there(f"command /ticket {verb}"), verb
    for verb in SLASH[ONCALL]:
        assert there(f"command /oncall {verb}"), verb
    for verb in MENTION:
        assert there(f"mention {verb}"), verb
    for action in (
        *ids.SHARED_ACTIONS,
        *ids.CUSTOMER_ACTIONS,
        *ids.STAFF_ACTIONS,
        ids.NEXT_PAGE,
        ids.HISTORY_PAGE,
        *ids.ONCALL_ACTIONS,
        ids.OPEN_TICKET,
        ids.PHONE_NUMBERS,
        ids.FOLLOW_UP,
    ):
        assert there(f"button {action}"), action
    for name, value in vars(ids).items():
        if name.endswith("_VIEW") and name != "READ_ONLY_VIEW":
            assert there(f"modal {value}"), name
        if name.endswith("_SHORTCUT"):
            assert there(f"shortcut {value}"), name
        if name.endswith("_EMOJI"):
            assert there(f"emoji {value}"), name
        if name.startswith("MORE_"):
            assert there(f"button {ids.MORE} {value}"), name
