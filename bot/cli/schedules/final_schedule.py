"""`tam-bot oncall --from A --to B`: the final schedule of the 24x7 team, as text and as JSON."""

import json
from datetime import datetime

from bot.cli.offline import utc_text
from bot.domain.tams import NamedPerson, Rota, Turn
from bot.domain.wording import WallClock, moment
from bot.errors import WrongInput
from bot.runbook.provider import Provider


def final_schedule(
    provider: Provider, rota: Rota | None, span: tuple[datetime, datetime], *, as_json: bool
) -> str:
    """Return the 24x7 team's final schedule of [from, to); WrongInput if that is no time at all."""
    start, end = span
    if end <= start:
        raise WrongInput(f"--to {end.isoformat()} is not after --from {start.isoformat()}.")
    turns = rota.turns(start, end) if rota else [Turn(start, end, None, None)]
    if as_json:
        found = {"from": utc_text(start), "to": utc_text(end), "shifts": [_shift(turn) for turn in turns]}
        return json.dumps(found, indent=2, ensure_ascii=False)
    team, clock = provider.pse.name, WallClock(provider.time_zone)
    return "\n".join([f"{team}, until {moment(end, clock)}", *(_line(turn, team, clock) for turn in turns)])


def person_json(person: NamedPerson | None) -> dict[str, object] | None:
    """Return somebody as JSON has them."""
    return {"name": person.name, "slack": person.slack} if person else None


def _shift(turn: Turn) -> dict[str, object]:
    return {
        "from": utc_text(turn.start),
        "to": utc_text(turn.end),
        "person": person_json(turn.person),
        "layer": turn.layer,
    }


def _line(turn: Turn, team: str, clock: WallClock) -> str:
    who = f"{turn.person.name} ({turn.layer})" if turn.person else f"nobody by name: {team}"
    return f"{moment(turn.start, clock):27} {who}"
