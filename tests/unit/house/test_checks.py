"""Editors' hooks and the CI service run what a clone runs, and nothing of their own."""

import re
from typing import Any

import yaml

from tests.fixtures.examples import EACH_NIGHT
from tests.unit.house.source import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = {"pip": "requirements/test.txt", "npm": "package-lock.json", "github-actions": ".github/workflows"}


def _read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _parts_of(target: str) -> set[str]:
    """Return the targets that a target of the Makefile consists of, needed or made by what it runs."""
    found = re.search(rf"^{target}:([^#\n]*).*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE)
    assert found, target
    return set(f"{found[1]} {found[2]}".split())


def test_every_hook_is_local_and_a_part_of_make_test() -> None:
    for repository in _read(".pre-commit-config.yaml")["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            assert hook["language"] == "system"
            assert hook["entry"] == f"make {hook['id']}"
            assert hook["id"] in _parts_of("test")


def test_hooks_lint() -> None:
    (repository,) = _read(".pre-commit-config.yaml")["repos"]
    assert "lint" in {hook["id"] for hook in repository["hooks"]}


def test_ci_runs_the_one_script_and_the_script_the_readmes_command() -> None:
    steps = [step for job in _read(".github/workflows/ci.yml")["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "run" in step] == [".ci/run"]
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


def test_each_night_properties_draw_many_examples() -> None:
    steps = [step for job in _read(".github/workflows/nightly.yml")["jobs"].values() for step in job["steps"]]
    assert "make test-long" in [step.get("run") for step in steps]
    assert f"--hypothesis-profile={EACH_NIGHT}\n" in MAKEFILE


def test_no_property_says_for_itself_how_often_it_draws() -> None:
    counted = "max_" + "examples="
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "examples.py"]
    assert [path.name for path in tests if counted in path.read_text(encoding="utf-8")] == []


def test_every_lock_is_kept_up_to_date() -> None:
    kept = {update["package-ecosystem"] for update in _read(".github/dependabot.yml")["updates"]}
    assert kept == {ecosystem for ecosystem, lock in LOCKS.items() if (ROOT / lock).exists()}


def test_what_the_editor_is_told_is_what_ruff_holds() -> None:
    editor = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    lines = re.search(r"^line-length = (\d+)$", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert lines
    assert f"max_line_length = {lines[1]}\n" in editor
