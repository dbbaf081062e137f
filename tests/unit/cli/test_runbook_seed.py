"""Any runbook has a playground: with its workspaces, channels and people, and somebody to act as."""

from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli.box.boxed import boxed_manifest
from bot.cli.box.runbook_seed import seed_of
from bot.cli.box.runbooks import chosen_runbook
from playground import Seed
from playground.workspace.seed import demo_seed
from tests.unit.cli.commands import Shell


@pytest.fixture(scope="module")
def two() -> Seed:
    runbook = chosen_runbook(Namespace(runbook=None, two_accounts=True))
    assert runbook is not None
    return seed_of(runbook, boxed_manifest())


def test_each_company_has_its_workspace(two: Seed) -> None:
    assert {team.name for team in two.teams} == {"Twilio", "Nordwind", "Partiful"}


def test_each_shared_channel_has_staff_customers_and_the_bot(two: Seed) -> None:
    teams = {person.id: person.team_id for person in two.people}
    for channel in (one for one in two.channels if one.connected_teams):
        assert {teams[user] for user in channel.members} == set(channel.connected_teams)
        assert two.app.bot_user in channel.members


def test_each_triage_channel_is_the_staffs_own(two: Seed) -> None:
    teams = {person.id: person.team_id for person in two.people}
    triage = {one.name: one for one in two.channels if one.is_private}
    assert set(triage) == {"tam-triage", "triage-nordwind"}
    assert all({teams[user] for user in one.members} == {"T0PROVIDER"} for one in triage.values())


def test_people_have_the_names_that_the_runbook_gives_them(two: Seed) -> None:
    named = {person.id: (person.real_name, person.title) for person in two.people}
    assert named["U0SOFIA"] == ("Sofia Rossi", "TAM for Nordwind")
    assert named["U0RALPH"] == ("Ralph Esposito", "TAM manager for Partiful")


def test_each_user_group_has_a_member_who_is_there(two: Seed) -> None:
    people = {person.id for person in two.people}
    assert {group.handle for group in two.usergroups} == {"pse", "support-management"}
    assert all(group.members and set(group.members) <= people for group in two.usergroups)


def test_nobody_shares_a_handle(two: Seed) -> None:
    handles = [person.name for person in two.people]
    assert len(set(handles)) == len(handles)


def test_the_samples_customers_are_who_they_are_everywhere(two: Seed) -> None:
    alone, people = demo_seed(boxed_manifest()), {person.id: person for person in two.people}
    theirs = [person for person in alone.people if person.team_id == "T0PARTIFUL"]
    assert [people.get(person.id) for person in theirs] == theirs
    assert two.start_as == alone.start_as
    assert {person.name for person in two.people if person.team_id == "T0NORDWIND"} == {
        "lena.vogel",
        "tom.okafor",
    }


def test_one_begins_as_a_customer(two: Seed) -> None:
    [first] = [person for person in two.people if person.id == two.start_as]
    assert first.team_id not in two.app.installed_teams


def test_a_runbook_with_faults_is_told_and_nothing_starts(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "provider.yaml").write_text("provider: Acme\n", encoding="utf-8")
    ended = shell.run("playground", "--port", "0", "--runbook", str(tmp_path))
    assert ended.code == 2
    assert "provider.yaml" in ended.err


def test_scenarios_bring_their_own_runbook(shell: Shell) -> None:
    ended = shell.run("playground", "--two-accounts", "--play")
    assert (ended.code, ended.problems) == (
        2,
        ["--runbook and --two-accounts are not for --play: a story has a runbook of its own."],
    )


def test_a_folder_that_is_not_there_is_told(shell: Shell) -> None:
    ended = shell.run("playground", "--port", "0", "--runbook", "nowhere")
    assert ended.code == 2
    assert "nowhere" in ended.err


def test_whoever_has_an_address_in_the_runbook_has_it_in_the_playground(two: Seed) -> None:
    addresses = {person.id: person.email for person in two.people}
    assert addresses["U0RALPH"] == "esposito@twilio.com"
    assert addresses["U0CIERRA"] == "csimms@twilio-support.example"
    assert addresses["U0SOFIA"] == ""
