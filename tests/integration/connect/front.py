"""The bot's front door without a workspace: payloads as Slack shapes them in, what people are told out."""

import itertools
import json
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import func, select

from bot.app import Bot
from bot.blocks.kit import ids
from bot.clock import FakeClock
from bot.domain.ticket import TicketOrigin
from bot.runbook import Runbook
from bot.settings import Settings
from bot.steps.new_ticket import NewTicket, Opened
from models.absence import AnnouncedAbsence
from models.message import TicketMessage
from models.queues.due import DueRow
from models.queues.outbox import OutboxRow
from models.refusal import Refusal
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.slack_on_http import on_http

CHANNEL, TRIAGE = "C0PARTIFUL", "C0TRIAGE"
TEAMS = {
    "U0CIERRA": "T0PROVIDER",
    "U0KIRK": "T0PROVIDER",
    "U0PETRA": "T0PROVIDER",
    "U0COLLEEN": "T0PROVIDER",
    "U0MAYA": "T0PARTIFUL",
    "U0DEV": "T0PARTIFUL",
    "U0OTTO": "T0OTHER",
}
JSON = dict[str, Any]
_ANSWERS = OutboxRow.dedupe_key.startswith("answer/")


class Inline(Executor):
    """Does everything at once, where it is asked for."""

    def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*arguments, **named))
        return done


def profile(user: str, **more: Any) -> JSON:
    """Return a user as Slack describes people of other companies: little more than a name."""
    name = user[2:].title()
    return {"id": user, "team_id": TEAMS.get(user, ""), "name": name.lower(), "real_name": name} | more


@dataclass
class Front:
    """A bot without a socket, and ways to reach it."""

    bot: Bot
    slack: FakeSlack
    clock: FakeClock
    address: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next(self) -> int:
        """Return a number that was not there before."""
        return next(self._numbers)

    def ts(self) -> str:
        """Return a ts of this second that none of the bot's own posts gets."""
        return f"{self.clock.now().timestamp():.0f}.{500_000 + self.next():06d}"

    def open(self, **given: Any) -> Opened:
        """Open a ticket of Maya's, both cards posted."""
        opened = self.bot.services.opening.open(self.new_ticket(**given))
        self.settle()
        return opened

    def new_ticket(self, **given: Any) -> NewTicket:
        """Return what opens a ticket of Maya's."""
        maya = self.bot.services.people.actor("partiful", "U0MAYA", "T0PARTIFUL")
        plain: JSON = {
            "account": "partiful",
            "origin": TicketOrigin.FORM,
            "origin_key": f"view:V{self.next()}",
            "requester": maya,
            "opened_by": maya,
            "subject": "SMS is failing",
            "description": "Guests get no invitations.",
            "channel": CHANNEL,
        }
        return NewTicket(**plain | given)

    def settle(self) -> None:
        """Send all that waits."""
        self.bot.relay.run_once()

    def row(self, ticket_id: int) -> Ticket:
        """Return a ticket as it is stored."""
        with self.bot.database.read() as session:
            found = session.get(Ticket, ticket_id)
        assert found is not None
        return found

    def card(self, ticket_id: int) -> str:
        """Return where the customers' card of a ticket stands."""
        from models.queues.outbox import MessageSlot

        with self.bot.database.read() as session:
            found = MessageSlot.at(session, f"ticket/{ticket_id}/card")
        assert found is not None
        return found.ts

    def chat(self, user: str = "U0MAYA", words: str = "Push is slow") -> str:
        """Have somebody say something in the channel; return its ts."""
        ts = self.ts()
        said = {"type": "message", "user": user, "team": TEAMS[user], "text": words, "ts": ts}
        self.slack.messages.setdefault(CHANNEL, []).append(said)
        self.event(said | {"channel": CHANNEL})
        self.settle()
        return ts

    def answer(self, thread_ts: str) -> None:
        """Have Cierra answer in a thread."""
        self.say("U0CIERRA", "Which numbers?", thread_ts)

    def say(self, user: str, words: str, thread_ts: str) -> str:
        """Have somebody reply in a thread; return the reply's ts."""
        ts = self.ts()
        said = {"type": "message", "user": user, "team": TEAMS[user], "text": words}
        said |= {"ts": ts, "thread_ts": thread_ts}
        self.slack.messages.setdefault(CHANNEL, []).append(said)
        self.event(said | {"channel": CHANNEL})
        self.settle()
        return ts

    def newest_reply(self, ticket_id: int) -> str:
        """Return the ts of the last message of a ticket's thread, of one that never was if it is empty."""
        with self.bot.database.read() as session:
            return next((one.ts for one in TicketMessage.of_ticket(session, ticket_id)[::-1]), "1.000001")

    # -- ways in -------------------------------------------------------------------------------------

    def dispatch(self, body: JSON) -> BoltResponse:
        """Hand the bot a payload."""
        return self.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))

    def command(self, user: str, line: str, channel: str = CHANNEL) -> BoltResponse:
        """Type a slash command, as people can whose company installed the app."""
        name, _, text = line.partition(" ")
        here = {"channel_id": channel, "team_id": TEAMS[user], "user_id": user, "user_name": "handle"}
        return self.dispatch({"command": name, "text": text, **here, **self._ways_back()})

    def click(self, user: str, action: JSON, channel: str = CHANNEL) -> BoltResponse:
        """Click something; `team` is the app's own, whoever clicks."""
        body = {"type": "block_actions", "channel": {"id": channel}, "container": {"type": "message"}}
        return self.dispatch(body | self._by(user, "T0PROVIDER") | {"actions": [{"block_id": "b"} | action]})

    def shortcut(self, user: str, callback_id: str, ts: str | None = None) -> BoltResponse:
        """Use a shortcut: on a message, or (without a ts) anywhere."""
        body: JSON = {"type": "shortcut", "callback_id": callback_id} | self._by(user, TEAMS[user])
        if ts:
            message = next(one for one in self.slack.messages[CHANNEL] if one["ts"] == ts)
            body |= {
                "type": "message_action",
                "channel": {"id": CHANNEL},
                "message": message,
                "message_ts": ts,
            }
        return self.dispatch(body)

    def submit(self, user: str, callback_id: str, metadata: JSON, values: JSON, **more: Any) -> BoltResponse:
        """Submit a modal; `team` is the submitter's own, the app's is in the view."""
        view = {
            "id": f"V{self.next()}",
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": json.dumps(metadata),
            "state": {"values": values},
            "app_installed_team_id": "T0PROVIDER",
            "title": {"type": "plain_text", "text": "x"},
            "blocks": [],
            "hash": "1.a",
        }
        return self.dispatch({"type": "view_submission", "view": view} | self._by(user, TEAMS[user]) | more)

    def event(self, event: JSON, **outer: Any) -> BoltResponse:
        """Send an event; the outer `team_id` is the app's for some kinds, the person's for others."""
        body = {
            "type": "event_callback",
            "team_id": "T0PROVIDER",
            "context_team_id": "T0PROVIDER",
            "api_app_id": "A0TAM",
            "event_id": f"Ev{self.next()}",
            "event": event,
            "authorizations": [{"team_id": "T0PROVIDER", "user_id": "U0TAMBOT", "is_bot": True}],
        }
        return self.dispatch(body | outer)

    def react(self, user: str, ts: str, emoji: str, kind: str = "reaction_added") -> BoltResponse:
        """Put an emoji on a message, or take it away: the event names no workspace at all."""
        item = {"type": "message", "channel": CHANNEL, "ts": ts}
        self._stand(user, ts, emoji, kind == "reaction_added")
        return self.event(
            {"type": kind, "user": user, "reaction": emoji, "item": item, "event_ts": self.ts()}
        )

    def _stand(self, user: str, ts: str, emoji: str, there: bool) -> None:
        """Have the message show the emoji as Slack does: who put it there, and how many."""
        for message in self.slack.messages.get(CHANNEL, []):
            if message["ts"] == ts:
                stands = {mark["name"]: set(mark["users"]) for mark in message.get("reactions", [])}
                stands.setdefault(emoji, set())
                (stands[emoji].add if there else stands[emoji].discard)(user)
                message["reactions"] = [
                    {"name": name, "users": sorted(users), "count": len(users)}
                    for name, users in stands.items()
                    if users
                ]

    def mention(self, user: str, words: str, thread_ts: str | None = None) -> BoltResponse:
        """Say something to the bot in the channel."""
        said = {"type": "message", "user": user, "team": TEAMS[user], "text": f"<@U0TAMBOT> {words}"}
        said |= {"ts": self.ts()} | ({"thread_ts": thread_ts} if thread_ts else {})
        self.slack.messages.setdefault(CHANNEL, []).append(said)
        return self.event(said | {"channel": CHANNEL})

    def _by(self, user: str, team: str) -> JSON:
        who = {"id": user, "name": "handle", "username": "handle", "team_id": TEAMS[user]}
        return {"user": who, "team": {"id": team}, "api_app_id": "A0TAM", **self._ways_back()}

    def _ways_back(self) -> JSON:
        return {"trigger_id": f"t{self.next()}", "response_url": f"{self.address}respond"}

    # -- what came of it -----------------------------------------------------------------------------

    def said(self) -> int:
        """Count the answers given so far in threads."""
        with self.bot.database.read() as session:
            return session.scalar(select(func.count()).select_from(OutboxRow).where(_ANSWERS)) or 0

    def told(self, response: BoltResponse, since: int = 0) -> str:
        """Return what whoever asked was told: in the answer, an ephemeral, a modal, a thread."""
        body = str(response.body or "")
        words = [json.dumps(json.loads(body), ensure_ascii=False) if body.startswith("{") else body]
        words += [
            str(call.arguments) for call in self.slack.calls if call.method in ("respond", "views.open")
        ]
        with self.bot.database.read() as session:
            said = select(OutboxRow.payload).where(_ANSWERS).order_by(OutboxRow.id).offset(since)
            words += map(str, session.scalars(said))
        return "\n".join(words)

    def refused(self) -> int:
        """Count what was refused so far."""
        with self.bot.database.read() as session:
            return session.scalar(select(func.count()).select_from(Refusal)) or 0

    def refusals(self, since: int = 0) -> list[Refusal]:
        """Return what was refused after so many refusals, the oldest first."""
        with self.bot.database.read() as session:
            return list(session.scalars(select(Refusal).order_by(Refusal.id).offset(since)))

    def everything(self) -> tuple[Any, ...]:
        """Return what a refusal must not change; answers to whoever asked are none of it."""
        said = select(func.count()).select_from(OutboxRow).where(~_ANSWERS)
        tables = (TicketEvent, DueRow, AnnouncedAbsence)
        counted = (said, *(select(func.count()).select_from(table) for table in tables))
        columns = (Ticket.id, Ticket.status, Ticket.priority, Ticket.assignee_name, Ticket.console_number)
        with self.bot.database.read() as session:
            counts = session.execute(select(*(count.scalar_subquery() for count in counted))).one()
            return (*counts, *map(str, session.execute(select(*columns).order_by(Ticket.id))))


@contextmanager
def front_door(url: str, runbook: Runbook, clock: FakeClock, slack: FakeSlack) -> Iterator[Front]:
    """Open a front door over a database."""
    slack.users |= {user: profile(user) for user in TEAMS}
    slack.groups["S0PSE"] = ["U0PETRA"]
    with on_http(slack) as address:
        environment = {"SLACK_API_URL": address, "SLACK_BOT_TOKEN": "xoxb-front", "DATABASE_URL": url}
        bot = Bot.wired(Settings.read(environment), runbook, clock, executor=Inline(), pace=0)
        bot.services.people.set_group("S0PSE", ["U0PETRA"])
        yield Front(bot, slack, clock, address)
        bot.database.dispose()


def button(action_id: str, value: str = "") -> JSON:
    """Return a click on a button."""
    return {"action_id": action_id, "type": "button", "value": value}


def chosen(action_id: str, value: str) -> JSON:
    """Return a choice from a menu."""
    return {"action_id": action_id, "type": "overflow", "selected_option": {"value": value}}


def typed(value: str) -> JSON:
    """Return the state of a text field."""
    return {ids.INPUT: {"type": "plain_text_input", "value": value}}


def picked(value: str) -> JSON:
    """Return the state of a menu."""
    return {ids.INPUT: {"type": "static_select", "selected_option": {"value": value}}}
