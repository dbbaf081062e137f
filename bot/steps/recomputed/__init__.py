"""What was decided about tickets, computed again from what was known then."""

from bot.steps.recomputed.decisions import decisions

__all__ = ["decisions"]
