"""A runbook of two customers: Partiful, and Other Co, each with people of its own."""

import shutil
from pathlib import Path

from bot.resources import sample_runbook
from bot.runbook import Runbook, load
from tests.fixtures.desk import PIN

OTHER_CHANNEL = "C0OTHERCO"
OTHER_CO = """\
account: Other Co
prefix: OTHER
channel: {name: tam-other, id: C0OTHERCO}
workspaces: [T0OTHER, E0OTHER]
team:
  primary: {name: Kirk McCalla, slack: U0KIRK, hours: "Mon-Fri 09:00-18:00"}
"""


BRIDGE = """
console: {bridge: zendesk, file: on click, requester: team@partiful.example}
"""
ZENDESK = {
    "ZENDESK_BASE_URL": "https://twilio.zendesk.com",
    "ZENDESK_CLIENT_ID": "tam_bot",
    "ZENDESK_CLIENT_SECRET": "example-only",
    "ZENDESK_WEBHOOK_SECRET": "example-only-too",
}


def two_customers(folder: Path, *, bridged: bool = False) -> Runbook:
    """Load the sample runbook with Other Co beside Partiful, whose tickets may be filed in a console."""
    copy = folder / "runbook"
    shutil.copytree(sample_runbook(), copy)
    (copy / "accounts" / "other.yaml").write_text(OTHER_CO, encoding="utf-8")
    if bridged:
        partiful = copy / "accounts" / "partiful.yaml"
        partiful.write_text(partiful.read_text(encoding="utf-8") + BRIDGE, encoding="utf-8")
    return load(copy, {"PARTIFUL_SUPPORT_PIN": PIN} | ZENDESK)
