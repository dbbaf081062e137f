"""What is said to the bot by mention: done, asked back about, or answered with what there is to say."""

from slack_sdk import WebClient

from bot.blocks.answers import asking, help, lists
from bot.blocks.kit import ids
from bot.blocks.values import Post
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, Conversation, Reading, Refused, Understood, Unknown
from bot.domain.permission import Actor, Side
from bot.errors import BotError, DoneBefore, WrongInput
from bot.services import Services
from handlers import identity, refusals
from handlers.events import mention_verbs
from handlers.events.mention_verbs import Asked
from handlers.payloads.message import SlackMessage
from handlers.payloads.message_event import Posted
from handlers.payloads.person import Person


def answer(
    services: Services,
    client: WebClient,
    message: SlackMessage,
    person: Person,
    account: str | None,
    reading: Reading,
) -> None:
    """Do what was asked, and answer in the thread of the question, once."""
    actor = identity.speaker(services, client, person, account)
    asked = Asked(services, client, message, person, actor, account)
    answered = f"answered:{asked.key}"
    if services.catch_up.done_at(answered) is not None:
        return
    try:
        post = _answer(asked, reading)
    except DoneBefore:
        return
    except BotError as refusal:
        refusals.note(services, refusal, Posted(message))
        post = lists.answer(str(refusal))
    if post is not None:
        services.replies.in_thread(asked.answer_key, asked.channel, asked.thread_ts or asked.ts, post)
    if is_done(reading):
        # Refused as well: read again from the history, it must not be done when it has become possible.
        services.catch_up.remember(answered)


def is_done(reading: Reading) -> bool:
    """Tell whether a reading is a command; what was not understood may be corrected by an edit."""
    return isinstance(reading, Understood)


def _answer(asked: Asked, reading: Reading) -> Post | None:
    match reading:
        case Understood(command, left):
            post = mention_verbs.do(asked, command)
            return _with_rest(post, left) if left else post
        case Refused(_, sentence):
            raise WrongInput(sentence)
        case Unknown(word, nearest, _):
            return asking.unknown(word, nearest and f"{ids.MENTION} {nearest}", _help(asked.actor))
        case Conversation(_, command):
            return _ask_back(asked, command) if command else None


def _with_rest(post: Post | None, left: str) -> Post:
    rest = asking.not_understood(left)
    return rest if post is None else Post(f"{post.text} {rest.text}", [*post.blocks, *rest.blocks])


def _ask_back(asked: Asked, command: Command) -> Post | None:
    """Ask whether a command was meant; nothing is asked about a ticket that is not the asker's to see."""
    if isinstance(command, commands.OnTicket):
        place, actor = asked.ticket(command)
        line = asked.services.tickets.card(place.ticket_id, actor).line
        return asking.may_be_meant(command, ticket=line, ts=asked.ts)
    here = asked.ticket_here()
    around = asked.services.tickets.card(here.ticket_id, asked.actor).line if here else None
    return asking.may_be_meant(command, ticket=around, ts=asked.ts)


def _help(actor: Actor) -> Post:
    return help.help_for_staff() if actor.side is Side.STAFF else help.help_for_mentions()
