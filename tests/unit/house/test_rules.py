"""The house rules that no linter knows (CONTRIBUTING), held by reading the sources."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.blocks.kit import ids
from tests.unit.house.source import (
    ROOT,
    attributes,
    functions,
    imported,
    length,
    nodes,
    source,
    sources,
    texts,
    tree,
)

CLOCK = Path("bot/clock.py")
MONOTONIC = {
    CLOCK: "the clocks themselves",
    Path(
        "bot/outbox/relay.py"
    ): "repeats an alert by the machine's own time, which no test or playground moves",
    Path("bot/outbox/pacing.py"): "paces calls to Slack, whose patience is real whatever our clock says",
    Path(
        "models/store/engine.py"
    ): "knows how long no connection to PostgreSQL was used, by the machine's own time",
}
NOW = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))\Z")
LONGEST_FUNCTION, LONGEST_FILE = 50, 300


def in_playground(path: Path) -> bool:
    """Tell whether a module is the playground's: it is Slack there, and lives by real seconds."""
    return path.parts[0] == "playground"


def test_only_the_clock_reads_the_clock() -> None:
    assert {path for path in sources() for name, _ in attributes(path) if NOW.search(name)} == {CLOCK}


def test_seconds_are_counted_only_where_they_are_meant() -> None:
    counted = {path for path in sources() for name, _ in attributes(path) if name == "time.monotonic"}
    assert {path for path in counted if not in_playground(path)} <= MONOTONIC.keys()


def _assigned(path: Path) -> Iterator[ast.expr]:
    """Walk over what a module sets."""
    for assigned in nodes(path, ast.Assign):
        yield from assigned.targets
    yield from (node.target for node in nodes(path, ast.AugAssign))
    yield from (node.target for node in nodes(path, ast.AnnAssign))


def test_a_status_is_set_in_one_place() -> None:
    set_in = [
        path
        for path in sources()
        for target in _assigned(path)
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]
    assert set_in == [Path("models/ticket.py")]


def test_that_place_is_move_to() -> None:
    [move_to] = [found for found in functions(Path("models/ticket.py")) if found.name == "move_to"]
    assert "self.status = status" in ast.unparse(move_to)


def test_sql_stays_with_the_tables() -> None:
    """Elsewhere only the session's type and the two errors a caller may meet are named."""
    allowed = {"sqlalchemy.orm.Session", "sqlalchemy.exc.IntegrityError", "sqlalchemy.exc.SQLAlchemyError"}
    statements = re.compile(r"\A\s*(SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE TABLE|PRAGMA) ")
    for path in sources():
        if path.parts[0] in ("models", "migrations"):
            continue
        found = {name for name in imported(path) if name.split(".")[0] == "sqlalchemy"}
        assert found <= allowed, path
        assert not [f"{path}:{line}" for text, line in texts(path) if statements.match(text)]


HELP = Path("bot/blocks/answers/help.py")  # shows the commands as people type them
SLACK_IDS = {
    value
    for name, value in vars(ids).items()
    if name.isupper() and isinstance(value, str) and ("." in value or "_" in value or "/" in value)
}


def test_slack_ids_are_written_once() -> None:
    written = [
        f"{path}:{line}: {text}"
        for path in sources()
        if path not in (Path("bot/blocks/kit/ids.py"), HELP)
        and path.parts[0] not in ("models", "migrations")
        and not in_playground(path)
        for text, line in texts(path)
        if text in SLACK_IDS
    ]
    assert written == []


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in sources() if tree(path).body and not ast.get_docstring(tree(path))] == []


def test_no_file_is_too_long() -> None:
    lengths = {path: len(source(path).splitlines()) for path in sources()}
    long = [path for path, lines in lengths.items() if lines > LONGEST_FILE]
    assert [path for path in long if path.parts[:2] != ("migrations", "versions")] == []


def test_no_function_is_too_long() -> None:
    long = [
        f"{path}:{found.lineno} {found.name}"
        for path in sources()
        if path.parts[0] != "migrations"
        for found in functions(path)
        if length(found) > LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_is_left_to_be_done() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    assert [path for path in sources() if left.search(source(path))] == []


MOST_FILES = 20
FOLDERS = ("bot", "handlers", "models", "migrations", "playground", "block_kit", "tests")


def test_no_folder_is_too_full_to_find_a_file_in() -> None:
    # Our folders alone: others, such as hypothesis's, come and go while the tests run.
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    folders = Counter(path.parent.relative_to(ROOT) for path in found if path.suffix in (".py", ".js"))
    folders.pop(Path("migrations/versions"))  # one chain, in order, that only ever grows
    assert {str(folder): files for folder, files in folders.items() if files > MOST_FILES} == {}
