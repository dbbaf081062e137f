"""What the documentation says that a command prints is what it prints."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.resources import sample_runbook
from tests.unit.docs import answered, arguments, pages

SAMPLES = [
    pytest.param(given, printed, id=f"{page}: {' '.join(given)}")
    for page in pages()
    for line, printed in answered(page)
    if (given := arguments(line, "tam-bot") or [])
]
OFFLINE = [sample for sample in SAMPLES if sample.values[0][0] in ("whatif", "oncall")]  # type: ignore[index]
FAULTS = [sample for sample in SAMPLES if sample.values[1][-1].endswith("problems.")]  # type: ignore[index]


@pytest.fixture(autouse=True)
def nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the commands run with the sample runbook and nothing else."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PARTIFUL_SUPPORT_PIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TAM_RUNBOOK", str(sample_runbook()))


@pytest.mark.parametrize(("given", "printed"), OFFLINE)
def test_a_sample_of_a_forecast_is_what_is_printed(
    given: list[str], printed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == 0
    assert capsys.readouterr().out.splitlines() == printed


@pytest.mark.parametrize(("given", "printed"), FAULTS)
def test_a_sample_of_faults_is_what_is_told(
    given: list[str], printed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == 2
    assert capsys.readouterr().err.splitlines() == printed


def test_there_are_samples_to_compare() -> None:
    assert len(OFFLINE) >= 2
    assert len(FAULTS) >= 1
