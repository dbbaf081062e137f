"""Typed records in JSON columns: frozen values in, the same values out."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter
from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from models.store.base import JsonObject

Record = TypeVar("Record")


def packed(record: object) -> JsonObject:
    """Return a record as JSON holds it."""
    content: JsonObject = _adapter(cast(Hashable, type(record))).dump_python(record, mode="json")
    return content


def unpacked(kind: type[Record], content: JsonObject) -> Record:
    """Return the record that JSON holds; raise ValueError for what is none of that kind."""
    record: Record = _adapter(cast(Hashable, kind)).validate_python(content)
    return record


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # a type that is known at run time only
    return TypeAdapter(kind)


class TypedJson(TypeDecorator[object]):
    """A column whose JSON is read as a record, or as one of several; None where it is none of them.

    A row that another version wrote, or somebody by hand, must not make the rest of it unreadable.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Hashable) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: object, dialect: Dialect) -> JsonObject | None:
        """Return the record as JSON holds it."""
        return None if value is None else packed(value)

    def process_result_value(self, value: object, dialect: Dialect) -> object:
        """Return the record that JSON holds."""
        try:
            return _adapter(self.kind).validate_python(value)
        except ValueError:
            return None
