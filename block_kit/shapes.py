"""What a JSON object must look like, said as small checks that compose into shapes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Check = Callable[["ProblemReport", str, object], None]
Rule = Callable[["ProblemReport", str, Mapping[str, object]], None]


class ProblemReport:
    """Collects what is wrong, each with the JSON pointer of the place."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def add(self, at: str, what: str) -> None:
        """Note one problem in Slack's wording."""
        self.problems.append(f"[ERROR] {what} [json-pointer:{at}]")


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """The fields an object may have, those it must have, and rules across fields."""

    fields: Mapping[str, Check]
    required: Sequence[str] = ()
    also: Sequence[Rule] = ()

    def __call__(self, report: ProblemReport, at: str, value: object) -> None:
        """Check one object and everything below it."""
        found = as_object(report, at, value)
        if found is None:
            return
        for name in self.required:
            if found.get(name) is None:
                report.add(at, f"missing required field: {name}")
        for name, inner in found.items():
            if name not in self.fields:
                report.add(at, f"invalid additional property: {name}")
            elif inner is not None:
                self.fields[name](report, f"{at}/{name}", inner)
        for rule in self.also:
            rule(report, at, found)


def as_object(report: ProblemReport, at: str, value: object) -> Mapping[str, object] | None:
    """Return the value as an object, or note that it is none."""
    if isinstance(value, (dict, Mapping)):  # dict first: asking an ABC is slow
        return value
    report.add(at, "must provide an object")
    return None


def as_list(report: ProblemReport, at: str, value: object) -> Sequence[object] | None:
    """Return the value as a list, or note that it is none."""
    if isinstance(value, (list, tuple)):
        return value
    report.add(at, "must provide an array")
    return None


def string(at_most: int | None = None, at_least: int = 1) -> Check:
    """Make a check for a string of a length."""

    def check(report: ProblemReport, at: str, value: object) -> None:
        if not isinstance(value, str):
            report.add(at, "must provide a string")
        elif len(value) < at_least:
            report.add(at, f"must be more than {at_least - 1} characters")
        elif at_most is not None and len(value) > at_most:
            report.add(at, f"must be less than {at_most + 1} characters")

    return check


def integer(at_least: int | None = None, at_most: int | None = None) -> Check:
    """Make a check for a whole number within bounds."""

    def check(report: ProblemReport, at: str, value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report.add(at, "must provide an integer")
        elif at_least is not None and value < at_least:
            report.add(at, f"must be greater than or equal to {at_least}")
        elif at_most is not None and value > at_most:
            report.add(at, f"must be less than or equal to {at_most}")

    return check


def boolean(report: ProblemReport, at: str, value: object) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        report.add(at, "must provide a boolean")


def anything(report: ProblemReport, at: str, value: object) -> None:
    """Accept whatever it is."""


def one_of(*allowed: str) -> Check:
    """Make a check for one of a few words."""

    def check(report: ProblemReport, at: str, value: object) -> None:
        if value not in allowed:
            report.add(at, f"must be one of the values: {', '.join(allowed)}")

    return check


def each(check: Check, at_most: int | None = None, at_least: int = 1) -> Check:
    """Make a check for a list with so many items that each pass `check`."""

    def check_list(report: ProblemReport, at: str, value: object) -> None:
        items = as_list(report, at, value)
        if items is None:
            return
        if len(items) < at_least:
            report.add(at, f"no less than {at_least} items allowed")
        if at_most is not None and len(items) > at_most:
            report.add(at, f"no more than {at_most} items allowed")
        for index, item in enumerate(items):
            check(report, f"{at}/{index}", item)

    return check_list


def typed(kinds: Mapping[str, Check], noun: str = "type") -> Check:
    """Make a check that picks the shape by the object's `type`."""

    def check(report: ProblemReport, at: str, value: object) -> None:
        found = as_object(report, at, value)
        if found is None:
            return
        kind = found.get("type")
        if kind is None:
            report.add(at, "missing required field: type")
        elif not isinstance(kind, str) or kind not in kinds:
            report.add(f"{at}/type", f"unsupported {noun}: {kind}")
        else:
            kinds[kind](report, at, found)

    return check
