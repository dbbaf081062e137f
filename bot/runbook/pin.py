"""The one secret a runbook refers to: a support line's PIN, held so that it cannot slip out by accident."""

from dataclasses import dataclass, field

_HIDDEN = "•••"


class Secret:
    """A secret text; whatever prints, logs or serialises it gets dots, and no attribute holds it."""

    __slots__ = ("_reveal",)

    def __init__(self, value: str) -> None:
        def reveal() -> str:
            return value

        self._reveal = reveal

    def reveal(self) -> str:
        """Return the secret itself; only for the person it is meant for."""
        return self._reveal()

    def __repr__(self) -> str:
        """Return dots."""
        return _HIDDEN

    __str__ = __repr__

    def __deepcopy__(self, memo: dict[int, object]) -> "Secret":
        """Return this very secret: a copy would have to hold the text."""
        return self

    def __reduce__(self) -> str:
        """Refuse to be pickled: a secret does not travel inside another object."""
        raise TypeError("a secret cannot be pickled")


@dataclass(frozen=True, slots=True)
class PinRef:
    """Where an account's PIN comes from, and the PIN itself where the environment was given."""

    variable: str
    _secret: Secret | None = field(default=None, repr=False, compare=False)

    def reveal(self) -> str | None:
        """Return the PIN, None where the environment was not read; for a modal or a direct message only."""
        return self._secret.reveal() if self._secret else None

    def __str__(self) -> str:
        """Return the PIN's place in the environment, as the runbook writes it."""
        return f"${{{self.variable}}}"
