"""How to reach people: phone numbers with the PIN, and the account's contacts without it."""

from collections.abc import Sequence

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Code, Hyperlink, Line, Part, bullets, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Answerer, Contacts, PersonCard, PhoneList, Post, View


def phone_modal(
    account_name: str,
    phones: PhoneList,
    pin: str | None,
    answers_now: Answerer,
    how: Sequence[str] = (),
) -> View:
    """Return numbers and PIN for one pair of eyes; `pin` None says that it is not theirs to see."""
    body = _phone_lines(account_name, phones, pin, answers_now, how)
    return parts.modal("Phone numbers", [rich(*body)], ids.READ_ONLY_VIEW)


def phone_message(
    account_name: str,
    phones: PhoneList,
    pin: str | None,
    answers_now: Answerer,
    how: Sequence[str] = (),
) -> Post:
    """Return the same as a message: a direct one may carry the PIN (or its placeholder), no other may."""
    said: list[Line] = [_now(answers_now), *_missed(phones), *_numbers(phones)]
    body = _phone_lines(account_name, phones, pin, answers_now, how)
    return Post(flat([f"Support line of {in_sentence(account_name, 80)}"], *said), [rich(*body)])


def _phone_lines(
    account_name: str,
    phones: PhoneList,
    pin: str | None,
    answers_now: Answerer,
    how: Sequence[str],
) -> list[Part]:
    heading: Line = [Bold(f"Support line of {in_sentence(account_name, 80)}")]
    secret: Line = (
        [Bold("PIN: "), Code(pin)]
        if pin
        else ["The PIN is shown only to the account's own people and its support team."]
    )
    told = [lines(*([in_sentence(sentence, 500)] for sentence in how))] if how else []
    return [lines(heading, _now(answers_now), secret, *_missed(phones)), bullets(*_numbers(phones)), *told]


def _now(answers_now: Answerer) -> Line:
    return ["A call now goes to ", Bold(ticket_wording.who_for_staff(answers_now)), "."]


def _missed(phones: PhoneList) -> list[Line]:
    if not phones.missed:
        return []
    return [
        [f"No number is listed for {in_sentence(phones.missed, 80)}. Any of these reaches the same people."]
    ]


def _numbers(phones: PhoneList) -> list[Line]:
    return [[f"{phone.country}: {phone.number} ({phone.kind})"] for phone in phones.numbers]


def contacts_message(contacts: Contacts) -> Post:
    """Return who is who as a message."""
    said = [[_title(contacts)], *(_person(person) for person in contacts.people)]
    return Post(flat(*said), [rich(*_contact_parts(contacts))])


def _title(contacts: Contacts) -> str:
    return f"Contacts of {in_sentence(contacts.account_name, 80)}"


def _contact_parts(contacts: Contacts) -> list[Part]:
    people = [_person(person) for person in contacts.people]
    now: Line = ["A ticket now goes to ", Bold(ticket_wording.who_for_staff(contacts.answers_now)), "."]
    chat: Line = [f"Chat: #{contacts.channel_name}, without SLA"] if contacts.channel_name else []
    body = [lines([Bold(_title(contacts))], now, chat)]
    if people:
        body.append(bullets(*people))
    links: list[Line] = [
        [Hyperlink(link.label, link.url)] if link.url else [f"{link.label} (no address given)"]
        for link in contacts.links
    ]
    return [*body, lines([Bold("Links")]), bullets(*links)] if links else body


def _person(person: PersonCard) -> Line:
    facts = [ticket_wording.person(person.name)]
    if person.hours:
        facts.append(person.hours)
    if person.email:
        facts.append(person.email)
    purpose = f". {person.purpose}" if person.purpose else ""
    return [Bold(f"{person.title}: "), ", ".join(facts) + purpose]
