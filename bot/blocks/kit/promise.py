"""What is promised for a priority, in words."""

from datetime import timedelta

from bot.domain.sla import RunsOn, Target

_HOUR = timedelta(hours=1)


def within(target: Target) -> str:
    """Return the promise in words: "within 2 business hours" (runbook, "Priority and Response Times")."""
    business = "business " if target.clock is RunsOn.BUSINESS else ""
    hours, rest = divmod(target.respond_within, _HOUR)
    count, unit = (
        (hours, "hour") if not rest else (int(target.respond_within.total_seconds() // 60), "minute")
    )
    return f"within {count} {business}{unit}{'' if count == 1 else 's'}"
