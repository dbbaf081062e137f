"""The runbooks that were ever in force: kept as they come into force, read again when asked for."""

from functools import lru_cache

from sqlalchemy.orm import Session

from bot.domain.decisions import NotKnown
from bot.errors import RunbookInvalid
from bot.runbook import Runbook, read_files
from bot.steps.work import Work
from models.runbook_version import RunbookVersion


def keep_runbook(work: Work) -> None:
    """Keep the runbook in force, whole, unless it is kept already."""
    book = work.runbook
    files = {name: content.decode("utf-8") for name, content in book.files.items()}
    kept = RunbookVersion(
        version=book.version, files=files, holidays=book.provider.holidays_version, since=work.now
    )
    RunbookVersion.keep(work.session, kept)


def of_version(session: Session, version: str) -> Runbook | NotKnown:
    """Return a runbook that was in force, its secrets unresolved."""
    kept = session.get(RunbookVersion, version)
    return _read(tuple(sorted(kept.files.items()))) if kept else NotKnown.RUNBOOK_NOT_KEPT


@lru_cache(maxsize=16)
def _read(files: tuple[tuple[str, str], ...]) -> Runbook | NotKnown:
    try:
        return read_files({name: content.encode("utf-8") for name, content in files}, None)
    except RunbookInvalid:
        return NotKnown.RUNBOOK_UNREADABLE
