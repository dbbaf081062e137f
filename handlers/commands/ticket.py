"""`/ticket`: alone it opens the form; with a verb it answers, or opens the form of that verb."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import contacts, guide, help, lists, past
from bot.blocks.answers import on_call as answer_blocks
from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.kit import ids
from bot.blocks.messages import cards
from bot.blocks.values import Post, View
from bot.domain.permission import Actor, Side
from bot.domain.routing import Role
from bot.errors import WrongInput
from bot.services import Services
from bot.services.forms import TicketForm
from bot.services.places import Place
from handlers import answers, grammar, identity
from handlers.payloads.command import SlashCommand


@dataclass(frozen=True)
class Asked:
    """A verb's surroundings: who typed it, where, and what followed."""

    services: Services
    typed: SlashCommand
    account: str | None
    rest: str

    @property
    def actor(self) -> Actor:
        """Return who typed it, to the account that is meant."""
        return identity.actor(self.services, self.typed.person, self.account)

    def ticket(self) -> tuple[Place, Actor]:
        """Return the ticket that the first word names, and who typed it to *its* account; raises NotFound."""
        named = grammar.literal(self.rest.partition(" ")[0])
        place = self.services.places.numbered(named, self.account)
        return place, identity.actor(self.services, self.typed.person, place.account)

    @property
    def words(self) -> str:
        """Return what follows the ticket's number."""
        return self.rest.partition(" ")[2].strip()

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
    typed = grammar.command(slash_command.text)
    asked = Asked(services, slash_command, identity.account_meant(services, slash_command), typed.rest)
    if typed.verb in FORMS:
        answers.open_view(context, FORMS[typed.verb](asked))
        ack()
        return
    verb = ANSWERS.get(typed.verb)
    post = verb(asked) if verb else lists.unknown_command(grammar.literal(typed.verb), help.help_for_staff())
    ack(text=post.text, blocks=post.blocks, response_type="ephemeral")


def _new_ticket(asked: Asked) -> View:
    origin = FormOrigin(account=asked.account, channel=asked.typed.channel)
    return asked.services.forms.new_ticket(asked.actor, origin)


def _solve(asked: Asked) -> View:
    place, actor = asked.ticket()
    return asked.services.forms.of_ticket(TicketForm.SOLVE, place.ticket_id, actor)


def _escalate(asked: Asked) -> View:
    place, actor = asked.ticket()
    return asked.services.forms.of_ticket(TicketForm.ESCALATE, place.ticket_id, actor)


def _phone(asked: Asked) -> View:
    return asked.services.forms.phone(asked.account_here, asked.actor, asked.rest)


def _help(asked: Asked) -> Post:
    return help.help_for_staff()


def _guide(asked: Asked) -> Post:
    wanted = grammar.literal(asked.rest)
    return guide.message(asked.services.guides.about(wanted, asked.actor, asked.account))


def _list(asked: Asked) -> Post:
    number = grammar.literal(asked.rest)
    if any(character.isdigit() for character in number):
        filed = asked.services.tickets.filed_as(number, asked.account, asked.actor)
        return lists.ticket_list(f"Filed in the console as {number[:40]}", filed)
    found = asked.services.tickets.unsolved(asked.account, asked.actor)
    return lists.ticket_list("Open tickets", found)


def _mine(asked: Asked) -> Post:
    return lists.ticket_list("Your tickets", asked.services.tickets.mine(asked.account, asked.actor))


def _show(asked: Asked) -> Post:
    place, actor = asked.ticket()
    card = asked.services.tickets.card(place.ticket_id, actor)
    return cards.staff_card(card) if actor.side is Side.STAFF else cards.customer_card(card)


def _priority(asked: Asked) -> Post:
    (place, actor), priority = asked.ticket(), grammar.priority(asked.words)
    asked.services.lifecycle.set_priority(place.ticket_id, priority, actor)
    return lists.answer(f"{place.key} is {priority} now.")


def _assign(asked: Asked) -> Post:
    (place, actor), user = asked.ticket(), grammar.user(asked.words)
    lifecycle = asked.services.lifecycle
    if user:
        lifecycle.assign_to_person(place.ticket_id, user, actor)
    elif asked.words.lower() in set(Role):
        lifecycle.assign_to_role(place.ticket_id, Role(asked.words.lower()), actor)
    else:
        raise WrongInput("Name a person (@user) or a role: primary, secondary or pse.")
    card = asked.services.tickets.card(place.ticket_id, actor)
    return lists.answer(f"{place.key} is with {card.assignee_name} now. {' '.join(card.why)}")


def _what_if(asked: Asked) -> Post:
    word, _, after = asked.rest.partition(" ")
    account = asked.account_here
    zone = asked.services.runbook.account(account).time_zone
    when = after.removeprefix("at ").strip()
    now = asked.services.clock.now()
    at = grammar.instant(when, zone, now) if when else now
    return answer_blocks.whatif(
        asked.services.oncall.what_if(account, asked.actor, grammar.priority(word), at)
    )


def _contacts(asked: Asked) -> Post:
    return contacts.contacts_message(asked.services.directory.contacts(asked.account_here, asked.actor))


def _history(asked: Asked) -> Post:
    """Look back: on a ticket, or (without a number) on what was refused."""
    audit = asked.services.audit
    if not asked.rest:
        return past.refusals(audit.refusals(asked.account, asked.actor))
    place, actor = asked.ticket()
    return past.history(audit.history(place.ticket_id, actor))


FORMS: dict[str, Callable[[Asked], View]] = {
    "": _new_ticket,
    "new": _new_ticket,
    "solve": _solve,
    "escalate": _escalate,
    "phone": _phone,
}
ANSWERS: dict[str, Callable[[Asked], Post]] = {
    "help": _help,
    "guide": _guide,
    "list": _list,
    "mine": _mine,
    "show": _show,
    "priority": _priority,
    "assign": _assign,
    "whatif": _what_if,
    "contacts": _contacts,
    "history": _history,
}
