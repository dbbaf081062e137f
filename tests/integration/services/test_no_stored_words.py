"""No row holds a sentence of ours: what is stored is facts, and rewording a text touches none of them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import JSON, select, type_coerce

from bot.domain.commands.times.spans import WholeDays
from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from models.store.base import Base
from models.store.records import TypedJson
from tests.fixtures.desk import Desk, new_york

WORDS_OF_OTHERS = {
    "tickets": {"subject", "description", "origin_text"},
    "ticket_messages": {"text"},
    "escalations": {"comment", "reach"},
}
"""What people wrote."""
WHAT_IS_KEPT_WHOLE = {"runbook_versions": {"files", "holidays"}}
"""What the operator wrote, and the name of a package."""
WHAT_WAS_TOLD = {"outbox": {"payload"}, "refusals": {"why"}}
"""Messages and refusals, kept as the words that somebody was told."""
KEPT = (WORDS_OF_OTHERS, WHAT_IS_KEPT_WHOLE, WHAT_WAS_TOLD)
FROM_THE_RUNBOOK = {
    "General Issue",
    "Degraded Service",
    "Business Critical",
    "Mon-Fri 09:00-18:00",
    "Personalized Support Engineers",
    "24x7 Support Management",
}
PEOPLE = {
    "Maya Chen",
    "Dev Patel",
    "Petra Novak",
    "Colleen Marsh",
    "Cierra Simms",
    "Kirk McCalla",
    "Ralph Esposito",
    "Jay Moore",
}
SAID_IN_FORMS = {"Android only", "It was the carrier."}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


@pytest.fixture
def played(story: Desk) -> Desk:
    """Give a desk after all that can be told of a ticket."""
    desk, march_4 = story, date(2026, 3, 4)
    desk.services.absences.announce(desk.cierra, "U0CIERRA", [WholeDays(march_4, march_4)])
    opened = desk.open(priority=Priority.P1)
    desk.pass_time(timedelta(hours=4))
    desk.services.lifecycle.take(opened.ticket_id, desk.kirk)
    desk.services.tickets.add_details(opened.ticket_id, desk.maya, "Android only")
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, desk.kirk)
    desk.escalate(opened, Reason.RESPONSE)
    desk.pass_time(timedelta(minutes=40))
    desk.reply(opened, "U0KIRK", "Which carrier?")
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.kirk)
    desk.pass_time(timedelta(days=21))
    desk.reply(opened, "U0MAYA", "It fails again, on Android")
    desk.clock.set(new_york("2026-03-28 11:00"))
    desk.open(priority=Priority.P3)
    desk.services.lifecycle.assign_to_person(opened.ticket_id, "U0KIRK", desk.cierra)
    desk.solve(opened)
    desk.settle()
    return desk


def texts(value: object) -> Iterator[str]:
    """Yield the texts in what a column holds, those of JSON within it too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in texts(inner))


def stored(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield every text that is stored, with where it stands, but for what is kept as words."""
    with desk.database.read() as session:
        for table in Base.metadata.sorted_tables:
            kept = {name for known in KEPT for name in known.get(table.name, ())}
            for column in table.columns:
                if column.name in kept:
                    continue
                raw = type_coerce(column, JSON) if isinstance(column.type, TypedJson) else column
                for value in session.scalars(select(raw)):
                    yield from ((f"{table.name}.{column.name}", text) for text in texts(value))


def test_no_column_holds_a_sentence_of_ours(played: Desk) -> None:
    known = FROM_THE_RUNBOOK | PEOPLE | SAID_IN_FORMS
    found = {(where, text) for where, text in stored(played) if " " in _INSTANT.sub("", text)}
    assert {(where, text) for where, text in found if text not in known} == set()
    assert ("tickets.why", "Kirk McCalla") in found, "what is nested in JSON is looked at too"
