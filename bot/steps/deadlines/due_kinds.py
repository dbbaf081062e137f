"""What can fall due: the names that due rows carry and the sweep acts on."""

from enum import StrEnum


class DueKind(StrEnum):
    """One kind of due row."""

    NUDGE = "nudge"
    RAISED_LATE = "raised_late"
    BREACH = "breach"
    BREACH_AGAIN = "breach_again"
    SHOW_OVERDUE = "show_overdue"
    TAKE_UP = "take_up"
    REACH = "reach"
    SHOW_DATES = "show_dates"
    SHOW_LINK = "show_link"
    REMIND_PENDING = "remind_pending"
    SOLVE_PENDING = "solve_pending"
    CLIMB = "climb"
    EVIDENCE = "evidence"
    FILING = "filing"
    HANDOVER = "handover"
    HANDOVER_CLIMB = "handover_climb"
    DRILL = "drill"
    DRILL_OVER = "drill_over"
    MORNING_LIST = "morning_list"
    SCHEDULED_NOTICE = "scheduled_notice"
    SILENT_CALL = "silent_call"


RESPONSE_KINDS = (DueKind.NUDGE, DueKind.RAISED_LATE, DueKind.BREACH, DueKind.BREACH_AGAIN)
"""About one awaited answer: of several that fall due together only the last is said."""

CLOCK_KINDS = (*RESPONSE_KINDS, DueKind.SHOW_OVERDUE, DueKind.TAKE_UP)
"""All that a running clock has waiting; of the last two, one has the cards show that the time is up, the
other asks whoever is next while nobody takes the ticket.
"""

STALE_KINDS = (DueKind.SHOW_DATES, DueKind.SHOW_LINK)
"""Words of a card that go stale by themselves, on a solved ticket too."""

PENDING_KINDS = (DueKind.REMIND_PENDING, DueKind.SOLVE_PENDING)
