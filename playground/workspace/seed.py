"""What a playground starts with: workspaces, people, channels, user groups and the app under test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Team:
    """One Slack workspace, that is one company."""

    id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Person:
    """One member of one workspace, human or bot."""

    id: str
    team_id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "America/New_York"
    is_bot: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel; with `connected_teams` it is shared through Slack Connect (`team_id` hosts it)."""

    id: str
    name: str
    team_id: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    connected_teams: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class UserGroup:
    """One user group, such as @pse."""

    id: str
    team_id: str
    handle: str
    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class App:
    """The app under test: its manifest decides commands, shortcuts, scopes and events."""

    bot_user: str
    manifest: Mapping[str, Any]
    installed_teams: tuple[str, ...]
    id: str = "A0TAMBOT"
    bot_id: str = "B0TAMBOT"
    bot_token: str = "xoxb-playground"
    app_token: str = "xapp-playground"
    signing_secret: str = "playground-signing-secret"


@dataclass(frozen=True, slots=True)
class Install:
    """The app in one workspace: its bot user there, and the token it speaks with."""

    team_id: str
    bot_user: str
    bot_id: str
    bot_token: str
    mark: str = ""  # tells the ids of a second install from those of the first

    @classmethod
    def of(cls, app: App, team_id: str) -> "Install":
        """Return what installing the app in a workspace gives; the first one has the app's own ids."""
        if team_id == app.installed_teams[0]:
            return cls(team_id, app.bot_user, app.bot_id, app.bot_token)
        mark = team_id[1:].lstrip("0")
        token = f"{app.bot_token}-{team_id.lower()}"
        return cls(team_id, f"{app.bot_user}{mark}", f"{app.bot_id}{mark}", token, mark)


@dataclass(frozen=True)
class Seed:
    """Everything a playground starts with."""

    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    app: App
    usergroups: tuple[UserGroup, ...] = ()
    start_as: str = field(default="")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Seed":
        """Build a seed from plain data with the same names (lists where tuples are meant)."""
        return cls(
            teams=tuple(Team(**_frozen(one)) for one in data["teams"]),
            people=tuple(Person(**_frozen(one)) for one in data["people"]),
            channels=tuple(Channel(**_frozen(one)) for one in data["channels"]),
            usergroups=tuple(UserGroup(**_frozen(one)) for one in data.get("usergroups", ())),
            app=App(**_frozen(data["app"])),
            start_as=data.get("start_as", ""),
        )


def _frozen(fields: Mapping[str, Any]) -> JSON:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def demo_seed(manifest: Mapping[str, Any], bot_name: str = "tam") -> Seed:
    """Return a provider, a customer and a third company, with a shared channel and a triage channel."""
    return Seed(
        teams=(
            Team("T0PROVIDER", "Twilio", "twilio-support"),
            Team("T0PARTIFUL", "Partiful", "partiful"),
            Team("T0OTHER", "Other Co", "other-co"),
        ),
        people=_demo_people(bot_name),
        channels=_demo_channels(),
        usergroups=(
            UserGroup("S0PSE", "T0PROVIDER", "pse", "Personalized Support Engineers", ("U0PETRA",)),
            UserGroup("S0MGMT", "T0PROVIDER", "support-management", "24x7 Support Management", ("U0SAM",)),
        ),
        app=App("U0TAMBOT", manifest, ("T0PROVIDER",)),
        start_as="U0MAYA",
    )


def _demo_people(bot_name: str) -> tuple[Person, ...]:
    provider, partiful = "T0PROVIDER", "T0PARTIFUL"
    return (
        Person("U0CIERRA", provider, "csimms", "Cierra Simms", "Primary TAM"),
        Person("U0KIRK", provider, "kmccalla", "Kirk McCalla", "Secondary TAM"),
        Person("U0RALPH", provider, "resposito", "Ralph Esposito", "TAM manager"),
        Person("U0JAY", provider, "jamoore", "Jay Moore", "Account executive"),
        Person("U0PETRA", provider, "petra", "Petra Novak", "PSE engineer", "Europe/Prague"),
        Person("U0SAM", provider, "sortiz", "Sam Ortiz", "Support management", "America/Los_Angeles"),
        Person("U0COLLEEN", provider, "colleen", "Colleen Burke", "Solutions engineer, a colleague"),
        Person("U0TAMBOT", provider, bot_name, bot_name, is_bot=True),
        Person("U0MAYA", partiful, "maya", "Maya Chen", "Engineer", "America/Los_Angeles"),
        Person("U0DEV", partiful, "dev", "Dev Patel", "Engineer"),
        Person("U0OTTO", "T0OTHER", "otto", "Otto Lang", "Engineer", "Europe/Berlin"),
    )


def _demo_channels() -> tuple[Channel, ...]:
    staff = ("U0CIERRA", "U0KIRK", "U0RALPH", "U0JAY", "U0PETRA", "U0SAM", "U0COLLEEN")
    return (
        Channel(
            "C0PARTIFUL",
            "tam-partiful",
            "T0PROVIDER",
            (*staff, "U0MAYA", "U0DEV", "U0TAMBOT"),
            connected_teams=("T0PROVIDER", "T0PARTIFUL"),
        ),
        Channel("C0TRIAGE", "tam-triage", "T0PROVIDER", (*staff, "U0TAMBOT"), is_private=True),
        Channel("C0GENERAL", "general", "T0PROVIDER", staff),
    )
