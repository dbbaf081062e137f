"""Who is on call, and what would happen to a ticket: the answers of `/oncall` and `/ticket whatif`."""

from datetime import datetime

from bot.blocks.kit.rich import Bold, Line, bullets, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording, why_words
from bot.blocks.values import OnCallAnswer, OnCallPerson, Post, WhatIfAnswer
from bot.domain.wording import clock_time, day_words


def oncall(answer: OnCallAnswer) -> Post:
    """Say who answers at the asked instant, why, who else there is, and when that changes."""
    first: Line = [
        Bold(f"{in_sentence(answer.account_name, 80)}, {_when(answer, answer.at)}: "),
        f"{ticket_wording.who_for_staff(answer.answers)} answers.",
    ]
    roster: list[Line] = [_tam(answer, person) for person in answer.people]
    roster.append([Bold("24x7 PSE team: "), f"{ticket_wording.person(answer.pse_name)}, {_engineer(answer)}"])
    after: list[Line] = [[why_words.in_short(answer.why, answer.wall_clock)], _next(answer)]
    return Post(flat(first, *roster, *after), [rich(lines(first), bullets(*roster), lines(*after))])


def _when(answer: OnCallAnswer | WhatIfAnswer, instant: datetime) -> str:
    return clock_time(instant, answer.wall_clock, answer.now)


def _tam(answer: OnCallAnswer, person: OnCallPerson) -> Line:
    today = answer.wall_clock.day(answer.now)
    if person.absence:
        ends = person.absence.ends_with_a_day
        state = f"absent until {day_words(person.absence.through, today)}" if ends else "absent"
    else:
        state = "on duty" if person.open else "off duty"
    if person.next_open and not person.open:
        state += f", back {_when(answer, person.next_open)}"
    away = [absence.words(answer.wall_clock, answer.now) for absence in person.coming_absences]
    coming = f". Away {'; '.join(away)}" if away else ""
    title = ticket_wording.sentence(person.role.label)
    return [Bold(f"{title}: "), f"{ticket_wording.person(person.name)}, {person.hours}, {state}{coming}"]


def _engineer(answer: OnCallAnswer) -> str:
    """Say who of the 24x7 team is on call, and until when, if a schedule tells."""
    if answer.pse_now is None:
        return "at any hour"
    until = f" until {_when(answer, answer.pse_until)}" if answer.pse_until else ""
    return f"{ticket_wording.person(answer.pse_now)} is on call{until}"


def _next(answer: OnCallAnswer) -> Line:
    if answer.next_change is None:
        return ["That does not change in the time that the calendar covers."]
    to = f": {ticket_wording.who_for_staff(answer.next_answers)}" if answer.next_answers else ""
    return [Bold("Next change: "), f"{_when(answer, answer.next_change)}{to}"]


def whatif(answer: WhatIfAnswer) -> Post:
    """Say who would get a ticket, why, by when they answer, and what follows."""
    first: Line = [
        Bold(f"{answer.priority} opened {_when(answer, answer.at)}: "),
        f"{ticket_wording.who_for_staff(answer.assignee)} gets it.",
    ]
    due = _when(answer, answer.respond_by) if answer.respond_by else "no time is promised"
    facts: list[Line] = [[Bold("Answer due: "), due]]
    facts += [
        [Bold("Nudge: "), f"{_when(answer, at)}, {ticket_wording.who_for_staff(to)}"]
        for at, to in answer.nudges
    ]
    if answer.remind_at and answer.solve_at:
        remind, solve = _when(answer, answer.remind_at), _when(answer, answer.solve_at)
        facts.append([Bold("If set pending at that time: "), f"reminder {remind}, solved {solve}"])
    why: Line = [why_words.in_short(answer.why, answer.wall_clock)]
    return Post(flat(first, why, *facts), [rich(lines(first, why), bullets(*facts))])
