"""Calls to the support line: what is heard in them, and what a ticket's threads are told of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.blocks.kit.rich import Bold, Hyperlink, Line, told, unmarked
from bot.blocks.kit.text import in_sentence, one_line
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post, Recipient, TicketLine
from bot.domain.calendar.durations import in_words
from bot.domain.events.calls import LineCalled
from bot.domain.phone.line_answer import CalleeHears, Heard, KeyPressed, LineAnswer
from bot.domain.phone.line_call import Callee, CallOutcome
from bot.domain.phone.pin_tries import HIDDEN
from bot.domain.tams import Role

SUBJECT: Final = "Phone call"
"""The subject of a ticket that begins with a call: nobody has typed one."""
_TYPE_PIN: Final = "Please type your PIN, then press the hash key."
_LOOK_UP_PIN: Final = "Look it up in your Slack channel, under Phone numbers. Goodbye."
_SUBJECT_LIMIT: Final = 100


def heard(answer: LineAnswer, provider: str) -> str:
    """Return what a caller hears."""
    match answer.heard:
        case Heard.ASKS_PIN:
            return f"Welcome to {provider} support. {_TYPE_PIN}"
        case Heard.ASKS_PIN_AGAIN:
            return f"We know no such PIN. {_TYPE_PIN}"
        case Heard.ASKS_PIN_NOT_TYPED:
            return f"We heard no PIN. {_TYPE_PIN}"
        case Heard.REFUSED:
            return f"We know no such PIN. {_LOOK_UP_PIN}"
        case Heard.PIN_NOT_TYPED:
            return f"We heard no PIN. {_LOOK_UP_PIN}"
        case Heard.LOCKED_OUT:
            return "Too many wrong PINs came from your number. Please open a ticket in Slack. Goodbye."
        case Heard.LOCKED_OUT_HIDDEN:
            return "Too many wrong PINs came from hidden numbers. Please show your number and call again."
        case Heard.ASKS_TICKET:
            return _which_ticket(answer)
        case Heard.RINGS:
            return _rings(answer)
        case Heard.ASKS_MESSAGE:
            return (
                f"Nobody can take your call now. {_spoken(answer.ticket)} is a P1 ticket, and the team is "
                "paged. Please say after the tone what is wrong, then press the hash key."
            )
        case Heard.GOODBYE:
            return "Thank you for calling. Goodbye."


def callee_hears(call: CalleeHears) -> str:
    """Return what whoever is rung hears first."""
    subject = in_sentence(one_line(call.subject), _SUBJECT_LIMIT)
    about = f"It is about {_spoken(call.ticket)}: {subject}." if call.ticket else "It is about something new."
    who = f"{call.caller} at {call.account}" if call.caller else call.account
    return f"{who} is on the support line. {about} Press 1 to take the call."


def after_key(pressed: KeyPressed) -> str:
    """Return what whoever is rung hears if their key connects them with nobody."""
    if pressed is KeyPressed.PASSES_ON:
        return "The call is passed on. Goodbye."
    return "The caller has hung up, or somebody else has the call. Goodbye."


def no_connection(numbers: Sequence[str]) -> str:
    """Return what a caller hears while we cannot answer: what else there is."""
    digits = [" ".join(number) for number in numbers]
    called = f", or call {', or '.join(digits)}" if digits else ""
    return f"We cannot connect you just now. Please open a ticket in your Slack channel{called}."


def _which_ticket(answer: LineAnswer) -> str:
    keys = [f"Press {key} for {_spoken(ticket)}." for key, ticket in enumerate(answer.tickets, 1)]
    return f"Hello, {answer.account}. {' '.join(keys)} Press {len(keys) + 1} for something new."


def _rings(answer: LineAnswer) -> str:
    callee = answer.callee
    if callee is None:
        return "Please hold."
    if answer.instead_of:
        return f"{answer.instead_of} cannot take the call. We are calling {_titled(callee)}. Please hold."
    if callee.role is Role.PSE:
        return f"We are calling {_titled(callee)}. Please hold."
    return f"Your TAM is {callee.name}. Please hold while we call."


def _titled(callee: Callee) -> str:
    if callee.role is Role.PSE:
        return f"{callee.name} of the 24x7 team"
    return f"{callee.name}, your {callee.role.label}"


def _spoken(key: str) -> str:
    return key.replace("-", " ")


def called(ticket: TicketLine, account: str, call: LineCalled) -> Post:
    """Tell a ticket's thread of a call about it."""
    return told(_call(ticket, account, call), *_what_follows(ticket, call.outcome))


def called_in_plain_words(ticket: TicketLine, account: str, call: LineCalled) -> str:
    """Tell readers elsewhere than in Slack of it."""
    return unmarked(_call(ticket, account, call))


def called_in_triage(
    ticket: TicketLine, account: str, call: LineCalled, caller: str, told_to: Sequence[Recipient]
) -> Post:
    """Tell triage of it, with the number to call back where nobody took it."""
    first = [*ticket_wording.pings(told_to), *_call(ticket, account, call)]
    return told(first, [_call_back(caller, call)] if call.outcome.waits else [])


def message_left(ticket: TicketLine, seconds: int, recording: str) -> Post:
    """Tell triage that whoever called has left a message, and where it can be heard."""
    length = in_words(timedelta(seconds=seconds)) if seconds >= 60 else f"{seconds} s"
    return told([Bold(ticket.key), f" · a message of {length} was left: ", Hyperlink("listen", recording)])


def wrong_pins(caller: str, wrong: int, owners: Sequence[tuple[str, str]]) -> Post:
    """Tell triage that somebody called and had no PIN; `owners` have that number, each of some company."""
    pins = "a PIN that nobody has" if wrong == 1 else f"{wrong} PINs that nobody has"
    whose = " and ".join(
        f"{ticket_wording.person(name)}'s at {ticket_wording.person(company)}" for name, company in owners
    )
    known = f" The number is {whose}, but a number can be forged." if whose else ""
    first = f"Somebody called the support line and typed {pins}. Number: {_number(caller)}.{known}"
    return told([first])


def _call_back(caller: str, call: LineCalled) -> str:
    whose = f", the number is {ticket_wording.person(call.caller)}'s" if call.caller else ""
    return f"Call back: {_number(caller)}{whose}."


def _call(ticket: TicketLine, account: str, call: LineCalled) -> Line:
    at = ticket_wording.when(ticket, call.at)
    caller = ticket_wording.person(call.caller) if call.caller else "Somebody"
    who = f" · {caller} at {ticket_wording.person(account)} called at {at}"
    if call.outcome is CallOutcome.ANSWERED:
        spoke = in_words(timedelta(seconds=call.seconds or 0))
        return [
            Bold(ticket.key),
            f"{who} and talked to {ticket_wording.person(call.name or '')} for {spoke}.",
        ]
    if call.outcome is CallOutcome.ABANDONED:
        return [Bold(ticket.key), f"{who} and hung up before anybody took the call."]
    return [Bold(ticket.key), f"{who}. Nobody could take the call."]


def _what_follows(ticket: TicketLine, outcome: CallOutcome) -> list[Line]:
    if not outcome.waits:
        return []
    promise = ticket_wording.promise(ticket)
    return [[f"It is {ticket.priority} now, and the team is paged. {promise}".rstrip()]]


def _number(caller: str) -> str:
    return "hidden" if caller == HIDDEN else caller
