"""A ticket as it is filed in the provider's console, in the shape of the runbook's samples."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.long_text import in_parts
from bot.blocks.kit.rich import Bold, Code, Hyperlink, Line, flat, lines, preformatted, rich
from bot.blocks.kit.text import cut
from bot.blocks.values import Block, Post, TicketCard, TicketLine
from bot.domain.wording import moment

_STANDS_ALONE = 6
"""An answer of fewer words ("Yes.") says nothing without the question's heading."""
_IN_A_MESSAGE = 8000
PART = 5000
"""A longer text is shown in several parts, none of it left out."""


def console_body(card: TicketCard, provider: str) -> str:
    """Return the plain text to paste: greeting, what happens, what was answered, the examples."""
    paragraphs = [f"{provider} Support,", *_told(card), *_examples(card)]
    reporter = f"{card.report.requester_name} ({card.account_name})"
    paragraphs.append(f"Reported by {reporter}, our reference {card.line.key}.")
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def to_paste(ticket: TicketLine, subject: str, body: str, url: str | None) -> list[Block]:
    """Return subject and body as they are copied into the console, with the way there."""
    return [
        rich(lines(_where(ticket, url))),
        rich(lines([Bold("Subject")]), preformatted(subject, parts.SECTION_LIMIT)),
        rich(lines([Bold("Body")]), *(preformatted(part, 2 * PART) for part in in_parts(body, PART))),
    ]


def to_paste_message(card: TicketCard, provider: str) -> Post:
    """Return the same as an answer in the thread; the number is told with the same words."""
    number = Code(f"{ids.MENTION} console {card.line.number} 1234567")
    body = console_body(card, provider)
    whole = cut(body, _IN_A_MESSAGE)
    after: list[Line] = [["Once it is filed, write ", number, " with its number."]]
    if whole != body:
        after.append(["The text is longer than a message holds. The button Console text has all of it."])
    blocks = to_paste(card.line, card.line.subject, whole, card.console.url)
    return parts.post(flat(_where(card.line, card.console.url)), *blocks, rich(lines(*after)))


def _where(ticket: TicketLine, url: str | None) -> Line:
    return [Bold(ticket.key), ": copy the text into ", Hyperlink("the console", url), "."]


def _told(card: TicketCard) -> list[str]:
    """Return the description and the short answers as one text, longer ones below it."""
    first, more = [_sentence(card.report.description)], []
    if card.report.happened_at:
        first.append(f"This happened {moment(card.report.happened_at, card.line.wall_clock)}.")
    for label, answer in card.intake.answers:
        if answer == card.intake.examples_text:
            continue
        if "\n" in answer:
            more.append(f"{label}:\n{answer}")
        else:
            first.append(_sentence(answer if len(answer.split()) >= _STANDS_ALONE else f"{label}: {answer}"))
    return [" ".join(sentence for sentence in first if sentence), *more]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?:;…" else f"{text}."


def _examples(card: TicketCard) -> list[str]:
    """Return the examples as the samples list them: one named by its kind, several each on a line."""
    intake = card.intake
    told = []
    if intake.numbers:
        sender, receiver = (number or "unknown" for number in intake.numbers)
        told.append(f"From number: {sender}\nTo number: {receiver}")
    typed = [line.strip() for line in intake.examples_text.splitlines() if line.strip()]
    listed = typed or card.report.example_ids
    if not listed:
        return told
    if intake.affected_users:
        users = "\n".join(f"- {line.removeprefix('- ')}" for line in listed)
        return [*told, f"Below are some of the affected end-users:\n\n{users}"]
    if len(listed) == 1 and not intake.examples_text:
        kind = next((kind for kind in intake.kinds if kind), "example")
        return [*told, f"Here is the {kind}: {listed[0]}"]
    count = f"{len(listed)} examples" if len(listed) > 1 else "the example"
    return [*told, f"Below you can find {count} of the issue:\n\n" + "\n\n".join(listed)]
