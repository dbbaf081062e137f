"""What people say to the bot, read with all that the reader must know of place, words and time."""

from dataclasses import replace

from bot.blocks.kit import ids
from bot.blocks.kit.text import escape
from bot.blocks.values import Draft
from bot.domain.commands.commands import AddDetails, NoCommand, OpenTicket, Reading, Refused, Understood
from bot.domain.commands.opening_request import Vocabulary, priority_named
from bot.domain.commands.reader import read_message
from bot.domain.commands.remainder import has_words
from bot.domain.commands.sentence import Context, WhereSaid
from bot.services import Services
from bot.services.conversation import SharedFile
from bot.steps import drafts
from handlers.payloads.message import SlackMessage


def read(services: Services, message: SlackMessage, account: str | None, bot_user: str | None) -> Reading:
    """Return what a message asks of the bot, or that it is conversation."""
    if not is_for_us(message, bot_user):
        return NoCommand()
    known = context(services, account, message.author_id, _place(services, message), bot_user)
    said = read_message(message.text, known)
    carried = _carried(message, said)
    if not carried:
        return said
    # Only what opens or adds takes those words in: nothing that was forwarded is a command to us.
    with_it = read_message("\n".join((message.text, *carried)), known)
    return with_it if _takes_words(with_it) else said


def is_for_us(message: SlackMessage, bot_user: str | None) -> bool:
    """Tell whether a message mentions the bot, or types what a mention of it looks like."""
    return f"<@{bot_user}" in message.text or ids.MENTION in message.text.lower()


def _carried(message: SlackMessage, said: Reading) -> list[str]:
    """Return what a message brings along for its command: words that were forwarded, and files."""
    forwarded = [message.forwarded] if message.forwarded else []
    match said:
        case Understood(AddDetails()) | Refused("add"):
            return forwarded + [_with_link(file) for file in message.files]
        case Understood(OpenTicket(opening)):
            alone = not has_words(opening.text) and not forwarded and message.thread_ts is None
            return [*message.file_names] if alone else forwarded
    return []


def _with_link(file: SharedFile) -> str:
    return escape(" ".join(filter(None, (file.name or "A file", file.permalink))))


def _takes_words(said: Reading) -> bool:
    return isinstance(said, Understood) and isinstance(said.command, OpenTicket | AddDetails)


def context(
    services: Services,
    account: str | None,
    user: str | None = None,
    place: WhereSaid = WhereSaid.CHANNEL,
    bot_user: str | None = None,
) -> Context:
    """Return what the reader knows of an account; times are those of the speaker's zone, if that is known."""
    book, terms = services.runbook, services.runbook.terms(account)
    return Context(
        zone=services.people.zone(user, account),
        now=services.clock.now(),
        place=place,
        bot_user=bot_user,
        words=Vocabulary(
            book.provider.product_names,
            {target.issue.casefold(): priority for priority, target in terms.sla.targets.items()},
        ),
        prefixes=book.prefixes,
        countries=frozenset(phone.country.casefold() for phone in book.provider.phones),
        names=book.staff_by_name,
    )


def prefilled_by(services: Services, account: str | None, message: SlackMessage) -> Draft:
    """Return what a message prefills in a form: its words, and the priority that it names for itself."""
    author = message.author.user if message.author else None
    draft = drafts.of_message(services.people.plain(message.told), author)
    return replace(draft, priority=priority_named(message.told, context(services, account).words))


def _place(services: Services, message: SlackMessage) -> WhereSaid:
    """Say whether what is said there belongs to a ticket."""
    if message.thread_ts is None or services.places.at(message.channel, message.thread_ts) is None:
        return WhereSaid.CHANNEL
    live = services.places.live_at(message.channel, message.thread_ts) is not None
    in_channel = services.channels.account_in(message.channel) is not None
    return WhereSaid.LIVE_TICKET if live or not in_channel else WhereSaid.SOLVED_TICKET
