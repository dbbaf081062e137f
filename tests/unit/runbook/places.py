"""What people read at each place of the bot, as plain words, over the sample runbook."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from bot.blocks.answers import contacts, guide, on_call
from bot.blocks.forms import ticket_forms
from bot.blocks.messages import cards, notices
from bot.blocks.values import Draft
from bot.domain.keys import done
from bot.domain.ticket import TicketType
from bot.services.forms import TicketForm
from bot.steps import choices
from bot.steps.intake import intake_forms
from bot.steps.intake.intake_checks import Report, check_report
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import Desk

GUIDE, FORM, ABRIDGED, WARNING = "guide ", "form ", "abridged form ", "warning "


class Places:
    """Every place, read when it is asked for and remembered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[str, str] = {}

    def words(self, place: str) -> str:
        """Return everything that a place says; KeyError for one that there is not."""
        if place not in self._read:
            self._read[place] = " ".join(_texts(self._shown(place)))
        return " ".join(self._read[place].split())

    def _shown(self, place: str) -> Any:
        for prefix, show in (
            (GUIDE, lambda topic: guide.modal(self._desk.services.guides.about(topic, self._desk.maya))),
            (FORM, lambda product: self._form(product, abridged=False)),
            (ABRIDGED, lambda product: self._form(product, abridged=True)),
            (WARNING, self._warnings),
        ):
            if place.startswith(prefix):
                return show(place.removeprefix(prefix))
        return _PLACES[place](self._desk)

    def _form(self, product: str, *, abridged: bool) -> Any:
        book = self._desk.runbook
        draft = Draft(product_id=product, abridged=abridged)
        return ticket_forms.new_ticket_form(
            choices.products(book),
            choices.priorities(book.provider.sla),
            prefill=draft,
            intake=intake_forms.form_for(book.provider, draft),
        )

    def _warnings(self, product: str) -> list[str]:
        """Return what the checks say of one old example, and of none."""
        found = []
        name, _, abridged = product.partition(" ")
        now, provider = self._desk.clock.now(), self._desk.runbook.provider
        for examples in ("CA" + "0" * 32 + " SM" + "0" * 31, "CA" + "0" * 31, "SM" + "0" * 32, ""):
            report = Report(
                name, "No SMS comes", TicketType.ISSUE, bool(abridged), examples, now - timedelta(days=9)
            )
            found += [finding.sentence for finding in check_report(provider, report, now).findings]
        return found


def _ticket(desk: Desk) -> Opened:
    return desk.open(origin_key=done.form("places"), product="voice")


def _pending(desk: Desk) -> list[str]:
    opened = _ticket(desk)
    desk.reply(opened, "U0CIERRA", "Is it so?")
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    desk.settle()
    return desk.said("C0PARTIFUL")


_PLACES: dict[str, Callable[[Desk], Any]] = {
    "/ticket contacts": lambda desk: (
        contacts.contacts_message(desk.services.directory.contacts("partiful", desk.maya)).blocks
    ),
    "/ticket phone": lambda desk: desk.services.forms.phone("partiful", desk.maya),
    "/oncall": lambda desk: on_call.oncall(desk.services.oncall.at("partiful", desk.maya)).blocks,
    "the customer's card": lambda desk: cards.customer_card(desk.card(_ticket(desk))).blocks,
    "the staff's card": lambda desk: cards.staff_card(desk.card(_ticket(desk))).blocks,
    "the notice": lambda desk: (
        notices.pinned_notice("partiful", by_console=desk.runbook.account("partiful").sla.by_console).blocks
    ),
    "the ticket's thread": _pending,
    "the form Escalate": lambda desk: desk.services.forms.of_ticket(
        TicketForm.ESCALATE, _ticket(desk).ticket_id, desk.maya
    ),
    "the form Console text": lambda desk: desk.services.forms.of_ticket(
        TicketForm.CONSOLE_TEXT, _ticket(desk).ticket_id, desk.cierra
    ),
    "the runbook's check": lambda desk: desk.runbook.account("partiful").channel.name,
}


def _texts(shown: Any) -> Iterator[str]:
    """Yield every text in blocks; the runs of one rich text section are one text."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, list):
        for inner in shown:
            yield from _texts(inner)
    elif isinstance(shown, dict):
        if shown.get("type") in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            yield "".join(_texts(shown["elements"]))
            yield from (each["url"] for each in shown["elements"] if "url" in each)
            return
        for name in ("title", "text", "label", "hint", "placeholder", "description"):
            yield from _texts(shown.get(name) or "")
        for name in ("blocks", "elements", "element", "options", "fields"):
            yield from _texts(shown.get(name) or [])
