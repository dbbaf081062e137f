"""What is said to the bot by mention: every verb of the desk, for people who have no commands."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.blocks.answers import contacts, guide, help, lists, on_call
from bot.blocks.forms import forms_state
from bot.blocks.kit import ids
from bot.blocks.messages import cards
from bot.blocks.values import Post
from bot.domain.permission import Actor, Side
from bot.domain.ticket import TicketOrigin
from bot.domain.timestamps import said_at
from bot.errors import BotError, DoneBefore, WrongInput
from bot.services import Services
from bot.services.escalations import Alarm
from bot.services.places import Place
from bot.steps import drafts
from bot.steps.new_ticket import DEFAULT_PRIORITY, DEFAULT_PRODUCT, NewTicket
from handlers import grammar, identity, reading, refusals
from handlers.payloads.message import SlackMessage
from handlers.payloads.message_event import Posted
from handlers.payloads.person import Person
from handlers.views.new_ticket import requester


@dataclass(frozen=True)
class Asked:
    """A verb's surroundings: who said it, where, and what followed."""

    services: Services
    client: WebClient
    message: SlackMessage
    person: Person
    actor: Actor
    account: str | None
    rest: str

    @property
    def channel(self) -> str:
        """Return where it was said."""
        return self.message.channel

    @property
    def ts(self) -> str:
        """Return the ts of the message that says it."""
        return self.message.ts

    @property
    def thread_ts(self) -> str | None:
        """Return the thread that it was said in."""
        return self.message.thread_ts

    @property
    def key(self) -> str:
        """Name this message, so that what it asks for is done once."""
        return f"message:{self.channel}:{self.ts}"

    def ticket(self) -> tuple[Place, Actor, str]:
        """Return the ticket meant, who asks to *its* account, and the words after it.

        It is named by its number, or it is the thread's own.
        """
        word, _, after = self.rest.partition(" ")
        if word and word.rpartition("-")[2].isdigit():
            place, words = self.services.places.numbered(word, self.account), after.strip()
        else:
            here = self.services.places.at(self.channel, self.thread_ts) if self.thread_ts else None
            if here is None:
                raise WrongInput("Say which ticket, by its number: for example `show 12`.")
            place, words = here, self.rest
        return place, identity.speaker(self.services, self.client, self.person, place.account), words

    @property
    def account_here(self) -> str:
        """Return the channel's account; raises WrongInput where there is none."""
        if self.account is None:
            raise WrongInput("Say this in the account's channel.")
        return self.account


def understands(asked: grammar.Command, *, in_thread: bool) -> bool:
    """Tell whether a message is for us to answer; in a thread, other words are the conversation's."""
    return asked.verb in VERBS or not in_thread


def answer(
    services: Services,
    client: WebClient,
    message: SlackMessage,
    person: Person,
    account: str | None,
    command: grammar.Command,
) -> None:
    """Do what was asked, and answer in the thread of the question."""
    actor = identity.speaker(services, client, person, account)
    asked = Asked(services, client, message, person, actor, account, command.rest)
    answered = f"answered:{asked.key}"
    if services.catch_up.done_at(answered) is not None:
        return
    try:
        verb = VERBS.get(command.verb)
        post = verb(asked) if verb else lists.unknown_command(command.verb, _help(asked))
    except DoneBefore:
        return
    except BotError as refusal:
        refusals.note(services, refusal, Posted(message))
        post = lists.answer(str(refusal))
    if post is not None:
        services.replies.in_thread(asked.key, asked.channel, asked.thread_ts or asked.ts, post)
    # Refused as well: read again from the history, it must not be done when it has become possible.
    services.catch_up.remember(answered)


def _open(asked: Asked) -> Post | None:
    products = asked.services.runbook.provider.product_names
    wanted = grammar.opening(asked.services.people.plain(asked.rest), products)
    root = asked.thread_ts or asked.ts
    author, text = None, wanted.text
    if not text and asked.thread_ts:
        grown_from = reading.message(asked.client, asked.channel, asked.thread_ts)
        text = asked.services.people.plain(grown_from.text) if grown_from else ""
        author = grown_from.author.user if grown_from and grown_from.author else None
        if author:
            identity.meet(asked.services, asked.client, author)
    if not text.strip():
        raise WrongInput(
            f"No ticket was opened. Say what is wrong, for example: {ids.MENTION} open P2 voice Calls drop "
            f"since 9 AM. In a thread, {ids.MENTION} open alone takes the message that the thread began with."
        )
    draft = drafts.of_message(text)
    new = NewTicket(
        account=asked.account_here,
        origin=TicketOrigin.MENTION,
        origin_key=asked.key,
        requester=requester(asked.services, asked.account_here, asked.actor, author),
        opened_by=asked.actor,
        subject=draft.subject,
        description=draft.description,
        channel=asked.channel,
        product=wanted.product or DEFAULT_PRODUCT,
        priority=wanted.priority or DEFAULT_PRIORITY,
        thread_ts=root,
        asked_at=said_at(asked.ts),
    )
    asked.services.opening.open(new)
    return None


def _add(asked: Asked) -> Post | None:
    place, actor, words = asked.ticket()
    if not words.strip():
        raise WrongInput("Write what to add after the number: `add 12 It happens on Android only`.")
    plain = asked.services.people.plain(words)
    asked.services.tickets.add_details(place.ticket_id, actor, plain, once=asked.key)
    return None if asked.thread_ts else lists.answer(f"Added to {place.key}.")


def _list(asked: Asked) -> Post:
    found = asked.services.tickets.unsolved(asked.account_here, asked.actor)
    return lists.ticket_list("Open tickets", found)


def _show(asked: Asked) -> Post:
    place, actor, _ = asked.ticket()
    card = asked.services.tickets.card(place.ticket_id, actor)
    return cards.customer_card(card) if asked.account else cards.staff_card(card)


def _solve(asked: Asked) -> Post | None:
    place, actor, words = asked.ticket()
    closing = asked.services.people.plain(words)
    asked.services.lifecycle.solve(place.ticket_id, actor, closing, once=asked.key)
    return None if asked.thread_ts else lists.answer(f"{place.key} is solved.")


def _reopen(asked: Asked) -> Post | None:
    place, actor, _ = asked.ticket()
    asked.services.lifecycle.reopen(place.ticket_id, actor, once=asked.key)
    return None if asked.thread_ts else lists.answer(f"{place.key} is open again.")


def _priority(asked: Asked) -> Post:
    place, actor, word = asked.ticket()
    priority = grammar.priority(word)
    asked.services.lifecycle.set_priority(place.ticket_id, priority, actor, once=asked.key)
    return lists.answer(f"{place.key} is {priority} now.")


def _escalate(asked: Asked) -> Post | None:
    place, actor, words = asked.ticket()
    word, _, comment = words.partition(" ")
    alarm = Alarm(grammar.reason(word), actor, asked.services.people.plain(comment))
    asked.services.escalations.raise_on(place.ticket_id, alarm, once=asked.key)
    return (
        None if asked.thread_ts else lists.answer(f"{place.key} is escalated. Its thread says who was told.")
    )


def _console(asked: Asked) -> Post:
    """Give the text to file in the console, or take the number that it was filed under."""
    place, actor, written = asked.ticket()
    if not written:
        return asked.services.tickets.console_text(place.ticket_id, actor)
    number = forms_state.console_number(written)
    if number is None:
        raise WrongInput(forms_state.NO_CONSOLE_NUMBER)
    asked.services.tickets.set_console_number(place.ticket_id, actor, number)
    return lists.answer(f"{place.key} is filed in the console as {number}.")


def _on_call(asked: Asked) -> Post:
    return on_call.oncall(asked.services.oncall.at(asked.account_here, asked.actor))


def _phone(asked: Asked) -> Post:
    """Send numbers and PIN directly; the channel learns only that they are on their way."""
    asked.services.directory.send_phones(asked.account_here, asked.actor, asked.rest, asked.key)
    return lists.answer("I have sent you the numbers directly.")


def _contacts(asked: Asked) -> Post:
    return contacts.contacts_message(asked.services.directory.contacts(asked.account_here, asked.actor))


def _guide(asked: Asked) -> Post:
    wanted = asked.services.people.plain(asked.rest)
    return guide.message(asked.services.guides.about(wanted, asked.actor, asked.account))


def _help(asked: Asked) -> Post:
    return help.help_for_staff() if asked.actor.side is Side.STAFF else help.help_for_mentions()


VERBS: dict[str, Callable[[Asked], Post | None]] = {
    "open": _open,
    "add": _add,
    "list": _list,
    "show": _show,
    "solve": _solve,
    "reopen": _reopen,
    "priority": _priority,
    "escalate": _escalate,
    "console": _console,
    "oncall": _on_call,
    "phone": _phone,
    "contacts": _contacts,
    "guide": _guide,
    "help": _help,
}
