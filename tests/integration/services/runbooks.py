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
    return load(copy, {"PARTIFUL_SUPPORT_PIN": "4711"})
