"""What is said to the bot by mention: done, asked back about, or answered with what there is to say."""

from dataclasses import replace

from slack_sdk import WebClient

from bot.blocks.answers import asking
from bot.blocks.kit import ids
from bot.blocks.values import Post
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, NoCommand, Reading, Refused, SlashOnly, Understood, Unknown
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.errors import WrongInput
from bot.services import Services
from bot.services.acts import Act
from handlers import hearing, identity, refusals, telling_help
from handlers import message_lookup as reading_slack
from handlers.events import mention_verbs
from handlers.events.mention_verbs import Mention
from handlers.identity import Speaking
from handlers.payloads.message import SlackMessage
from handlers.payloads.message_event import Posted


def answer(
    services: Services,
    client: WebClient,
    message: SlackMessage,
    heard: Speaking,
    reading: Reading,
    *,
    by_edit: bool = False,
) -> None:
    """Do what was asked, and answer in the thread of the question, once; nothing is asked of `was_obeyed`.

    `by_edit`: it was asked when the message was edited, not before.
    """
    asked = Mention(services, message, heard, (message.edited_ts if by_edit else None) or message.ts)
    asked = replace(asked, grown_from=_grown_from(asked, client, reading))
    act = Act(
        # Refused as well: read again from the history, it must not be done when it has become possible.
        once=_as_command(message)
        if is_done(reading) and not _says_nothing(asked, reading)
        else asked.unclear,
        by=refusals.asked_by(heard.actor, Posted(message)),
        channel=asked.channel,
        thread_ts=asked.thread_ts or asked.ts,
    )
    services.perform(act, lambda bot: _answer(replace(asked, services=bot), reading))


def was_obeyed(services: Services, message: SlackMessage, bot_user: str | None) -> bool:
    """Tell whether a message was a command that is done: come again, it is no conversation either."""
    return (
        hearing.is_for_us(message, bot_user) and services.catch_up.done_at(_as_command(message)) is not None
    )


def was_answered(services: Services, message: SlackMessage) -> bool:
    """Tell whether a message, as it read before any edit, was asked back about or refused."""
    return services.catch_up.done_at(done.unclear(message.channel, message.ts, None)) is not None


def _as_command(message: SlackMessage) -> DoneKey:
    return done.command(message.channel, message.ts)


def _grown_from(asked: Mention, client: WebClient, said: Reading) -> SlackMessage | None:
    """Read what the thread began with, its author met, where `open` alone takes that for the ticket."""
    takes_root = isinstance(said, Understood) and mention_verbs.takes_root(asked, said.command)
    if asked.thread_ts is None or not takes_root:
        return None
    root = reading_slack.message(client, asked.channel, asked.thread_ts)
    if root is not None and root.author is not None:
        identity.meet(asked.services, client, root.author.user)
    return root


def is_done(reading: Reading) -> bool:
    """Tell whether a reading is a command; what was not understood may be corrected by an edit."""
    return isinstance(reading, Understood)


def _says_nothing(asked: Mention, reading: Reading) -> bool:
    """Tell whether `open` is alone, in no thread: it waits for its words, which an edit may bring."""
    is_alone = isinstance(reading, Understood) and mention_verbs.takes_root(asked, reading.command)
    return is_alone and asked.thread_ts is None


def _answer(asked: Mention, reading: Reading) -> Post | None:
    match reading:
        case Understood(command, left):
            post = mention_verbs.do(asked, command)
            return _with_rest(post, left, asked.ts) if left else post
        case Refused(_, sentence):
            raise WrongInput(sentence)
        case SlashOnly(verb, usage):
            raise WrongInput(
                f"`{verb}` works as a slash command only, typed outside of threads: `{usage}`. "
                "Nothing was changed."
            )
        case Unknown(word, nearest, _):
            known = telling_help.for_speaker(asked.services, asked.actor, asked.account)
            return asking.unknown(word, nearest and f"{ids.MENTION} {nearest}", known, asked.ts)
        case NoCommand(_, command):
            return _ask_back(asked, command) if command else None


def _with_rest(post: Post | None, left: str, ts: str) -> Post:
    rest = asking.not_understood(left, ts)
    return rest if post is None else Post(f"{post.text} {rest.text}", [*post.blocks, *rest.blocks])


def _ask_back(asked: Mention, command: Command) -> Post | None:
    """Ask whether a command was meant; nothing is asked about a ticket that is not the asker's to see."""
    if isinstance(command, commands.TicketCommand):
        place, actor = asked.ticket(command)
        line = asked.services.tickets.card(place.ticket_id, actor).line
        return asking.may_be_meant(command, ticket=line, ts=asked.ts)
    here = asked.ticket_here()
    around = asked.services.tickets.card(here.ticket_id, asked.actor).line if here else None
    return asking.may_be_meant(command, ticket=around, ts=asked.ts)
