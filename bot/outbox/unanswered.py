"""What it means that a call over `requests` got no answer that could be read."""

from requests import ConnectTimeout

from bot.outbox.verdict import Verdict, VerdictKind


def judge_unanswered(error: Exception) -> Verdict:
    """Tell whether a call can have arrived."""
    never_left = isinstance(error, ConnectTimeout) or "NewConnectionError" in repr(error)
    kind = VerdictKind.UNREACHED if never_left else VerdictKind.UNKNOWN
    return Verdict(kind, type(error).__name__, answered=False)
