"""Holidays are a country's, as plain dates, with what the operator adds and takes out."""

from datetime import date
from pathlib import Path

from bot.runbook import Provider, load
from tests.unit.runbook.written import ENV, replaced, write


def provider(folder: Path, holidays: str) -> Provider:
    files = replaced("provider.yaml", "holidays: {country: US, add: {}, remove: []}", f"holidays: {holidays}")
    return load(write(folder, files), ENV).provider


def test_the_holidays_of_2026_in_the_united_states_are_the_federal_ones(tmp_path: Path) -> None:
    names = provider(tmp_path, "{country: US}").holiday_names
    assert {day.isoformat(): name for day, name in sorted(names.items()) if day.year == 2026} == {
        "2026-01-01": "New Year's Day",
        "2026-01-19": "Martin Luther King Jr. Day",
        "2026-02-16": "Washington's Birthday",
        "2026-05-25": "Memorial Day",
        "2026-06-19": "Juneteenth National Independence Day",
        "2026-07-03": "Independence Day (observed)",
        "2026-07-04": "Independence Day",
        "2026-09-07": "Labor Day",
        "2026-10-12": "Columbus Day",
        "2026-11-11": "Veterans Day",
        "2026-11-26": "Thanksgiving Day",
        "2026-12-25": "Christmas Day",
    }


def test_a_new_year_observed_in_the_year_before_is_there_too(tmp_path: Path) -> None:
    assert date(2027, 12, 31) in provider(tmp_path, "{country: US}").holidays


def test_holidays_are_known_for_a_century_and_with_the_package_they_came_from(tmp_path: Path) -> None:
    read = provider(tmp_path, "{country: US}")
    assert {day.year for day in read.holidays} >= set(range(2000, 2101))
    assert read.holidays_version.startswith("holidays 0.")


def test_days_are_added_and_taken_out_by_date_or_by_name_with_the_observed_day(tmp_path: Path) -> None:
    rule = "{country: US, add: {2026-12-24: Christmas Eve}, remove: [Independence Day, 2026-10-12]}"
    days = provider(tmp_path, rule).holidays
    assert date(2026, 12, 24) in days
    assert not {date(2026, 7, 3), date(2026, 7, 4), date(2026, 10, 12)} & days
    assert date(2027, 10, 11) in days


def test_an_added_day_wins_over_its_removal(tmp_path: Path) -> None:
    rule = "{country: US, add: {2026-10-12: Founders' Day}, remove: [Columbus Day]}"
    assert provider(tmp_path, rule).holiday_names[date(2026, 10, 12)] == "Founders' Day"


def test_a_country_whose_table_ends_early_gives_what_it_knows_without_a_warning(tmp_path: Path) -> None:
    assert date(2026, 8, 15) in provider(tmp_path, "{country: IN}").holidays


def test_a_subdivision_has_holidays_of_its_own(tmp_path: Path) -> None:
    assert date(2026, 3, 31) in provider(tmp_path, "{country: US, subdivision: CA}").holidays


def test_without_a_country_only_the_days_written_down_are_off(tmp_path: Path) -> None:
    assert provider(tmp_path, "{add: {2026-12-24: Party}}").holidays == {date(2026, 12, 24)}
