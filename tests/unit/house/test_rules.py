"""The house rules that no linter knows (CONTRIBUTING), held by reading the sources."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.blocks.kit import ids
from tests.unit.house.source import ROOT, attributes, functions, imported, length, sources, texts, tree

CLOCK = Path("bot/clock.py")
MONOTONIC = {
    CLOCK: "the clocks themselves",
    Path(
        "bot/outbox/relay.py"
    ): "repeats an alert by the machine's own time, which no test or playground moves",
    Path("bot/outbox/pacing.py"): "paces calls to Slack, whose patience is real whatever our clock says",
}
NOW = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))\Z")
LONGEST_FUNCTION, LONGEST_FILE = 50, 300
EVERYWHERE = [pytest.param(path, id=str(path)) for path in sources()]


def in_playground(path: Path) -> bool:
    """Tell whether a module is the playground's: it is Slack there, and lives by real seconds."""
    return path.parts[0] == "playground"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    found = [f"{path}:{line}: {name}" for name, line in attributes(path) if NOW.search(name)]
    assert not found or path == CLOCK


@pytest.mark.parametrize("path", EVERYWHERE)
def test_seconds_are_counted_only_where_they_are_meant(path: Path) -> None:
    found = [f"{path}:{line}" for name, line in attributes(path) if name == "time.monotonic"]
    assert not found or path in MONOTONIC or in_playground(path)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_status_is_set_in_one_place(path: Path) -> None:
    set_in = [
        f"{path}:{node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]
    assert len(set_in) == (1 if path == Path("models/ticket.py") else 0)


def test_that_place_is_move_to() -> None:
    [move_to] = [found for found in functions(Path("models/ticket.py")) if found.name == "move_to"]
    assert "self.status = status" in ast.unparse(move_to)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_sql_stays_with_the_tables(path: Path) -> None:
    """Elsewhere only the session's type and the two errors a caller may meet are named."""
    if path.parts[0] in ("models", "migrations"):
        return
    found = {name for name in imported(path) if name.split(".")[0] == "sqlalchemy"}
    allowed = {"sqlalchemy.orm.Session", "sqlalchemy.exc.IntegrityError", "sqlalchemy.exc.SQLAlchemyError"}
    assert found <= allowed
    statements = re.compile(r"\A\s*(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE TABLE|PRAGMA) ")
    assert not [f"{path}:{line}" for text, line in texts(path) if statements.match(text)]


HELP = Path("bot/blocks/answers/help.py")  # shows the commands as people type them
SLACK_IDS = {
    value
    for name, value in vars(ids).items()
    if name.isupper() and isinstance(value, str) and ("." in value or "_" in value or "/" in value)
}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_slack_ids_are_written_once(path: Path) -> None:
    if (
        path == Path("bot/blocks/kit/ids.py")
        or path.parts[0] in ("models", "migrations")
        or in_playground(path)
    ):
        return
    written = [f"{path}:{line}: {text}" for text, line in texts(path) if text in SLACK_IDS]
    assert not written or path == HELP


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    if (ROOT / path).read_text(encoding="utf-8").strip():
        assert said


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_is_too_long(path: Path) -> None:
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE or path.parts[:2] == ("migrations", "versions")
    if path.parts[0] == "migrations":
        return
    lengths = {f"{path}:{found.lineno} {found.name}": length(found) for found in functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_is_left_to_be_done(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)
    assert "raise NotImplementedError" not in text


MOST_FILES = 20
FOLDERS = ("bot", "handlers", "models", "migrations", "playground", "block_kit", "tests")


def test_no_folder_is_too_full_to_find_a_file_in() -> None:
    # Our folders alone: others, such as hypothesis's, come and go while the tests run.
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    folders = Counter(path.parent for path in found if path.suffix in (".py", ".js"))
    assert {
        str(folder.relative_to(ROOT)): files for folder, files in folders.items() if files > MOST_FILES
    } == {}
