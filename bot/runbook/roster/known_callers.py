"""Who of a customer calls from which number: it names who calls, and proves nothing."""

from collections.abc import Mapping
from typing import Annotated

import phonenumbers
from pydantic import AfterValidator, Field

from bot.runbook.phone_numbers import phone_fault
from bot.runbook.values import Choice, Row


def masked(number: str) -> str:
    """Return so much of a number that its owner knows it again."""
    number = number.strip()
    return f"{number[:3]}…{number[-2:]}" if len(number) > 7 else "This"


def _number(written: str) -> str:
    """Return a number as networks write it, E.164; what was written is not repeated in full."""
    fault = phone_fault(written)
    if fault:
        raise ValueError(fault.replace(written.strip()[:40], masked(written)))
    return phonenumbers.format_number(phonenumbers.parse(written), phonenumbers.PhoneNumberFormat.E164)


class CallerRow(Row):
    """Somebody of the customer's, and a number of theirs; whoever has several stands here several times."""

    name: Choice
    phone: Annotated[str, AfterValidator(_number), Field(repr=False)]


def _each_number_once(rows: tuple[CallerRow, ...]) -> tuple[CallerRow, ...]:
    first: dict[str, str] = {}
    for row in rows:
        if row.phone in first:
            both = f"{first[row.phone]} and {row.name}" if first[row.phone] != row.name else row.name
            raise ValueError(f"{masked(row.phone)} stands here twice, for {both}: a number names one person")
        first[row.phone] = row.name
    return rows


Callers = Annotated[tuple[CallerRow, ...], AfterValidator(_each_number_once)]


def by_number(rows: Callers) -> Mapping[str, str]:
    """Return the names of those who call, by their numbers."""
    return {row.phone: row.name for row in rows}
