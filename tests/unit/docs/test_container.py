"""The image and its composition name what the project knows, hold no secret and run as an ordinary user."""

import re
from pathlib import Path

import yaml

from bot.settings import Settings
from tests.unit.docs import ROOT, text


def test_the_image_takes_locked_dependencies_and_gives_up_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    installed = [line for line in lines if "pip install" in line]
    assert all(
        "--require-hashes -r requirements/run.txt" in line or "--no-deps" in line for line in installed
    )
    assert len(installed) == 2
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER tam-bot"]
    assert lines.index("USER tam-bot") < lines.index('ENTRYPOINT ["tam-bot"]')


def test_what_is_secret_or_big_stays_out_of_the_image() -> None:
    ignored = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    assert {".env", ".git", ".venv", "node_modules", "tests"} <= ignored


def test_the_composition_sets_variables_that_the_bot_reads_and_migrates_first() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for name in ("migrate", "bot"):
        settings = Settings.read(services[name]["environment"])
        assert settings.database_url.startswith("postgresql+psycopg://tam:${POSTGRES_PASSWORD")
    assert services["migrate"]["command"] == ["migrate"]
    assert services["bot"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    runbook = re.search(r"TAM_RUNBOOK=(\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    assert runbook is not None
    assert services["bot"]["volumes"] == [f"./runbook:{runbook[1]}:ro"]


def test_the_page_on_deploying_names_both() -> None:
    page = text(Path("docs/how-to/deploy.md"))
    assert "`Dockerfile`" in page
    assert "`compose.yaml`" in page
