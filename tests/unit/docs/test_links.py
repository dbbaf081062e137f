"""Every page, heading and picture that the documentation points to exists."""

import os
import re
from pathlib import Path

import pytest

from tests.unit.docs import ROOT, headings, links, pages, text

ELSEWHERE = ("https://", "http://", "mailto:")
PICTURES = ROOT / "docs" / "screenshots"
LARGEST_PICTURE = 300_000
TAKEN = re.compile(r"\.picture\(\"(.+?)\"[,)]")


@pytest.mark.parametrize("page", pages(), ids=str)
def test_a_page_points_only_to_what_exists(page: Path) -> None:
    for link in links(page):
        if link.startswith(ELSEWHERE):
            continue
        path, _, heading = link.partition("#")
        target = (ROOT / page.parent / path).resolve() if path else ROOT / page
        assert target.exists(), f"{page} points to {link}"
        if heading:
            assert heading in headings(target.relative_to(ROOT)), f"{page} points to {link}"


def test_every_page_is_reached_from_the_readme() -> None:
    reached, new = set[Path](), {Path("README.md")}
    while new:
        reached |= new
        found = {(page.parent / link.partition("#")[0]) for page in new for link in links(page)}
        new = {Path(os.path.normpath(page)) for page in found} & set(pages()) - reached
    assert reached == set(pages())


def test_the_readme_is_read_in_one_go() -> None:
    assert len(text(Path("README.md")).splitlines()) < 120


def test_each_picture_is_one_that_the_browser_tests_take() -> None:
    taken = {
        f"{prefix}{name}"
        for folder, prefix in (("main_job", ""), ("tour", "playground-"))
        for test in (ROOT / "tests" / "browser" / folder).glob("test_*.py")
        for name in re.findall(r"\.picture\(\"(.+?)\"[,)]", test.read_text("utf-8"))
    }
    assert {picture.stem for picture in PICTURES.glob("*.png")} == taken


def test_pictures_are_small_enough_to_be_kept() -> None:
    for picture in PICTURES.iterdir():
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name


def test_every_decision_is_listed_and_has_the_three_parts() -> None:
    listed = set(links(Path("docs/explanation/architecture.md")))
    for decision in (ROOT / "docs" / "explanation" / "decisions").glob("*.md"):
        page = decision.relative_to(ROOT)
        assert f"decisions/{decision.name}" in listed
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in text(page), f"{page} lacks {part}"
