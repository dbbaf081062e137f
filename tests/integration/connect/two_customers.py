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


def two_customers(folder: Path) -> Runbook:
    """Load the sample runbook with Other Co beside Partiful."""
    copy = folder / "runbook"
    shutil.copytree(sample_runbook(), copy)
    (copy / "accounts" / "other.yaml").write_text(OTHER_CO, encoding="utf-8")
    return load(copy, {"PARTIFUL_SUPPORT_PIN": PIN})
