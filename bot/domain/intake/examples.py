"""Check the examples of a ticket: shape, kind, count, duplicates; and the numbers given in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.intake.age import check_age
from bot.domain.intake.findings import Check, Finding, TicketPart
from bot.domain.intake.kinds import Catalogue, ExamplesWanted, IdKind, Shape
from bot.domain.intake.reading import Reading, a, as_quoted


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave to look the matter up by."""

    examples: tuple[Reading, ...] = ()
    happened_at: datetime | None = None
    from_number: str = ""
    to_number: str = ""
    number_faults: tuple[tuple[TicketPart, str], ...] = ()
    """What is wrong with From and To, found by whoever knows numbering plans."""

    @property
    def has_numbers(self) -> bool:
        """Tell whether From and To are both given, and nothing is wrong with them."""
        return bool(self.from_number and self.to_number and not self.number_faults)


def check_examples(given: Given, asked: ExamplesWanted, catalogue: Catalogue, now: datetime) -> list[Finding]:
    """Return everything worth a second look, each in a sentence that says why."""
    wanted = catalogue.accepted(asked)
    right = good(given.examples, asked, catalogue)
    enough = len(right) >= max(asked.at_least, 1)
    findings = [
        _fault_of(reading, wanted, catalogue)
        for reading in given.examples
        if not (enough or (right and _is_context(reading))) or not _is_other_id(reading, wanted)
    ]
    findings += _duplicates(given.examples)
    findings += [Finding(part, Check.NUMBER, fault) for part, fault in given.number_faults]
    findings += [_count(given, asked, wanted)]
    looked_up = bool(given.examples) or bool(given.from_number or given.to_number)
    findings += check_age(given.happened_at, asked, now, has_examples=looked_up)
    return [finding for finding in findings if finding is not None]


def good(examples: Sequence[Reading], asked: ExamplesWanted, catalogue: Catalogue) -> tuple[Reading, ...]:
    """Return the examples that can be looked up: well shaped, of a kind asked for, each once."""
    wanted = catalogue.accepted(asked)
    found: dict[str, Reading] = {}
    for reading in examples:
        if not reading.fault and _is_wanted(reading, wanted):
            found.setdefault(reading.key, reading)
    return tuple(found.values())


def _is_other_id(reading: Reading, wanted: Sequence[IdKind]) -> bool:
    """Tell whether it is an ID of a kind that is not asked for: no mistake beside the right ones."""
    return reading.recognised and not _is_meant(reading, wanted)


def _is_context(reading: Reading) -> bool:
    """Tell whether an ID stands in the paths of others, like an account's, and says nothing of the matter."""
    kind = reading.kind
    return kind is None or kind.shape is not Shape.SID or not kind.tells_product


def _is_wanted(reading: Reading, wanted: Sequence[IdKind]) -> bool:
    if not wanted:
        return reading.recognised and (reading.kind is None or reading.kind.shape is Shape.SID)
    return reading.kind in wanted


def _fault_of(reading: Reading, wanted: Sequence[IdKind], catalogue: Catalogue) -> Finding | None:
    if not reading.recognised:
        told = f"{reading.fault} {_asks_for(wanted)}"
        return Finding(TicketPart.EXAMPLES, Check.NO_ID, told, reading.key)
    if _is_wanted(reading, wanted):
        if not reading.fault:
            return None
        return Finding(TicketPart.EXAMPLES, Check.SHAPE, reading.fault, reading.key)
    return Finding(TicketPart.EXAMPLES, Check.KIND, _wrong_kind(reading, wanted, catalogue), reading.key)


def _wrong_kind(reading: Reading, wanted: Sequence[IdKind], catalogue: Catalogue) -> str:
    if reading.kind is None:
        return f"{reading.fault or _unknown(reading)} {_asks_for(wanted)}"
    told = f"{as_quoted(reading.text)} is {a(reading.kind.name)}. {_asks_for(wanted)}"
    if reading.kind.shape is Shape.PHONE:
        return f"{told} If you have no ID, give From and To numbers with the time."
    product = catalogue.product_of(reading.kind)
    if product is None:
        return told
    return f"{told} Such IDs belong to {catalogue.names[product]}: choose that product if it is the one."


def _unknown(reading: Reading) -> str:
    return f"{as_quoted(reading.text)} starts with {reading.text[:2].upper()}, a kind that isn't known here."


def _asks_for(wanted: Sequence[IdKind]) -> str:
    if not wanted:
        return "A SID is two letters and 32 hexadecimal digits."
    names = [kind.described for kind in wanted]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return f"Here we ask for {a(listed)}."


def _duplicates(examples: Sequence[Reading]) -> list[Finding]:
    counted: dict[str, int] = {}
    first: dict[str, Reading] = {}
    for reading in examples:
        if reading.recognised:
            counted[reading.key] = counted.get(reading.key, 0) + 1
            first.setdefault(reading.key, reading)
    return [
        Finding(
            TicketPart.EXAMPLES,
            Check.DUPLICATE,
            f"{as_quoted(first[key].text)} is given {_times(count)}; it counts as one example.",
            key,
        )
        for key, count in counted.items()
        if count > 1
    ]


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _count(given: Given, asked: ExamplesWanted, wanted: Sequence[IdKind]) -> Finding | None:
    """Hold the number of different examples against what is asked; a faulty one counts, it was meant."""
    meant = len({each.key for each in given.examples if each.recognised and _is_meant(each, wanted)})
    if asked.at_most is not None and meant > asked.at_most:
        told = f"{meant} examples are more than needed: {_how_many(asked)} of the newest are enough."
        return Finding(TicketPart.EXAMPLES, Check.TOO_MANY, told)
    if meant >= asked.at_least or (not meant and not asked.required):
        return None
    if given.has_numbers or (given.examples and not meant):
        return None
    if meant:
        told = f"{meant} example so far; {_how_many(asked)} are asked for. {asked.why_count}".strip()
        return Finding(TicketPart.EXAMPLES, Check.TOO_FEW, told)
    told = f"No examples yet. {asked.ask or _asks_for(wanted)}"
    if asked.instead:
        told += f" If that is hard, give these instead: {', '.join(asked.instead)}."
    return Finding(TicketPart.EXAMPLES, Check.NONE, told)


def _is_meant(reading: Reading, wanted: Sequence[IdKind]) -> bool:
    return _is_wanted(reading, wanted) or (reading.kind is None and bool(reading.fault))


def _how_many(asked: ExamplesWanted) -> str:
    return f"{asked.at_least}-{asked.at_most}" if asked.at_most else str(asked.at_least)
