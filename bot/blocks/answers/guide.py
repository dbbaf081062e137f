"""Show a guideline: in a message, or in a modal over a form."""

from collections.abc import Sequence

from bot.blocks.forms.intake_form import linked_line
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Line, Part, flat, lines, listed, preformatted, rich
from bot.blocks.values import Block, Guide, GuideSection, Post, View, Words

_SAMPLE_LIMIT = 3000


def message(guide: Guide) -> Post:
    """Return a guideline as a message."""
    told: list[Line] = [[Bold(guide.title)]]
    for section in guide.sections:
        told += [[section.title], *(linked_line(paragraph) for paragraph in section.text)]
    return Post(flat(*told), [parts.header(guide.title), *_sections(guide.sections)])


def modal(guide: Guide) -> View:
    """Return a guideline as a modal that only tells."""
    return parts.modal(
        "Guideline", [parts.header(guide.title), *_sections(guide.sections)], ids.READ_ONLY_VIEW
    )


def _sections(sections: Sequence[GuideSection]) -> list[Block]:
    return [rich(*told) for section in sections if (told := _section(section))]


def _section(section: GuideSection) -> list[Part]:
    told: list[Line] = [[Bold(section.title)]] if section.title else []
    told += [linked_line(paragraph) for paragraph in section.text]
    found = [lines(*told)] if told else []
    found += _lists(section.points, numbered=section.numbered)
    if section.sample:
        found.append(preformatted(section.sample, _SAMPLE_LIMIT))
    return found


def _lists(points: Sequence[tuple[int, Words]], *, numbered: bool) -> list[Part]:
    """Return points as lists: a new one wherever the depth changes, numbers going on where they stopped."""
    found: list[Part] = []
    run: list[Line] = []
    at = number = 0
    for depth, point in points:
        if depth != at and run:
            found.append(listed(run, indent=at, ordered=numbered and not at, offset=number))
            number += 0 if at else len(run)
            run = []
        at = depth
        run.append(linked_line(point))
    if run:
        found.append(listed(run, indent=at, ordered=numbered and not at, offset=number))
    return found
