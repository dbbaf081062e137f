"""Keep account of a refusal: who wanted what, from where, and what they were told."""

from bot.blocks.forms.forms_state import FormRefused
from bot.domain.permission import Actor
from bot.errors import AlreadySo, BotError, DoneBefore
from bot.services import Services
from bot.steps.refusals import Attempt
from handlers.payloads import Incoming


def note(services: Services, error: BotError, incoming: Incoming) -> None:
    """Write the refusal down; a form's field that wants correcting is none, nor is what stands already."""
    if isinstance(error, FormRefused | DoneBefore | AlreadySo):
        return
    services.acts.refused(asked(services, incoming), str(error))


def title(error: Exception) -> str:
    """Return what stands above the words that tell a click why it changed nothing."""
    return "Nothing to do" if isinstance(error, AlreadySo) else "Not done"


def asked_by(actor: Actor, incoming: Incoming) -> Attempt:
    """Return the same where it is known who asked."""
    return Attempt(actor.team, actor.user, incoming.asked, incoming.channel)


def asked(services: Services, incoming: Incoming) -> Attempt:
    """Return who asked for what, and where, as an account of refusals keeps it."""
    person = incoming.person
    user = person.user if person else ""
    team = services.people.actor(None, user, person.team if person else None).team
    return Attempt(team, user, incoming.asked, incoming.channel)
