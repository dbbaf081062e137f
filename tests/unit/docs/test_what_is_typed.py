"""What app.yaml and the pages say can be typed is what the table of verbs has, and is understood."""

import re

import pytest
import yaml

from bot.domain.commands.commands import Understood
from bot.domain.commands.verbs import ONCALL, SLASH, TICKET
from tests.unit.docs import ROOT, pages, phrases
from tests.unit.domain.commands.samples import reading_of

ADDED_OR_ONCE = ("CONTRIBUTING.md", "CHANGELOG.md")
"""They tell of a verb that is still to be added, and of what was typed once."""
CONVERSATION = {
    "@tam production is down",
    "@tam escalate we are down",
    "@tam solve this please",
    "@tam make it P1",
    "@tam this is solved",
}
"""What the pages show to be no command, and to be asked back about."""
FOR_A_SLASH = {"@tam merge 2 into 1", "@tam back"}
"""What the pages show to be answered with how to type it."""


@pytest.mark.parametrize("command", [TICKET, ONCALL])
def test_the_hint_of_a_command_is_the_table_of_its_verbs(command: str) -> None:
    manifest = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
    [hint] = [
        each["usage_hint"]
        for each in manifest["features"]["slash_commands"]
        if each["command"] == f"/{command}"
    ]
    assert sorted(hint.strip("[]").split(" | ")) == sorted(verb.usage for verb in SLASH[command].values())


def _typed(start: str) -> list[str]:
    found = {phrase for page in pages() if page.name not in ADDED_OR_ONCE for phrase in phrases(page)}
    return sorted(phrase for phrase in found if phrase.startswith(f"{start} "))


def _understood(where: str, text: str) -> bool:
    written = re.sub(r"@(?!tam\b)\w+", "<@U1>", text).replace("FROM..TO", "2026-12-24..2026-12-27")
    return isinstance(reading_of(where, written), Understood)


def test_what_the_pages_say_to_a_mention_is_understood() -> None:
    said = _typed("@tam")
    lost = {each for each in said if not (_understood("channel", each) or _understood("ticket", each))}
    assert lost == CONVERSATION | FOR_A_SLASH


@pytest.mark.parametrize("command", ["/ticket", "/oncall"])
def test_what_the_pages_say_to_a_command_is_understood(command: str) -> None:
    said = {phrase.removeprefix(f"{command} ") for phrase in _typed(command)}
    named_alone = SLASH[command.removeprefix("/")].keys()
    assert {each for each in said - named_alone if not _understood(command, each)} == set()
    assert said
