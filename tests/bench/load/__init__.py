"""The bot at full load, and what it is measured with."""
