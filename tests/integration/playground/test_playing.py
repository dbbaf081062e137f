"""Scenarios as they are played with no app at all: what fails is said with its line and what was there."""

from dataclasses import replace

import pytest

from bot.clock import FakeClock
from playground import UNHURRIED, Playground, demo_seed
from playground.scenarios import ScenarioFailed
from playground.scenarios.reader import ScenarioReader
from tests.integration.playground.poll_app import manifest

STORY = "story: A story\nstart: 2026-03-03 10:00\nchannel: tam-partiful\nsteps:\n"


def played(*steps: str) -> list[str]:
    """Play these steps, the first of which stands on line 5; return the transcript."""
    scenario = ScenarioReader("story.yaml").scenario(STORY + "".join(f"  - {step}\n" for step in steps))
    told: list[str] = []
    timing = replace(UNHURRIED, redeliver_after=())
    with Playground(demo_seed(manifest()), FakeClock(scenario.start), timing=timing) as playground:
        playground.play(scenario, playground.workspace.wait_until_quiet, told.append, patience=0.05)
    return told


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("{as: nobody, say: hello}", "there is no person 'nobody' here"),
        ("{as: maya, say: hello, in: nowhere}", "there is no channel 'nowhere' here"),
        ("{as: maya, react: eyes, to: no such words}", "maya sees no message 'no such words'"),
        ("{as: maya, say: hello, refused: no}", "say should be refused with 'no', but it went through"),
        ("{as: maya, slash: /poll, refused: closed}", "refused with 'closed', but it was refused with"),
        ("{as: maya, slash: /poll}", "slash was refused: /poll is not a valid command"),
        ("{as: maya, fill: {Name: x}}", "fill was refused: That did not work: view_not_found"),
        ("{at: 2026-03-01 10:00}", "2026-03-01 10:00 is past already"),
        ("{wait: 1 h}", "this cannot be done: this_clock_cannot_be_moved"),
        ("{slack: {do: fly}}", "there is no 'fly'"),
        ("{as: otto, say: hello}", "say was refused: That did not work: not_in_channel"),
        (
            "{as: maya, say: hello, expect: {text: good evening}}",
            "no message in tam-partiful says 'good evening'",
        ),
        ("{as: maya, say: hello, expect: {not: hello}}", "'hello' should not be said in tam-partiful"),
        ("{as: maya, say: hello, expect: {text: hello, count: 2}}", "1 messages in tam-partiful, not 2, say"),
        ("{as: maya, say: hello, expect: {thread: bye, text: x}}", "there is no message 'bye' whose thread"),
        ("{as: maya, expect: {in: modal, text: x}}", "maya sees no modal"),
    ],
)
def test_what_goes_otherwise_is_said_with_its_line(step: str, says: str) -> None:
    with pytest.raises(ScenarioFailed) as failed:
        played(step)
    assert str(failed.value).startswith("story.yaml:5: ")
    assert says in str(failed.value)


def test_what_was_there_instead_is_quoted() -> None:
    with pytest.raises(ScenarioFailed, match=r"there is:\n    hello"):
        played("{as: maya, say: hello, expect: {text: good evening}}")


def test_the_transcript_tells_who_said_what_where() -> None:
    told = played(
        "{as: maya, say: Hello @Cierra Simms, call: hello}",
        "{as: cierra, reply: Good morning, to: hello}",
        "{as: maya, edit: Hello again, to: hello}",
        "{as: dev, react: wave, to: hello}",
        "{as: dev, say: Psst, in: dm}",
        "{as: cierra, delete: true, to: Good morning}",
    )
    stamp = "Tue Mar  3 10:00:00   "
    assert told == [
        "A story",
        "=======",
        "",
        f"{stamp}Maya Chen #tam-partiful: Hello @Cierra Simms",
        f"{stamp}Cierra Simms ↳ #tam-partiful: Good morning",
        f"{stamp}Maya Chen edits Hello again",
        f"{stamp}Maya Chen #tam-partiful: edits: Hello again",
        f"{stamp}Dev Patel reacts with :wave:",
        f"{stamp}Dev Patel → tam (direct): Psst",
        f"{stamp}Cierra Simms deletes",
        f"{stamp}(taken away: Good morning)",
    ]
