"""What every table shares: the declarative base, its naming convention and its column types."""

import enum
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

LONGEST_ENUM_VALUE = 40

JsonObject = dict[str, Any]  # what a JSON column holds; `records` and the builders of blocks know its shape


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out, kept to the microsecond on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC; raise ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back aware, in UTC (SQLite hands it over naive)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TextOf(TypeDecorator[enum.StrEnum]):
    """A column made as text that holds the values of one enumeration: no other goes in or comes out."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[enum.StrEnum]) -> None:
        """Take the enumeration whose values are stored."""
        super().__init__()
        self.members = members

    def process_bind_param(self, value: enum.StrEnum | None, dialect: Dialect) -> str | None:
        """Return the member's value; raises ValueError for what is none."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> enum.StrEnum | None:
        """Return the member; raises ValueError for what is none."""
        return None if value is None else self.members(value)


# Kept as text on both databases: keys stay in order, and nothing here is ever searched by content.
Json = JSON(none_as_null=True)

# SQLite numbers its rows itself only in a column whose type is exactly INTEGER.
WholeNumber = BigInteger().with_variant(Integer(), "sqlite")


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


# Plain strings with no CHECK: a new member needs no migration.
StringEnum = Enum(
    enum.Enum,
    native_enum=False,
    create_constraint=False,
    values_callable=_values,
    length=LONGEST_ENUM_VALUE,
    validate_strings=True,
)


class Base(DeclarativeBase):
    """The base of all tables: `Mapped[...]` annotations choose the column types below."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        int: WholeNumber,
        str: Text(),
        enum.Enum: StringEnum,
        JsonObject: Json,
        dict[str, str]: Json,
        list[str]: Json,
        list[JsonObject]: Json,
    }
