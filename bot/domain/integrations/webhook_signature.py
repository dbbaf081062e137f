"""Signatures of outgoing webhooks, by the Standard Webhooks convention."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

PREFIX: Final = "whsec_"
_LENGTHS: Final = range(24, 65)
_WRITTEN: Final = re.compile(r"(?:whsec_)?([A-Za-z0-9+/]+={0,2})")


def signing_key(secret: str) -> bytes | None:
    """Return the key that a secret stands for; None for what is none: 24 to 64 bytes in base64."""
    written = _WRITTEN.fullmatch(secret.strip())
    if written is None:
        return None
    try:
        key = base64.b64decode(written[1], validate=True)
    except binascii.Error:
        return None
    return key if len(key) in _LENGTHS else None


def signed(keys: Iterable[bytes], message: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers of a message that is sent at an instant, with a signature by each key."""
    stamp = str(int(at.timestamp()))
    content = f"{message}.{stamp}.".encode() + body
    signatures = (base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode() for key in keys)
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }
