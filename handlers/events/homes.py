"""The Home tab: whoever opens it has it drawn for them."""

from slack_bolt import App
from slack_sdk import WebClient

from bot.services import Services
from handlers import identity
from handlers.payloads.home_event import HomeOpened


def register(app: App) -> None:
    """Register the listener."""
    app.event("app_home_opened")(opened)


def opened(home_opened: HomeOpened, client: WebClient, services: Services) -> None:
    """Draw the page of whoever looks at it; a stranger's company is asked for first."""
    if home_opened.is_home:
        actor = identity.speaker(services, client, home_opened.person, None)
        services.homes.opened(actor.user, actor.team, has_page=home_opened.has_page)
