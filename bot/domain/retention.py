"""How long settled rows are kept."""

from datetime import timedelta
from typing import Final

KEPT_FOR: Final = timedelta(days=60)
"""Longer than any silence that a reminder's delivery is looked up after."""

CHAT_KEPT_FOR: Final = timedelta(days=180)
"""So long it is known that a message without a ticket was said, and in which thread."""
