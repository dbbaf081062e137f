"""What there is to say to the bot: for people with commands, and for those who mention it."""

from collections.abc import Collection, Iterable

from bot.blocks.kit import ids, parts
from bot.blocks.values import Post
from bot.domain.commands.verbs import MENTION, ONCALL, SLASH, TICKET, Verb

_EMOJI = (
    (ids.OPEN_EMOJI, "on a message: open a ticket from it"),
    (ids.BLOCKER_EMOJI, "escalate: critical blocker"),
    (ids.RESPONSE_EMOJI, "escalate: no meaningful answer"),
    (ids.SOLVE_EMOJI, "solved; take it away to reopen"),
)
_THREADS = "Slack runs no commands inside threads. There, react, or mention me."


def help_for_staff(without: Collection[str] = ()) -> Post:
    """Say every command there is; only people of the workspace where the app is installed have them.

    `without` are verbs that are left out: nothing could come of them.
    """
    commands = [
        f"`{ids.TICKET_COMMAND}` open the form",
        *_of(ids.TICKET_COMMAND, SLASH[TICKET].values(), without),
        f"`{ids.ONCALL_COMMAND}` who answers now",
        *_of(ids.ONCALL_COMMAND, SLASH[ONCALL].values(), without),
    ]
    return _help("Commands", commands, "In a thread", [_THREADS, *_reactions()])


def help_for_mentions(without: Collection[str] = ()) -> Post:
    """Say what can be written to the bot in a message, and what reactions mean; `without` is as above."""
    verbs = _of(ids.MENTION, MENTION.values(), without)
    return _help("Write in a message", verbs, "Or react, on a message or on a ticket's card", _reactions())


def _of(call: str, verbs: Iterable[Verb], without: Collection[str]) -> list[str]:
    """Return a line for each verb, and one for each further example of what follows it."""
    return [
        f"`{call} {verb.name}{' ' if arguments else ''}{arguments}` {meaning}"
        for verb in verbs
        if verb.name not in without
        for arguments, meaning in ((verb.arguments, verb.help), *verb.more)
    ]


def _reactions() -> list[str]:
    return [f":{name}: {meaning}" for name, meaning in _EMOJI]


def _help(first: str, entries: list[str], second: str, reactions: list[str]) -> Post:
    top = "\n".join([f"*{first}*", *entries])
    bottom = "\n".join([f"*{second}*", *reactions])
    return parts.post(f"{top}\n{bottom}", parts.own_words(top), parts.own_words(bottom))
