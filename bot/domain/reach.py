"""Why a ping reaches nobody."""

from enum import StrEnum


class Unreached(StrEnum):
    """What is wrong with whoever should be pinged."""

    EMPTY = "empty"
    """A user group without members, or one that could not be read."""
    GONE = "gone"
    """A person whose account is deactivated, or that Slack does not know."""
