"""The small values of a runbook, each read from its text with a sentence for whoever wrote it wrongly."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from bot.domain.business_hours import parse_week
from bot.domain.calendar.durations import parse_business_days, parse_duration, parse_wait
from bot.domain.calendar.week import WEEKDAYS, overlapping_day
from bot.domain.calendar.zones import FIRST_DAY, LAST_DAY, zone
from bot.domain.schedules import Every, parse_every

Entry = TypeVar("Entry")

NAMED_SECRET = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_A_KEY = re.compile(
    r"SLACK_.*|(.*_)?(TOKEN|SECRET|KEY|CREDENTIALS?)(_.*)?|.*PASSWORD|(.*_)?DATABASE_URL(_.*)?", re.IGNORECASE
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class Row(BaseModel):
    """What one mapping of a runbook may hold: unknown keys are refused, an empty value is one not written."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        known = {info.alias or name for name, info in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


def matching(pattern: str, sentence: str) -> Callable[[str], str]:
    """Return a validator of texts that match `pattern` whole; `sentence` says what is wanted."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError(f"“{value}” {sentence}")
        return value

    return check


def filled(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Validate that a list holds something; pydantic's own check would complain of faulty entries twice.

    Raises ValueError for an empty one, which pydantic tells of.
    """
    if not entries:
        raise ValueError("must not be empty")
    return entries


def _zone(value: str) -> str:
    zone(value)
    if "/" not in value and value != "UTC":
        raise ValueError(
            f"“{value}” isn't a place: its clock may never change; write one like America/New_York"
        )
    return value


def _hours(value: str) -> str:
    day = overlapping_day(parse_week(value))
    if day is not None:
        raise ValueError(f"“{value}” names a part of {day} twice; write each hour once")
    return value


def _read(parse: Callable[[str], object]) -> BeforeValidator:
    """Validate texts by reading them; lists and mappings are left to pydantic, which refuses them."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _day(value: str) -> date:
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        raise ValueError(f"“{value}” isn't a date; write one like 2026-12-24") from None


def _first_day(value: str) -> date:
    day = _day(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"“{value}” is out of range: the calendar runs from {FIRST_DAY} to {LAST_DAY}")
    return day


def _fraction(value: str) -> float:
    found = re.fullmatch(r"([0-9]{1,3}) ?%", value)
    if found is None or not 0 < int(found[1]) <= 100:
        raise ValueError(f"“{value}” isn't a share; write 1% to 100%")
    return int(found[1]) / 100


def _variable(never: str) -> Callable[[str], str]:
    """Return a reader of `${NAME}`; `never` says that the value itself is not written."""

    def name(value: str) -> str:
        found = NAMED_SECRET.fullmatch(value)
        if found is None:
            # What was written is not repeated: it may be the secret itself.
            raise ValueError(f"must be ${{NAME}}, a variable of the environment; {never}")
        if _A_KEY.fullmatch(found[1]):
            raise ValueError(f"names {found[1]}, a key to something else: people would be shown it")
        return found[1]

    return name


def read_instant(value: str) -> datetime:
    """Read an ISO 8601 instant with its offset; ValueError for anything less."""
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"“{value}” isn't an instant; write one like 2026-03-05T08:00+01:00") from None
    if parsed.tzinfo is None:
        raise ValueError(f"“{value}” has no UTC offset; write one like 2026-03-05T08:00+01:00, or …Z for UTC")
    if not FIRST_DAY < parsed.date() < LAST_DAY:
        raise ValueError(f"“{value}” is out of range: the calendar runs from {FIRST_DAY} to {LAST_DAY}")
    return parsed


def _turn_length(value: object) -> Every:
    if not isinstance(value, str):
        raise ValueError("must be the length of a turn such as 12 hours, 1 week or 1 month")  # noqa: TRY004  # pydantic's way
    return parse_every(value)


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError(f"“{value}” isn't an email address")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>|]+\.[^\s<>|]+", value):
        raise ValueError(f"“{value}” isn't an address; write one that starts with https://, or null")
    return value


@dataclass(frozen=True, slots=True)
class Weekly:
    """A time of day on some weekdays (0 is Monday), on the wall clock of whoever it concerns."""

    weekdays: tuple[int, ...]
    at: str

    def __str__(self) -> str:
        """Return it as the runbook would write it."""
        return f"{','.join(WEEKDAYS[day].title() for day in self.weekdays)} {self.at}"


def _weekly(value: str) -> Weekly:
    days, _, at = value.rpartition(" ")
    try:
        week = parse_week(f"{days} {at}-24:00")
    except ValueError:
        raise ValueError(f"“{value}” isn't a weekly time; write one like Mon 09:00") from None
    return Weekly(tuple(sorted(WEEKDAYS.index(day) for day in week)), at)


Zone = Annotated[str, AfterValidator(_zone)]
Hours = Annotated[str, AfterValidator(_hours)]
Duration = Annotated[timedelta, _read(parse_duration)]
Wait = Annotated[timedelta, _read(parse_wait)]
BusinessDays = Annotated[int, _read(parse_business_days)]
Day = Annotated[date, _read(_day)]
FirstDay = Annotated[date, _read(_first_day)]
Instant = Annotated[datetime, _read(read_instant)]
TurnLength = Annotated[Every, BeforeValidator(_turn_length), WithJsonSchema({"type": "string"})]
Fraction = Annotated[float, _read(_fraction)]
WeeklyTime = Annotated[Weekly, _read(_weekly)]
PinVariable = Annotated[str, AfterValidator(_variable("a PIN is never written here"))]
PhoneVariable = Annotated[str, AfterValidator(_variable("a person's number is never written here"))]
AddressVariable = Annotated[
    str, AfterValidator(_variable("whoever has a feed's address can read it, so it is never written here"))
]
Email = Annotated[str, AfterValidator(_email)]
Address = Annotated[str, AfterValidator(_address)]
Words = Annotated[str, Field(min_length=1)]
Choice = Annotated[str, Field(min_length=1, max_length=75)]  # Slack cuts an option's text there
Id = Annotated[
    str, AfterValidator(matching(r"[a-z][a-z0-9_]*", "isn't an id; write lower case, digits and _"))
]
PersonKey = Annotated[
    str,
    AfterValidator(
        matching(r"[a-z][a-z0-9_.-]*", "isn't a key of a person; write lower case, digits and any of _ . -")
    ),
]
WorkspaceId = Annotated[
    str, AfterValidator(matching(r"[TE][A-Z0-9]{2,}", "isn't a workspace id; it starts with T or E"))
]
ChannelId = Annotated[
    str, AfterValidator(matching(r"[CG][A-Z0-9]{2,}", "isn't a channel id; it starts with C or G"))
]
Workspaces = Annotated[tuple[WorkspaceId, ...], AfterValidator(filled)]
UserId = Annotated[
    str, AfterValidator(matching(r"[UW][A-Z0-9]{2,}", "isn't a user id; it starts with U or W"))
]
UserGroupId = Annotated[
    str, AfterValidator(matching(r"S[A-Z0-9]{2,}", "isn't a user group id; it starts with S"))
]
