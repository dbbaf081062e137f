"""Where a form was opened: it travels in the view's private metadata and comes back with the submission."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Final, Self

from bot.domain.intake.findings import Finding
from bot.errors import WrongInput

NOT_OURS: Final = "This form is from an older version. Please open it again."
"""What we say of a form whose metadata or kind is unknown to us."""
_MARKS: Final = 200
"""As many as a view's metadata holds; who was warned of so much is warned no more."""


@dataclass(frozen=True)
class FormOrigin:
    """Where a form was opened, and what it is about."""

    account: str | None = None
    channel: str | None = None
    thread_ts: str | None = None
    author: str | None = None
    """Who wrote the message that the form grew from."""
    by_shortcut: bool | None = None
    ticket: int | None = None
    only: str | None = None
    """The one question that a ticket's short form asks."""
    warned: str | None = None
    """Marks of what the checks have warned of: each is told once."""
    message: str | None = None
    """The ts of the message that the form grew from."""

    def packed(self) -> str:
        """Return it as private metadata."""
        return json.dumps({key: value for key, value in asdict(self).items() if value is not None})

    @classmethod
    def unpacked(cls, metadata: str) -> Self:
        """Read it back; raises WrongInput for metadata that is not ours."""
        try:
            origin = cls(**json.loads(metadata))
        except (ValueError, TypeError):
            raise WrongInput(NOT_OURS) from None
        if not origin._is_sound():
            raise WrongInput(NOT_OURS)
        return origin

    def warns_anew(self, found: Iterable[Finding]) -> bool:
        """Tell whether any finding has not been warned of in this form."""
        known = set((self.warned or "").split())
        return len(known) < _MARKS and any(_mark(finding) not in known for finding in found)

    def having_warned(self, found: Iterable[Finding]) -> Self:
        """Return it with what the form has warned of by now."""
        marks = dict.fromkeys([*(self.warned or "").split(), *(_mark(finding) for finding in found)])
        return replace(self, warned=" ".join(list(marks)[:_MARKS]))

    def _is_sound(self) -> bool:
        texts = (
            self.account,
            self.channel,
            self.thread_ts,
            self.author,
            self.only,
            self.warned,
            self.message,
        )
        numbered = self.ticket is None or type(self.ticket) is int
        return numbered and all(text is None or isinstance(text, str) for text in texts)


def _mark(finding: Finding) -> str:
    about = f"{finding.part}/{finding.check}/{finding.about}"
    return hashlib.sha256(about.encode()).hexdigest()[:8]
