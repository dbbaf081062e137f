"""A decision is the same when it is computed again, or it is not; what is not known is never the same."""

from datetime import timedelta

from bot.domain.decisions import Decision, DecisionKind, DueBy, NotKnown
from bot.domain.sla import Priority, RunsOn
from tests.unit.domain.samples import at

NOW = at("2026-03-10T10:00-04:00")
IN_AN_HOUR = DueBy(Priority.P1, timedelta(hours=1), RunsOn.ALWAYS, NOW + timedelta(hours=1))
IN_TWO = DueBy(Priority.P2, timedelta(hours=2), RunsOn.BUSINESS, NOW + timedelta(hours=2))


def _again(now: DueBy | NotKnown) -> Decision:
    return Decision(NOW, DecisionKind.DUE, "1", was=IN_AN_HOUR, now=now)


def test_a_decision_is_the_same_only_if_it_comes_out_equal() -> None:
    assert _again(IN_AN_HOUR).same
    assert not _again(IN_TWO).same


def test_what_cannot_be_computed_is_never_the_same() -> None:
    assert not any(_again(unknown).same for unknown in NotKnown)
