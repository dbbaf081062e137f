"""Verbs about nobody's ticket in particular: lists, duty, absences, numbers, help."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.commands import commands
from bot.domain.commands.characters import folded
from bot.domain.commands.commands import Command
from bot.domain.commands.list_filters import FilterReader
from bot.domain.commands.parsed import Parsed, alone
from bot.domain.commands.priorities import urgency_at
from bot.domain.commands.remainder import has_words
from bot.domain.commands.sentence import Sentence, WhereSaid, without_courtesy
from bot.domain.commands.times.days_off import FORMS, days_off
from bot.domain.commands.times.instants import typed_instant
from bot.domain.commands.times.spans import Hours
from bot.domain.commands.tokens import TokenKind
from bot.domain.tams import FOR_EVER
from bot.errors import WrongInput

_CANCELS: Final = frozenset(
    {"cancel", "undo", "delete", "remove", "clear", "revoke", "cancelled", "canceled"}
)
_LISTS: Final = frozenset({"list", "show", "planned", "plans", "who"})
_NEXT_IS_A_CHANGE: Final = (
    "`/oncall next` says who answers next. For a day write `/oncall at 2026-03-07 10:00`, "
    "for seven days `/oncall week`."
)
_ONLY_THIS_WEEK: Final = (
    "`/oncall week` shows the coming seven days and no others. For a day write `/oncall at 2026-03-07 10:00`."
)


def list_tickets(said: Sentence) -> Parsed:
    """Read which tickets: nothing, for all that are open, or filters."""
    reader = FilterReader(said)
    wanted = reader.read_all()
    return alone(said, reader.at, commands.ListTickets(wanted, said.text))


def list_mine(said: Sentence) -> Parsed:
    """Read filters of one's own tickets, or nothing."""
    reader = FilterReader(said)
    wanted = replace(reader.read_all(), mine=True)
    return alone(said, reader.at, commands.ListTickets(wanted, f"mine {said.text}"))


def what_if(said: Sentence) -> Parsed:
    """Read `P2`, or `P2 at INSTANT`.

    Raises WrongInput where no priority is named.
    """
    urgency = urgency_at(said.read, said.past(0, "a"), said.context.words.priorities)
    if urgency is None or urgency.priority is None:
        word = said.rest(0).split(None, 1)[:1]
        if word:
            raise WrongInput(f"“{word[0][:40]}” isn't a priority. There are P1, P2 and P3.")
        raise WrongInput("Say which priority, and when if not now: `whatif P2 at 2026-03-06T17:30-05:00`.")
    when = said.rest(said.past(urgency.end, "at"))
    at = typed_instant(when, said.context.zone, said.context.now) if has_words(when) else said.context.now
    return Parsed(commands.ForetellTicket(urgency.priority, at))


def on_call(said: Sentence) -> Parsed:
    """Read nothing, `next`, or an instant."""
    word, end = said.word(0), said.past(0, "now", "next", "who", "is", "today")
    if said.ends(0) or (word in ("now", "who") and said.ends(end)):
        return Parsed(commands.TellOnCall())
    if word == "next" and said.ends(end):
        return Parsed(commands.TellOnCall(next=True))
    try:
        return Parsed(commands.TellOnCall(_instant(said)))
    except WrongInput:
        if said.context.place is WhereSaid.COMMAND or word == "at":
            raise
    return Parsed(commands.TellOnCall(), said.rest(said.past(0)), is_sure=not said.context.place.is_ticket)


def on_call_at(said: Sentence) -> Parsed:
    """Read an instant."""
    return Parsed(commands.TellOnCall(_instant(said)))


def _instant(said: Sentence) -> datetime:
    return typed_instant(without_courtesy(said.text), said.context.zone, said.context.now)


def on_call_next(said: Sentence) -> Parsed:
    """Read nothing.

    Raises WrongInput for "next week" and "next Friday", which are times.
    """
    if _is_a_time(said.text, said) or _is_a_time(f"next {said.text}", said):
        raise WrongInput(_NEXT_IS_A_CHANGE)
    return alone(said, 0, commands.TellOnCall(next=True))


def _is_a_time(text: str, said: Sentence) -> bool:
    with suppress(WrongInput):
        return bool(days_off(text, said.context.zone, said.context.now).spans)
    return False


def week(said: Sentence) -> Parsed:
    """Read nothing.

    Raises WrongInput for another week than the coming one.
    """
    if not said.ends(0):
        raise WrongInput(_ONLY_THIS_WEEK)
    return Parsed(commands.TellWeek())


def shifts(said: Sentence) -> Parsed:
    """Read whose shifts: `@person`, or a name.

    Raises WrongInput where nobody is named.
    """
    who = days_off(said.text, said.context.zone, said.context.now).who
    if not (who.user or who.name):
        raise WrongInput("Say whose shifts: `/oncall who @person`.")
    return Parsed(commands.TellShifts(who))


def off(said: Sentence) -> Parsed:
    """Read days or hours; `cancel` and days, to take an absence back; nothing, to list what is planned.

    Raises WrongInput where no day is named.
    """
    words = [token.text for token in said.read]
    if not has_words(said.text) or (words[0] in _LISTS and said.ends(1)):
        return Parsed(commands.ListDaysOff())
    after_whom = 1 if len(words) > 1 and said.read[0].kind is TokenKind.USER else 0
    ends = [at for at in (0, after_whom, len(words) - 1) if words[at] in _CANCELS]
    if ends:
        return Parsed(_cancelled(said, ends[0]))
    read = days_off(said.text, said.context.zone, said.context.now)
    if not read.spans:
        raise WrongInput(f"Say which days. {FORMS}")
    return Parsed(commands.TakeDaysOff(read.who, read.spans))


def away_from_now(said: Sentence) -> Parsed:
    """Read until when, or nothing: until told back."""
    read = days_off(said.text, said.context.zone, said.context.now)
    return Parsed(commands.TakeDaysOff(read.who, read.spans or (Hours(said.context.now, FOR_EVER),)))


def back(said: Sentence) -> Parsed:
    """Read whose absence ends now: one's own, or somebody's.

    Raises WrongInput where days are named: those are cancelled, not come back from.
    """
    read = days_off(said.text, said.context.zone, said.context.now)
    if read.spans:
        raise WrongInput(
            "`back` ends an absence now. To shorten one that is planned, write `off cancel` and the days."
        )
    return Parsed(commands.ComeBack(read.who))


def phone(said: Sentence) -> Parsed:
    """Read a country, or nothing."""
    rest = without_courtesy(said.rest(said.past(0, "numbers", "number", "for", "in", "of")))
    known = folded(rest).strip(" .!?") in said.context.countries
    if not has_words(rest) or known or said.context.place is WhereSaid.COMMAND:
        return Parsed(commands.TellPhones(rest))
    return Parsed(commands.TellPhones(), rest, is_sure=not said.context.place.is_ticket)


def contacts(said: Sentence) -> Parsed:
    """Read nothing."""
    return alone(said, 0, commands.TellContacts())


def guide(said: Sentence) -> Parsed:
    """Read a product, or nothing."""
    topic = without_courtesy(said.rest(0))
    known = folded(topic).strip(" .!?") in said.context.words.products
    sure = known or not has_words(topic) or not said.context.place.is_ticket
    return Parsed(commands.TellGuide(topic), is_sure=sure)


def help_(said: Sentence) -> Parsed:
    """Read nothing."""
    return alone(said, 0, commands.TellHelp())


def _cancelled(said: Sentence, at: int) -> Command:
    token = said.read[at]
    text = f"{said.whole[said.start : token.start]} {said.whole[token.end :]}"
    read = days_off(text, said.context.zone, said.context.now)
    return commands.CancelDaysOff(read.who, read.spans)
