"""Events: what happens in the channels the bot is in. Every subscribed event has a listener."""

from slack_bolt import App

from handlers.events import channels, homes, messages, reactions, usergroups, users


def register(app: App) -> None:
    """Register every event."""
    messages.register(app)
    reactions.register(app)
    usergroups.register(app)
    users.register(app)
    channels.register(app)
    homes.register(app)
