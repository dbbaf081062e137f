"""A public function that raises says what it raises: whoever calls it has to know, and no type tells."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.unit.house.source import nodes, sources, tree

FAULTS_OF_OURS = frozenset({"AssertionError", "TypeError"})
"""Raised where the code contradicts itself: nobody catches them."""


def _raised(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Name what a function's own body raises by its class; functions within it are left out."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield ast.unparse(raised).rsplit(".", 1)[-1]
        left.extend(ast.iter_child_nodes(node))


def _raises(path: Path, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether anything is raised between a function's first line and its last."""
    last = function.end_lineno or function.lineno
    return any(function.lineno <= node.lineno <= last for node in nodes(path, ast.Raise))


def _public(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Walk over a module's public functions and methods; what is defined within one is its own affair."""
    for node in tree(path).body:
        for each in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and not each.name.startswith("_"):
                yield each


def test_what_a_public_function_raises_is_said_in_its_docstring() -> None:
    unsaid = [
        f"{path}:{function.lineno} {function.name}: {name}"
        for path in sources()
        if path.parts[0] in ("bot", "handlers", "models", "block_kit")
        for function in _public(path)
        if _raises(path, function)
        for name in set(_raised(function)) - FAULTS_OF_OURS
        if name[0].isupper() and name not in (ast.get_docstring(function) or "")
    ]
    assert unsaid == []
