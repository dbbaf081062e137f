"""The lines of the log, from which tokens and what travels on the socket are struck out."""

import logging
import re
from typing import Final

_STRUCK: Final = "…"
_TOKEN: Final = re.compile(r"\bx(?:ox[a-z]|app)(?:\.[a-z]+)?-[\w.-]+|(?<=ticket=)[^&\s\"')]+", re.IGNORECASE)
# slack_sdk writes a frame that it does not know, and an answer that it did not expect, as they came.
_AS_IT_CAME: Final = re.compile(r"(?<=payload: ).*|(?<=response: ).*(?=, session id)", re.DOTALL)
_SDK: Final = ("slack_sdk", "slack_bolt")


class LogLines(logging.Formatter):
    """Writes a record without what must not stand in a log: in its words, and in an error's story."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """Write the line itself."""
        written = super().formatMessage(record)
        return _AS_IT_CAME.sub(_STRUCK, written) if _is_sdks(record) else written

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        return _TOKEN.sub(_STRUCK, super().format(record))


def _is_sdks(record: logging.LogRecord) -> bool:
    """Tell whether the SDK wrote it, under whatever name: Bolt hands it a logger of its own."""
    return any(f"/{package}/" in record.pathname.replace("\\", "/") for package in _SDK)
