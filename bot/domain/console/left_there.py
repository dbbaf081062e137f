"""Why a file of the console's isn't copied to Slack, and how large one may be either way."""

from enum import Enum, auto
from typing import Final

MOST_MEGABYTES: Final = 20
"""Zendesk takes files of 50 MB; over a slow line less comes in time."""


class LeftThere(Enum):
    """What keeps a file where it is."""

    INFECTED = auto()
    UNCHECKED = auto()  # nobody knows whether it is infected
    TOO_LARGE = auto()
    EMPTY = auto()
    GONE = auto()
    NOT_SHOWN = auto()  # the console doesn't give it to us
    ELSEWHERE = auto()  # it lies with another service
    NOT_WHOLE = auto()  # what came is not of the size that was said
    REFUSED_HERE = auto()  # Slack, or one of both companies there, doesn't allow it
