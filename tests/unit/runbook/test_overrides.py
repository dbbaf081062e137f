"""An account may promise otherwise than its provider: maps merge, lists and single values replace."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.escalation import Reason
from bot.domain.sla import Priority, RunsOn, Target
from bot.runbook import Account, load
from bot.runbook.merging import merged
from bot.runbook.yaml_nodes import Value
from tests.fixtures.examples import drawing
from tests.unit.runbook.written import ENV, FILES, SECOND, problems, with_account, write

CHRISTMAS, COLUMBUS = date(2026, 12, 25), date(2026, 10, 12)
WORKERS_DAY, UNITY = date(2026, 5, 1), date(2026, 10, 3)


def account(folder: Path, line: str, old: str = "") -> Account:
    return load(write(folder, with_account(line, old)), ENV).account("party")


def test_what_an_account_does_not_write_is_the_provider_s(tmp_path: Path) -> None:
    book = load(write(tmp_path, FILES), ENV)
    party, provider = book.account("party"), book.provider
    assert (party.sla, party.pending, party.notice, party.escalation) == (
        provider.sla,
        provider.pending,
        provider.notice,
        provider.escalation,
    )
    assert party.holidays == provider.holiday_names


def test_one_word_of_a_target_changes_and_the_rest_stays(tmp_path: Path) -> None:
    sla = account(tmp_path, "sla: {targets: {P2: {respond_within: 30m}}}").sla
    assert sla.targets == {
        Priority.P1: Target(Priority.P1, "Down", timedelta(hours=1), RunsOn.ALWAYS),
        Priority.P2: Target(Priority.P2, "Slow", timedelta(minutes=30), RunsOn.BUSINESS),
        Priority.P3: Target(Priority.P3, "Other", timedelta(hours=3), RunsOn.BUSINESS),
    }
    assert sla.nudge_at == (0.5, 1.0)


def test_a_list_replaces_the_provider_s_list(tmp_path: Path) -> None:
    assert account(tmp_path, "sla: {nudge_at: [90%]}").sla.nudge_at == (0.9,)


def test_pending_notice_and_escalation_are_the_account_s_where_it_says_so(tmp_path: Path) -> None:
    own = account(
        tmp_path,
        "pending: {solve_after: 20 business days}\nnotice: {off_hours: false}\n"
        "escalation: {step: 5m, reasons: {blocker: All down.}}",
    )
    assert (own.pending.remind_days, own.pending.solve_days) == (5, 20)
    assert (str(own.notice.every), own.notice.off_hours) == ("Mon 09:00", False)
    assert (own.escalation.step, own.escalation.repeat) == (timedelta(minutes=5), timedelta(minutes=30))
    assert own.escalation.reasons == {Reason.RESPONSE: "No answer.", Reason.BLOCKER: "All down."}


def test_an_empty_value_takes_a_single_one_away_and_leaves_a_map_alone(tmp_path: Path) -> None:
    own = account(tmp_path, "notice: {every: null}\npending:\nsla: {targets: }")
    assert own.notice.every is None
    assert own.notice.quiet_if_silent_for == timedelta(days=7)
    assert own.pending.solve_days == 10
    assert own.sla.targets[Priority.P1].issue == "Down"


def test_another_account_is_left_alone(tmp_path: Path) -> None:
    files = with_account("sla: {nudge_at: [90%]}") | {"accounts/quiet.yaml": SECOND}
    assert load(write(tmp_path, files), ENV).account("quiet").sla.nudge_at == (0.5, 1.0)


def test_holidays_without_a_country_are_the_provider_s_with_days_of_one_s_own(tmp_path: Path) -> None:
    days = account(tmp_path, "holidays: {add: {2026-12-24: Eve}, remove: [Columbus Day]}").holidays
    assert (days[date(2026, 12, 24)], days[CHRISTMAS]) == ("Eve", "Christmas Day")
    assert COLUMBUS not in days


def test_holidays_of_no_country_are_only_the_days_added(tmp_path: Path) -> None:
    files = with_account("holidays: {country: null, add: {2026-12-24: Eve}}")
    files["provider.yaml"] = files["provider.yaml"].replace("remove: []", "remove: [Columbus Day]")
    days = load(write(tmp_path, files), ENV).account("party").holidays
    assert days == {date(2026, 12, 24): "Eve"}


@pytest.mark.parametrize("inherited", ["remove: [Columbus Day]", "subdivision: CA", "remove: [2026-10-12]"])
def test_another_country_s_holidays_know_nothing_of_the_first_one_s(tmp_path: Path, inherited: str) -> None:
    files = with_account("holidays: {country: DE}")
    files["provider.yaml"] = files["provider.yaml"].replace(
        "add: {}, remove: []", f"add: {{2026-12-31: Party}}, {inherited}"
    )
    days = load(write(tmp_path, files), ENV).account("party").holidays
    assert {WORKERS_DAY, UNITY, date(2026, 12, 31)} <= days.keys()
    assert COLUMBUS not in days


def test_the_same_country_written_again_keeps_what_was_said_of_it(tmp_path: Path) -> None:
    files = with_account("holidays: {country: US}")
    files["provider.yaml"] = files["provider.yaml"].replace("remove: []", "remove: [Columbus Day]")
    assert COLUMBUS not in load(write(tmp_path, files), ENV).account("party").holidays


def test_a_tam_s_own_holidays_go_before_the_account_s_for_routing_and_for_the_clock(tmp_path: Path) -> None:
    team = account(
        tmp_path, "slack: U0ANN, holidays: {country: DE, add: {2026-05-04: Bridge}}, ", "slack: U0ANN, "
    ).team()
    assert team.secondary is not None
    assert all(team.primary.posted.is_holiday(day) for day in (UNITY, date(2026, 5, 4)))
    assert team.secondary.posted.is_holiday(COLUMBUS)
    assert not team.primary.posted.is_holiday(COLUMBUS)
    columbus_noon = datetime(2026, 10, 12, 16, tzinfo=UTC)
    assert team.business.is_open(columbus_noon), "the primary works, whatever the secondary's country says"


def test_a_tam_s_added_day_comes_on_top_of_the_account_s(tmp_path: Path) -> None:
    files = with_account("holidays: {add: {2026-12-24: Eve}}")
    files["accounts/party.yaml"] = files["accounts/party.yaml"].replace(
        "slack: U0ANN, ", "slack: U0ANN, holidays: {add: {2026-12-23: Off}}, "
    )
    posted = load(write(tmp_path, files), ENV).account("party").team().primary.posted
    assert all(posted.is_holiday(day) for day in (date(2026, 12, 23), date(2026, 12, 24), CHRISTMAS))


def test_business_hours_of_the_contract_s_own_run_whoever_works(tmp_path: Path) -> None:
    hours = 'sla: {business_hours: {hours: "Mon-Fri 06:00-18:00", time_zone: America/Los_Angeles}}'
    business = account(tmp_path, hours).team().business
    monday = datetime(2026, 3, 2, 14, tzinfo=UTC)  # 06:00 in Los Angeles
    assert business.is_open(monday)
    assert not business.is_open(monday - timedelta(microseconds=1))
    assert business.is_open(monday + timedelta(hours=11, minutes=59))
    assert business.zone == "America/Los_Angeles"


def test_business_hours_of_the_contract_s_own_take_out_the_account_s_holidays(tmp_path: Path) -> None:
    own = "holidays: {add: {2026-03-02: Ours}}\nsla: {business_hours: {hours: always}}"
    business = account(tmp_path, own).team().business
    assert not business.is_open(datetime(2026, 3, 2, 16, tzinfo=UTC))
    assert business.zone == "America/New_York", "without a zone it is the account's"


def test_an_account_goes_back_to_the_team_s_hours(tmp_path: Path) -> None:
    files = with_account("sla: {business_hours: team}")
    files["provider.yaml"] = files["provider.yaml"].replace(
        "  nudge_at:", "  business_hours: {hours: always}\n  nudge_at:"
    )
    book = load(write(tmp_path, files | {"accounts/quiet.yaml": SECOND}), ENV)
    sunday = datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert book.account("quiet").team().business.is_open(sunday)
    assert not book.account("party").team().business.is_open(sunday)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("sla: {targets: {P4: {}}}", "sla.targets.P4: isn't a key known here; known are P1, P2, P3"),
        (
            "sla: {targets: {P1: {respond_within: soon}}}",
            "sla.targets.P1.respond_within: “soon” isn't a duration; write one like 15m, 1h or 7 days",
        ),
        ("sla: {targets: {P1: {clock: null}}}", "sla.targets.P1.clock: is required"),
        (
            "sla: {business_hours: whenever}",
            "sla.business_hours: “whenever” is neither team nor hours; "
            "write team, or {hours: …, time_zone: …}",
        ),
        (
            "sla: {business_hours: {hours: always, time_zone: EST}}",
            "sla.business_hours.time_zone: “EST” isn't a place: its clock may never change; "
            "write one like America/New_York",
        ),
        ("sla: {business_hours: {zone: UTC}}", "sla.business_hours.hours: is required"),
        (
            "pending: {remind_after: 12 business days}",
            "pending: solve_after must be more days than remind_after",
        ),
        ("pending: soon", "pending: must hold keys and values"),
        ("notice: {evry: Mon 09:00}", "notice.evry: isn't a key known here; did you mean every?"),
        (
            "escalation: {reasons: {anger: Cross.}}",
            "escalation.reasons.anger: isn't a key known here; known are blocker, response",
        ),
        (
            "holidays: {country: DE, remove: [Columbus Day]}",
            "holidays: “Columbus Day” in remove is neither the date nor the name of a holiday here",
        ),
        ("sla: {about: 'See [this](nowhere).'}", "sla.about: “nowhere” is not among the links"),
        ("pings: {P1: {step: 0m}}", "pings.P1.step: “0m” isn't a duration; write one like 15m, 1h or 7 days"),
        ("pings: {P1: {back_off: []}}", "pings.P1.back_off: must not be empty"),
        ("pings: {P1: {back_off: 1h}}", "pings.P1.back_off: must be a list"),
        ("pings: {P1: {agian: 1h}}", "pings.P1.agian: isn't a key known here; did you mean again?"),
        ("pings: {P0: {again: 1h}}", "pings.P0: isn't a key known here; known are P1, P2, P3"),
        ("products: []", "products: isn't a key known here; known are {known}"),
    ],
)
def test_a_fault_in_an_account_is_told_there(tmp_path: Path, line: str, says: str) -> None:
    found = problems(write(tmp_path, with_account(line)))
    known = (
        "absences, account, callers, channel, console, escalation, holidays, notice, pending, pin, pings, "
        "prefix, requesters, site, sla, team, time_format, time_zone, triage, workspaces"
    )
    assert f"accounts/party.yaml:14: {says.replace('{known}', known)}" in found
    assert len(found) <= 2


def test_a_fault_in_a_tam_s_holidays_is_told_there(tmp_path: Path) -> None:
    files = with_account("slack: U0ANN, holidays: {country: Gotham}, ", "slack: U0ANN, ")
    assert problems(write(tmp_path, files)) == (
        "accounts/party.yaml:6: team.primary.holidays.country: “Gotham” isn't a country whose holidays are "
        "known; write its two letters, such as US",
    )


def test_the_provider_s_fault_is_told_once_whoever_takes_it_over(tmp_path: Path) -> None:
    files = with_account("sla: {nudge_at: [90%]}\nholidays: {add: {2026-12-24: Eve}}")
    files["accounts/party.yaml"] = files["accounts/party.yaml"].replace(
        "slack: U0ANN, ", "slack: U0ANN, holidays: {add: {2026-12-23: Off}}, "
    )
    files["provider.yaml"] = (
        files["provider.yaml"].replace("clock: always", "clock: never").replace("country: US", "country: ZZ")
    )
    assert problems(write(tmp_path, files)) == (
        "provider.yaml:4: holidays.country: “ZZ” isn't a country whose holidays are known; "
        "write its two letters, such as US",
        "provider.yaml:7: sla.targets.P1.clock: “never” is none of always, business",
    )


def test_the_faults_of_provider_and_account_come_together(tmp_path: Path) -> None:
    files = with_account("pending: {solve_after: never}")
    files["provider.yaml"] = files["provider.yaml"].replace("clock: always", "clock: never")
    found = problems(write(tmp_path, files))
    assert [problem.partition(": ")[0] for problem in found] == ["accounts/party.yaml:14", "provider.yaml:7"]


VALUES = st.recursive(
    st.none() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@drawing(50)
@given(VALUES, VALUES)
def test_merging_is_written_over_the_base_key_by_key(base: Value, own: Value) -> None:
    found = merged(base, own)
    if not isinstance(base, dict) or not isinstance(own, dict):
        assert found == (base if own is None and isinstance(base, dict) else own)
        return
    assert isinstance(found, dict)
    assert found.keys() == base.keys() | own.keys()
    for key in found:
        assert found[key] == (merged(base.get(key), own[key]) if key in own else base[key])


@drawing(50)
@given(VALUES)
def test_nothing_written_changes_no_map_and_all_written_is_kept(value: Value) -> None:
    assert merged(value, {}) == ({} if not isinstance(value, dict) else value)
    assert merged({}, value) == ({} if value is None else value)
    assert merged(value, value) == value
