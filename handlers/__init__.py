"""Slack listeners: each parses, calls one service, answers. Registered once, in the order Bolt tries them."""

from slack_bolt import App

from bot.services import Services
from handlers import actions, commands, errors, events, shortcuts, views


def register(app: App, services: Services) -> None:
    """Register every listener, and hand each the services by name (`services`)."""

    def with_services(context: dict[str, object], next: object) -> None:
        context["services"] = services
        next()  # type: ignore[operator]

    app.use(with_services)
    events.register(app)
    commands.register(app)
    actions.register(app)
    views.register(app)
    shortcuts.register(app)
    errors.register(app)
