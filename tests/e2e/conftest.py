"""One running playground for each module: raising the curtain costs half a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import Stage, raised
from tests.fixtures.databases import new_files_are_copies
from tests.integration.conftest import the_same_files_are_read_once  # noqa: F401  (found by being here)


@pytest.fixture(scope="package", autouse=True)
def _migrated_before(sqlite_template: Path) -> Iterator[None]:
    """Have no bot of these tests wait for migrations, which have tests of their own."""
    with new_files_are_copies(sqlite_template):
        yield


@pytest.fixture(scope="module")
def whole_stage() -> Iterator[Stage]:
    """Give the module's stage."""
    with raised() as stage:
        yield stage


@pytest.fixture
def stage(whole_stage: Stage) -> Iterator[Stage]:
    """Give the module's stage, with nobody's modal or ephemeral left over and nothing going wrong."""
    yield whole_stage
    whole_stage.playground.faults.clear()
    whole_stage.settle()  # else what comes late would be told to the next test
    for person in (whole_stage.maya, whole_stage.dev, whole_stage.cierra, whole_stage.kirk):
        person.reload()
