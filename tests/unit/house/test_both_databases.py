"""What a database decides is tried on SQLite and on PostgreSQL each time, everything else once a night."""

import ast
from pathlib import Path

import pytest
import yaml

from tests.fixtures.both_databases import KINDS, ON_BOTH, OPTION, TESTS, kinds_for
from tests.unit.house.source import ROOT, nodes, source

SIDE_BY_SIDE = {
    "tests.integration.rivals",
    "threading",
    "concurrent.futures",
    "multiprocessing",
    "subprocess",
}
DATABASES = {"database", "desk", "bench", "live", "empty_url", "database_url"}
ON_ITS_OWN_KIND = {"sqlite_url", "postgres_url"}


def modules() -> list[Path]:
    return sorted((TESTS / "integration").rglob("test_*.py"))


def imported(path: Path) -> set[str]:
    froms = {node.module for node in nodes(path, ast.ImportFrom) if node.module}
    return froms | {name.name for node in nodes(path, ast.Import) for name in node.names}


def arguments(path: Path) -> set[str]:
    return {node.arg for node in nodes(path, ast.arg)}


def test_whoever_has_rivals_at_a_database_has_them_on_both() -> None:
    on_one = [
        path.relative_to(TESTS).as_posix()
        for path in modules()
        if any(name in source(path) for name in SIDE_BY_SIDE)  # most need not be parsed
        if imported(path) & SIDE_BY_SIDE and arguments(path) & DATABASES
        if not arguments(path) & ON_ITS_OWN_KIND and kinds_for(path, everywhere=False) != KINDS
    ]
    assert on_one == []


def test_all_that_is_named_is_there() -> None:
    held = {path for module in modules() for path in (module, *module.parents)}
    assert {one for one in ON_BOTH if TESTS / one not in held} == set()


@pytest.mark.parametrize(
    ("module", "kinds"),
    [
        ("integration/database/test_columns.py", KINDS),
        ("integration/services/test_races.py", KINDS),
        ("integration/services/test_permission.py", ("sqlite",)),
        ("integration/database_of_others/test_columns.py", ("sqlite",)),
    ],
)
def test_a_module_runs_on_both_when_it_or_its_folder_is_named(module: str, kinds: tuple[str, ...]) -> None:
    assert kinds_for(TESTS / module, everywhere=False) == kinds
    assert kinds_for(TESTS / module, everywhere=True) == KINDS


def test_each_night_everything_runs_on_both() -> None:
    nightly = yaml.safe_load((ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for job in nightly["jobs"].values() for step in job["steps"] if "run" in step]
    assert "make test-matrix" in steps
    assert f"{OPTION} " in (ROOT / "Makefile").read_text(encoding="utf-8")
