"""The mark that keeps a ticket of the console's from its customer's channel: set, taken away, set again."""

from bot.blocks.messages.console import heard
from bot.blocks.values import Post
from bot.domain.console.there import TicketThere
from bot.domain.keys import said, slots
from bot.steps import cards, ticket_lines
from bot.steps.work import Work
from models.console.link import ConsoleLink
from models.queues import outbox_writing
from models.ticket import Ticket


def is_private(work: Work, account: str, read: TicketThere) -> bool:
    """Tell whether a ticket of the console's has the mark that keeps it from the channel."""
    return work.account(account).console.private_tag in read.tags


def keep_up(work: Work, own: Ticket, link: ConsoleLink, read: TicketThere, *, is_older: bool) -> None:
    """Take in that the mark was set or taken away; what stands in the channel can't be unsaid.

    A ticket that was read as it stood before may have got the mark since: only newer news take it away.
    """
    private = is_private(work, own.account, read)
    if private is link.private or (is_older and not private):
        return
    link.private = private
    line = ticket_lines.line(work, own)
    if own.private:
        post = heard.private_again(line) if private else heard.stays_private(line)
    else:
        post = heard.turned_private(line) if private else heard.private_no_more(line)
    cards.tell_triage(work, own, said.console_news(read.updated_at, "private"), post)
    if private and not own.private:
        _tell_inside(work, own)


def _tell_inside(work: Work, own: Ticket) -> None:
    """Tell triage what was on its way to the channel: it is not said there any more.

    What a customer said triage has heard already.
    """
    begin = slots.heard_comments(own.id)
    for row in outbox_writing.unsettled_posts(work.session, own.channel, begin):
        number, words = row.slot.removeprefix(begin), row.payload
        post = Post(str(words.get("text", "")), words.get("blocks") or [])
        cards.tell_triage(work, own, said.console_comment(int(number)), post)
