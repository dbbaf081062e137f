"""The support organisation as a runbook describes it: its roles, its places and its guidelines."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from bot.domain.intake.kinds import Catalogue, IdKind
from bot.errors import NotFound
from bot.runbook.holiday_dates import VERSION, HolidayRule
from bot.runbook.integrations.console import BridgeRow
from bot.runbook.integrations.webhooks import WebhookRow
from bot.runbook.phones import LineRow, Phone
from bot.runbook.products import Common, ExampleKind, Product, Question
from bot.runbook.promises import EscalationRules, Notice, Pending, Pings, Sla
from bot.runbook.rich_text import Text
from bot.runbook.roster.calendars import Calendars
from bot.runbook.roster.people import Group, People, PersonDays
from bot.runbook.values import (
    Address,
    ChannelId,
    Choice,
    Id,
    Row,
    Words,
    Workspaces,
    Zone,
)

_MENU = 100
OTHER = "other"
"""The product of tickets opened by emoji or mention, which name none."""


class Triage(Row):
    """The staff-only channel."""

    id: ChannelId
    name: Words | None = None


class RoleText(Row):
    """A role's name, and what it is there for."""

    name: Choice
    about: Text | None = None


class Roles(Row):
    """The roles of an account's team, for whoever asks who to turn to."""

    tam: RoleText = RoleText(name="Technical Account Manager")
    manager: RoleText = RoleText(name="TAM Manager")
    account_executive: RoleText = RoleText(name="Account Executive")


class Support(Row):
    """What the plan is and includes."""

    name: Choice
    intro: Text | None = None
    about: Text | None = None
    includes: tuple[Text, ...] = ()
    troubleshooting: Text | None = None
    availability: Text | None = None


class ConsoleRow(BridgeRow):
    """How tickets are filed in the provider's own console, and who gets them; whether the bot does it."""

    accounts: Text | None = None
    access: Text | None = None
    submit: Text | None = None
    assignment: tuple[Text, ...] = ()


class Chat(Row):
    """What the chat channel is for, and what it does not promise."""

    slack: Text | None = None
    teams: Text | None = None
    purpose: Text | None = None
    disclaimer: Text | None = None


class Incidents(Row):
    """Where outages are told of, and what follows them."""

    status: Text | None = None
    afterwards: Text | None = None


class Resource(Row):
    """Something to learn or look up from."""

    name: Choice
    link: Id
    about: Text | None = None


class Link(Row):
    """An address that texts refer to; None where it is not known, then only the words are shown."""

    name: Words | None = None
    url: Address | None = None


def _bare_address(value: object) -> object:
    return value if isinstance(value, dict) else {"url": value}


class Provider(Row):
    """The support organisation."""

    name: Choice = Field(alias="provider")
    workspaces: Workspaces
    time_zone: Zone
    holiday_rule: HolidayRule = Field(default=HolidayRule(), alias="holidays")
    sla: Sla
    pending: Pending = Pending()
    notice: Notice = Notice()
    escalation: EscalationRules
    pings: Pings = Pings()
    triage: Triage | None = None
    people: People = Field(default={})
    absences: tuple[PersonDays, ...] = ()
    calendars: Calendars = ()
    pse: Group
    support_management: Group = Group(name="Support Management")
    roles: Roles = Roles()
    support: Support | None = None
    console: ConsoleRow = ConsoleRow()
    phones: tuple[Phone, ...] = ()
    calls: tuple[Text, ...] = ()
    line: LineRow | None = None
    webhooks: tuple[WebhookRow, ...] = ()
    chat: Chat = Chat()
    incidents: Incidents = Incidents()
    resources: tuple[Resource, ...] = ()
    links: dict[Id, Annotated[Link, BeforeValidator(_bare_address)]] = Field(default={})
    guidelines: Text | None = None
    also_guidelines: Text | None = None
    example_kinds: dict[Id, ExampleKind] = Field(default={})
    common: Common = Common()
    short_forms: dict[Literal["question", "feature_request", "design_question"], tuple[Question, ...]] = (
        Field(default={})
    )
    signs: dict[Id, tuple[Words, ...]] = Field(default={})
    drill: Literal["monthly"] | None = None
    """How often each account's people are tried with a P1 that is none."""
    similar_tickets: bool = True
    """Whether staff are shown solved tickets that a new one resembles."""
    products: tuple[Product, ...]

    @field_validator("products", mode="after")
    @classmethod
    def _check_products(cls, products: tuple[Product, ...], info: ValidationInfo) -> tuple[Product, ...]:
        if len(products) > _MENU:
            raise ValueError(f"has more than {_MENU} entries, which is all that a Slack menu holds")
        if not any(product.id == OTHER for product in products):
            raise ValueError(f"one must have the id “{OTHER}”, for tickets that name no product")
        common = info.data.get("common", Common())
        return tuple(product.sharing(common) for product in products)

    @cached_property
    def holidays(self) -> frozenset[date]:
        """Return the organisation's holidays as dates."""
        return frozenset(self.holiday_names)

    @cached_property
    def holiday_names(self) -> dict[date, str]:
        """Return the name of each holiday."""
        return self.holiday_rule.dates()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return all kinds of example IDs, and which of them each product asks for."""
        return Catalogue(
            kinds={
                kind_id: IdKind(kind_id, kind.name, kind.shape, kind.prefixes, kind.tells_product)
                for kind_id, kind in self.example_kinds.items()
            },
            products={product.id: product.examples.kinds for product in self.products},
            names={product.id: product.name for product in self.products},
        )

    @property
    def holidays_version(self) -> str:
        """Return which package, in which version, the holidays were taken from."""
        return VERSION

    @property
    def triage_id(self) -> str | None:
        """Return the staff-only channel of accounts that name none of their own."""
        return self.triage.id if self.triage else None

    @cached_property
    def product_names(self) -> dict[str, str]:
        """Return each name that a product goes by, in lower case, with the product's id."""
        return {
            name.casefold(): product.id
            for product in self.products
            for name in (*product.aliases, product.name, product.id)
        }

    @cached_property
    def products_by_name(self) -> dict[str, Product]:
        """Return each product by every name that finds it, in lower case; of two the first counts."""
        found: dict[str, Product] = {}
        for product in self.products:
            names = (product.id, product.name, product.full_name or product.id, *product.aliases)
            for name in names:
                found.setdefault(name.casefold(), product)
        return found

    def product(self, name: str) -> Product:
        """Return the product of that id or name, in any case; raise NotFound otherwise."""
        found = self.products_by_name.get(name.strip().casefold())
        if found is None:
            raise NotFound(f"There is no product “{name}”.")
        return found

    def link(self, link_id: str) -> str | None:
        """Return a link's address, None where the runbook has none."""
        link = self.links.get(link_id)
        return link.url if link else None
