"""What is decided in one place: who may do what, and under which key a row is found."""

import ast
from pathlib import Path

from tests.unit.house.source import imported, nodes, sources

# Where a side is looked at all the same, how often, and why that allows nobody anything.
EXCEPTIONS = {
    "bot/services/conversation.py": "a customer's words start a clock, staff's end it",
    "bot/services/directory.py": "whether the PIN goes with the numbers",
    "bot/services/forms.py": "staff may choose on whose behalf they write; whether the PIN is shown",
    "bot/steps/transitions.py": "whether words are the customer's own: who is told, and how a clock ends",
    "bot/services/places.py": "what is private is found by the provider's own alone",
    "bot/services/related.py": "only a customer's reply becomes a ticket of its own",
    "bot/services/tickets.py": "what “mine” means; that a customer's addition counts as their reply",
    "bot/services/intake.py": "a customer's answers count as their reply",
    "bot/steps/console/authors.py": "in the console staff speak as agents, others as requesters",
    "bot/steps/console/console_people.py": "on which side somebody of the console's is",
    "bot/steps/deadlines/alarms_raised.py": "an alarm that a customer ended by a slip is raised again",
    "bot/steps/deadlines/new_priority.py": "a priority that staff lower is told to the customer",
    "bot/steps/phone/callers.py": "whoever calls and has the PIN is the customer",
    "bot/steps/home/pages.py": "which page of the Home tab somebody sees, by what they may do",
    "bot/steps/intake/intake_facts.py": "what the customer said in the thread counts as told",
    "bot/steps/merging/merging.py": "what the customer asked in the merged ticket's thread",
    "bot/steps/mirrors.py": "a reply is shown as the customer's or as ours; a customer's news of a P1 pings",
    "bot/steps/new_ticket.py": "where an account lists requesters, its other people open none",
    "bot/steps/people/identities.py": "decides on which side somebody is",
    "bot/steps/origin_message.py": "whether triage is told that it was one of ours",
    "bot/steps/similar.py": "which words of a solved ticket were the answer",
    "bot/steps/work.py": "the bot itself acts as staff",
    "handlers/actions/ticket_card.py": "staff are asked for closing words first",
    "handlers/commands/ticket.py": "which card is shown",
    "bot/services/people.py": "whose check mark keeps a ticket solved: theirs who may solve",
    "handlers/events/messages.py": "what staff say to the bot alone answers no customer",
    "handlers/telling_help.py": "which help is shown",
    "handlers/identity.py": "who writes to colleagues need not be told that the customer can't see it",
    "handlers/views/new_ticket.py": "whose ticket it is: a customer's, if one is named",
}


def looks_at_sides(path: Path) -> bool:
    """Tell whether a module names a side, or asks whether somebody is the provider's."""
    return any(
        node.attr in ("is_provider", "side") or (isinstance(node.value, ast.Name) and node.value.id == "Side")
        for node in nodes(path, ast.Attribute)
    )


def test_no_other_module_looks_at_sides_but_for_the_reasons_given() -> None:
    decides = Path("bot/domain/permission.py")
    ours = [path for path in sources() if path.parts[0] in ("bot", "handlers") and path != decides]
    found = {str(path) for path in ours if looks_at_sides(path)}
    assert found == set(EXCEPTIONS), "decide with permission.require, or give the reason here"


def test_listeners_never_ask_for_permission() -> None:
    asking = {"bot.domain.permission.require", "bot.domain.permission.may", "bot.domain.permission.Action"}
    listeners = [path for path in sources() if path.parts[0] == "handlers"]
    assert [path for path in listeners if asking & set(imported(path))] == []


def test_each_reason_is_given_in_words() -> None:
    assert all(len(reason.split()) >= 4 for reason in EXCEPTIONS.values())


def test_keys_of_rows_are_made_in_their_room_alone() -> None:
    kinds = {"DoneKey", "SaidKey", "TicketKey", "Slot"}
    makers = {
        str(path.parent)
        for path in sources()
        for node in nodes(path, ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id in kinds
    }
    assert makers == {"bot/domain/keys"}
