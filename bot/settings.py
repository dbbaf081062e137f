"""What the environment sets: read once, at start, every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.errors import SettingsMissing
from bot.resources import runbook_folder

SLACK_API = "https://slack.com/api/"
SQLITE = "sqlite:///tam-bot.db"


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
