"""`/ticket`: alone it opens the form; with a verb it answers, or opens the form of that verb."""

from dataclasses import dataclass, replace

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import asking, contacts, guide, lists, past
from bot.blocks.answers import on_call as answer_blocks
from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.kit import ids
from bot.blocks.kit.text import defang
from bot.blocks.messages import merged, ticket_whole
from bot.blocks.values import Post, View
from bot.domain.commands import commands
from bot.domain.commands.commands import Command, Refused, TicketCommand, Understood, Unknown
from bot.domain.commands.reader import read_command
from bot.domain.commands.verbs import TICKET
from bot.domain.permission import Actor, Side
from bot.errors import WrongInput
from bot.services import Services
from bot.services.forms import TicketForm
from bot.services.lifecycle import Lifecycle
from bot.services.places import TicketPlace
from bot.steps import drafts
from handlers import answers, hearing, identity, telling_help, ticket_lists
from handlers.payloads.command import SlashCommand


@dataclass(frozen=True)
class TypedCommand:
    """A command's surroundings: who typed it, and where."""

    services: Services
    typed: SlashCommand
    account: str | None

    @property
    def actor(self) -> Actor:
        """Return who typed it, to the account that is meant."""
        return identity.actor(self.services, self.typed.person, self.account)

    def command(self) -> Command | Unknown:
        """Return what was typed; raises WrongInput for a verb whose arguments cannot be used."""
        known = hearing.context(self.services, self.account, self.typed.person.user)
        match read_command(TICKET, self.typed.text, known):
            case Understood(command):
                return command
            case Refused(_, sentence):
                raise WrongInput(sentence)
            case Unknown() as unknown:
                return unknown
        return commands.TellHelp()

    def ticket(self, command: TicketCommand) -> tuple[TicketPlace, Actor]:
        """Return the ticket that is named, and who typed it to *its* account; raises NotFound."""
        place = self.services.places.numbered(command.ticket or "", self.account)
        return place, identity.actor_on(self.services, self.typed.person, place)

    def other(self, number: str, beside: TicketPlace, actor: Actor) -> TicketPlace:
        """Return a second ticket that is named, of the same account; raises NotFound."""
        place = self.services.places.numbered(number, beside.account)
        self.services.places.refuse_outsider(place, actor)
        return place

    @property
    def account_here(self) -> str:
        """Return the account that is meant: the channel's, or the only one; raises WrongInput."""
        known = tuple(self.services.runbook.accounts)
        if self.account or len(known) == 1:
            return self.account or known[0]
        raise WrongInput("Say this in an account's channel: here I can't tell which account you mean.")


def register(app: App) -> None:
    """Register the command."""
    app.command(ids.TICKET_COMMAND)(ack=answer, lazy=[answers.deliver])


def answer(ack: Ack, slash_command: SlashCommand, context: BoltContext, services: Services) -> None:
    """Answer at once, or note the form to open."""
    asked = TypedCommand(services, slash_command, identity.account_meant(services, slash_command))
    command = asked.command()
    view = _form(asked, command) if isinstance(command, Command) else None
    if view is not None:
        answers.open_view(context, view)
        ack()
        return
    post = _answer(asked, command) if isinstance(command, Command) else _unknown(asked, command)
    ack(text=post.text, blocks=post.blocks, response_type="ephemeral")


def _unknown(asked: TypedCommand, typed: Unknown) -> Post:
    nearest = typed.nearest and f"{ids.TICKET_COMMAND} {typed.nearest}"
    known = telling_help.for_typist(asked.services, asked.account)
    return asking.unknown(defang(typed.text.split(None, 1)[0], {}), nearest, known)


def _form(asked: TypedCommand, command: Command) -> View | None:
    """Return the form that a command opens; None for one that is answered."""
    match command:
        case commands.OpenTicket():
            return _new_ticket(asked, command)
        case commands.SolveTicket():
            place, actor = asked.ticket(command)
            return asked.services.forms.of_ticket(TicketForm.SOLVE, place.ticket_id, actor)
        case commands.Escalate():
            place, actor = asked.ticket(command)
            return asked.services.forms.of_ticket(TicketForm.ESCALATE, place.ticket_id, actor)
        case commands.TellPhones(country):
            return asked.services.forms.phone(asked.account_here, asked.actor, defang(country, {}))
    return None


def _new_ticket(asked: TypedCommand, command: commands.OpenTicket) -> View:
    origin = FormOrigin(account=asked.account, channel=asked.typed.channel)
    wanted, plain = command.opening, asked.services.people.plain
    said = drafts.of_message(plain(wanted.text), subject_of=plain(wanted.headed))
    draft = replace(said, product_id=wanted.product, priority=wanted.priority)
    return asked.services.forms.of_message(asked.actor, origin, draft)


def _answer(asked: TypedCommand, command: Command) -> Post:
    services = asked.services
    match command:
        case commands.ListTickets():
            return ticket_lists.page(services, command, asked.account, asked.actor)
        case commands.ShowTicket():
            place, actor = asked.ticket(command)
            card = services.tickets.card(place.ticket_id, actor)
            return ticket_whole.card_and_all(card, for_staff=actor.side is Side.STAFF)
        case commands.SetPriority(_, priority):
            place, actor = asked.ticket(command)
            once = asked.typed.once
            services.once(once, lambda bot: bot.lifecycle.set_priority(place.ticket_id, priority, actor))
            return lists.plain_answer(f"{place.key} is {priority} now.")
        case commands.FileTicket():
            place, actor = asked.ticket(command)
            once = asked.typed.once
            services.once(once, lambda bot: bot.tickets.file_in_console(place.ticket_id, actor))
            return lists.plain_answer(f"{place.key} is being filed in the console.")
        case commands.AssignTicket():
            return _assign(asked, command)
        case commands.MergeTickets():
            return _merge(asked, command)
        case commands.LinkTickets():
            return _link(asked, command)
        case commands.ForetellTicket(priority, at):
            found = services.oncall.what_if(asked.account_here, asked.actor, priority, at)
            return answer_blocks.whatif(found)
        case commands.TellContacts():
            return contacts.contacts_message(services.directory.contacts(asked.account_here, asked.actor))
        case commands.TellGuide(topic):
            return guide.message(services.guides.about(defang(topic, {}), asked.actor, asked.account))
        case commands.ShowHistory():
            return _history(asked, command)
    return telling_help.for_typist(services, asked.account)


def _assign(asked: TypedCommand, command: commands.AssignTicket) -> Post:
    place, actor = asked.ticket(command)
    asked.services.once(asked.typed.once, lambda bot: _hand_to(bot.lifecycle, place, command, actor))
    card = asked.services.tickets.card(place.ticket_id, actor)
    return lists.assigned(card)


def _merge(asked: TypedCommand, command: commands.MergeTickets) -> Post:
    other, actor = asked.ticket(command)
    kept = asked.other(command.into, other, actor)
    once = asked.typed.once
    asked.services.once(once, lambda bot: bot.merging.merge(other.ticket_id, kept.ticket_id, actor))
    return merged.answer(other.key, kept.key, other.ticket_id)


def _link(asked: TypedCommand, command: commands.LinkTickets) -> Post:
    one, actor = asked.ticket(command)
    other = asked.other(command.to, one, actor)
    once = asked.typed.once
    asked.services.once(once, lambda bot: bot.related.link(one.ticket_id, other.ticket_id, actor))
    return lists.plain_answer(f"{one.key} and {other.key} are linked. “Show all” of each names the other.")


def _hand_to(lifecycle: Lifecycle, place: TicketPlace, command: commands.AssignTicket, actor: Actor) -> None:
    if command.user:
        lifecycle.assign_to_person(place.ticket_id, command.user, actor)
    elif command.role:
        lifecycle.assign_to_role(place.ticket_id, command.role, actor)


def _history(asked: TypedCommand, command: commands.ShowHistory) -> Post:
    """Look back: on a ticket, or (without a number) on what was refused."""
    audit = asked.services.audit
    if command.ticket is None:
        return past.refusals(audit.refusals(asked.account, asked.actor))
    place, actor = asked.ticket(command)
    return past.history(audit.history(place.ticket_id, actor))
