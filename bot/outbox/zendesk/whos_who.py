"""Who is who in the console: by number or by address, asked once an hour."""

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.console.there import PersonThere
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from bot.outbox.zendesk.wire import PeopleJson, PersonJson, UserJson

_KEPT_FOR: Final = timedelta(hours=1)
_MOST_KEPT: Final = 5000


class ConsolePeople:
    """Knows people of one console; safe to use from several threads."""

    def __init__(self, client: ConsoleClient, clock: Clock) -> None:
        self._console, self._clock = client, clock
        self._lock = threading.Lock()
        self._kept: dict[int | str, tuple[datetime, PersonThere]] = {}

    def heard_of(self, users: Iterable[UserJson]) -> None:
        """Remember people who came with an answer."""
        for user in users:
            self._keep(user.read())

    def by_id(self, number: int | None) -> PersonThere | None:
        """Return somebody by number; None for nobody, or somebody deleted. Raises what a call raises."""
        if number is None:
            return None
        kept = self._remembered(number)
        if kept is not None:
            return kept
        try:
            return self._keep(PersonJson.of(self._console.get(f"users/{number}")).user.read())
        except ConsoleRefusal as refused:
            if refused.is_not_there:
                return None
            raise

    def by_email(self, address: str) -> PersonThere | None:
        """Return somebody by address; None where the console knows nobody. Raises what a call raises."""
        wanted = address.strip().lower()
        kept = self._remembered(wanted)
        if kept is not None:
            return kept
        found = self._console.get("users/search", {"query": f'email:"{wanted}"'})
        people = [user.read() for user in PeopleJson.of(found).users]
        return next((self._keep(person) for person in people if person.email == wanted), None)

    def customer(self, address: str, name: str) -> PersonThere:
        """Return somebody by address, who is made known if nobody has it, without any mail to them."""
        known = self.by_email(address)
        if known is not None:
            return known
        user = {"name": name, "email": address, "skip_verify_email": True}
        answer = self._console.post("users/create_or_update", {"user": user})
        return self._keep(PersonJson.of(answer).user.read())

    def forget(self, person: PersonThere) -> None:
        """Ask about somebody again: the console will have none of what we knew."""
        with self._lock:
            for key in (person.id, person.email):
                self._kept.pop(key, None)  # type: ignore[arg-type]  # None is nobody's

    def _remembered(self, key: int | str) -> PersonThere | None:
        with self._lock:
            since, person = self._kept.get(key, (None, None))
        return person if since is not None and self._clock.now() - since < _KEPT_FOR else None

    def _keep(self, person: PersonThere) -> PersonThere:
        with self._lock:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            for key in (person.id, person.email):
                if key is not None:
                    self._kept[key] = (self._clock.now(), person)
        return person
