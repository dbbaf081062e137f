"""The values that builders take and give: plain facts in, `Post` and view dicts out."""

from bot.blocks.values.entries import Choice, Draft, LinkLine, ReasonChoice
from bot.blocks.values.facts import (
    Contacts,
    FileLink,
    OffHours,
    OnCallAnswer,
    OnCallPerson,
    PersonCard,
    PhoneNumber,
    Reply,
    WhatIfAnswer,
)
from bot.blocks.values.intake import FormField, Guide, GuideSection, IntakeFacts, IntakeForm, Words
from bot.blocks.values.surfaces import Block, Post, View
from bot.blocks.values.tickets import (
    Answerer,
    ClockKind,
    EscalationLine,
    Origin,
    PriorityChoice,
    Recipient,
    TicketCard,
    TicketLine,
    TimeLeft,
    promise,
)

__all__ = [
    "Answerer",
    "Block",
    "Choice",
    "ClockKind",
    "Contacts",
    "Draft",
    "EscalationLine",
    "FileLink",
    "FormField",
    "Guide",
    "GuideSection",
    "IntakeFacts",
    "IntakeForm",
    "LinkLine",
    "OffHours",
    "OnCallAnswer",
    "OnCallPerson",
    "Origin",
    "PersonCard",
    "PhoneNumber",
    "Post",
    "PriorityChoice",
    "ReasonChoice",
    "Recipient",
    "Reply",
    "TicketCard",
    "TicketLine",
    "TimeLeft",
    "View",
    "WhatIfAnswer",
    "Words",
    "promise",
]
