"""`tam-bot playground --without-bot`: the workspace alone, for any Slack app that is pointed at it."""

import argparse
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import yaml

from bot.cli.box.boxed import boxed_manifest, started_on
from bot.cli.box.runbook_seed import seed_of
from bot.cli.box.runbooks import chosen_runbook
from bot.cli.running.ending import told_to_end
from bot.clock import MovableClock, SystemClock
from bot.errors import WrongInput
from playground.server import Playground
from playground.workspace.json_types import ReadOnlyJSON
from playground.workspace.seed import Seed, demo_seed


class _Hands:
    """A time machine with no bot behind it: the clock is set, and nothing falls due on the way."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """Return this instant, aware."""
        return self._clock.now()

    def move_to(self, instant: datetime) -> None:
        """Set the clock."""
        self._clock.set(instant)

    def due(self) -> list[dict[str, object]]:
        """Return nothing: what an app has in mind is not known here."""
        return []


def serve(args: argparse.Namespace, start: datetime | None) -> int:
    """Serve until SIGTERM or SIGINT; return 0.

    Raises WrongInput for a manifest that cannot be read, RunbookInvalid for a runbook that has faults.
    """
    manifest = _read(Path(args.manifest)) if args.manifest else boxed_manifest()
    runbook = chosen_runbook(args)
    seed = seed_of(runbook, manifest) if runbook else seed_for(manifest)
    clock = MovableClock(start)
    playground = Playground(
        seed,
        clock,
        time_machine=_Hands(clock),
        port=args.port,
        rate_limits=args.rate_limits,
        request_url=args.request_url,
        wall=SystemClock(),
    )
    started_on(playground, args.port)
    with told_to_end() as end:
        print(*exports(playground), sep="\n", flush=True)
        end.wait()
    playground.stop()
    return 0


def seed_for(declared: ReadOnlyJSON) -> Seed:
    """Return the demo's companies with an app of that manifest, its bot called as it says."""
    features = declared.get("features") or {}
    name = (features.get("bot_user") or {}).get("display_name") or "bot"
    return demo_seed(declared, str(name))


def _read(path: Path) -> ReadOnlyJSON:
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except OSError as error:
        raise WrongInput(f"{path} cannot be read ({error.strerror}).") from None
    except (yaml.YAMLError, ValueError) as error:
        raise WrongInput(f"{path} isn't a manifest: {error}") from None
    if not isinstance(found, dict) or "display_information" not in found:
        raise WrongInput(f"{path} isn't a manifest: it has no display_information.")
    return found


def exports(playground: Playground) -> Iterator[str]:
    """Yield what an app needs, as lines for a shell."""
    seed, app = playground.seed, playground.seed.app
    yield f"# The workspace is at {playground.url} and ends with Ctrl+C."
    yield _export("SLACK_API_URL", playground.api_url)
    yield _export("SLACK_BOT_TOKEN", app.bot_token)
    yield _export("SLACK_APP_TOKEN", app.app_token)
    yield _export("SLACK_SIGNING_SECRET", app.signing_secret)
    yield _export("SLACK_CONTROL_URL", f"{playground.url}control")
    accounts = (playground.exchange.account, playground.console.desk.account)
    for name, value in [item for one in accounts for item in one.environment(playground.url).items()]:
        yield _export(name, value)
    for team in seed.teams:
        yield _export(f"SLACK_TEAM_{team.name}", team.id)
    for channel in seed.channels:
        yield _export(f"SLACK_CHANNEL_{channel.name}", channel.id)
    for person in seed.people:
        yield _export(f"SLACK_USER_{person.name}", person.id)


def _export(name: str, value: str) -> str:
    return f"export {re.sub('[^A-Z0-9]', '_', name.upper())}={value}"
