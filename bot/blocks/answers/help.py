"""What there is to say to the bot: for people with commands, and for those who mention it."""

from bot.blocks.kit import ids, parts
from bot.blocks.values import Post

_COMMANDS = (
    ("/ticket", "open the form"),
    ("/ticket list", "open tickets of this account"),
    ("/ticket mine", "those assigned to you"),
    ("/ticket show 12", "one ticket"),
    ("/ticket solve 12", "solve it, with words for the customer"),
    ("/ticket escalate 12", "escalate it"),
    ("/ticket priority 12 P1", "change its priority"),
    ("/ticket assign 12 @user", "hand it to somebody of the account's team"),
    ("/ticket whatif P2 at 2026-03-06T17:30-05:00", "who would get it, and by when they answer"),
    ("/ticket history 12", "all that happened to a ticket; without a number, what was refused lately"),
    ("/ticket phone Sweden", "numbers and PIN, only for you"),
    ("/ticket contacts", "who is who, and the links"),
    ("/ticket list 1234567", "tickets filed in the console under that number"),
    ("/ticket guide voice", "what a ticket about a product should hold; alone: what else there is to read"),
)
_ONCALL = (
    ("/oncall", "who answers now"),
    ("/oncall at 2026-03-07T10:00-05:00", "who answers then"),
    ("/oncall next", "who answers next, and from when"),
    ("/oncall week", "the schedules of the coming seven days"),
    ("/oncall who @user", "when somebody is on call in the coming four weeks"),
    (
        "/oncall off 2026-12-24..2026-12-27",
        "you are away on these days, both included; @who for somebody else",
    ),
)
_MENTIONS = (
    ("open P2 voice Calls drop", "open a ticket; priority and product may be left out"),
    ("add 12 It is worse now", "add to a ticket"),
    ("list", "your company's open tickets"),
    ("show 12", "one ticket"),
    ("solve 12", "mark it solved"),
    ("reopen 12", "open it again"),
    ("priority 12 P1", "change its priority"),
    ("escalate 12 blocker", "escalate: blocker, or response if no meaningful answer comes"),
    ("console 12", "the text to file in the console; with a number after it: what it was filed under"),
    ("oncall", "who answers now"),
    ("phone", "the numbers, by direct message"),
    ("guide voice", "what a ticket about a product should hold"),
    ("help", "this list"),
)
_EMOJI = (
    (ids.OPEN_EMOJI, "on a message: open a ticket from it"),
    (ids.BLOCKER_EMOJI, "escalate: critical blocker"),
    (ids.RESPONSE_EMOJI, "escalate: no meaningful answer"),
    (ids.SOLVE_EMOJI, "solved; take it away to reopen"),
)
_THREADS = "Slack runs no commands inside threads. There, react, or mention me."


def help_for_staff() -> Post:
    """Say every command there is; only people of the workspace where the app is installed have them."""
    commands = [f"`{command}` {meaning}" for command, meaning in (*_COMMANDS, *_ONCALL)]
    return _help("Commands", commands, "In a thread", [_THREADS, *_reactions()])


def help_for_mentions() -> Post:
    """Say what can be written to the bot in a message, and what reactions mean."""
    verbs = [f"`{ids.MENTION} {verb}` {meaning}" for verb, meaning in _MENTIONS]
    return _help("Write in a message", verbs, "Or react, on a message or on a ticket's card", _reactions())


def _reactions() -> list[str]:
    return [f":{name}: {meaning}" for name, meaning in _EMOJI]


def _help(first: str, entries: list[str], second: str, reactions: list[str]) -> Post:
    top = "\n".join([f"*{first}*", *entries])
    bottom = "\n".join([f"*{second}*", *reactions])
    return parts.post(f"{top}\n{bottom}", parts.own_words(top), parts.own_words(bottom))
