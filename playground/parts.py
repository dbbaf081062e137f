"""The parts of a playground, each given what it works with; what depends on others is made after them."""

from playground.console import api as console_api
from playground.console.console import Console
from playground.control.clock_moves import ClockMoves
from playground.control.console_switches import ConsoleSwitches
from playground.control.control_api import ControlApi
from playground.control.control_queries import ControlQueries
from playground.control.pager_switches import PagerSwitches
from playground.control.switches import SlackSwitches
from playground.page.page_api import PageApi
from playground.page.page_files import PageFiles
from playground.pager.exchange import Exchange
from playground.pager.pager import Pager
from playground.pager.pagerduty_api import PagerDutyApi
from playground.pager.twilio_api import TwilioApi
from playground.people.console_actions import ConsoleActions
from playground.people.console_view import ConsoleView
from playground.people.menu_options import MenuOptions
from playground.people.named_actions import NamedActions
from playground.people.outside_view import OutsideView
from playground.people.pager_view import PagerView
from playground.people.phone_actions import PhoneActions
from playground.people.recording import Recording
from playground.people.user_actions import UserActions
from playground.people.workspace_view import WorkspaceView
from playground.timing import Timing
from playground.to_app.deliveries import Deliveries
from playground.to_app.http_mode import RequestUrl
from playground.to_app.interaction_replies import InteractionReplies
from playground.to_app.interactions import Interactions
from playground.to_app.journal import Journal
from playground.to_app.payloads import InteractionPayloads
from playground.to_app.socket_mode import SocketHub
from playground.web_api.call import ApiContext
from playground.web_api.rate_limits import RateLimits
from playground.web_api.response_urls import ResponseUrlRoutes
from playground.web_api.routes import WebApi
from playground.workspace.administration import Administration
from playground.workspace.clock_mover import ClockMover, SkewedClock, TimeSource
from playground.workspace.event_callbacks import EventCallbacks
from playground.workspace.events import SlackEvents
from playground.workspace.faults import Faults
from playground.workspace.message_operations import MessageOperations
from playground.workspace.open_views import ViewStacks
from playground.workspace.scheduled import ScheduledMessages
from playground.workspace.seed import Seed
from playground.workspace.state import WorkspaceState
from playground.workspace.triggers import Triggers


class Parts:
    """Everything that a playground consists of, wired together."""

    def __init__(
        self,
        seed: Seed,
        clock: TimeSource,
        *,
        wall: TimeSource,
        mover: ClockMover | None,
        strict: bool,
        rate_limits: bool,
        timing: Timing,
        request_url: str,
    ) -> None:
        self.faults, self.limits = Faults(), RateLimits(rate_limits)
        self.state = state = WorkspaceState(seed, clock, strict=strict)
        self.journal = Journal(state)
        self.exchange = Exchange(state, clock)
        self.pager = Pager(self.exchange)
        self.pager_view, self.pager_switches = PagerView(state, self.pager), PagerSwitches(self.pager)
        self.console = Console(state, SkewedClock(wall, state.skew))
        self.console_view, self.console_switches = ConsoleView(self.console), ConsoleSwitches(self.console)
        self.outside_view = OutsideView(state, self.pager_view, self.console_view)
        self.beside = {"pager": self.pager_switches.set, "console": self.console_switches.set}
        self.hub = SocketHub(state, timing)
        self.request_url = RequestUrl(state, timing, SkewedClock(wall, state.skew), request_url)
        self.deliveries = Deliveries(state, self.hub, self.request_url, self.journal, timing)
        self.workspace = WorkspaceView(
            state, self.journal, self.hub, self.deliveries, self.pager, self.console
        )
        self.events = SlackEvents(state, EventCallbacks(state, self.deliveries.tell, self.faults))
        self.operations = MessageOperations(state, self.events)
        self.scheduled = ScheduledMessages(state, self.operations)
        self.clock_moves = ClockMoves(state, mover, self.deliveries, timing, self.scheduled)
        self.administration = Administration(state, self.operations, self.events)
        self.triggers = Triggers(state, timing)
        self.views = ViewStacks(state, self.operations, self.triggers)
        self.replies = InteractionReplies(state, self.operations, self.triggers)
        self._add_people()
        self._add_routes()

    def _add_people(self) -> None:
        """Make what people act with."""
        state, views = self.state, self.views
        payloads = InteractionPayloads(state, self.triggers, views)
        self.interactions = Interactions(state, self.deliveries, payloads, views, self.replies)
        self.recording = Recording(state)
        phones, console = PhoneActions(state, self.pager), ConsoleActions(state, self.console)
        beside = {**phones.actions, "console": console.act}
        self.user_actions = UserActions(
            state, self.operations, views, self.events, self.interactions, self.recording, beside
        )
        self.menu_options = MenuOptions(state, self.user_actions, self.interactions, views)
        self.named_actions = NamedActions(state, self.user_actions, self.menu_options, self.administration)

    def _add_routes(self) -> None:
        """Make what answers over HTTP."""
        context = ApiContext(
            self.state, self.operations, self.views, self.hub, self.deliveries, self.scheduled
        )
        queries = ControlQueries(
            self.state,
            self.named_actions,
            self.views,
            self.workspace,
            self.recording,
            self.pager_view,
            self.console_view,
        )
        switches = SlackSwitches(
            self.clock_moves, self.request_url, self.limits, self.hub, self.deliveries, self.triggers
        )
        self.page = PageApi(
            self.state,
            self.user_actions,
            self.menu_options,
            self.journal,
            self.deliveries,
            self.clock_moves,
            self.recording,
            self.faults,
            self.limits,
            self.pager_view,
            self.console_view,
        )
        self.routes = (
            WebApi(context, self.faults, self.journal, self.limits),
            ResponseUrlRoutes(self.replies, self.journal),
            ControlApi(self.named_actions, self.faults, queries, switches, self.beside),
            TwilioApi(self.pager),
            PagerDutyApi(self.pager),
            console_api.OAuthApi(self.console),
            console_api.TicketApi(self.console),
            console_api.ExportApi(self.console),
            console_api.PeopleApi(self.console),
            console_api.FileApi(self.console),
            self.page,
            PageFiles(),
        )
