"""What cannot wait goes from shift to shift, and back to whoever had it first."""

from bot.domain.handover.holding import Holding, home_kept, home_of
from bot.domain.handover.passing_on import given_back, next_in_line, next_shift_change

__all__ = ["Holding", "given_back", "home_kept", "home_of", "next_in_line", "next_shift_change"]
