"""Secrets by which somebody outside is known: made here, given away, and kept as a hash only."""

import hashlib
import secrets


def new_token(prefix: str = "") -> str:
    """Return a secret that nobody can guess; it is for the caller to keep its hash, and nothing else."""
    return prefix + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is kept of a secret: it needs no salt, as nobody chose it."""
    return hashlib.sha256(token.encode()).hexdigest()
