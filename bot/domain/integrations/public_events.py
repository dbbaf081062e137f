"""What of a ticket's history its customer may know: the same that the ticket's thread told them."""

from collections.abc import Mapping
from typing import Final

from bot.domain.events import Event, calls, life, merging, talk

PUBLIC: Final[Mapping[type[Event], tuple[str, ...]]] = {
    life.TicketOpened: ("origin", "priority"),
    life.TicketAssigned: ("role", "name"),
    life.PriorityChanged: ("old", "new"),
    life.SetPending: (),
    life.CustomerReminded: (),
    life.TicketSolved: (),
    life.TicketReopened: (),
    life.FilingAsked: (),
    life.FiledInConsole: ("number",),
    talk.CustomerReplied: ("at",),
    talk.CustomerThanked: ("at",),
    talk.StaffResponded: ("at",),
    talk.DetailsAdded: ("text",),
    calls.LineCalled: ("at", "outcome", "name", "seconds", "caller"),
    merging.MergedInto: ("number",),
    merging.MergerUndone: ("number",),
}
"""The kinds of events, each with the facts of it that are no secret of the staff's."""

PUBLIC_KINDS: Final = tuple(sorted(kind.kind for kind in PUBLIC))
_FACTS: Final = {kind.kind: facts for kind, facts in PUBLIC.items()}


def public_facts(kind: str, facts: Mapping[str, object]) -> dict[str, object]:
    """Return what the customer may know of an event of that kind, from all that is stored of it."""
    return {name: facts[name] for name in _FACTS.get(kind, ()) if name in facts}
