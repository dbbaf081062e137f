"""Everything that a test may do with phones and PagerDuty stands in the reference."""

from pathlib import Path

from playground import Playground
from playground.pager.exchange import Trouble
from playground.pager.twiml import VERBS
from playground.people.phone_actions import STEPS, PhoneActions
from playground.to_app.arrivals import Arriving
from playground.workspace.state import WorkspaceState

REFERENCE = Path("docs/reference/playground.md").read_text(encoding="utf-8")
PAGE_API = Path("playground/page/PAGE_API.md").read_text(encoding="utf-8")


def test_every_action_is_a_step_and_stands_in_both_references(playground: Playground) -> None:
    state = WorkspaceState(playground.seed, playground.exchange.clock)
    assert tuple(PhoneActions(state, playground.pager).actions) == STEPS
    for page in (REFERENCE, PAGE_API):
        assert [step for step in STEPS if f"`{step}" not in page] == []


def test_every_verb_way_and_trouble_is_named() -> None:
    named = [*VERBS, *(f'"{one}"' for one in Arriving), *(f'"{one.name.lower()}"' for one in Trouble)]
    assert [one for one in named if one not in REFERENCE] == []
