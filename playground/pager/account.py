"""What an app is told by Twilio and PagerDuty: accounts, secrets, and the number it calls from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagerAccount:
    """The accounts of the app under test; made up, and nobody's."""

    twilio_sid: str = "AC0123456789abcdef0123456789abcdef"
    twilio_token: str = "playground-auth-token"
    number: str = "+14155550100"
    routing_key: str = "playground0routing0key0000000000"
    webhook_secret: str = "playground-webhook-secret"

    def environment(self, url: str) -> dict[str, str]:
        """Return what an app needs to use them at a playground's address, by the usual names."""
        base = url.rstrip("/")
        return {
            "TWILIO_ACCOUNT_SID": self.twilio_sid,
            "TWILIO_AUTH_TOKEN": self.twilio_token,
            "TWILIO_FROM": self.number,
            "TWILIO_API_URL": base,
            "PAGERDUTY_ROUTING_KEY": self.routing_key,
            "PAGERDUTY_WEBHOOK_SECRET": self.webhook_secret,
            "PAGERDUTY_EVENTS_URL": base,
        }
