"""Slack listeners: each parses, calls one service, answers. Registered once, in the order Bolt tries them."""

from collections.abc import Callable

from slack_bolt import App, BoltContext

from bot.services import Services
from handlers import actions, commands, errors, events, payloads, shortcuts, views
from handlers.payloads.fields import Json


def register(app: App, services: Services) -> None:
    """Register every listener; hand each the `services` and its payload, by the name of its kind."""

    def at_the_door(body: Json, context: BoltContext, next: Callable[[], object]) -> None:
        context["services"] = services
        context.update(payloads.read(body))
        next()

    app.use(at_the_door)
    events.register(app)
    commands.register(app)
    actions.register(app)
    views.register(app)
    shortcuts.register(app)
    errors.register(app)
