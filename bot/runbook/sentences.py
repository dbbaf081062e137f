"""What is wrong with a value, in words for the operator instead of pydantic's."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.runbook.yaml_nodes import Document, Path, Problem

Schema = dict[str, Any]  # JSON Schema, as pydantic writes it of a model

_WANTED = {
    "missing": "is required",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "model_attributes_type": "must hold keys and values",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "date_type": "must be a date such as 2026-12-24",
    "datetime_type": "must be an instant such as 2026-03-05T08:00+01:00",
    "time_delta_type": "must be a duration such as 15m, 1h or 7 days",
    "dataclass_type": "must be a weekly time such as Mon 09:00",
    "float_type": "must be a share such as 50%",
}
_LIMITS: dict[str, Callable[[dict[str, object]], str]] = {
    "string_too_long": lambda limit: f"is longer than {limit['max_length']} characters",
    "greater_than_equal": lambda limit: f"must be at least {limit['ge']}",
    "less_than_equal": lambda limit: f"must be at most {limit['le']}",
}


def problems(document: Document, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Yield what pydantic found, each with its line and a sentence; a value is never repeated for a PIN."""
    for fault in error.errors(include_url=False, include_context=True, include_input=True):
        path: Path = tuple(key for key in fault["loc"] if key != "[key]")
        yield document.problem(path, _sentence(fault, model))


def _sentence(fault: ErrorDetails, model: type[BaseModel]) -> str:
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "value_error":
        return str(limits["error"])
    if kind == "extra_forbidden":
        return _unknown(fault["loc"], model)
    if kind in ("literal_error", "enum"):
        wanted = str(limits["expected"]).replace("'", "").replace(" or ", ", ")
        return f"“{fault['input']}” is none of {wanted}"
    if kind in _LIMITS:
        return _LIMITS[kind](limits)
    return _WANTED.get(kind, fault["msg"])


def _unknown(path: Path, model: type[BaseModel]) -> str:
    known = sorted(keys_at(model, path[:-1]))
    near = get_close_matches(str(path[-1]), known, n=1)
    return (
        f"isn't a key known here; {f'did you mean {near[0]}?' if near else 'known are ' + ', '.join(known)}"
    )


def keys_at(model: type[BaseModel], path: Path) -> set[str]:
    """Return the keys that the mapping at a path may hold, as the runbook writes them."""
    node = schema = _schema(model)
    for key in path:
        node = _resolved(node, schema)
        branch = node.get("properties", {}).get(key) or node.get("additionalProperties")
        node = (node["items"] if isinstance(key, int) else branch) or {}
    return set(_resolved(node, schema).get("properties", {}))


@cache
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _resolved(node: Schema, schema: Schema) -> Schema:
    """Follow references, and choose the mapping or list where a value may also be empty."""
    while "$ref" in node or "anyOf" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node["anyOf"][0]
    return node
