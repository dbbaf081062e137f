"""Every way in which somebody can ask something of the desk, and who it is for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from slack_bolt import BoltResponse

from bot.blocks.kit import ids
from bot.blocks.values import Recipient
from bot.domain.commands.times.spans import Hours
from bot.domain.escalation import Reason
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.handover import briefs
from bot.steps.handover.briefs import ShiftChange
from tests.fixtures.desk import new_york
from tests.integration.connect.front import TRIAGE, Front, button, chosen, picked, typed

STAFF, COLLEAGUE, CUSTOMER, GUEST = "U0PETRA", "U0COLLEEN", "U0MAYA", "U0OTTO"
PEOPLE = (STAFF, COLLEAGUE, CUSTOMER, GUEST)

DESK = frozenset({STAFF})
BOTH = frozenset({STAFF, CUSTOMER})
MEMBERS = frozenset({STAFF, COLLEAGUE, CUSTOMER})
ALL = frozenset(PEOPLE)


@dataclass(frozen=True)
class Scene:
    """What a way in acts on: a fresh ticket of Maya's in the state it needs."""

    front: Front
    ticket: int
    number: int
    card: str
    chat: str
    announced: str = ""
    """What an absence, a cover, a swap or a merger is undone or answered by; or another ticket's number."""

    def metadata(self) -> dict[str, int]:
        """Return what the forms of a ticket carry along."""
        return {"ticket": self.ticket}


Do = Callable[[Scene, str], BoltResponse]


@dataclass(frozen=True)
class Way:
    """One action on one surface; `needs` is how its ticket must stand."""

    surface: str
    name: str
    who: frozenset[str]
    do: Do
    needs: str = "open"

    def __str__(self) -> str:
        return f"{self.surface} {self.name}"


def command(line: str, who: frozenset[str], needs: str = "open") -> Way:
    """Return a slash command; N stands for the ticket's number, M for another's."""

    def do(scene: Scene, user: str) -> BoltResponse:
        typed = line.replace(" N", f" {scene.number}").replace(" M", f" {scene.announced}")
        return scene.front.command(user, typed)

    return Way("command", line, who, do, needs)


def mention(words: str, who: frozenset[str], needs: str = "open") -> Way:
    """Return what is said to the bot in the channel; N stands for the ticket's number."""

    def do(scene: Scene, user: str) -> BoltResponse:
        return scene.front.mention(user, words.replace(" N", f" {scene.number}"))

    return Way("mention", words, who, do, needs)


def click(action_id: str, who: frozenset[str], needs: str = "open", *, menu: str = "") -> Way:
    """Return a button of a card; `menu` is the entry chosen, in a menu."""

    def do(scene: Scene, user: str) -> BoltResponse:
        value = str(scene.ticket)
        action = chosen(action_id, f"{menu}:{value}") if menu else button(action_id, value)
        return scene.front.click(user, action, TRIAGE if action_id.startswith("staff.") else "C0PARTIFUL")

    return Way("button", f"{action_id} {menu}".strip(), who, do, needs)


def ask_for(scene: Scene, user: str) -> BoltResponse:
    """Choose what the card's menu offers first."""
    people = scene.front.bot.services.people
    card = scene.front.bot.services.tickets.card(scene.ticket, people.actor("partiful", STAFF, "T0PROVIDER"))
    question, _ = card.intake.missing[0]
    return scene.front.click(user, chosen(ids.ASK_FOR, f"{question}:{scene.ticket}"), TRIAGE)


def needs_answer(scene: Scene, user: str) -> BoltResponse:
    """Say of the customer's thanks, as triage shows them, that they need an answer."""
    ts = scene.front.newest_reply(scene.ticket)
    return scene.front.click(user, button(ids.NEEDS_ANSWER, f"{scene.ticket}:{ts}"), TRIAGE)


def split_off(scene: Scene, user: str) -> BoltResponse:
    """Split the customer's reply off, as it stands in the ticket's thread."""
    reply = scene.front.newest_reply(scene.ticket)
    return scene.front.shortcut(user, ids.SPLIT_SHORTCUT, reply)


def anywhere(action_id: str, who: frozenset[str]) -> Way:
    """Return a button of a notice, which carries no ticket."""
    return Way("button", action_id, who, lambda scene, user: scene.front.click(user, button(action_id)))


def undo_merger(scene: Scene, user: str) -> BoltResponse:
    """Undo a merger that stands, or one that was made up."""
    return scene.front.click(user, button(ids.UNDO_MERGER, scene.announced or str(scene.ticket)), TRIAGE)


def of_duty(action_id: str, needs: str) -> Way:
    """Return a button under what was announced about who is on call."""

    def do(scene: Scene, user: str) -> BoltResponse:
        return scene.front.click(user, button(action_id, scene.announced))

    return Way("button", action_id, DESK, do, needs)


def next_page(scene: Scene, user: str) -> BoltResponse:
    """Click *Next* under a list."""
    return scene.front.click(user, button(ids.NEXT_PAGE, "2:partiful:p1"))


def history_page(scene: Scene, user: str) -> BoltResponse:
    """Click *Next* under a history."""
    return scene.front.click(user, button(ids.HISTORY_PAGE, f"{scene.ticket}:1"))


def shortcut(callback_id: str, on: str, who: frozenset[str]) -> Way:
    """Return a shortcut on chat, or anywhere."""

    def do(scene: Scene, user: str) -> BoltResponse:
        return scene.front.shortcut(user, callback_id, scene.chat if on == "chat" else None)

    return Way("shortcut", f"{callback_id} {on}", who, do)


def form(callback_id: str, values: Mapping[str, object], who: frozenset[str], about: str = "ticket") -> Way:
    """Return a submitted form: of a ticket, or (`about` chat) of the channel."""

    def do(scene: Scene, user: str) -> BoltResponse:
        here = {"account": "partiful", "channel": "C0PARTIFUL"}
        metadata = scene.metadata() if about == "ticket" else here
        return scene.front.submit(user, callback_id, dict(metadata), dict(values))

    return Way("modal", f"{callback_id} {about}", who, do)


def emoji(name: str, on: str, who: frozenset[str], needs: str = "open", kind: str = "reaction_added") -> Way:
    """Return an emoji put on (or taken from) a ticket's card or on chat."""

    def do(scene: Scene, user: str) -> BoltResponse:
        return scene.front.react(user, scene.card if on == "card" else scene.chat, name, kind)

    return Way("emoji", f"{name} {on} {kind}", who, do, needs)


ISSUE = {
    ids.TYPE_BLOCK: picked("question"),
    ids.PRODUCT_BLOCK: picked("other"),
    ids.PRIORITY_BLOCK: picked("P3"),
    ids.SUBJECT_BLOCK: typed("Subject"),
    ids.DESCRIPTION_BLOCK: typed("Description"),
}
ALARM = {ids.REASON_BLOCK: picked("blocker")}

FILLED_IN = ISSUE | ALARM

WAYS = (
    command("/ticket", BOTH),
    command("/ticket new", BOTH),
    command("/ticket open P2 voice Calls drop", BOTH),
    command("/ticket list", MEMBERS),
    command("/ticket mine", MEMBERS),
    command("/ticket show N", MEMBERS),
    command("/ticket solve N", BOTH),
    command("/ticket escalate N", BOTH),
    command("/ticket priority N P2", BOTH),
    command("/ticket assign N secondary", DESK),
    command("/ticket assign N <@U0CIERRA|c>", DESK),
    command("/ticket merge N into M", DESK, "two"),
    command("/ticket link N M", DESK, "two"),
    command("/ticket file N", BOTH),
    command("/ticket history N", DESK),
    command("/ticket history", DESK),
    command("/ticket whatif P2", MEMBERS),
    command("/ticket phone", MEMBERS),
    command("/ticket contacts", MEMBERS),
    command("/ticket help", ALL),
    command("/ticket guide", MEMBERS),
    command("/oncall", MEMBERS),
    command("/oncall next", MEMBERS),
    command("/oncall at 2026-03-07 10:00", MEMBERS),
    command("/oncall week", MEMBERS),
    command("/oncall who <@U0CIERRA>", MEMBERS),
    command("/oncall off <@U0CIERRA> 2026-12-24..2026-12-27", DESK),
    command("/oncall off", DESK),
    command("/oncall off <@U0CIERRA> cancel 2027-12-24", DESK, "away"),
    command("/oncall away <@U0CIERRA> until 23:00", DESK),
    command("/oncall back <@U0KIRK>", DESK, "away"),
    command("/oncall cover <@U0KIRK> 2027-03-09 for <@U0CIERRA>", DESK),
    command("/oncall swap <@U0KIRK> 2027-03-09", DESK),
    of_duty(ids.UNDO_ABSENCE, "away"),
    of_duty(ids.UNDO_COVER, "covered"),
    of_duty(ids.ACCEPT_SWAP, "swapped"),
    of_duty(ids.REFUSE_SWAP, "swapped"),
    of_duty(ids.HAVE_IT, "briefed"),
    Way("button", ids.UNDO_MERGER, DESK, undo_merger, "merged"),
    Way("button", ids.NEXT_PAGE, MEMBERS, next_page),
    Way("button", ids.HISTORY_PAGE, DESK, history_page),
    mention("open P3 Nothing works", BOTH),
    mention("add N It is worse", BOTH),
    mention("list", MEMBERS),
    mention("show N", MEMBERS),
    mention("solve N: Done", BOTH),
    mention("console N", BOTH),
    mention("file N", BOTH),
    mention("reopen N", BOTH, "solved"),
    mention("priority N P2", BOTH),
    mention("escalate N response", BOTH),
    mention("oncall", MEMBERS),
    mention("phone", MEMBERS),
    mention("contacts", MEMBERS),
    mention("guide", MEMBERS),
    mention("help", ALL),
    click(ids.ESCALATE, BOTH),
    click(ids.ADD_DETAILS, BOTH),
    click(ids.MARK_SOLVED, BOTH),
    click(ids.REOPEN, BOTH, "solved"),
    click(ids.ANSWER, BOTH),
    click(ids.FOLLOW_UP, BOTH, "solved"),
    click(ids.TAKE, DESK),
    click(ids.PENDING, DESK, "answered"),
    click(ids.SOLVE, BOTH),
    *(click(action_id, BOTH) for action_id in ids.SET_PRIORITY.values()),
    click(ids.STAFF_REOPEN, BOTH, "solved"),
    click(ids.ACKNOWLEDGE, DESK, "escalated"),
    click(ids.CONSOLE_TEXT, BOTH),
    click(ids.CUSTOMER_CONSOLE_TEXT, BOTH),
    click(ids.FILE_IN_CONSOLE, BOTH),
    click(ids.CUSTOMER_FILE, BOTH),
    click(ids.HANDED_ON, DESK),
    Way("button", ids.ASK_FOR, DESK, ask_for, "lacking"),
    Way("button", ids.NEEDS_ANSWER, DESK, needs_answer, "thanked"),
    click(ids.MORE, BOTH, menu=ids.MORE_PRIORITY),
    click(ids.MORE, DESK, menu=ids.MORE_REASSIGN),
    click(ids.MORE, BOTH, menu=ids.MORE_ESCALATE),
    click(ids.MORE, DESK, menu=ids.MORE_WHY),
    click(ids.MORE, BOTH, menu=ids.MORE_CONSOLE),
    click(ids.MORE, MEMBERS, menu=ids.MORE_ALL),
    click(ids.MORE, BOTH, "solved", menu=ids.MORE_REOPEN),
    click(ids.SHOW_ALL, MEMBERS),
    anywhere(ids.OPEN_TICKET, BOTH),
    anywhere(ids.PHONE_NUMBERS, MEMBERS),
    shortcut(ids.CREATE_TICKET_SHORTCUT, "chat", BOTH),
    shortcut(ids.ESCALATE_SHORTCUT, "chat", BOTH),
    Way("shortcut", ids.SPLIT_SHORTCUT, DESK, split_off, "thanked"),
    shortcut(ids.NEW_TICKET_SHORTCUT, "anywhere", BOTH | {GUEST}),
    form(ids.NEW_TICKET_VIEW, ISSUE, BOTH, "chat"),
    form(ids.ESCALATE_VIEW, ALARM, BOTH),
    form(ids.ESCALATE_VIEW, ALARM | ISSUE, BOTH, "chat"),
    form(ids.SOLVE_VIEW, {ids.CLOSING_BLOCK: typed("Done.")}, BOTH),
    form(ids.ADD_DETAILS_VIEW, {ids.DETAILS_BLOCK: typed("More.")}, BOTH),
    form(ids.PRIORITY_VIEW, {ids.PRIORITY_BLOCK: picked("P2")}, BOTH),
    form(ids.REASSIGN_VIEW, {ids.ASSIGNEE_BLOCK: picked("secondary")}, DESK),
    form(ids.CONSOLE_VIEW, {ids.CONSOLE_BLOCK: typed("4711")}, BOTH),
    form(ids.ANSWER_VIEW, {ids.EXAMPLES_BLOCK: typed("none")}, BOTH),
    emoji(ids.OPEN_EMOJI, "chat", BOTH),
    emoji(ids.OPEN_EMOJI, "card", MEMBERS),
    emoji(ids.BLOCKER_EMOJI, "chat", BOTH),
    emoji(ids.BLOCKER_EMOJI, "card", BOTH),
    emoji(ids.RESPONSE_EMOJI, "card", BOTH),
    emoji("one", "card", BOTH),
    emoji(ids.HANDED_ON_EMOJI, "card", DESK),
    emoji(ids.SOLVE_EMOJI, "card", BOTH, "answered"),
    emoji(ids.SOLVE_EMOJI, "card", BOTH, "solved", "reaction_removed"),
)


def scene(front: Front, needs: str) -> Scene:
    """Set a scene: a fresh ticket that stands as it must, and a message that is none."""
    opened = front.open()
    services, staff = (
        front.bot.services,
        front.bot.services.people.actor("partiful", "U0CIERRA", "T0PROVIDER"),
    )
    maya = services.people.actor("partiful", CUSTOMER, "T0PARTIFUL")
    card = front.card(opened.ticket_id)
    if needs == "answered":
        front.answer(card)
    elif needs == "thanked":
        front.answer(card)
        front.say("U0MAYA", "Thanks!", card)
    elif needs == "solved":
        services.lifecycle.solve(opened.ticket_id, staff, "It was the carrier.")
    elif needs == "escalated":
        services.escalations.raise_on(opened.ticket_id, Alarm(Reason.BLOCKER, maya))
    front.settle()
    number = front.row(opened.ticket_id).number
    announced = _ANNOUNCED[needs](front) if needs in _ANNOUNCED else ""
    return Scene(front, opened.ticket_id, number, card, front.chat("U0DEV"), announced)


def _away(front: Front) -> str:
    """Have the staff say that both TAMs are away, Kirk just now; return what they can undo."""
    services = front.bot.services
    staff, now = services.people.actor("partiful", STAFF, "T0PROVIDER"), front.clock.now()
    services.absences.announce(staff, "U0KIRK", [Hours(now, now + timedelta(hours=1))])
    eve = new_york("2027-12-24 09:00")
    for_an_hour = Hours(eve, eve + timedelta(hours=1, seconds=front.next()))
    said = services.absences.announce(staff, "U0CIERRA", [for_an_hour])
    assert said.act is not None
    return said.act


def _covered(front: Front) -> str:
    """Have Cierra put the staff on call; return what they can undo."""
    covers, people = front.bot.services.covers, front.bot.services.people
    cierra = people.actor("partiful", "U0CIERRA", "T0PROVIDER")
    return covers.cover(cierra, STAFF, [_CHRISTMAS], "U0CIERRA").act


def _swap(front: Front) -> str:
    """Have Cierra ask the staff to swap; return what they can accept."""
    covers, people = front.bot.services.covers, front.bot.services.people
    cierra = people.actor("partiful", "U0CIERRA", "T0PROVIDER")
    return covers.swap(cierra, STAFF, [_CHRISTMAS]).act


def _two(front: Front) -> str:
    """Open another ticket; return its number."""
    return str(front.row(front.open().ticket_id).number)


def _merged(front: Front) -> str:
    """Have Cierra make one of two tickets a part of the other; return what that is undone by."""
    cierra = front.bot.services.people.actor("partiful", "U0CIERRA", "T0PROVIDER")
    other, kept = front.open().ticket_id, front.open().ticket_id
    front.bot.services.merging.merge(other, kept, cierra)
    return str(other)


def _briefed(front: Front) -> str:
    """Have Kirk briefed about a ticket; return what they can say that they have."""
    ticket = front.open().ticket_id
    with front.bot.services.acts.work() as work:
        kirk = Recipient("Kirk McCalla", "U0KIRK")
        shifts = ShiftChange("partiful", work.now + timedelta(seconds=ticket))
        return str(briefs.tell(work, shifts, (kirk,), [ticket]))


_CHRISTMAS = Hours(new_york("2027-12-23 09:00"), new_york("2027-12-23 10:00"))
_ANNOUNCED = {
    "away": _away,
    "covered": _covered,
    "swapped": _swap,
    "briefed": _briefed,
    "two": _two,
    "merged": _merged,
}
