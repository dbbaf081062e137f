"""Who of the provider's people somebody is."""

from bot.domain.tams import Member
from bot.runbook import Runbook
from bot.steps.people.identities import in_staff_group
from bot.steps.work import Work
from models.people import SlackUser


def member(book: Runbook, user: str) -> Member | None:
    """Return somebody whose presence decides who answers: a TAM, or one of a schedule's people."""
    return book.members.get(user)


def of_staff(work: Work, user: str) -> Member | None:
    """Return anybody of the staff, in the provider's zone where the runbook tells no other."""
    book = work.runbook
    known = member(book, user)
    if known is not None or not (user in book.staff_names or in_staff_group(work, user)):
        return known
    zones = {person.slack: person.time_zone for person in book.provider.people.values()}
    return Member(name(work, user), user, zones.get(user) or book.provider.time_zone)


def zones(book: Runbook) -> dict[str, str]:
    """Return the zones in which the days off of the provider's people are counted, by Slack user."""
    people = {user: member(book, user) for user in sorted(book.staff_ids)}
    return {user: person.zone for user, person in people.items() if person}


def name(work: Work, user: str) -> str:
    """Return what a user is called."""
    known = None if user in work.runbook.staff_names else SlackUser.known(work.session, user)
    return work.runbook.staff_names.get(user) or (known.name if known else "That person")


def no_tam(work: Work, user: str) -> str:
    """Say of somebody whose presence decides nothing that it does not."""
    return f"{name(work, user)} isn't an account's TAM. Only TAMs' days off change who gets a ticket."
