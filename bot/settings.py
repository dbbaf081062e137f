"""What the environment sets: read once, at start, every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.errors import SettingsMissing
from bot.resources import runbook_folder

SLACK_API = "https://slack.com/api/"
SQLITE = "sqlite:///tam-bot.db"


TWILIO_API = "https://api.twilio.com"
PAGERDUTY_EVENTS = "https://events.pagerduty.com"


@dataclass(frozen=True)
class Twilio:
    """The account that texts and calls go out from. Its secrets never show in its text."""

    account: str
    user: str = field(repr=False)
    """An API key, or the account itself."""
    password: str = field(repr=False)
    token: str = field(repr=False)
    """The account's auth token, with which Twilio signs its requests whatever ours are signed with."""
    number: str
    url: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self | None:
        """Return what is set; None where it does not suffice to send anything."""
        account, number = environment.get("TWILIO_ACCOUNT_SID"), environment.get("TWILIO_FROM")
        token = environment.get("TWILIO_AUTH_TOKEN", "")
        key, secret = environment.get("TWILIO_API_KEY"), environment.get("TWILIO_API_SECRET")
        url = environment.get("TWILIO_API_URL") or TWILIO_API
        user, password = (key, secret) if key and secret else (account, token)
        if not (account and number and user and password):
            return None
        return cls(account, user, password, token, number, url.rstrip("/"))


@dataclass(frozen=True)
class PagerDuty:
    """The integration that incidents are raised with. Its secrets never show in its text."""

    routing_key: str = field(repr=False)
    url: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self | None:
        """Return what is set; None where nothing is."""
        url = environment.get("PAGERDUTY_EVENTS_URL") or PAGERDUTY_EVENTS
        key = environment.get("PAGERDUTY_ROUTING_KEY")
        return cls(key, url.rstrip("/")) if key else None


@dataclass(frozen=True)
class Zendesk:
    """The console, and the OAuth client that the bridge goes as. Its secrets never show in its text."""

    url: str
    client: str
    secret: str = field(repr=False)
    webhook_secret: str = field(default="", repr=False)
    """With which the console signs its webhooks."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self | None:
        """Return what is set; None where it does not suffice to ask anything."""
        url = environment.get("ZENDESK_BASE_URL", "").strip()
        client = environment.get("ZENDESK_CLIENT_ID", "").strip()
        secret = environment.get("ZENDESK_CLIENT_SECRET", "").strip()
        if not (url and client and secret):
            return None
        return cls(url.rstrip("/"), client, secret, environment.get("ZENDESK_WEBHOOK_SECRET", "").strip())


@dataclass(frozen=True)
class Settings:
    """The environment of a run. Secrets never show in its text."""

    runbook: Path
    database_url: str = field(repr=False)
    slack_api_url: str
    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    environment: Mapping[str, str] = field(repr=False)
    public_url: str = ""
    """Scheme and host under which the outside reaches us, without a slash at the end."""
    twilio: Twilio | None = None
    twilio_tokens: tuple[str, ...] = field(default=(), repr=False)
    """With which Twilio signs its requests: one, or two while it is being changed."""
    pagerduty: PagerDuty | None = None
    pagerduty_secret: str = field(default="", repr=False)
    """With which PagerDuty signs its webhooks."""
    zendesk: Zendesk | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Read what is set; nothing is required yet (see `require`)."""
        api = environment.get("SLACK_API_URL") or SLACK_API
        return cls(
            runbook=runbook_folder(environment),
            database_url=environment.get("DATABASE_URL") or SQLITE,
            slack_api_url=api if api.endswith("/") else f"{api}/",
            bot_token=environment.get("SLACK_BOT_TOKEN", ""),
            app_token=environment.get("SLACK_APP_TOKEN", ""),
            signing_secret=environment.get("SLACK_SIGNING_SECRET", ""),
            environment=environment,
            public_url=environment.get("PUBLIC_URL", "").rstrip("/"),
            twilio=Twilio.read(environment),
            twilio_tokens=_tokens(environment),
            pagerduty=PagerDuty.read(environment),
            pagerduty_secret=environment.get("PAGERDUTY_WEBHOOK_SECRET", ""),
            zendesk=Zendesk.read(environment),
        )

    def problems(self, *, http: bool = False) -> list[str]:
        """List what Socket Mode (or HTTP) needs and is missing or malformed, a sentence each."""
        needed = [("SLACK_BOT_TOKEN", self.bot_token, "xoxb-", "Install App, in the app's settings")]
        if http:
            needed.append(
                ("SLACK_SIGNING_SECRET", self.signing_secret, "", "Basic Information, App Credentials")
            )
        else:
            needed.append(("SLACK_APP_TOKEN", self.app_token, "xapp-", "Basic Information, App-Level Tokens"))
        return [
            f"{name} {'does not begin with ' + prefix if value else 'is not set'}. Find it under {where}."
            for name, value, prefix, where in needed
            if not value or not value.startswith(prefix)
        ]

    def require(self, *, http: bool = False) -> None:
        """Raise SettingsMissing with every problem."""
        problems = self.problems(http=http)
        if problems:
            raise SettingsMissing(problems)


def _tokens(environment: Mapping[str, str]) -> tuple[str, ...]:
    named = ("TWILIO_AUTH_TOKEN", "TWILIO_SECONDARY_AUTH_TOKEN")
    return tuple(token for name in named if (token := environment.get(name, "").strip()))
