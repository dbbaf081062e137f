"""`tam-bot run`, `serve` and `migrate` that cannot: exit 2, a line a problem, no traceback, no secret."""

import sqlite3
from pathlib import Path

import pytest

from models.store.database import Database
from tests.unit.cli.commands import FINE, PASSWORD, Shell


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PARTIFUL_SUPPORT_PIN"])
def test_without_something_it_needs(shell: Shell, missing: str) -> None:
    ended = shell.run("run", without=missing)
    assert ended.code == 2
    [problem] = ended.problems
    assert missing in problem


def test_without_anything_it_names_all_of_it(shell: Shell) -> None:
    ended = shell.run("run", environment={})
    assert ended.code == 2
    assert len(ended.problems) == 3


@pytest.mark.parametrize("command", ["run", "migrate"])
@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite:////nowhere/at/all/tam.db"])
def test_a_database_address_that_is_none(shell: Shell, command: str, url: str) -> None:
    ended = shell.run(command, environment=FINE | {"DATABASE_URL": url})
    assert ended.code == 2
    assert len(ended.problems) == 1


@pytest.mark.parametrize(
    ("revision", "remedy"),
    [("9999", "upgrade tam-bot"), (None, "tam-bot migrate")],
    ids=["of a later version", "none of ours"],
)
def test_a_schema_that_is_not_this_versions(
    shell: Shell, tmp_path: Path, revision: str | None, remedy: str
) -> None:
    path = tmp_path / "old.db"
    database = sqlite3.connect(path)
    if revision:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    else:
        database.execute("CREATE TABLE something (else_ TEXT)")
    database.commit()
    database.close()
    ended = shell.run("run", environment=FINE | {"DATABASE_URL": f"sqlite:///{path}"})
    assert ended.code == 2
    [problem] = ended.problems
    assert remedy in problem


def test_migrate_makes_the_tables_and_may_be_run_again(shell: Shell, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    for _ in range(2):
        ended = shell.run("migrate", environment={"DATABASE_URL": url})
        assert ended.code == 0
        assert "the schema is this version's" in ended.out
    database = Database(url)
    database.check_schema()
    database.dispose()


def test_migrate_hides_the_password_of_the_address_that_it_names() -> None:
    url = Database(f"postgresql+psycopg://tam:{PASSWORD}@127.0.0.1:9/tam").url
    assert PASSWORD not in url.render_as_string(hide_password=True)


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], [], ["whatif", "--bogus"], ["playground", "--port", "x"]]
)
def test_wrong_arguments(shell: Shell, arguments: list[str]) -> None:
    ended = shell.run(*arguments)
    assert ended.code == 2
    assert "usage: tam-bot" in ended.err


@pytest.mark.parametrize("command", ["run", "serve", "playground", "check", "whatif", "oncall", "migrate"])
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    ended = shell.run(command, "--help")
    assert ended.code == 0
    assert f"usage: tam-bot {command}" in ended.out


def test_playground_wants_an_offset(shell: Shell) -> None:
    ended = shell.run("playground", "--port", "0", "--at", "2026-03-03T10:00")
    assert ended.code == 2
    assert "offset" in ended.err
