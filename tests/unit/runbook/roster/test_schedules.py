"""People and schedules as the runbook writes them: read right, and refused in words that name the place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.domain.routing import Role, route
from bot.domain.tams import NamedPerson, Rota
from bot.errors import RunbookInvalid
from bot.runbook import Runbook, load
from tests.unit.domain.samples import at
from tests.unit.runbook.roster.scheduled import ENV, scheduled
from tests.unit.runbook.written import FILES, write

CASES = yaml.safe_load((Path(__file__).parent / "broken_schedules.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def book(tmp_path: Path) -> Runbook:
    """Load the runbook with schedules."""
    return load(write(tmp_path, scheduled()), ENV)


def pse(book: Runbook) -> Rota:
    """Return the 24x7 team's schedule."""
    assert book.pse_rota is not None
    return book.pse_rota


def on_call(book: Runbook, when: str) -> tuple[str | None, str | None]:
    """Return who of the 24x7 team is on call, by which layer."""
    turn = pse(book).at(at(when))
    return turn.person.name if turn.person else None, turn.layer


@pytest.mark.parametrize(
    ("when", "who"),
    [
        ("2026-03-02T10:00Z", ("Sofia Rossi", "EMEA")),
        ("2026-03-09T10:00Z", ("Sven Berg", "EMEA")),
        ("2026-03-09T20:00Z", ("Mei Lin", "rest")),
        ("2026-03-05T10:00Z", ("Omar Haddad", "override")),
        ("2026-03-31T10:00Z", ("Sven Berg", "EMEA")),  # Sofia's turn, but she is away
        ("2026-04-06T10:00Z", ("Sofia Rossi", "EMEA")),  # Sven's turn, but not on his own holiday
    ],
)
def test_the_schedule_of_the_24x7_team_is_as_written(book: Runbook, when: str, who: tuple[str, str]) -> None:
    assert on_call(book, when) == who


def test_one_who_covers_for_another_has_that_other_s_shifts_only(tmp_path: Path) -> None:
    assert on_call(load(write(tmp_path, scheduled()), ENV), "2026-03-06T10:00Z") == ("Mei Lin", "override")
    files = scheduled()
    files["provider.yaml"] = files["provider.yaml"].replace("for: sofia", "for: sven")
    assert on_call(load(write(tmp_path, files), ENV), "2026-03-06T10:00Z") == ("Sofia Rossi", "EMEA")


def test_a_layer_of_one_may_begin_on_a_day(book: Runbook) -> None:
    rota = book.support_management_rota
    assert rota is not None
    assert rota.at(at("2026-01-31T23:59-05:00")).person is None
    assert rota.at(at("2026-02-01T00:00-05:00")).person == rota.people["mei"]


def test_a_tam_may_be_a_person_whose_days_off_stand_with_the_provider(book: Runbook) -> None:
    primary = book.account("party").team().primary
    assert primary.holder(at("2026-03-09T10:00Z")) == NamedPerson("Ann Lee", "U0ANN")
    assert primary.is_on(at("2026-03-09T09:00Z"))  # on a Londoner's clock
    away = primary.absence(at("2026-03-10T10:00Z"))
    assert away is not None
    assert away.through == datetime(2026, 3, 11, tzinfo=UTC).date()
    assert not primary.is_on(at("2026-12-28T10:00Z"))  # Boxing Day, observed
    assert primary.is_on(at("2026-07-03T10:00Z"))  # no holiday of hers


def test_a_tam_may_be_a_schedule(book: Runbook) -> None:
    team = book.account("party").team()
    assert route(team, at("2026-03-10T07:00-04:00")).name == "Omar Haddad"
    found = route(team, at("2026-03-10T13:00-04:00"))
    assert (found.role, found.name, found.slack) == (Role.SECONDARY, "Mei Lin", None)
    assert team.business.is_open(at("2026-03-10T19:00-04:00"))
    assert not team.business.is_open(at("2026-03-10T20:00-04:00"))
    assert not team.business.is_open(at("2026-01-19T19:00-05:00"))  # a holiday


def test_whoever_a_schedule_names_is_staff(book: Runbook) -> None:
    assert {"U0SOFIA", "U0OMAR", "U0ANN", "U0CY"} <= book.staff_ids
    assert book.staff_names["U0SOFIA"] == "Sofia Rossi"
    assert {person.name for person in book.account("party").people()} == {
        "Ann Lee",
        "Omar Haddad",
        "Mei Lin",
        "Sven Berg",
        "Cy Poe",
    }


def test_a_runbook_without_people_has_no_schedules(tmp_path: Path) -> None:
    book = load(write(tmp_path, FILES), None)
    assert (book.pse_rota, book.support_management_rota, book.provider.people) == (None, None, {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_fault_is_told_with_its_file_its_line_and_a_sentence(tmp_path: Path, case: dict[str, str]) -> None:
    files = scheduled()
    assert case["old"] in files[case["file"]]
    files[case["file"]] = files[case["file"]].replace(case["old"], case["new"])
    with pytest.raises(RunbookInvalid) as refused:
        load(write(tmp_path, files), ENV)
    assert f"{case['file']}:{case['says']}" in refused.value.problems


def test_faults_are_told_all_at_once(tmp_path: Path) -> None:
    files = scheduled()
    for old, new in (("1 week", "weekly"), ("[sofia, sven]", "[sofia, svne]"), ("name: rest", "name: EMEA")):
        files["provider.yaml"] = files["provider.yaml"].replace(old, new)
    with pytest.raises(RunbookInvalid) as refused:
        load(write(tmp_path, files), ENV)
    assert len(refused.value.problems) == 3


def test_without_a_triage_channel_everybody_of_a_schedule_must_be_reachable(tmp_path: Path) -> None:
    files = scheduled()
    files["provider.yaml"] = files["provider.yaml"].replace("triage: {id: C0TRIAGE}\n", "")
    with pytest.raises(RunbookInvalid) as refused:
        load(write(tmp_path, files), ENV)
    unreachable = "nothing can reach this role: give it a slack id, or name a triage channel"
    assert f"accounts/party.yaml:7: team.secondary: {unreachable}" in refused.value.problems
    assert f"accounts/party.yaml:6: team.primary: {unreachable}" not in refused.value.problems
