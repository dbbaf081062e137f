"""Phones and PagerDuty as people see them: as the page and the control API show them, and in words."""

from dataclasses import dataclass
from datetime import datetime

from playground.pager.exchange import Incident
from playground.pager.pager import Pager
from playground.pager.phones import AnsweredBy, PhoneCall, PhoneText
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that a phone or PagerDuty shows: since when, and what a person reads or hears."""

    at: datetime
    words: str


class PagerView:
    """Shows what is kept; take the workspace's lock around it."""

    def __init__(self, state: WorkspaceState, pager: Pager) -> None:
        self._state, self._pager, self._exchange = state, pager, pager.exchange

    def everything(self) -> JSON:
        """Return all of it."""
        addresses = self._exchange.addresses
        return {
            "number": self._exchange.account.number,
            "answers_calls": bool(addresses.voice),
            "phones": [
                {"user": one.id, "name": one.real_name, "number": self._exchange.book.number(one.id)}
                for one in self._state.people.values()
                if not one.is_bot
            ],
            "arriving": self._pager.callbacks.arrivals.arriving.value,
            "webhook_given_up": self._pager.hooks.given_up,
            **self.calls(),
            **self.texts(),
            **self.incidents(),
        }

    def calls(self, user: str = "") -> JSON:
        """Return the calls, of one person if named, the oldest first."""
        return {"calls": [self._call(one) for one in self._exchange.calls if self._is_of(user, one.handset)]}

    def texts(self, user: str = "") -> JSON:
        """Return the texts, of one person if named, the oldest first."""
        found = [one for one in self._exchange.texts if self._is_of(user, one.to)]
        return {"texts": [self._text(one) for one in found]}

    def incidents(self) -> JSON:
        """Return PagerDuty's incidents, the oldest first."""
        return {"incidents": [_incident(one) for one in self._exchange.incidents]}

    def phone(self, user: str) -> list[Shown]:
        """Return what somebody's phone shows and says, the oldest first."""
        number = self._exchange.book.number(user)
        texts = [
            Shown(one.at, f"SMS: {one.asked['Body']}") for one in self._exchange.texts if one.to == number
        ]
        calls = [Shown(one.at, call_words(one)) for one in self._exchange.calls if one.handset == number]
        return sorted([*texts, *calls], key=lambda one: one.at)

    def pagerduty(self) -> list[Shown]:
        """Return what PagerDuty shows, the oldest first."""
        return [Shown(one.at, incident_words(one)) for one in self._exchange.incidents]

    def _is_of(self, user: str, number: str) -> bool:
        return not user or self._exchange.book.number(user) == number

    def _name(self, number: str) -> str:
        user = self._exchange.book.whose(number)
        return self._state.people[user].real_name if user else ""

    def _text(self, text: PhoneText) -> JSON:
        who = {"from": text.sender, "to": text.to, "who": self._name(text.to)}
        return {"sid": text.sid, "at": text.at.isoformat(), **who, "body": text.asked["Body"]}

    def _call(self, call: PhoneCall) -> JSON:
        return {
            "sid": call.sid,
            "at": call.at.isoformat(),
            "from": call.sender,
            "to": call.to,
            "who": self._name(call.handset),
            "user": self._exchange.book.whose(call.handset) or None,
            "direction": call.direction.value,
            "parent": call.parent or None,
            "status": call.state.value,
            "awaits": call.awaits.value or None,
            "until": call.until.isoformat() if call.until else None,
            "answered_by": call.answered_by.value or None,
            "heard": list(call.heard),
            "pressed": list(call.pressed),
            "problem": call.problem or None,
        }


def call_words(call: PhoneCall) -> str:
    """Return a call in words: how it stands, who took it, what was heard and pressed."""
    by = " (voicemail)" if call.answered_by is AnsweredBy.VOICEMAIL else ""
    keys = f" / pressed {''.join(call.pressed)}" if call.pressed else ""
    return f"call {call.state.value}{by}: {' / '.join(call.heard)}{keys}".removesuffix(": ")


def incident_words(incident: Incident) -> str:
    """Return an incident in words."""
    by = f" by {incident.by}" if incident.by else ""
    return f"{incident.state}{by}: {incident.summary}"


def _incident(incident: Incident) -> JSON:
    return {
        "key": incident.key,
        "number": incident.number,
        "at": incident.at.isoformat(),
        "status": incident.state,
        "summary": incident.summary,
        "by": incident.by or None,
        "told": list(incident.told),
    }
