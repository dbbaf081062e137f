"""Briefs as shifts change: what is whose from here on, since when, what was said last and what is due."""

from collections.abc import Iterator

from bot.blocks.answers import event_words
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Hyperlink, Line, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post
from bot.blocks.values.briefs import BriefCard, BriefItem
from bot.domain.wording import clock_time

_SUBJECT_LIMIT, _WORDS_LIMIT = 100, 150
_SHOWN = 8


def brief(card: BriefCard) -> Post:
    """Say to whoever has it from now on what cannot wait, until somebody says that they have it."""
    texts: list[Line] = [_title(card)]
    for item in card.items[:_SHOWN]:
        texts += _item(item)
    if len(card.items) > _SHOWN:
        texts.append([f"And {len(card.items) - _SHOWN} more: /ticket list shows them."])
    texts.append(_end(card))
    button = parts.button("I have it", ids.HAVE_IT, str(card.id), style="primary")
    open_still = card.had_by is None and bool(card.items)
    return parts.post(flat(*texts), rich(lines(*texts)), parts.actions(button) if open_still else None)


def _title(card: BriefCard) -> Line:
    if card.climbed:
        at = clock_time(card.changed_at, card.clock, card.now)
        words = f"The shift changed at {at}, and nobody says that they have this:"
    else:
        words = "The shift has changed. This is yours from here on:"
    return [*ticket_wording.pings(card.told_to), words]


def _item(item: BriefItem) -> Iterator[Line]:
    line = item.line
    subject = in_sentence(line.subject, _SUBJECT_LIMIT)
    yield [Bold("• "), Hyperlink(line.key, line.permalink), f" · {line.priority} · {subject}"]
    yield [" ".join(_facts(item))]
    if item.last is not None:
        said = f"{ticket_wording.person(item.last.author)}, {ticket_wording.when(line, item.last.at)}"
        yield [f"Said last: {said}: {in_sentence(item.last.text, _WORDS_LIMIT) or 'a file'}"]
    if item.meanwhile:
        told = (f"{ticket_wording.when(line, at)} {event_words.words(what)}" for at, what in item.meanwhile)
        yield [f"Meanwhile: {'; '.join(told)}."]


def _facts(item: BriefItem) -> Iterator[str]:
    line = item.line
    opened = f"Open since {ticket_wording.when(line, item.opened_at)}"
    if item.escalated_at is not None:
        yield f"{opened}, escalated {ticket_wording.when(line, item.escalated_at)}."
    else:
        yield f"{opened}."
    if line.due_at is not None:
        yield ticket_wording.promise(line)
    elif item.escalated_at is None and item.evidence_ends is None:
        yield "No answer is awaited."
    if item.evidence_ends is not None:
        yield f"Hand its examples on: the records end {ticket_wording.when(line, item.evidence_ends)}."


def _end(card: BriefCard) -> Line:
    if not card.items:
        return ["Nothing is left of it."]
    if card.had_by is not None and card.had_at is not None:
        at = clock_time(card.had_at, card.clock, card.now)
        return [f"{ticket_wording.person(card.had_by)} has it, {at}."]
    if card.climbs_at is None:
        return ["Say that you have it."]
    return [
        f"Say that you have it; from {clock_time(card.climbs_at, card.clock, card.now)} the next one is told."
    ]
