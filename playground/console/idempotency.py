"""Answers kept by Idempotency-Key: the same request again is answered, not done."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from playground.console.refusals import bad_request
from playground.workspace.json_types import JSON

KEPT: Final = timedelta(hours=2)
_LONGEST: Final = 255


@dataclass(frozen=True, slots=True)
class _Kept:
    digest: bytes
    at: datetime
    body: JSON


class KeptAnswers:
    """Keeps answers for two hours."""

    def __init__(self) -> None:
        self._answers: dict[str, _Kept] = {}

    def find(self, key: str, body: bytes, now: datetime) -> JSON | None:
        """Return what was answered under a key; raises DeskRefusal (400) if something else was asked then."""
        if len(key) > _LONGEST:
            raise bad_request("InvalidIdempotencyKey", "Idempotency-Key is too long (maximum 255 characters)")
        kept = self._answers.get(key)
        if kept is None or kept.at + KEPT <= now:
            return None
        if kept.digest != hashlib.sha256(body).digest():
            raise bad_request(
                "IdempotentRequestError", "Request parameters don't match the given idempotency key"
            )
        return kept.body

    def keep(self, key: str, body: bytes, now: datetime, answer: JSON) -> None:
        """Keep what was answered."""
        self._answers[key] = _Kept(hashlib.sha256(body).digest(), now, answer)
