"""A small runbook to break: written to a folder, with words replaced."""

from pathlib import Path

from bot.errors import RunbookInvalid
from bot.runbook import load

PROVIDER = """\
provider: Acme
workspaces: [T0ACME]
time_zone: America/New_York
holidays: {country: US, add: {}, remove: []}
sla:
  targets:
    P1: {issue: Down, respond_within: 1h, clock: always}
    P2: {issue: Slow, respond_within: 2h, clock: business}
    P3: {issue: Other, respond_within: 3h, clock: business}
  nudge_at: [50%, 100%]
pending: {remind_after: 5 business days, solve_after: 10 business days}
notice: {every: "Mon 09:00", quiet_if_silent_for: 7 days, off_hours: true}
escalation:
  reasons:
    response: No answer.
    blocker: Blocked.
  step: 15m
  repeat: 30m
triage: {id: C0TRIAGE}
pse: {name: Engineers, usergroup: S0PSE}
support_management: {name: Managers, usergroup: S0MGMT}
phones:
  - {country: India, number: "0008000402555", kind: Toll Free}
  - {country: Israel, number: "+97223763590", kind: Local}
links:
  status: {name: Status, url: "https://status.example.com/"}
example_kinds:
  call: {name: Call SID, prefixes: [CA]}
products:
  - id: voice
    name: Voice
    examples: {kinds: [call], at_least: 2, at_most: 3, within: 24h, best_effort: 48h}
    questions:
      - {id: symptom, ask: "What is wrong? See [status](status)."}
  - {id: other, name: Other}
"""

ACME = """\
account: Party
channel: {name: acme-party, id: C0PARTY}
workspaces: [T0PARTY]
pin: ${PARTY_PIN}
team:
  primary: {name: Ann Lee, slack: U0ANN, hours: "Mon-Fri 09:00-18:00"}
  secondary:
    name: Bob Ray
    slack: U0BOB
    hours: Mon-Fri 09:00-18:00
  manager: {name: Cy Poe, slack: U0CY, email: cy@example.com}
absences:
  - {who: primary, from: 2026-12-24, to: 2026-12-27}
"""

SECOND = """\
account: Quiet
channel: {name: acme-quiet, id: C0QUIET}
workspaces: [T0QUIET]
team:
  primary: {name: Ann Lee, slack: U0ANN, hours: always}
"""

FILES = {"provider.yaml": PROVIDER, "accounts/party.yaml": ACME}
ENV = {"PARTY_PIN": "271828"}


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write a runbook's files and return their folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def replaced(name: str, old: str, new: str) -> dict[str, str]:
    """Return the small runbook with some words of one file replaced."""
    assert FILES[name].count(old) == 1, old
    return FILES | {name: FILES[name].replace(old, new)}


def with_account(line: str, old: str = "") -> dict[str, str]:
    """Return the small runbook with a line added to its account, in place of `old` if given."""
    assert not old or ACME.count(old) == 1, old
    party = ACME.replace(old, line) if old else f"{ACME}{line}\n"
    return FILES | {"accounts/party.yaml": party}


def problems(folder: Path, env: dict[str, str] | None = ENV) -> tuple[str, ...]:
    """Return what the loader finds wrong, nothing if it is content."""
    try:
        load(folder, env)
    except RunbookInvalid as error:
        return error.problems
    return ()
