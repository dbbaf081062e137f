"""The runbook: what the operator writes down, as typed data that cannot be wrong without being refused."""

from bot.domain.intake.kinds import Shape
from bot.runbook.account import Account, Channel
from bot.runbook.book import Runbook
from bot.runbook.load import load, read_files
from bot.runbook.phones import Phone
from bot.runbook.pin import PinRef
from bot.runbook.products import (
    Abridged,
    ExampleKind,
    ExampleRule,
    Input,
    Note,
    Point,
    Product,
    Question,
    Sample,
)
from bot.runbook.promises import EscalationRules, Notice, Pending, Sla
from bot.runbook.provider import OTHER, Link, Provider
from bot.runbook.rich_text import Text, TextRun
from bot.runbook.roster.people import Group
from bot.runbook.roster.team import Contact
from bot.runbook.values import Weekly

__all__ = [
    "OTHER",
    "Abridged",
    "Account",
    "Channel",
    "Contact",
    "EscalationRules",
    "ExampleKind",
    "ExampleRule",
    "Group",
    "Input",
    "Link",
    "Note",
    "Notice",
    "Pending",
    "Phone",
    "PinRef",
    "Point",
    "Product",
    "Provider",
    "Question",
    "Runbook",
    "Sample",
    "Shape",
    "Sla",
    "Text",
    "TextRun",
    "Weekly",
    "load",
    "read_files",
]
