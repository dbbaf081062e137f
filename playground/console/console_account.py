"""What an app is told of the help desk: its client there, and what webhooks are signed with."""

from dataclasses import dataclass
from typing import Final

PREFIX: Final = "/zendesk"
"""Where the help desk's address begins on the playground's server."""


@dataclass(frozen=True, slots=True)
class ConsoleAccount:
    """The help desk's account of the app under test; made up, and nobody's."""

    client_id: str = "playground_integration"
    client_secret: str = "playground-client-secret"
    webhook_secret: str = "playground-zendesk-webhook-secret"
    webhook_id: str = "01PLAYGROUNDWEBHOOK000000A"
    id: int = 21824834
    brand_id: int = 360002783572
    group_id: int = 360006109572

    def environment(self, url: str) -> dict[str, str]:
        """Return what an app needs to use it at a playground's address, by the usual names."""
        return {
            "ZENDESK_BASE_URL": f"{url.rstrip('/')}{PREFIX}",
            "ZENDESK_CLIENT_ID": self.client_id,
            "ZENDESK_CLIENT_SECRET": self.client_secret,
            "ZENDESK_WEBHOOK_SECRET": self.webhook_secret,
        }
