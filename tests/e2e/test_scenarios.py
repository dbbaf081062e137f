"""The scenario files that ship, played with the real bot; and the command that plays them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import resources
from bot.cli import main
from bot.cli.box.boxed import running
from bot.cli.box.scenarios import perform
from playground.scenarios import Scenario, read
from playground.scenarios.reader import ScenarioReader
from tests.e2e.stage import TUESDAY
from tests.fixtures.shown import lines

SHIPPED = sorted(resources.scenarios().glob("*.yaml"))

STORY = """\
story: A story
start: 2026-03-03 10:00
channel: tam-partiful
steps:
"""


def story(*steps: str) -> Scenario:
    """Return a scenario of these steps."""
    return ScenarioReader("story.yaml").scenario(STORY + "".join(f"  - {step}\n" for step in steps))


def silence(line: str) -> None:
    """Take a transcript and tell nobody."""


def test_a_dozen_ship() -> None:
    assert len(SHIPPED) >= 12


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_goes_as_written(path: Path) -> None:
    perform(read(path), silence)


def test_the_guide_links_every_scenario() -> None:
    guide = Path("docs/reference/playground.md").read_text(encoding="utf-8")
    assert [path.name for path in SHIPPED if f"../scenarios/{path.name}" not in guide] == []


def test_the_story_that_the_how_to_shows_goes_as_written() -> None:
    page = Path("docs/how-to/test-your-runbook.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(story:.*?)^```", page, re.MULTILINE | re.DOTALL)
    perform(ScenarioReader("my-story.yaml").scenario(shown), silence)


def test_a_recorded_session_does_the_same_again() -> None:
    told: list[str] = []
    with running(start=TUESDAY) as first:
        first.playground.play(
            story(
                "{as: maya, mention: open P2 voice Calls drop, call: calls}",
                "{as: cierra, click: Pending, to: {text: PARTIFUL-1, in: tam-triage, number: 1}}",
                "{wait: 30 min, as: cierra, reply: Which calls are it, to: calls}",
                "{as: cierra, shortcut: Escalate, to: calls}",
                "{as: cierra, submit: true, refused: Please complete this required field}",
                "{as: cierra, fill: {Reason: blocker}}",
                "{as: cierra, submit: true}",
                "{as: maya, slash: /ticket, refused: is not a valid command}",
                "{wait: 1 h, as: maya, react: white_check_mark, to: calls}",
            ),
            first.settle,
            silence,
        )
        recorded = first.playground.recorded
    again = ScenarioReader("recorded.yaml").scenario(recorded)
    assert [step.action for step in again.steps if step.action] == [
        *("say", "click", "say", "shortcut", "submit", "fill", "submit", "slash", "react"),
    ]
    perform(again, told.append)
    solved = "tam ↳ #tam-partiful: Maya Chen marked PARTIFUL-1 solved."
    assert any(each.endswith(solved) for each in lines("\n".join(told)))


def test_every_deed_can_be_played() -> None:
    told: list[str] = []
    perform(
        story(
            "{as: cierra, say: Please look at the log., call: asked}",
            "{as: maya, upload: log.txt, text: SM1 failed, to: asked, call: log}",
            "{as: maya, reply: Here it is., to: log, call: here}",
            "{as: maya, edit: Here it is!, to: here, expect: {thread: asked, text: Here it is!}}",
            "{as: cierra, forward: tam-triage, to: here, text: For us.}",
            "{as: cierra, expect: {in: tam-triage, text: [For us., Here it is!]}}",
            "{as: dev, react: eyes, to: here}",
            "{as: dev, unreact: eyes, to: here}",
            "{as: dev, pin: true, to: here}",
            "{as: dev, unpin: true, to: here}",
            "{as: maya, delete: true, to: here, expect: {thread: asked, text: Here it is!, count: 0}}",
            "{as: maya, say: Anybody here, in: dm, expect: {in: dm, text: Anybody here}}",
            "{as: cierra, shortcut: New ticket, in: general}",
            "{as: cierra, submit: true, refused: Please complete this required field}",
            "{as: cierra, fill: {Product: Voice, Subject: Echo, Description: Since noon., Priority: P2}}",
            "{as: cierra, expect: {in: modal, text: New ticket}}",
            "{as: cierra, submit: true, expect: [{in: modal, count: 0}, {text: Echo, call: card}]}",
            "{as: kirk, click: Take, to: {text: Echo, in: tam-triage, number: 1}}",
            "{as: maya, click: Escalate, to: card}",
            "{as: maya, close: true}",
            "{slack: {do: rename, channel: tam-partiful, name: help}}",
            "{as: maya, leave: help}",
            "{as: maya, join: help}",
            "{as: maya, open_home: messages}",
            "{as: maya, reload: true}",
        ),
        told.append,
    )
    whole = "\n".join(told)
    assert "Cierra Simms sees the form “New ticket”" in whole
    assert "! Please complete this required field." in lines(whole)
    assert "(taken away: Here it is!)" not in whole.split("Slack rename")[1]
    assert "Maya Chen → Maya Chen" not in whole


class TestTheCommand:
    """`tam-bot playground --play`."""

    @pytest.fixture
    def play(self, tmp_path: Path) -> Callable[[str], int]:
        def written(text: str) -> int:
            file = tmp_path / "story.yaml"
            file.write_text(text, encoding="utf-8")
            return main(["playground", "--play", str(file)])

        return written

    def test_prints_the_transcript_and_ends_with_0(
        self, play: Callable[[str], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert play(STORY + "  - {as: otto, join: tam-partiful}\n  - {as: otto, say: Hello!}\n") == 0
        printed = capsys.readouterr().out
        assert re.search(r"^Tue Mar  3 10:00:\d\d   Otto Lang #tam-partiful: Hello!$", printed, re.MULTILINE)
        assert "ok  A story" in printed

    def test_ends_with_1_where_a_story_goes_otherwise(
        self, play: Callable[[str], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert play(STORY + "  - {as: maya, slash: /ticket}\n") == 1
        assert "story.yaml:5: slash was refused: /ticket is not a valid command" in capsys.readouterr().err

    def test_ends_with_2_for_a_file_that_makes_no_sense(
        self, play: Callable[[str], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert play(STORY + "  - {as: maya, shout: Hello!}\n") == 2
        assert "story.yaml:5: 'shout' is not known here" in capsys.readouterr().err

    def test_names_what_ships_where_a_name_is_unknown(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["playground", "--play", "no-such-story"]) == 2
        assert "p1-at-two-in-the-night" in capsys.readouterr().err

    def test_a_runbook_that_cannot_be_is_wrong_input(
        self, play: Callable[[str], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert play("runbook: {provider.yaml: {time_zone: Nowhere}}\n" + STORY + "  - wait: 1 s\n") == 2
        assert "its runbook" in capsys.readouterr().err
