"""The sources as the house rules read them: files, their trees, and what they import and call."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("bot", "handlers", "models", "migrations", "playground", "block_kit")
Node = TypeVar("Node", bound=ast.AST)


@cache
def sources() -> tuple[Path, ...]:
    """Return every module of ours, by its path from the root."""
    found = (path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(sorted(path for path in found if "shipped" not in path.parts))


def source(path: Path) -> str:
    """Return a module's text."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """Return a module, parsed."""
    return ast.parse(source(path), str(path))


@cache
def _nodes_by_kind(path: Path) -> Mapping[type[ast.AST], Sequence[ast.AST]]:
    """Sort the nodes of a module by their kind: each rule looks for a few kinds."""
    found: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
    for node in ast.walk(tree(path)):
        found[type(node)].append(node)
    return found


def nodes(path: Path, kind: type[Node]) -> Iterator[Node]:
    """Walk over the nodes of one kind in a module."""
    for node in _nodes_by_kind(path).get(kind, ()):
        assert isinstance(node, kind)
        yield node


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Walk over the functions of a module."""
    yield from nodes(path, ast.FunctionDef)
    yield from nodes(path, ast.AsyncFunctionDef)


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imported(path: Path) -> Iterator[str]:
    """Name what a module imports: `sqlalchemy.orm.Session` for a name taken from a module."""
    for whole in nodes(path, ast.Import):
        yield from (alias.name for alias in whole.names)
    for part in nodes(path, ast.ImportFrom):
        yield from (f"{part.module}.{alias.name}" for alias in part.names)


def attributes(path: Path) -> Iterator[tuple[str, int]]:
    """Name every dotted access with its line: `time.monotonic`, `datetime.now`."""
    for node in nodes(path, ast.Attribute):
        yield _dotted(node), node.lineno


def _dotted(node: ast.expr) -> str:
    """Name an access; what isn't a name itself, such as a call's result, is left out: `().isoformat`."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "()"


def texts(path: Path) -> Iterator[tuple[str, int]]:
    """Walk over the string literals of a module that are no docstrings, with their lines."""
    documented = (*nodes(path, ast.Module), *nodes(path, ast.ClassDef), *functions(path))
    docstrings = {
        id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes(path, ast.Constant):
        if isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value, node.lineno
