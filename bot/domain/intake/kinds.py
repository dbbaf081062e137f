"""The kinds of example IDs that a runbook names, and the products that ask for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

SID_DIGITS = 32
"""How many hexadecimal digits follow a SID's two letters, upper or lower case
(https://www.twilio.com/docs/glossary/what-is-a-sid)."""


class Shape(StrEnum):
    """What an example ID looks like."""

    SID = "sid"
    """A prefix and 32 hexadecimal digits, upper or lower case."""
    DIGITS = "digits"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class IdKind:
    """A kind of example ID."""

    id: str
    name: str
    shape: Shape = Shape.SID
    prefixes: tuple[str, ...] = ()
    tells_product: bool = True
    """Whether such an ID in a text hints at the product that it is about."""

    @property
    def described(self) -> str:
        """Name the kind as it is asked for: "Call SID (CA…)"."""
        starts = " or ".join(f"{prefix}…" for prefix in self.prefixes)
        return f"{self.name} ({starts})" if starts else self.name


@dataclass(frozen=True, slots=True)
class ExamplesWanted:
    """Which example IDs are asked for, how many and how fresh, with the reasons the runbook gives."""

    kinds: tuple[str, ...] = ()
    """Ids of kinds; none means any SID."""
    at_least: int = 1
    at_most: int | None = None
    required: bool = True
    within: timedelta | None = None
    best_effort: timedelta | None = None
    ask: str = ""
    why_age: str = ""
    why_count: str = ""
    instead: tuple[str, ...] = ()

    @property
    def longest(self) -> timedelta | None:
        """Return the age beyond which nobody can look an example up any more."""
        return self.best_effort or self.within

    @property
    def reason(self) -> str:
        """Return why the age matters, in the runbook's words."""
        return self.why_age or self.ask


@dataclass(frozen=True)
class Catalogue:
    """All kinds, and which of them each product asks for."""

    kinds: Mapping[str, IdKind]
    products: Mapping[str, tuple[str, ...]]
    """Ids of kinds by the product's id."""
    names: Mapping[str, str]
    """What people call a product, by its id."""

    @cached_property
    def by_prefix(self) -> Mapping[str, IdKind]:
        """Return the kinds of SIDs by their two letters."""
        return {prefix: kind for kind in self.kinds.values() for prefix in kind.prefixes}

    def of_shape(self, shape: Shape) -> IdKind | None:
        """Return the kind of that shape, if the runbook names one."""
        return next((kind for kind in self.kinds.values() if kind.shape is shape), None)

    def accepted(self, asked: ExamplesWanted) -> tuple[IdKind, ...]:
        """Return the kinds that are asked for, in the runbook's order; none means any SID."""
        return tuple(self.kinds[kind] for kind in asked.kinds)

    def product_of(self, kind: IdKind) -> str | None:
        """Return the id of the product that such an ID hints at; None where it tells nothing."""
        return self.product_of_all((kind,))

    def product_of_all(self, found: Collection[IdKind]) -> str | None:
        """Return the id of the product that asks for all these kinds of SIDs, and for the fewest others."""
        telling = {kind.id for kind in found if kind.tells_product and kind.shape is Shape.SID}
        asking = [
            (len(kinds), product)
            for product, kinds in self.products.items()
            if telling and telling <= set(kinds)
        ]
        return min(asking)[1] if asking else None
