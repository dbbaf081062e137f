"""The ticket that a message becomes by an emoji: of its words, of its files, or of the alarm alone."""

from dataclasses import dataclass, replace

from bot.domain.commands.outages import speaks_of_urgency
from bot.domain.commands.remainder import has_words
from bot.domain.escalation import Reason
from bot.domain.keys import done
from bot.domain.permission import Actor
from bot.domain.ticket import TicketOrigin
from bot.errors import WrongInput
from bot.services import Services
from bot.services.escalations import priority_for
from bot.services.places import TicketPlace
from bot.steps import drafts
from bot.steps.new_ticket import NewTicket
from handlers.payloads.message import SlackMessage
from handlers.payloads.person import SlackPerson
from handlers.payloads.reaction import Reaction
from handlers.views.new_ticket import requester

COMPLETION = "completion"
"""What is kept to be tried again: the words of a message that was escalated unread."""
_UNREAD = (
    "Slack could not show me the message when it was escalated. It stands at the top of this thread, "
    "and its words come here as soon as I can read them."
)
_NO_WORDS = (
    "No ticket was opened: this message says nothing in words. React to one that says what is wrong, or "
    "write it here in the thread and react to that."
)


@dataclass(frozen=True)
class EmojiCommand:
    """An emoji on a message of an account's channel (or on the staff's card in triage), and whose."""

    services: Services
    actor: Actor
    account: str
    emoji: str
    """What it means, whichever of its look-alikes it is."""
    channel: str
    ts: str
    place: TicketPlace | None
    """The ticket that the message stands for."""
    source: SlackMessage | None
    """What a ticket would grow from; read only where none stands."""
    unread: bool = False
    """Slack could not show what it would grow from."""


def alarming(asked: EmojiCommand, reason: Reason) -> NewTicket | None:
    """Return the ticket that chat becomes by an alarm, at once: unread words are filled in later."""
    new = new_ticket(asked, wordless=escalates(asked))
    if asked.unread:
        new = _unread(asked)
        kept = Reaction(SlackPerson(asked.actor.user), asked.emoji, asked.channel, asked.ts, "")
        asked.services.postponed.keep(asked.account, new.origin_key, kept.stored(COMPLETION))
    return replace(new, priority=priority_for(reason), urgency_unclear=False) if new else None


def _unread(asked: EmojiCommand) -> NewTicket:
    """Return the ticket of a message that Slack can't show: who asks, and where it is, are known."""
    return NewTicket(
        account=asked.account,
        origin=TicketOrigin.EMOJI,
        origin_key=done.message(asked.channel, asked.ts),
        requester=asked.actor,
        opened_by=asked.actor,
        subject=escalates(asked),
        description=_UNREAD,
        channel=asked.channel,
        thread_ts=asked.services.places.root_of(asked.channel, asked.ts),
    )


def escalates(asked: EmojiCommand) -> str:
    """Return the subject of an alarm without words: it is as loud as any."""
    return f"{asked.actor.name} escalates a message"


def new_ticket(asked: EmojiCommand, wordless: str = "") -> NewTicket | None:
    """Return the ticket that a person's message asks for.

    `wordless` is the subject where there are no words; raises WrongInput where there is none either.
    """
    services, message = asked.services, asked.source
    if message is None or message.is_bot or message.author is None:
        return None
    if services.people.is_bot(message.author.user):  # of files that a bot shares Slack need not say so
        return None
    draft = drafts.of_message(services.people.plain(message.told))
    subject = draft.subject if has_words(message.told) else wordless
    if not subject:
        raise WrongInput(_NO_WORDS)
    return NewTicket(
        account=asked.account,
        origin=TicketOrigin.EMOJI,
        origin_key=message.key,
        requester=requester(services, asked.account, asked.actor, message.author.user),
        opened_by=asked.actor,
        subject=subject,
        description=draft.description,
        channel=asked.channel,
        urgency_unclear=speaks_of_urgency(draft.description),
        thread_ts=message.root,
        said=services.people.plain(message.words) if message.root == message.ts else None,
    )
