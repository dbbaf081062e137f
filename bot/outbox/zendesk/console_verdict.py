"""What the console's answers, or the lack of one, mean for a row that was to be carried there."""

from typing import Final

from slack_sdk.errors import SlackApiError

from bot.outbox.unanswered import judge_unanswered
from bot.outbox.verdict import FROM_SLACK, Verdict, VerdictKind, judge
from bot.outbox.zendesk.refused_calls import FROM_CONSOLE, ConsoleRefusal, NotLetIn, OnlyThisOne

_OVERTAKEN_WAIT_S: Final = 1.0
_REFUSED_WAIT_S: Final = 60.0


class NotFiled(Exception):
    """The ticket that a row is about was never filed."""


class OutOfTime(Exception):
    """Looking things up took so long that nothing was sent any more."""


JUDGED: Final = (ConsoleRefusal, NotFiled, OutOfTime, *FROM_CONSOLE, *FROM_SLACK)
"""Slack is asked for the files that go along."""


def judge_console(error: Exception) -> Verdict:
    """Tell what one of `JUDGED` means."""
    if isinstance(error, NotFiled):
        return Verdict(VerdictKind.NEVER, "not_filed")
    if isinstance(error, OutOfTime):
        return Verdict(VerdictKind.UNREACHED, "out_of_time", answered=False)
    if isinstance(error, SlackApiError):
        of_slack = judge(error)  # a file could not be fetched, so nothing was sent
        return Verdict(VerdictKind.UNREACHED, of_slack.error, of_slack.retry_after)
    if not isinstance(error, ConsoleRefusal):
        return judge_unanswered(error)
    kind, wait = _meaning(error)
    return Verdict(kind, error.code or f"http_{error.status}", wait, answered=error.status < 500)


def _meaning(no: ConsoleRefusal) -> tuple[VerdictKind, float]:
    if no.status == 429:
        # Of one ticket only its own lane waits.
        kind = VerdictKind.UNREACHED if no.is_about_one_ticket else VerdictKind.SLOW_DOWN
        return kind, no.retry_after
    if no.status == 409:
        return VerdictKind.UNREACHED, _OVERTAKEN_WAIT_S  # somebody was quicker: it is read again
    if isinstance(no, OnlyThisOne):
        return VerdictKind.UNREACHED, max(no.retry_after, _REFUSED_WAIT_S)
    if no.status >= 500:
        return VerdictKind.UNKNOWN, no.retry_after
    if no.code == "IdempotentRequestError":
        return VerdictKind.UNKNOWN, 0.0  # it was filed, with other words
    if isinstance(no, NotLetIn) or no.status in (401, 403) or no.status < 400:
        return VerdictKind.LOCKED_OUT, 0.0
    return VerdictKind.NEVER, 0.0
