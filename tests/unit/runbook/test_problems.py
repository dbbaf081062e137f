"""What is wrong in a runbook is told with file and line, in words, all of it at once, and never a secret."""

from pathlib import Path

import pytest
import yaml

from tests.unit.runbook.written import ACME, ENV, FILES, PROVIDER, SECOND, problems, replaced, write

P, A = "provider.yaml", "accounts/party.yaml"

BROKEN = yaml.safe_load((Path(__file__).parent / "broken.yaml").read_text(encoding="utf-8"))
CASES = [case for cases in BROKEN.values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_fault_is_told_with_its_file_its_line_and_a_sentence(tmp_path: Path, case: dict[str, str]) -> None:
    found = problems(write(tmp_path, replaced(case["file"], case["old"], case["new"])))
    assert f"{case['file']}:{case['says']}" in found
    assert len(found) <= 2, "one fault, few complaints"


def test_all_problems_of_all_files_come_at_once_sorted_by_file_and_line(tmp_path: Path) -> None:
    provider = (
        PROVIDER.replace("New_York", "Gotham").replace("S0PSE", "x").replace("triage: {id: C0TRIAGE}\n", "")
    )
    party = ACME.replace("U0ANN", "ann").replace("to: 2026", "till: 2026").replace("${PARTY_PIN}", "31415")
    quiet = SECOND.replace("C0QUIET", "C0PARTY").replace("slack: U0ANN, ", "")
    files = {P: provider, A: party, "accounts/quiet.yaml": quiet, "accounts/broken.yaml": "a: [\n"}
    found = problems(write(tmp_path, files))
    assert [problem.partition(": ")[0] for problem in found] == [
        "accounts/broken.yaml:1",
        "accounts/party.yaml:4",
        "accounts/party.yaml:6",
        "accounts/party.yaml:13",
        "accounts/party.yaml:13",
        "accounts/quiet.yaml:2",
        "accounts/quiet.yaml:5",
        "provider.yaml:3",
        "provider.yaml:19",
        "provider.yaml:19",
        "provider.yaml:20",
    ]
    assert not any("31415" in problem for problem in found)


@pytest.mark.parametrize(
    ("line", "theirs", "problem"),
    [
        ("name: acme-quiet, id: C0QUIET", "name: q, id: C0PARTY", "2: channel.id: is the same channel as"),
        ("account: Quiet", "account: PARTY", "1: account: is the same name as"),
        ("account: Quiet", "account: Quiet\nprefix: PARTY", "2: prefix: is the same prefix as"),
        ("account: Quiet", "account: Quiet\npin: ${PARTY_PIN}", "2: pin: is the same PIN as"),
        (
            "account: Quiet",
            "account: Quiet\ntriage: {id: C0PARTY}",
            "2: triage.id: is the customer's channel in",
        ),
    ],
)
def test_accounts_that_overlap_are_refused(tmp_path: Path, line: str, theirs: str, problem: str) -> None:
    files = FILES | {"accounts/quiet.yaml": SECOND.replace(line, theirs)}
    (found,) = problems(write(tmp_path, files))
    assert found.startswith(f"accounts/quiet.yaml:{problem} ")
    assert "in accounts/party.yaml" in found


def test_two_accounts_may_share_a_workspace_and_the_triage_channel(tmp_path: Path) -> None:
    files = FILES | {"accounts/quiet.yaml": SECOND.replace("T0QUIET", "T0PARTY")}
    assert problems(write(tmp_path, files)) == ()


def test_a_file_name_that_makes_no_prefix_asks_for_one(tmp_path: Path) -> None:
    files = FILES | {"accounts/9.yaml": SECOND}
    sentence = "prefix: is required: the file's name has no 2 to 20 letters and digits to make one of"
    assert problems(write(tmp_path, files)) == (f"accounts/9.yaml:1: {sentence}",)


def test_an_absence_of_a_secondary_who_is_not_there_is_refused(tmp_path: Path) -> None:
    files = FILES | {
        "accounts/quiet.yaml": SECOND + "absences: [{who: secondary, from: 2026-01-01, to: 2026-01-01}]\n"
    }
    assert problems(write(tmp_path, files)) == (
        "accounts/quiet.yaml:6: absences[1].who: the team has no secondary",
    )


def test_without_a_triage_channel_the_roles_that_nothing_can_reach_are_named(tmp_path: Path) -> None:
    group = "nothing can reach this role: {}, and party has no triage channel; name one, or list members"
    files = replaced(P, "triage: {id: C0TRIAGE}\n", "")
    files[P] = files[P].replace(", usergroup: S0MGMT", "")
    files[A] = ACME.replace("slack: U0CY, ", "")
    assert problems(write(tmp_path, files)) == (
        "accounts/party.yaml:11: team.manager: nothing can reach this role: "
        "give it a slack id, or name a triage channel",
        "provider.yaml:19: pse: " + group.format("a user group cannot be sent a direct message"),
        "provider.yaml:20: support_management: " + group.format("nobody is listed"),
    )


def test_listed_members_or_an_account_s_own_triage_channel_make_roles_reachable(tmp_path: Path) -> None:
    listed = replaced(P, "triage: {id: C0TRIAGE}\n", "")
    listed[P] = (
        listed[P]
        .replace("usergroup: S0PSE", "members: [U0PAT]")
        .replace("usergroup: S0MGMT", "members: [U0MO]")
    )
    assert problems(write(tmp_path / "listed", listed)) == ()
    own = replaced(P, "triage: {id: C0TRIAGE}\n", "")
    own[A] = ACME + "triage: {id: C0OWN}\n"
    assert problems(write(tmp_path / "own", own)) == ()


def test_a_folder_without_a_runbook_is_told_what_is_missing(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert problems(nowhere) == (f"provider.yaml:1: cannot be read in {nowhere}: No such file or directory",)
    only = write(tmp_path / "only", {P: PROVIDER})
    assert problems(only) == (f"accounts:1: {only} has no account: write accounts/NAME.yaml",)


def test_files_that_would_silently_not_count_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES | {"accounts/quiet.yml": SECOND, "accounts/empty.yaml": "# later\n"})
    (folder / "accounts" / "latin.yaml").write_bytes(b"account: Caf\xe9\n")
    assert problems(folder) == (
        "accounts/empty.yaml:1: is empty",
        "accounts/latin.yaml:1: is not UTF-8 text",
        "accounts/quiet.yml:1: would not be read: its name must end in .yaml",
    )


@pytest.mark.parametrize("ending", ["yml", "YAML", "Yaml", "YML"])
def test_an_ending_that_is_not_read_is_told(tmp_path: Path, ending: str) -> None:
    folder = write(tmp_path, FILES | {f"accounts/quiet.{ending}": SECOND, f"provider.{ending}": PROVIDER})
    assert problems(folder) == (
        f"accounts/quiet.{ending}:1: would not be read: its name must end in .yaml",
        f"provider.{ending}:1: would not be read: its name must be provider.yaml",
    )


@pytest.mark.parametrize(
    "name",
    [
        "._party.yaml",  # macOS beside a file on a share
        ".#party.yaml",  # Emacs, while the file is changed
        "#party.yaml#",
        "party.yaml~",
        ".party.yaml.swp",
        "party.yaml.bak",
        "party.yaml.orig",
        ".DS_Store",
        ".party.yaml.un~",
    ],
)
def test_what_editors_and_macs_leave_beside_a_file_is_no_account(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, FILES)
    (folder / "accounts" / name).write_bytes(b"\x00\x05\x16\x07")
    (folder / name.replace("party", "provider")).write_bytes(b"\x00\x05\x16\x07")
    assert problems(folder) == ()


def test_a_link_that_an_editor_left_dangling_is_no_account(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES)
    (folder / "accounts" / ".#party.yaml").symlink_to("me@host.1:2")
    (folder / "accounts" / "..data").mkdir()
    assert problems(folder) == ()


def test_a_file_that_is_a_list_or_nested_without_end_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES | {"accounts/deep.yaml": "[" * 1000, "accounts/list.yaml": "- a\n"})
    assert problems(folder) == (
        "accounts/deep.yaml:1: is nested too deeply to be a runbook",
        "accounts/list.yaml:1: must hold keys and values",
    )


def test_a_menu_never_holds_more_products_than_slack_shows(tmp_path: Path) -> None:
    many = "".join(f"  - {{id: p{number}, name: P{number}}}\n" for number in range(99))
    files = replaced(P, "  - {id: other", many + "  - {id: other")
    sentence = "products: has more than 100 entries, which is all that a Slack menu holds"
    assert problems(write(tmp_path, files)) == (f"provider.yaml:29: {sentence}",)


def test_the_small_runbook_itself_is_in_order(tmp_path: Path) -> None:
    assert problems(write(tmp_path, FILES), ENV) == ()
    assert problems(tmp_path, None) == ()
