"""Everything that a test may do with the help desk stands in the reference."""

from pathlib import Path

from playground.console.troubles import ConsoleTrouble
from playground.to_app.arrivals import Arriving

REFERENCE = Path("docs/reference/playground.md").read_text(encoding="utf-8")


def test_every_way_and_trouble_is_named() -> None:
    named = [f'"{one}"' for one in (*Arriving, *ConsoleTrouble)]
    assert [one for one in named if one not in REFERENCE] == []
