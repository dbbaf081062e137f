"""`tam-bot check --online`: what only Slack can tell about tokens, scopes, channels, people and groups.

And what only the console can, where it is bridged.
"""

from collections.abc import Iterator

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.app import SLACK_TIMEOUT_S, not_let_in
from bot.cli.checks.console_online import console_lines
from bot.cli.checks.manifest import shipped_scopes
from bot.cli.checks.named import Line, Named, channels_of, groups_of, people_of
from bot.cli.loading import loaded
from bot.cli.running.patience import ONE_SHOT, patiently
from bot.errors import SettingsMissing
from bot.outbox.verdict import FROM_SLACK, VerdictKind, judge
from bot.runbook import Runbook
from bot.settings import Settings

_PATIENCE = 3
"""So often Slack may say that it is asked too much."""


def check_online(*, http: bool = False) -> int:
    """Print each id with Slack's name for it, then every problem; return 2 if there is one, 0 if not.

    Nothing is changed and nothing is sent. Raises Away when Slack stays out of reach for half a minute,
    SettingsMissing for what keeps it from being asked at all.
    """
    settings, runbook = loaded(http=http)
    found = patiently(lambda: list(_Slack(settings, runbook, http).asked()), limit=ONE_SHOT)
    there = patiently(lambda: list(console_lines(settings, runbook)), limit=ONE_SHOT)
    found += there
    for line in found:
        if not line.is_problem:
            print(line.text)
    problems = [line.text for line in found if line.is_problem]
    if problems:
        raise SettingsMissing([*problems, f"{len(problems)} problem{'s' if len(problems) > 1 else ''}."])
    who = "Slack and the console know" if there else "Slack knows"
    print(f"{who} all of it: tokens, scopes, channels, people and groups are fine.")
    return 0


class _Slack:
    """Asks Slack about everything that a runbook names."""

    def __init__(self, settings: Settings, runbook: Runbook, http: bool) -> None:
        self._settings, self._runbook, self._http = settings, runbook, http
        self._client = WebClient(
            settings.bot_token,
            base_url=settings.slack_api_url,
            timeout=SLACK_TIMEOUT_S,
            retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=_PATIENCE)],
        )

    def asked(self) -> Iterator[Line]:
        """Yield what Slack says; raises Away when it cannot be reached."""
        refused = list(self._tokens())
        yield from refused
        if any("SLACK_BOT_TOKEN" in line.text for line in refused if line.is_problem):
            return  # nothing else can be asked
        for channel in channels_of(self._runbook):
            yield self._channel(channel)
        for person in people_of(self._runbook):
            yield self._person(person)
        yield from self._groups()

    def _tokens(self) -> Iterator[Line]:
        try:
            ours = self._client.auth_test()
        except FROM_SLACK as error:
            yield self._refused("SLACK_BOT_TOKEN", error)
            return
        team, name = ours["team_id"], ours["team"]
        yield Line(f"{team}  the workspace “{name}”, in which the bot is @{ours['user']}")
        if team not in self._runbook.provider.workspaces:
            yield Line(
                f"provider.yaml: workspaces: {team} (“{name}”), where the app is, isn't one of them.",
                is_problem=True,
            )
        header = {key.lower(): value for key, value in ours.headers.items()}.get("x-oauth-scopes", "")
        granted = {scope.strip() for scope in str(header).split(",")}
        for scope in sorted(shipped_scopes() - granted):
            yield Line(
                f"The app lacks the scope {scope}: add it, then install the app again.", is_problem=True
            )
        if not self._http:
            yield from self._app_token()

    def _app_token(self) -> Iterator[Line]:
        try:
            self._client.apps_connections_open(app_token=self._settings.app_token)
        except FROM_SLACK as error:
            yield self._refused("SLACK_APP_TOKEN", error)

    def _refused(self, variable: str, error: Exception) -> Line:
        """Return what a refused token's owner is told. Raises Away when Slack only cannot be reached."""
        why = not_let_in(variable, self._client.base_url, error)
        if not isinstance(why, SettingsMissing):
            raise why
        return Line(str(why), is_problem=True)

    def _channel(self, named: Named) -> Line:
        try:
            channel = self._client.conversations_info(channel=named.id)["channel"]
        except FROM_SLACK as error:
            return self._unknown(
                named, error, "isn't known to Slack, or the bot isn't in it: /invite it there"
            )
        name, teams = f"#{channel.get('name')}", set(channel.get("shared_team_ids") or ())
        if channel.get("is_archived"):
            return _problem(named, f"{name} is archived")
        if not channel.get("is_member"):
            return _problem(named, f"the bot isn't in {name}: /invite it there")
        if named.is_for_staff and channel.get("is_ext_shared"):
            return _problem(
                named, f"{name} is shared with another company, which would read what staff write"
            )
        if not named.is_for_staff and not teams & named.workspaces:
            whose = ", ".join(sorted(named.workspaces))
            return _problem(named, f"{name} isn't shared with {whose}; it is with {', '.join(sorted(teams))}")
        return Line(f"{named.id}  {name}, {named.what}")

    def _person(self, named: Named) -> Line:
        try:
            user = self._client.users_info(user=named.id)["user"]
        except FROM_SLACK as error:
            return self._unknown(named, error, "is nobody that Slack knows")
        name = user.get("real_name") or user.get("name")
        if user.get("deleted"):
            return _problem(named, f"{name} is deactivated in Slack")
        if user.get("is_bot"):
            return _problem(named, f"{name} is a bot")
        if user.get("team_id") not in named.workspaces:
            whose = ", ".join(sorted(named.workspaces))
            return _problem(named, f"{name} belongs to {user.get('team_id')}, not to {whose}")
        return Line(f"{named.id}  {name}, in the runbook {named.what}")

    def _groups(self) -> Iterator[Line]:
        wanted = groups_of(self._runbook)
        if not wanted:
            return
        try:
            answer = self._client.usergroups_list(include_users=True)
        except FROM_SLACK as error:
            yield from (self._unknown(named, error, "can't be looked up") for named in wanted)
            return
        known = {group["id"]: group for group in answer["usergroups"]}
        for named in wanted:
            group = known.get(named.id)
            if group is None:
                yield _problem(named, "isn't a user group of the bot's workspace, or is disabled")
            elif not group.get("users"):
                yield _problem(named, f"@{group.get('handle')} has no members")
            else:
                members = len(group["users"])
                size = f"{members} member{'s' if members > 1 else ''}"
                yield Line(f"{named.id}  @{group.get('handle')} ({size}), {named.what}")

    def _unknown(self, named: Named, error: Exception, sentence: str) -> Line:
        """Return the problem with an id that Slack refused. Raises Away when Slack only cannot be reached."""
        verdict = judge(error)
        if verdict.kind in (VerdictKind.UNREACHED, VerdictKind.UNKNOWN, VerdictKind.SLOW_DOWN):
            raise not_let_in("", self._client.base_url, error)
        return _problem(named, f"{sentence} ({verdict.error})")


def _problem(named: Named, sentence: str) -> Line:
    return Line(f"{named.where}: {named.id}: {sentence}.", is_problem=True)
