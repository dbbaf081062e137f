"""What is installed holds all that the playground needs, and no tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["playground", "block_kit"])
def test_every_file_of_the_packages_is_in_it(files: set[str], folder: str) -> None:
    listed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True)
    assert set(listed.stdout.splitlines()) <= files


def test_the_page_is_in_it(files: set[str]) -> None:
    assert {"playground/page/index.html", "playground/page/js/main.js"} <= files


def test_tests_are_not_in_it(files: set[str]) -> None:
    assert not [name for name in files if name.startswith(("tests/", "node_modules/"))]
