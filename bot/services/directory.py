"""Say who is who and how to reach them: people, links, phone numbers, who would answer now."""

from bot.blocks.values import Answerer, Contacts, LinkLine, PersonCard, PhoneList, PhoneNumber
from bot.domain.permission import Action, Actor, require
from bot.domain.routing import Role, route
from bot.runbook import Account
from bot.services.service import Service
from bot.steps import roster
from bot.steps.work import Work


class Directory(Service):
    """Use cases of looking up people and numbers."""

    def contacts(self, account: str, actor: Actor) -> Contacts:
        """Return the account's people with what each is for, the links, and who answers now."""
        with self.reading() as work:
            require(actor, Action.SEE_PHONES)
            named = work.account(account)
            return Contacts(
                account_name=f"{named.name} ({named.site})" if named.site else named.name,
                people=_people(work, named),
                links=tuple(
                    LinkLine(link.name or link_id, link.url)
                    for link_id, link in work.runbook.provider.links.items()
                ),
                answers_now=_answers_now(work, account),
                channel_name=named.channel.name,
            )

    def phones(self, actor: Actor, country: str = "") -> PhoneList:
        """Return the support line's numbers: of a country as people write it, or all of them."""
        require(actor, Action.SEE_PHONES)
        wanted = country.strip()
        listed = sorted(self.runbook.provider.phones, key=lambda phone: phone.country)
        found = [phone for phone in listed if wanted.casefold() in phone.country.casefold()]
        numbers = tuple(PhoneNumber(phone.country, phone.number, phone.kind) for phone in found or listed)
        return PhoneList(numbers, missed="" if found else wanted)

    def how_calls_go(self) -> tuple[str, ...]:
        """Return how a call is answered, in the runbook's sentences."""
        return tuple(str(text) for text in self.runbook.provider.calls)

    def answers_now(self, account: str) -> Answerer:
        """Return who would answer the phone now (runbook, "Calling the Personalized Support Line")."""
        with self.reading() as work:
            return _answers_now(work, account)

    def pin(self, account: str, actor: Actor) -> str | None:
        """Return the account's PIN for one person alone; raises NotAllowed for people it is not meant for."""
        require(actor, Action.SEE_PIN)
        named = self.runbook.account(account)
        return named.pin.reveal() if named.pin else None


def _answers_now(work: Work, account: str) -> Answerer:
    found = route(roster.team(work, account), work.now)
    return Answerer(found.role, found.name)


def _people(work: Work, account: Account) -> tuple[PersonCard, ...]:
    roles = work.runbook.provider.roles
    cards = []
    for title, tam in zip(("Primary", "Secondary"), roster.team(work, account.key).tams, strict=False):
        about = roles.tam.about or "" if tam.role is Role.PRIMARY else ""
        cards.append(
            PersonCard(f"{title} {roles.tam.name}", tam.holder(work.now).name, about, tam.hours_text)
        )
    for role, person in (
        (roles.manager, account.manager),
        (roles.account_executive, account.account_executive),
    ):
        if person:
            cards.append(PersonCard(role.name, person.name, role.about or "", email=person.email))
    return tuple(cards)
