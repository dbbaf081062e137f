"""The words by which a list of tickets is narrowed: `p1 overdue @kirk voice solved since Mon`."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.commands.opening_request import product_at
from bot.domain.commands.priorities import urgency_at
from bot.domain.commands.sentence import Sentence, WhereSaid
from bot.domain.commands.times.days import day_at
from bot.domain.commands.times.instants import words_of
from bot.domain.commands.tokens import TokenKind
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.ticket import Status
from bot.errors import WrongInput

_FILLERS: Final = (
    *("all", "open", "tickets", "ticket", "the", "of", "our", "please", "me", "unsolved", "and", "with"),
    *("for", "in", "by", "that", "are", "is", "assigned", "to", "from", "product"),
)
_MINE: Final = frozenset({"my", "mine"})
_OVERDUE: Final = frozenset({"overdue", "late", "breached"})
_ESCALATED: Final = frozenset({"escalated", "escalations"})
_PENDING: Final = frozenset({"pending", "waiting"})
_SOLVED: Final = frozenset({"solved", "closed"})
_ABOUT: Final = frozenset({"about", "containing"})
_EXAMPLE: Final = re.compile(r"[a-z]{2}[0-9a-f]{32}")
_A_WEEK: Final = timedelta(days=7)


class FilterReader:
    """Reads filters from a sentence, one after another, as far as they go."""

    def __init__(self, said: Sentence) -> None:
        self._said, self.found, self.at = said, TicketFilter(), 0
        self._takes_words = said.context.place is WhereSaid.COMMAND
        self._behind_about = False

    def read_all(self) -> TicketFilter:
        """Return what is asked for; `at` is then the first token that is no filter.

        Of a slash command, all that is no filter is what the subject contains. Raises WrongInput for what
        looks like a priority or a day and is none.
        """
        while True:
            self.at = self._said.past(self.at, *_FILLERS)
            if self._ends() or not self._one():
                return self.found

    def _ends(self) -> bool:
        """Tell whether only politeness is left; behind `about` it may be what the subject says."""
        if self.at >= len(self._said.read):
            return True
        may_be_polite = self._said.read[self.at].kind is TokenKind.WORD and not self._behind_about
        return may_be_polite and self._said.ends(self.at)

    def _one(self) -> bool:
        return (
            self._priority()
            or self._word()
            or self._person()
            or self._product()
            or self._number()
            or self._subject()
        )

    def _take(self, end: int, **asked: object) -> bool:
        self.found, self.at = replace(self.found, **asked), end  # type: ignore[arg-type]
        return True

    def _priority(self) -> bool:
        urgency = urgency_at(self._said.read, self.at, self._said.context.words.priorities)
        if urgency is None:
            return False
        if urgency.priority is None:
            word = self._said.read[self.at].text
            raise WrongInput(f"“{word}” isn't a priority. There are P1, P2 and P3.")
        return self._take(urgency.end, priority=urgency.priority)

    def _word(self) -> bool:
        word, after = self._said.word(self.at), self._said.past(self.at) + 1
        if word in _MINE:
            return self._take(after, mine=True)
        if word in _OVERDUE:
            return self._take(after, overdue=True)
        if word in _ESCALATED:
            return self._take(after, escalated=True)
        if word in _PENDING:
            return self._take(after, status=Status.PENDING)
        if word in _SOLVED:
            return self._solved(after)
        return False

    def _solved(self, after: int) -> bool:
        """Read since when: a day behind `since`, the last one of its name; without one, for a week."""
        context = self._said.context
        if self._said.word(after) != "since":
            return self._take(after, solved_since=context.now - _A_WEEK)
        words, zone = words_of(self._said.rest(after + 1)), ZoneInfo(context.zone)
        today = context.now.astimezone(zone).date()
        read = day_at(words, 0, today)
        if read is None:
            raise WrongInput("Say since which day: `list solved since Mon`, or `since 2026-03-02`.")
        day = read.day
        while day > today and words[:1].isalpha():
            day -= _A_WEEK
        if day > today:
            raise WrongInput(f"{day:%Y-%m-%d} is still to come.")
        return self._take(self._past_day(after + 1, words[: read.end]), solved_since=_begin_of(day, zone))

    def _past_day(self, at: int, words: str) -> int:
        """Return the first token behind a day that was read from `at` on."""
        count = len(re.findall(r"\w+|[^\w\s]", words))
        return at + count

    def _person(self) -> bool:
        token = self._said.read[self.at]
        return token.kind is TokenKind.USER and self._take(self.at + 1, assignee=token.text)

    def _product(self) -> bool:
        product = product_at(self._said.read, self.at, self._said.context.words.products)
        return product is not None and self._take(product.end, product=product.id)

    def _number(self) -> bool:
        token = self._said.read[self.at]
        if _EXAMPLE.fullmatch(token.text):
            return self._take(self.at + 1, example_id=token.text[:2].upper() + token.text[2:])
        named = self._said.number(self.at)
        if named is None or self._behind_about or not self._takes_words:
            return False
        return self._take(named.end, console_number=named.ticket)

    def _subject(self) -> bool:
        """Read one word of the subject; behind `about` whatever place it was said in."""
        if self._said.word(self.at) in _ABOUT:
            self._takes_words = self._behind_about = True
            return self._take(self._said.past(self.at) + 1)
        if not self._takes_words:
            return False
        token = self._said.read[self.at]
        word = self._said.whole[token.start : token.end]
        return self._take(self.at + 1, words=f"{self.found.words} {word}".strip())


def _begin_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
