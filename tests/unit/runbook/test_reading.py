"""How a runbook's text is read: scalars as text, links within words, short ways of writing things."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.routing import Role
from bot.domain.tams import Person
from bot.runbook import Runbook, Text, TextRun, Weekly, load
from bot.runbook.yaml_nodes import read_yaml
from tests.unit.runbook.written import ACME, ENV, FILES, PROVIDER, SECOND, replaced, write

P, A = "provider.yaml", "accounts/party.yaml"


def book(folder: Path, files: dict[str, str]) -> Runbook:
    return load(write(folder, files), ENV)


def test_a_text_is_its_words_and_knows_its_links() -> None:
    text = Text("See [the status](status) or [call](phones).")
    assert text == "See the status or call."
    assert text.parts == (
        TextRun("See "),
        TextRun("the status", "status"),
        TextRun(" or "),
        TextRun("call", "phones"),
        TextRun("."),
    )


def test_brackets_that_are_no_link_stay_as_they_are() -> None:
    for words in ("[here](#)", "[a] (b)", "a [b", ""):
        assert Text(words) == words


def test_scalars_are_text_until_the_schema_says_otherwise() -> None:
    document = read_yaml("x.yaml", b"a: NO\nb: 12:30\nc: 0008\nd: 2026-01-01\ne: ~\nf: 'null'\ng:\n")
    assert document.data == {
        "a": "NO",
        "b": "12:30",
        "c": "0008",
        "d": "2026-01-01",
        "e": None,
        "f": "null",
        "g": None,
    }


def test_a_phone_number_needs_no_quotes(tmp_path: Path) -> None:
    files = replaced(P, '"0008000402555"', "0008000402555")
    assert book(tmp_path, files).provider.phones[0].number == "0008000402555"


def test_a_key_left_empty_counts_as_not_written(tmp_path: Path) -> None:
    files = replaced(A, "absences:\n  - {who: primary, from: 2026-12-24, to: 2026-12-27}\n", "absences:\n")
    primary = book(tmp_path, files).account("party").team().primary
    assert isinstance(primary, Person)
    assert primary.absences == ()


def test_what_a_runbook_need_not_say_has_a_default(tmp_path: Path) -> None:
    cut = {
        "nudge_at: [50%, 100%]",
        "pending: {remind_after: 5 business days, solve_after: 10 business days}",
        'notice: {every: "Mon 09:00", quiet_if_silent_for: 7 days, off_hours: true}',
        "step: 15m",
        "repeat: 30m",
        "support_management: {name: Managers, usergroup: S0MGMT}",
        "holidays: {country: US, add: {}, remove: []}",
    }
    short = "\n".join(line for line in PROVIDER.splitlines() if line.strip() not in cut)
    provider = book(tmp_path, FILES | {P: short}).provider
    assert provider.sla.nudge_at == (0.5, 0.8, 1.0)
    assert (provider.pending.remind_days, provider.pending.solve_days) == (5, 10)
    assert (provider.notice.every, provider.notice.off_hours) == (None, True)
    assert provider.escalation.step == timedelta(minutes=15)
    assert provider.support_management.members == ()
    assert provider.holidays == frozenset()
    assert (provider.sla.console, provider.roles.tam.about) == ("optional", None)


def test_a_link_may_be_just_its_address_or_nothing(tmp_path: Path) -> None:
    files = replaced(
        P, 'status: {name: Status, url: "https://status.example.com/"}', "status: https://a.example/\n  b:"
    )
    links = book(tmp_path, files).provider.links
    assert (links["status"].url, links["b"].url) == ("https://a.example/", None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon 09:00", Weekly((0,), "09:00")),
        ("Mon-Fri 08:30", Weekly((0, 1, 2, 3, 4), "08:30")),
        ("Thu, Mon 10:00", Weekly((0, 3), "10:00")),
    ],
)
def test_a_notice_is_posted_on_the_weekdays_written(tmp_path: Path, written: str, meant: Weekly) -> None:
    assert book(tmp_path, replaced(P, "Mon 09:00", written)).provider.notice.every == meant


def test_an_account_needs_only_a_primary(tmp_path: Path) -> None:
    account = book(tmp_path, FILES | {"accounts/quiet.yaml": SECOND}).account("quiet")
    assert account.team().secondary is None
    assert (account.manager, account.pin, account.requesters) == (None, None, ())
    assert account.team({Role.SECONDARY: []}).secondary is None


def test_a_zone_is_the_person_s_else_the_account_s_else_the_provider_s(tmp_path: Path) -> None:
    party = ACME.replace("workspaces:", "time_zone: Europe/Berlin\nworkspaces:")
    party = party.replace("slack: U0ANN, ", "slack: U0ANN, time_zone: Asia/Tokyo, ")
    team = book(tmp_path, {P: PROVIDER, A: party}).account("party").team()
    assert team.secondary is not None
    assert (team.primary.posted.zone, team.secondary.posted.zone, team.zone) == (
        "Asia/Tokyo",
        "Europe/Berlin",
        "Europe/Berlin",
    )


def test_an_account_may_have_a_triage_channel_and_a_prefix_of_its_own(tmp_path: Path) -> None:
    quiet = SECOND + "triage: {id: C0OWN}\nprefix: QT\n"
    read_book = book(tmp_path, FILES | {"accounts/quiet.yaml": quiet})
    quiet_account = read_book.account("qt")
    assert (quiet_account.triage_id, quiet_account.prefix) == ("C0OWN", "QT")


def test_a_triage_channel_may_serve_several_accounts(tmp_path: Path) -> None:
    read_book = book(tmp_path, FILES | {"accounts/quiet.yaml": SECOND})
    assert [account.name for account in read_book.accounts.values()] == ["Party", "Quiet"]


def test_listed_members_of_a_group_are_staff(tmp_path: Path) -> None:
    files = replaced(P, "usergroup: S0PSE", "members: [U0PAT]")
    assert "U0PAT" in book(tmp_path, files).account("party").staff_ids()


def test_another_content_is_another_version(tmp_path: Path) -> None:
    first = book(tmp_path / "a", FILES).version
    assert book(tmp_path / "b", replaced(A, "U0BOB", "U0ROB")).version != first
