"""SQLAlchemy classes with their queries; importing the package completes the metadata."""

from models import due, outbox

__all__ = ["due", "outbox"]
