"""Every command that can be said by mention, done."""

from dataclasses import dataclass

from bot.blocks.answers import contacts, guide, lists, on_call
from bot.blocks.forms import forms_state
from bot.blocks.kit import ids
from bot.blocks.messages import ticket_whole
from bot.blocks.values import Post
from bot.domain.calendar.timestamps import said_at
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, TicketCommand
from bot.domain.commands.outages import speaks_of_urgency
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Actor
from bot.domain.ticket import TicketOrigin
from bot.errors import WrongInput
from bot.services import Services
from bot.services.places import TicketPlace
from bot.steps import drafts
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import DEFAULT_PRIORITY, DEFAULT_PRODUCT, NewTicket
from handlers import identity, telling_help, ticket_lists
from handlers.identity import Speaking
from handlers.payloads.message import SlackMessage
from handlers.views.new_ticket import requester


@dataclass(frozen=True)
class Mention:
    """A command's surroundings: who said it, and where."""

    services: Services
    message: SlackMessage
    heard: Speaking
    asked_ts: str
    """When it was asked: with the message, or by its edit."""
    grown_from: SlackMessage | None = None
    """What the thread began with; read only where a ticket may grow from it."""

    @property
    def actor(self) -> Actor:
        """Return who said it."""
        return self.heard.actor

    @property
    def account(self) -> str | None:
        """Return the account of the channel; None in triage."""
        return self.heard.account

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
    def key(self) -> DoneKey:
        """Name this message, so that what it asks for is done once."""
        return self.message.key

    @property
    def unclear(self) -> DoneKey:
        """Name it as not understood: what it is edited to may be answered once more."""
        return done.unclear(self.channel, self.ts, self.message.edited_ts)

    def ticket(self, command: TicketCommand) -> tuple[TicketPlace, Actor]:
        """Return the ticket meant, and who asks to *its* account: the one that is named, or the thread's.

        Raises WrongInput where none is named and the thread has none.
        """
        place = self._named(command.ticket) if command.ticket else self.ticket_here()
        if place is None:
            raise WrongInput("Say which ticket, by its number: for example `show 12`.")
        return place, identity.actor_on(self.services, self.heard.person, place)

    def _named(self, ticket: str) -> TicketPlace:
        return self.services.places.numbered(ticket, self.account, aloud=self.account is not None)

    def ticket_here(self) -> TicketPlace | None:
        """Return the ticket of the thread."""
        return self.services.places.at(self.channel, self.thread_ts) if self.thread_ts else None

    def plain(self, text: str) -> str:
        """Return words as people read them, those who are mentioned by their names."""
        return self.services.people.plain(text, self.heard.names)

    def answer(self, text: str) -> Post | None:
        """Return a short answer; in a thread, what happened is said there already."""
        return None if self.thread_ts else lists.plain_answer(text)

    @property
    def account_here(self) -> str:
        """Return the channel's account; raises WrongInput where there is none."""
        if self.account is None:
            raise WrongInput("Say this in the account's channel.")
        return self.account


def do(asked: Mention, command: Command) -> Post | None:
    """Do a command; return what is to be answered, None where its effect says it."""
    match command:
        case commands.OpenTicket():
            _open(asked, command)
            return None
        case commands.AddDetails() | commands.SolveTicket() | commands.ReopenTicket():
            return _change(asked, command)
        case commands.SetPriority() | commands.Escalate():
            return _urge(asked, command)
        case commands.ShowTicket():
            place, actor = asked.ticket(command)
            card = asked.services.tickets.card(place.ticket_id, actor)
            return ticket_whole.card_and_all(card, for_staff=not asked.account)
        case commands.FileInConsole():
            return _console(asked, command)
        case commands.FileTicket():
            return _file(asked, command)
        case commands.ListTickets():
            account = asked.account if command.wanted.mine else asked.account_here
            aloud = asked.account is not None
            return ticket_lists.page(asked.services, command, account, asked.actor, aloud=aloud)
        case commands.TellOnCall():
            return _on_call(asked, command)
        case commands.TellPhones(country):
            return _phone(asked, country)
        case commands.TellContacts():
            return contacts.contacts_message(
                asked.services.directory.contacts(asked.account_here, asked.actor)
            )
        case commands.TellGuide(topic):
            found = asked.services.guides.about(asked.plain(topic), asked.actor, asked.account)
            return guide.message(found)
        case _:
            return telling_help.for_speaker(asked.services, asked.actor, asked.account)


def takes_root(asked: Mention, command: Command) -> bool:
    """Tell whether a command may take the message that its thread began with: `open`, with no words."""
    if not isinstance(command, commands.OpenTicket):
        return False
    return not any(asked.plain(text) for text in (command.before, command.opening.text))


def _open(asked: Mention, command: commands.OpenTicket) -> None:
    wanted = command.opening
    author = None
    before, said = asked.plain(command.before), asked.plain(wanted.text)
    text = "\n".join(part for part in (before, said) if part)
    headed = asked.plain(wanted.headed) or before
    if not text and asked.thread_ts:
        grown_from = asked.grown_from
        text = headed = asked.plain(grown_from.told) if grown_from else ""
        author = grown_from.author.user if grown_from and grown_from.author else None
    draft = drafts.of_message(text, subject_of=headed)
    if not draft.subject:
        raise WrongInput(
            f"No ticket was opened. Say what is wrong, for example: {ids.MENTION} open P2 voice Calls drop "
            f"since 9 AM. In a thread, {ids.MENTION} open alone takes the message that the thread began with."
        )
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
        thread_ts=asked.thread_ts or asked.ts,
        said=_root_words(asked),
        asked_at=said_at(asked.asked_ts),
        urgency_unclear=wanted.urgency_unclear or (wanted.priority is None and speaks_of_urgency(text)),
    )
    asked.services.opening.open(new)


def _root_words(asked: Mention) -> str | None:
    """Return what the thread's first message says; in somebody's thread it is read only if it is taken."""
    first = asked.grown_from if asked.thread_ts else asked.message
    return asked.plain(first.words) if first else None


def _change(
    asked: Mention, command: commands.AddDetails | commands.SolveTicket | commands.ReopenTicket
) -> Post | None:
    place, actor = asked.ticket(command)
    match command:
        case commands.AddDetails(_, text):
            asked.services.tickets.add_details(place.ticket_id, actor, asked.plain(text))
            return asked.answer(f"Added to {place.key}.")
        case commands.SolveTicket(_, closing):
            asked.services.lifecycle.solve(place.ticket_id, actor, asked.plain(closing))
            return asked.answer(f"{place.key} is solved.")
        case commands.ReopenTicket():
            asked.services.lifecycle.reopen(place.ticket_id, actor)
            return asked.answer(f"{place.key} is open again.")


def _urge(asked: Mention, command: commands.SetPriority | commands.Escalate) -> Post | None:
    place, actor = asked.ticket(command)
    if isinstance(command, commands.SetPriority):
        asked.services.lifecycle.set_priority(place.ticket_id, command.priority, actor)
        return lists.plain_answer(f"{place.key} is {command.priority} now.")
    if command.reason is not None:  # the reader refuses a message without one
        alarm = Alarm(command.reason, actor, asked.plain(command.comment))
        asked.services.escalations.raise_on(place.ticket_id, alarm)
    return asked.answer(f"{place.key} is escalated. Its thread says who was told.")


def _console(asked: Mention, command: commands.FileInConsole) -> Post:
    """Give the text to file in the console, or take the number that it was filed under."""
    place, actor = asked.ticket(command)
    if not command.number:
        return asked.services.tickets.console_text(place.ticket_id, actor)
    number = forms_state.console_number(asked.plain(command.number))
    if number is None:
        raise WrongInput(forms_state.NO_CONSOLE_NUMBER)
    asked.services.tickets.set_console_number(place.ticket_id, actor, number)
    return lists.plain_answer(f"{place.key} is filed in the console as {number}.")


def _file(asked: Mention, command: commands.FileTicket) -> Post:
    place, actor = asked.ticket(command)
    asked.services.tickets.file_in_console(place.ticket_id, actor)
    return lists.plain_answer(f"{place.key} is being filed in the console.")


def _on_call(asked: Mention, command: commands.TellOnCall) -> Post:
    oncall = asked.services.oncall
    if command.next:
        return on_call.oncall(oncall.next_change(asked.account_here, asked.actor))
    return on_call.oncall(oncall.at(asked.account_here, asked.actor, command.at))


def _phone(asked: Mention, country: str) -> Post:
    """Send numbers and PIN directly; the channel learns only that they are on their way."""
    directory = asked.services.directory
    directory.send_phones(asked.account_here, asked.actor, asked.plain(country), asked.key)
    return lists.plain_answer("I have sent you the numbers directly.")
