"""Looking back, for staff: a ticket's history line by line, and what was refused of late."""

from bot.blocks.answers import event_words
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Line, bullets, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.values import Post
from bot.blocks.values.past import Happened, Past, RefusalLine
from bot.domain.wording import clock_time

_WHY_LIMIT = 120


def history(past: Past) -> Post:
    """Show what happened to a ticket: when, what, who did it, from where."""
    return _listed(past, [_happened(past, one) for one in past.happened], "Nothing happened yet.")


def refusals(past: Past) -> Post:
    """Show what was refused: when, who asked, what, where, and what they were told."""
    return _listed(past, [_refused(past, one) for one in past.refused], "Nothing was refused.")


def _listed(past: Past, rows: list[Line], none: str) -> Post:
    heading: Line = [Bold(in_sentence(past.title))]
    if not rows:
        return Post(flat(heading, [none]), [rich(lines(heading, [none]))])
    if past.left_out:
        some = "line is" if past.left_out == 1 else "lines are"
        rows.insert(past.gap, [f"… {past.left_out} {some} left out here"])
    blocks = [rich(lines(heading), bullets(*rows))]
    if past.following:
        blocks.append(parts.actions(parts.button(f"Next {past.more}", ids.HISTORY_PAGE, past.following)))
    return Post(flat(heading, *rows), blocks)


def _happened(past: Past, one: Happened) -> Line:
    words = (f"{one.ticket}: " if one.ticket else "") + event_words.words(one.what)
    who = in_sentence(one.who, 60) + (f" ({in_sentence(one.company, 60)})" if one.company else "")
    return [Bold(clock_time(one.at, past.wall_clock, past.now)), f" · {in_sentence(words, 200)} · {who}"]


def _refused(past: Past, one: RefusalLine) -> Line:
    who = f"{in_sentence(one.who, 60)} ({in_sentence(one.company, 60)})"
    where = f" in {in_sentence(one.where, 60)}" if one.where else ""
    asked = f"{in_sentence(one.asked, 60)}{where}: {in_sentence(one.why, _WHY_LIMIT)}"
    return [Bold(clock_time(one.at, past.wall_clock, past.now)), f" · {who} · {asked}"]
