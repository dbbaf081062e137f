"""Runbooks that differ from the sample in what a test is about."""

import shutil
from pathlib import Path

from bot.resources import sample_runbook
from bot.runbook import Runbook, load

ACME = """\
account: Acme
channel: {name: tam-acme, id: C0ACME}
workspaces: [T0ACME]
requesters: [U0ANN]
triage: {id: C0ACMETRIAGE}
team:
  primary: {name: Olga Berg, slack: U0OLGA, hours: "Mon-Fri 09:00-18:00"}
"""


ENVIRONMENT = {
    "PARTIFUL_SUPPORT_PIN": "4711",
    "ZENDESK_BASE_URL": "https://twilio.zendesk.com",
    "ZENDESK_CLIENT_ID": "tam_bot",
    "ZENDESK_CLIENT_SECRET": "example-only",
    "ZENDESK_WEBHOOK_SECRET": "example-only-too",
}
TAKE_WITHIN = "  take_within: {P1: 5m, P2: 30m, P3: 2h}\n"
"""By which others are asked to take what somebody has: most stories are not about that."""


def edited(folder: Path, **changes: tuple[str, str]) -> Runbook:
    """Load the sample plus Acme; each change replaces a text of the `provider` or of `partiful`."""
    copy = folder / "runbook"
    shutil.copytree(sample_runbook(), copy, dirs_exist_ok=True)
    (copy / "accounts" / "acme.yaml").write_text(ACME)
    provider = copy / "provider.yaml"
    provider.write_text(provider.read_text().replace(TAKE_WITHIN, ""))
    for name, (before, after) in changes.items():
        path = copy / ("provider.yaml" if name == "provider" else f"accounts/{name}.yaml")
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))
    return load(copy, ENVIRONMENT)


PEOPLE = """\
people:
  petra: {name: Petra Novak, slack: U0PETRA, phone: "${PETRA_PHONE}"}
  sam: {name: Sam Okafor, slack: U0SAM, phone: "${SAM_PHONE}"}
"""
ENGINEERS = """\
pse:
  name: Engineers
  usergroup: S0PSE
  oncall_group: S0ONCALL
  reach:
    P1: [{after: 0m, by: dm}, {after: 1m, by: pagerduty}, {after: 2m, by: sms}, {after: 5m, by: call}]
    escalation: [{after: 0m, by: call}]
  schedule: {layers: [{name: all, people: [petra], from: 2026-01-01}]}
"""
MANAGERS = """\
support_management:
  name: Managers
  usergroup: S0MGMT
  oncall_group: S0ONCALL
  reach: {escalation: [{after: 0m, by: call}]}
  schedule: {layers: [{name: all, people: [sam], from: 2026-01-01}]}
"""
ON_CALL_GROUP = "S0ONCALL"
"""The user group that follows both schedules."""
PAGED = {
    "PARTIFUL_SUPPORT_PIN": "4711",
    "PETRA_PHONE": "+14155550101",
    "SAM_PHONE": "+14155550102",
    "TWILIO_ACCOUNT_SID": "AC0123456789abcdef0123456789abcdef",
    "TWILIO_AUTH_TOKEN": "12345",
    "TWILIO_FROM": "+14155550100",
    "PAGERDUTY_ROUTING_KEY": "k" * 32,
}
"""What the environment sets where people are rung and paged."""


def reaching(folder: Path, more: str = "") -> Runbook:
    """Load the sample, and more, with Petra on call at any time and Sam above her, both to be reached."""
    copy = folder / "reaching"
    shutil.copytree(sample_runbook(), copy)
    provider = copy / "provider.yaml"
    text = provider.read_text().replace(TAKE_WITHIN, "")
    for line in text.splitlines(keepends=True):
        if line.startswith("pse:"):
            text = text.replace(line, PEOPLE + ENGINEERS)
        elif line.startswith("support_management:"):
            text = text.replace(line, MANAGERS)
    provider.write_text(text + more)
    return load(copy, PAGED)


LINE = """\
line: {provider: twilio, voice: Polly.Joanna, language: en-US, ring: 20s}
"""
TAMS = """\
  cierra: {name: Cierra Simms, slack: U0CIERRA, phone: "${CIERRA_PHONE}"}
  kirk: {name: Kirk McCalla, slack: U0KIRK, phone: "${KIRK_PHONE}"}
"""
LINE_ENVIRONMENT = PAGED | {
    "CIERRA_PHONE": "+14155550103",
    "KIRK_PHONE": "+14155550104",
    "PUBLIC_URL": "https://bot.example.com",
}


def with_a_line(folder: Path) -> Runbook:
    """Load the runbook of `reaching` with a support line that rings both TAMs, then Petra."""
    reaching(folder)
    copy = folder / "reaching"
    provider, partiful = copy / "provider.yaml", copy / "accounts" / "partiful.yaml"
    provider.write_text(LINE + provider.read_text().replace(PEOPLE, PEOPLE + TAMS))
    text = partiful.read_text()
    for key, name in (("cierra", "Cierra Simms"), ("kirk", "Kirk McCalla")):
        text = text.replace(f"name: {name}, slack: U0{key.upper()}", f"person: {key}")
    partiful.write_text(text)
    return load(copy, LINE_ENVIRONMENT)
