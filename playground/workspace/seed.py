"""What a playground starts with: workspaces, people, channels, user groups and the app under test."""

from dataclasses import dataclass, field

from playground.workspace.json_types import JSON, ReadOnlyJSON


@dataclass(frozen=True, slots=True)
class SlackTeam:
    """One Slack workspace, that is one company."""

    id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class WorkspaceMember:
    """One member of one workspace, human or bot."""

    id: str
    team_id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "America/New_York"
    is_bot: bool = False
    deleted: bool = False
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SlackChannel:
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
class SlackApp:
    """The app under test: its manifest decides commands, shortcuts, scopes and events."""

    bot_user: str
    manifest: ReadOnlyJSON
    installed_teams: tuple[str, ...]
    id: str = "A0TAMBOT"
    bot_id: str = "B0TAMBOT"
    bot_token: str = "xoxb-playground"
    app_token: str = "xapp-playground"
    signing_secret: str = "playground-signing-secret"


@dataclass(frozen=True, slots=True)
class Installation:
    """The app in one workspace: its bot user there, and the token it speaks with."""

    team_id: str
    bot_user: str
    bot_id: str
    bot_token: str
    mark: str = ""  # tells the ids of a second install from those of the first

    @classmethod
    def of(cls, app: SlackApp, team_id: str) -> "Installation":
        """Return what installing the app in a workspace gives; the first one has the app's own ids."""
        if team_id == app.installed_teams[0]:
            return cls(team_id, app.bot_user, app.bot_id, app.bot_token)
        mark = team_id[1:].lstrip("0")
        token = f"{app.bot_token}-{team_id.lower()}"
        return cls(team_id, f"{app.bot_user}{mark}", f"{app.bot_id}{mark}", token, mark)


@dataclass(frozen=True)
class Seed:
    """Everything a playground starts with."""

    teams: tuple[SlackTeam, ...]
    people: tuple[WorkspaceMember, ...]
    channels: tuple[SlackChannel, ...]
    app: SlackApp
    usergroups: tuple[UserGroup, ...] = ()
    start_as: str = field(default="")

    @classmethod
    def from_dict(cls, data: ReadOnlyJSON) -> "Seed":
        """Build a seed from plain data with the same names (lists where tuples are meant)."""
        return cls(
            teams=tuple(SlackTeam(**_frozen(one)) for one in data["teams"]),
            people=tuple(WorkspaceMember(**_frozen(one)) for one in data["people"]),
            channels=tuple(SlackChannel(**_frozen(one)) for one in data["channels"]),
            usergroups=tuple(UserGroup(**_frozen(one)) for one in data.get("usergroups", ())),
            app=SlackApp(**_frozen(data["app"])),
            start_as=data.get("start_as", ""),
        )


def _frozen(fields: ReadOnlyJSON) -> JSON:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def demo_seed(manifest: ReadOnlyJSON, bot_name: str = "tam") -> Seed:
    """Return a provider, a customer and a third company, with a shared channel and a triage channel."""
    return Seed(
        teams=(
            SlackTeam("T0PROVIDER", "Twilio", "twilio-support"),
            SlackTeam("T0PARTIFUL", "Partiful", "partiful"),
            SlackTeam("T0OTHER", "Other Co", "other-co"),
        ),
        people=_demo_people(bot_name),
        channels=_demo_channels(),
        usergroups=(
            UserGroup("S0PSE", "T0PROVIDER", "pse", "Personalized Support Engineers", ("U0PETRA",)),
            UserGroup("S0MGMT", "T0PROVIDER", "support-management", "24x7 Support Management", ("U0SAM",)),
        ),
        app=SlackApp("U0TAMBOT", manifest, ("T0PROVIDER",)),
        start_as="U0MAYA",
    )


def _demo_people(bot_name: str) -> tuple[WorkspaceMember, ...]:
    provider, partiful = "T0PROVIDER", "T0PARTIFUL"
    return (
        WorkspaceMember("U0CIERRA", provider, "csimms", "Cierra Simms", "Primary TAM"),
        WorkspaceMember("U0KIRK", provider, "kmccalla", "Kirk McCalla", "Secondary TAM"),
        WorkspaceMember(
            "U0RALPH", provider, "resposito", "Ralph Esposito", "TAM manager", email="esposito@twilio.com"
        ),
        WorkspaceMember(
            "U0JAY", provider, "jamoore", "Jay Moore", "Account executive", email="jamoore@twilio.com"
        ),
        WorkspaceMember("U0PETRA", provider, "petra", "Petra Novak", "PSE engineer", "Europe/Prague"),
        WorkspaceMember(
            "U0SAM", provider, "sortiz", "Sam Ortiz", "Support management", "America/Los_Angeles"
        ),
        WorkspaceMember("U0COLLEEN", provider, "colleen", "Colleen Burke", "Solutions engineer, a colleague"),
        WorkspaceMember("U0TAMBOT", provider, bot_name, bot_name, is_bot=True),
        WorkspaceMember(
            "U0MAYA",
            partiful,
            "maya",
            "Maya Chen",
            "Engineer",
            "America/Los_Angeles",
            email="maya@partiful.example",
        ),
        WorkspaceMember("U0DEV", partiful, "dev", "Dev Patel", "Engineer", email="dev@partiful.example"),
        WorkspaceMember("U0OTTO", "T0OTHER", "otto", "Otto Lang", "Engineer", "Europe/Berlin"),
    )


def _demo_channels() -> tuple[SlackChannel, ...]:
    staff = ("U0CIERRA", "U0KIRK", "U0RALPH", "U0JAY", "U0PETRA", "U0SAM", "U0COLLEEN")
    return (
        SlackChannel(
            "C0PARTIFUL",
            "tam-partiful",
            "T0PROVIDER",
            (*staff, "U0MAYA", "U0DEV", "U0TAMBOT"),
            connected_teams=("T0PROVIDER", "T0PARTIFUL"),
        ),
        SlackChannel("C0TRIAGE", "tam-triage", "T0PROVIDER", (*staff, "U0TAMBOT"), is_private=True),
        SlackChannel("C0GENERAL", "general", "T0PROVIDER", staff),
    )
