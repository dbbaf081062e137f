"""Files that travel with the code: found beside it in a checkout, inside it when installed."""

from collections.abc import Mapping
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_SHIPPED = _HERE / "shipped"
_CHECKOUT = _HERE.parent


def runbook_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the runbook's folder: as `TAM_RUNBOOK` says, else `runbook` here, else the sample that ships."""
    named = (environment or {}).get("TAM_RUNBOOK")
    if named:
        return Path(named)
    here = Path("runbook")
    return here if here.is_dir() else sample_runbook()


def sample_runbook() -> Path:
    """Return the sample runbook."""
    return _shipped("runbook")


def second_account() -> Path:
    """Return the sample of a second customer's account, which is no part of the sample runbook."""
    return _shipped("samples") / "accounts" / "nordwind.yaml"


def sample_reach() -> Path:
    """Return what has people reached beside Slack, to be laid over the sample runbook's provider.yaml."""
    return _shipped("samples") / "reach.yaml"


def sample_bridge() -> Path:
    """Return what has tickets filed in a console, to be laid over the sample runbook, file by file."""
    return _shipped("samples") / "console.yaml"


def starter_files() -> Path:
    """Return the folder of the files that a new runbook starts with."""
    return _shipped("samples") / "starter"


def manifest() -> Path:
    """Return the Slack app manifest."""
    return _shipped("app.yaml")


def scenarios() -> Path:
    """Return the folder of the scenario files."""
    return _shipped("scenarios")


def _shipped(name: str) -> Path:
    inside = _SHIPPED / name
    return inside if inside.exists() else _CHECKOUT / name
