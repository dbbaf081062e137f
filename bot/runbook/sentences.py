"""What is wrong with a value, in words for the operator instead of pydantic's."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.runbook.yaml_nodes import Document, Path, Problem

_WANTED = {
    "missing": "is required",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "model_attributes_type": "must hold keys and values",
    "too_short": "must not be empty",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "date_type": "must be a date such as 2026-12-24",
    "time_delta_type": "must be a duration such as 15m, 1h or 7 days",
    "dataclass_type": "must be a weekly time such as Mon 09:00",
    "float_type": "must be a share such as 50%",
}
_LIMITS: dict[str, Callable[[dict[str, object]], str]] = {
    "string_too_long": lambda limit: f"is longer than {limit['max_length']} characters",
    "too_long": lambda limit: f"has more than {limit['max_length']} entries",
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
        return _unknown(str(fault["loc"][-1]), model)
    if kind in ("literal_error", "enum"):
        wanted = str(limits["expected"]).replace("'", "").replace(" or ", ", ")
        return f"“{fault['input']}” is none of {wanted}"
    if kind in _LIMITS:
        return _LIMITS[kind](limits)
    return _WANTED.get(kind, fault["msg"])


def _unknown(key: str, model: type[BaseModel]) -> str:
    near = get_close_matches(key, sorted(keys_of(model)), n=1)
    return f"is no key known here; did you mean {near[0]}?" if near else "is no key known here"


def keys_of(model: type[BaseModel]) -> set[str]:
    """Return every key that a model or one within it may hold, as the runbook writes it."""
    schema = model.model_json_schema(by_alias=True)
    models = [schema, *schema.get("$defs", {}).values()]
    return {key for entry in models for key in entry.get("properties", {})}
