"""Both ends of some hours as people write them: 13:00-15:00, 1-3pm, 9 to 11; never guessed from 1-3."""

import re
from typing import Final

from bot.domain.commands.times import clock_times
from bot.domain.commands.times.days import MONTHS
from bot.errors import WrongInput

HOURS: Final = re.compile(
    r"(?P<from>\d{1,2}(?:[:.h]\d\d)?) ?(?P<half>am|pm)?"
    r" ?(?:-|\.\.|/|to(?!\w)|until(?!\w)|till?(?!\w)|(?P<and>and)(?!\w)) ?"
    r"(?P<to>\d{1,2}(?:[:.h]\d\d)?) ?(?P<half_>am|pm)?(?![\w:/]|\.\d|-\d)"
)
_OF_A_MONTH: Final = re.compile(rf" ?(?:of )?(?:{'|'.join(MONTHS)})[a-z]{{0,7}}\.?(?! ?\d{{1,2}}(?![\d:h]))")
_HALF_DAY_S: Final = 12 * 3600
_FIRST_OF_WORK_S: Final = 7 * 3600
"""Whoever writes an earlier hour alone, "1-3", may well mean the afternoon."""


def are_times(found: re.Match[str], words: str) -> bool:
    """Tell whether both numbers end some hours: "13 and 16" are two days or times, 9/11 is a date.

    The 16 of "14:00 - 16 Mar 9:00" is a day.
    """
    if "/" in found[0] and are_plain(found):
        return False
    if found["to"].isdigit() and not found["half_"] and _OF_A_MONTH.match(words, found.end()):
        return False
    return not found["and"] or words[: found.start()].endswith("between ")


def are_plain(found: re.Match[str]) -> bool:
    """Tell whether they are only numbers, which as well may be days."""
    return not re.search("[:.h]", found["from"] + found["to"]) and not found["half_"]


def both_ends(found: re.Match[str]) -> tuple[int, int]:
    """Return both times in seconds since midnight; the first takes the second's half of the day if it can.

    Hours of the night end on the next day: 22:00-02:00. Raises WrongInput for what may be morning or evening.
    """
    half, last = found["half"] or "", found["half_"] or ""
    to = clock_times.seconds_of(f"{found['to']}{last}")
    begin = clock_times.seconds_of(f"{found['from']}{half}")
    if last and not half and 3600 <= begin <= _HALF_DAY_S:
        later = clock_times.seconds_of(f"{found['from']}{last}")
        begin = later if later < to else begin
    if to <= _HALF_DAY_S <= begin - _HALF_DAY_S // 2:
        return begin, to + 2 * _HALF_DAY_S
    if not last and begin < to <= _HALF_DAY_S and begin < _FIRST_OF_WORK_S and are_plain(found) and not half:
        raise WrongInput(
            f"“{found[0].strip()}” may be morning or afternoon. "
            f"Write {_shown(begin, to)} or {_shown(begin + _HALF_DAY_S, to + _HALF_DAY_S)}."
        )
    if not last and to <= begin < to + _HALF_DAY_S <= 2 * _HALF_DAY_S:
        raise WrongInput(
            f"“{found[0].strip()}” ends before it begins. Did you mean {_shown(begin, to + _HALF_DAY_S)}?"
        )
    return begin, to


def _shown(begin: int, to: int) -> str:
    one, other = (f"{at // 3600:02}:{at % 3600 // 60:02}" for at in (begin, to))
    return f"{one}-{other}"
