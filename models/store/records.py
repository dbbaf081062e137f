"""Typed records in JSON columns: frozen values in, the same values out."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

Record = TypeVar("Record")


def packed(record: object) -> dict[str, Any]:
    """Return a record as JSON holds it."""
    content: dict[str, Any] = _adapter(cast(Hashable, type(record))).dump_python(record, mode="json")
    return content


def unpacked(kind: type[Record], content: dict[str, Any]) -> Record:
    """Return the record that JSON holds; raise ValueError for what is none of that kind."""
    record: Record = _adapter(cast(Hashable, kind)).validate_python(content)
    return record


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
