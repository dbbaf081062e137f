"""Say who is who and how to reach them: people, links, phone numbers, who would answer now."""

from bot.blocks.answers import contacts
from bot.blocks.values import Contacts, LinkLine, PersonCard, PhoneList
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Action, Actor, may, require
from bot.domain.routing import Role
from bot.runbook import Account
from bot.services.service import ForPeople
from bot.steps.people import phone_line, roster
from bot.steps.work import Work
from models.queues.outbox import OutboxUrgency


class Directory(ForPeople):
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
                answers_now=phone_line.answers_now(work, account),
                channel_name=named.channel.name,
            )

    def phones(self, actor: Actor, country: str = "") -> PhoneList:
        """Return the support line's numbers: of a country as people write it, or all of them."""
        require(actor, Action.SEE_PHONES)
        return phone_line.numbers(self.runbook.provider, country)

    def send_phones(self, account: str, actor: Actor, country: str, asked: DoneKey) -> None:
        """Send somebody the numbers directly, with the PIN if it is theirs to see, in answer to `asked`.

        The PIN itself is filled in on the way out: no row of ours holds it.
        """
        require(actor, Action.SEE_PHONES)
        named = self.runbook.account(account)
        sees_pin = named.pin is not None and may(actor.side, Action.SEE_PIN)
        with self.work() as work:
            post = contacts.phone_message(
                named.name,
                phone_line.numbers(self.runbook.provider, country),
                f"{{{{pin:{account}}}}}" if sees_pin else None,
                phone_line.answers_now(work, account),
                phone_line.how_calls_go(self.runbook.provider),
            )
            pin_of = account if sees_pin else None
            work.say(
                post,
                key=said.direct_answer(asked),
                channel=actor.user,
                pin_of=pin_of,
                urgency=OutboxUrgency.ANSWER,
            )

    def pin(self, account: str, actor: Actor) -> str | None:
        """Return the account's PIN for one person alone; raises NotAllowed for people it is not meant for."""
        require(actor, Action.SEE_PIN)
        named = self.runbook.account(account)
        return named.pin.reveal() if named.pin else None


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
