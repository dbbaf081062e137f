"""`tam-bot check --online`, what only the console can tell: who the bot is there, and who its people are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.cli.checks.named import Line
from bot.clock import Clock, SystemClock
from bot.errors import Away
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.refused_calls import FROM_CONSOLE, ConsoleRefusal, NotLetIn
from bot.outbox.zendesk.whos_who import ConsolePeople
from bot.outbox.zendesk.wire import PersonJson
from bot.runbook import Runbook
from bot.settings import Settings, Zendesk

_A_WHILE: Final = timedelta(minutes=10)
_NO_CONSOLE: Final = (301, 302, 307, 308, 404, 405)
"""What is answered where no console gives tokens."""


class _KeptNowhere:
    """Keeps no token: a check changes nothing."""

    def read(self) -> str | None:
        """Return nothing."""
        return None

    def swap(self, was: str | None, sealed: str, expires_at: datetime) -> bool:
        """Keep nothing."""
        return True


def console_lines(settings: Settings, runbook: Runbook, clock: Clock | None = None) -> Iterator[Line]:
    """Yield what the console says, nothing without a bridge; raises Away when it cannot be reached."""
    bridged = [account for account in runbook.accounts.values() if account.console.is_bridged]
    if not bridged or settings.zendesk is None:
        return
    try:
        asking = _Asking(settings.zendesk, clock or SystemClock())
        yield from asking.ourselves()
        for account in bridged:
            yield from asking.people(account.name, sorted(account.console.addresses()))
    except NotLetIn as refused:
        if refused.status in _NO_CONSOLE:
            told = f"ZENDESK_BASE_URL: {settings.zendesk.url} isn't a console's address ({refused.status})."
        else:
            told = f"ZENDESK_CLIENT_SECRET: the console refuses it ({refused.code or refused.status})."
        yield Line(told, True)
    except ConsoleRefusal as refused:
        if refused.status == 429 or refused.status >= 500:
            raise Away(f"The console cannot answer now ({refused}).") from None
        yield Line(f"ZENDESK_BASE_URL: {settings.zendesk.url} refuses to be asked ({refused}).", True)
    except FROM_CONSOLE as error:
        raise Away(
            f"The console at {settings.zendesk.url} cannot be reached ({type(error).__name__})."
        ) from None


class _Asking:
    """Asks one console."""

    def __init__(self, account: Zendesk, clock: Clock) -> None:
        self._url, self._clock = account.url, clock
        self._calls = ConsoleClient(account.url, ConsoleAccess(account, _KeptNowhere(), clock))
        self._people = ConsolePeople(self._calls, clock)
        self._reading = ConsoleReading(account.url, self._calls, self._people)

    def ourselves(self) -> Iterator[Line]:
        """Yield who the bot is there, and whether it may do what it has to."""
        us = PersonJson.of(self._calls.get("users/me")).user.read()
        yield Line(f"{self._url}  the console, in which the bot is {us.name}")
        if not us.is_agent:
            yield Line(
                f"ZENDESK_CLIENT_ID: {us.name}, whose client it is, isn't an agent in the console.", True
            )
            return
        try:
            self._reading.changes(self._clock.now() - _A_WHILE)
        except ConsoleRefusal as refused:
            if refused.status != 403:
                raise
            yield Line(
                f"ZENDESK_CLIENT_ID: {us.name}, whose client it is, may not read the incremental export: "
                "make them an admin, or what happens there is heard by webhook only.",
                True,
            )

    def people(self, account: str, addresses: list[str]) -> Iterator[Line]:
        """Yield who an account's addresses are."""
        for address in addresses:
            known = self._people.by_email(address)
            if known is None:
                yield Line(f"{address}  nobody in the console yet, of {account}")
            elif known.is_agent:
                yield Line(
                    f"console: {account}: {address} is {known.name}, an agent there, not a customer.", True
                )
            else:
                yield Line(f"{address}  {known.name} in the console, of {account}")
