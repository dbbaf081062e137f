"""Scenario files as they are read: what may stand in them, and what is said of what may not."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playground import demo_seed
from playground.people.labels import LabelNotFound, chosen
from playground.scenarios import ScenarioMalformed, read
from playground.scenarios.reader import ScenarioReader
from playground.scenarios.when import instant, span
from playground.workspace.name_lookup import NameLookup
from playground.workspace.state import WorkspaceState
from tests.integration.playground.clocks import StandingClock

NEW_YORK = ZoneInfo("America/New_York")
TOP = "story: s\nstart: 2026-03-03 10:00\nsteps:\n"


def problems(text: str) -> list[str]:
    with pytest.raises(ScenarioMalformed) as caught:
        ScenarioReader("f.yaml").scenario(text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "f.yaml:1: a scenario is a mapping"),
        ("story: [\n", "f.yaml:2: "),
        ("steps: []\nstart: 2026-03-03 10:00\n", "f.yaml:1: story is missing"),
        ("story: s\nsteps: []\n", "f.yaml:1: start is missing"),
        ("story: s\nstart: 10:00\nsteps: []\n", "f.yaml:2: a start needs its date"),
        ("story: s\nstart: Mon 2026-03-03 10:00\nsteps: []\n", "f.yaml:2: 2026-03-03 isn't a Mon"),
        ("zone: Mars\nstory: s\nstart: 2026-03-03 10:00\nsteps: []\n", "f.yaml:1: there is no time zone"),
        ("story: s\nstart: 2026-03-03 10:00\nsteps: 3\n", "f.yaml:3: steps are a list"),
        (TOP + "  - hello\n", "f.yaml:4: a step is a mapping"),
        (TOP + "  - {as: m, say: a, react: b}\n", "f.yaml:4: one step, one action: not say and react"),
        (TOP + "  - {say: a}\n", "f.yaml:4: who does this? Say as: before say"),
        (TOP + "  - {as: m, react: eyes}\n", "f.yaml:4: react needs to:"),
        (TOP + "  - {as: m}\n", "f.yaml:4: this step does nothing"),
        (TOP + "  - {at: '10:00', wait: 1 h}\n", "f.yaml:4: either at: or wait:"),
        (TOP + "  - {at: noon}\n", "f.yaml:4: 'noon' isn't a time"),
        (TOP + "  - {at: Xyz 10:00}\n", "f.yaml:4: Xyz isn't a day of the week"),
        (TOP + "  - {wait: a bit}\n", "f.yaml:4: 'a bit' isn't a length of time"),
        (TOP + "  - {as: m, say: a, say: b}\n", "f.yaml:4: 'say' stands here twice"),
        (TOP + "  - wait: 1 h\n    expect: {in: x}\n", "f.yaml:5: expect says what"),
        (TOP + "  - wait: 1 h\n    expect: {in: modal, text: x}\n", "f.yaml:5: whose modal? Say as:"),
        (
            TOP + "  - wait: 1 h\n    expect: {text: x, count: many}\n",
            "f.yaml:5: 'many' isn't a whole number",
        ),
        (TOP + "  - {as: m, pin: true, to: {in: x}}\n", "f.yaml:4: point at a message by its name"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, says: str) -> None:
    assert any(one.startswith(says) for one in problems(text)), problems(text)


def test_everything_wrong_is_said_at_once() -> None:
    assert len(problems("color: red\nstory: s\nstart: soon\nsteps:\n  - {as: m}\n  - {fly: up}\n")) == 5


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_text(TOP + "  - {as: maya, say: 10:05, in: general}\n", encoding="utf-8")
    scenario = read(file)
    assert scenario.start == datetime(2026, 3, 3, 10, tzinfo=NEW_YORK)
    assert (scenario.steps[0].value, scenario.steps[0].place) == ("10:05", "general")


@pytest.mark.parametrize(
    ("now", "text", "then"),
    [
        ("2026-03-03 10:00", "10:30", "2026-03-03 10:30"),
        ("2026-03-03 10:00", "09:30", "2026-03-04 09:30"),
        ("2026-03-03 10:00", "Mon 09:00", "2026-03-09 09:00"),
        ("2026-03-03 10:00", "Tuesday 11:00", "2026-03-03 11:00"),
        ("2026-03-03 10:00", "2026-04-01 08:15", "2026-04-01 08:15"),
    ],
)
def test_times_are_read_on_the_wall_of_the_zone(now: str, text: str, then: str) -> None:
    found = instant(text).from_now(datetime.fromisoformat(now).replace(tzinfo=NEW_YORK), NEW_YORK)
    assert found == datetime.fromisoformat(then).replace(tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("90 s", "2026-03-07 10:01:30"),
        ("2 h 30 min", "2026-03-07 12:30"),
        ("1 day", "2026-03-08 10:00"),
        ("24 h", "2026-03-08 11:00"),
        ("2 weeks", "2026-03-21 10:00"),
    ],
)
def test_a_while_is_real_time_and_days_are_the_walls(text: str, then: str) -> None:
    saturday = datetime(2026, 3, 7, 10, tzinfo=NEW_YORK)  # the clocks change that night
    assert span(text).from_now(saturday, NEW_YORK) == datetime.fromisoformat(then).replace(tzinfo=NEW_YORK)


def test_a_date_and_time_is_filled_in_as_seconds_though_a_file_has_text() -> None:
    picker = {"type": "datetimepicker", "action_id": "when"}
    names = NameLookup(WorkspaceState(demo_seed({}), StandingClock()))
    assert [chosen(picker, said, names) for said in ("1772546400", 1772546400, None)] == [
        1772546400,
        1772546400,
        None,
    ]
    with pytest.raises(LabelNotFound, match="'noon' isn't a number of seconds since 1970"):
        chosen(picker, "noon", names)
