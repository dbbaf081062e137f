"""Who may do what: one table that every surface asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import NotAllowed


class Side(StrEnum):
    """Which side of the desk a person is on (docs/reference/permissions.md)."""

    STAFF = "staff"
    """Named in the runbook, or a member of one of the provider's user groups there."""
    COLLEAGUE = "colleague"
    """Another person of the provider's workspaces: their answers count, the desk is not theirs."""
    CUSTOMER = "customer"
    """A member of the account's workspaces."""
    GUEST = "guest"
    """Anybody else."""


class Action(StrEnum):
    """What can be asked of the desk."""

    OPEN = "open a ticket"
    VIEW = "see the account's tickets"
    VIEW_ALL = "see the tickets of several accounts at once"
    SEE_DESK = "see the support team's desk"
    ADD_DETAILS = "add details"
    ESCALATE = "escalate"
    SOLVE = "mark a ticket solved"
    REOPEN = "reopen a ticket"
    SET_PRIORITY = "change a ticket's priority"
    TAKE = "take a ticket"
    ASSIGN = "reassign a ticket"
    SET_PENDING = "set a ticket pending"
    ACKNOWLEDGE = "acknowledge an escalation"
    NEEDS_ANSWER = "say that a message needs an answer"
    ASK_FOR = "ask the customer for something"
    MERGE = "merge tickets"
    LINK = "link tickets"
    SPLIT = "split a reply off"
    HAND_ON = "say that a ticket's examples were handed on"
    CONSOLE = "work with a ticket's console text"
    WHY = "see why a ticket went where it is"
    LOOK_BACK = "see what happened to a ticket and what was refused"
    ANNOUNCE_ABSENCE = "announce an absence"
    CHANGE_ON_CALL = "change who is on call"
    ASK_ON_CALL = "ask who is on call"
    READ_GUIDE = "read the guidelines"
    SEE_PHONES = "see the phone numbers"
    SEE_PIN = "see the phone PIN"


_EVERYBODY = frozenset({Action.ASK_ON_CALL, Action.READ_GUIDE, Action.SEE_PHONES})
_BOTH_SIDES = _EVERYBODY | {
    Action.OPEN,
    Action.VIEW,
    Action.ADD_DETAILS,
    Action.ESCALATE,
    Action.CONSOLE,
    Action.SOLVE,
    Action.REOPEN,
    Action.SET_PRIORITY,
    Action.SEE_PIN,
}

MAY: Mapping[Side, frozenset[Action]] = {
    Side.STAFF: frozenset(Action),
    Side.COLLEAGUE: _EVERYBODY | {Action.VIEW, Action.VIEW_ALL},
    Side.CUSTOMER: _BOTH_SIDES,
    Side.GUEST: frozenset(),
}

_WHO_MAY = {
    Side.STAFF: "the support team",
    Side.COLLEAGUE: "the support team's workspace",
    Side.CUSTOMER: "the account's own people",
}


@dataclass(frozen=True)
class Actor:
    """Somebody who does something, as Slack and the runbook know them."""

    team: str
    user: str
    name: str
    side: Side

    @property
    def is_provider(self) -> bool:
        """Tell whether this person's word in a thread is an answer by the provider."""
        return self.side in (Side.STAFF, Side.COLLEAGUE)


def may(side: Side, action: Action) -> bool:
    """Tell whether people of that side may do that."""
    return action in MAY[side]


def require(actor: Actor, action: Action) -> None:
    """Raise NotAllowed, saying who may, unless the actor may do that."""
    if may(actor.side, action):
        return
    allowed = [words for side, words in _WHO_MAY.items() if may(side, action)]
    if actor.side is Side.GUEST:
        raise NotAllowed(
            "You are not a member of this account or of its support team, so this isn't open to you."
        )
    raise NotAllowed(f"Only {' and '.join(allowed)} can {action.value}.")
