"""The support line: its numbers, who would answer now, and how calls go."""

from bot.blocks.kit import ids
from bot.blocks.values import Answerer, PhoneList, PhoneNumber
from bot.domain.routing import route
from bot.errors import WrongInput
from bot.runbook import Provider
from bot.steps.people import roster
from bot.steps.work import Work

_NO_NUMBER = (
    f"No phone number is listed; to be answered sooner, escalate: write `{ids.MENTION} escalate` "
    "in the ticket's thread."
)


def numbers(provider: Provider, country: str = "") -> PhoneList:
    """Return the numbers of a country as people write it; all of them where it has none.

    Raises WrongInput where the runbook lists no number at all.
    """
    if not provider.phones:
        raise WrongInput(_NO_NUMBER)
    wanted = country.strip()
    listed = sorted(provider.phones, key=lambda phone: phone.country)
    found = [phone for phone in listed if wanted.casefold() in phone.country.casefold()]
    shown = tuple(PhoneNumber(phone.country, phone.number, phone.kind) for phone in found or listed)
    return PhoneList(shown, missed="" if found else wanted)


def how_calls_go(provider: Provider) -> tuple[str, ...]:
    """Return how a call is answered, in the runbook's sentences."""
    return tuple(str(text) for text in provider.calls)


def answers_now(work: Work, account: str) -> Answerer:
    """Return who would answer the phone now (runbook, "Calling the Personalized Support Line")."""
    found = route(roster.team(work, account), work.now)
    return Answerer(found.role, found.name)
