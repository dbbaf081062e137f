"""Tests wait for facts: what a server knows is asked in ways that wait, and nobody sleeps."""

import ast
from pathlib import Path

from tests.unit.house.source import ROOT, attributes, nodes, source

BEHIND_THE_PAGE = {"acts", "bodies", "heard", "faults", "workspace", "bot", "database", "relay"}
"""What a click has not changed yet when the page shows that it was made: `did` and `wait_for` wait for it."""
SLEEPS = {
    Path("tests/fixtures/databases.py"): "asks again whether a server that is starting has started",
    Path("tests/integration/outbox/sending_process.py"): "lives until it is killed",
}


def modules(folder: str) -> list[Path]:
    """Return the modules of a folder of tests."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))


def test_a_browser_test_never_asserts_what_the_server_may_not_know_yet() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in modules("tests/browser")
        if path.name.startswith("test_")
        for node in nodes(path, ast.Assert)
        for inner in ast.walk(node.test)
        if isinstance(inner, ast.Attribute) and inner.attr in BEHIND_THE_PAGE
    ]
    assert found == []


def test_no_test_sleeps() -> None:
    folders = [f"tests/{name}" for name in ("unit", "integration", "e2e", "browser", "fixtures")]
    paths = [path for folder in folders for path in modules(folder) if "sleep" in source(path)]
    sleeping = {path for path in paths for name, _ in attributes(path) if name.endswith("time.sleep")}
    assert sleeping == set(SLEEPS)
