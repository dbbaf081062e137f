"""The final schedule as a list that reads on a phone: `/oncall week`, `/oncall who`."""

from bot.blocks.kit.rich import Bold, Line, bullets, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, Post
from bot.blocks.values.schedules import SchedulesAnswer, ShiftLine
from bot.domain.wording import WallClock, clock_time, moment

_SHOWN = 40  # a phone shows no more in one go, and a post holds no more


def schedules(answer: SchedulesAnswer) -> Post:
    """Say who is on call when, schedule by schedule; or when one person is."""
    if not answer.tables:
        return _nothing(answer)
    said: list[Line] = []
    blocks: list[Block] = []
    for table in answer.tables:
        title: Line = [Bold(in_sentence(table.title, 80))]
        shifts = [_shift(shift, answer) for shift in table.shifts[:_SHOWN]]
        rest: list[Line] = [[f"and {len(table.shifts) - _SHOWN} more"]] if len(table.shifts) > _SHOWN else []
        said += [title, *shifts, *rest]
        blocks.append(rich(lines(title), bullets(*shifts, *rest)))
    return Post(flat(*said), blocks)


def _nothing(answer: SchedulesAnswer) -> Post:
    until = moment(answer.end, answer.wall_clock)
    if answer.whose:
        line: Line = [f"{ticket_wording.person(answer.whose)} has no shift until {until}."]
    else:
        line = ["No schedule is written down: the 24x7 team answers as a whole."]
    return Post(flat(line), [rich(lines(line))])


def _shift(shift: ShiftLine, answer: SchedulesAnswer) -> Line:
    when = f"{moment(shift.start, answer.wall_clock)} to {_end(shift, answer.wall_clock)}"
    if answer.whose:
        return [Bold(when), f" ({in_sentence(shift.layer or '', 80)})"]
    if shift.name is None:
        return [Bold(f"{when}: "), "nobody by name"]
    by = f"{ticket_wording.person(shift.name)} ({in_sentence(shift.layer or '', 80)})"
    return [Bold(f"{when}: "), by]


def _end(shift: ShiftLine, clock: WallClock) -> str:
    return clock_time(shift.end, clock, shift.start)
