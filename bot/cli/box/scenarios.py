"""`tam-bot playground --play`: scenario files played with the real bot, each in a playground of its own."""

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot import resources
from bot.cli.box.boxed import running
from bot.cli.box.runbooks import boxed_runbook, sample_with
from bot.errors import RunbookInvalid, WrongInput
from bot.runbook import Runbook
from playground.scenarios import Scenario, ScenarioFailed, ScenarioMalformed, read

Tell = Callable[[str], None]


def play(names: Sequence[str]) -> int:
    """Play these files (all that ship, if none is named); return 0, or 1 if one went otherwise.

    Raises WrongInput, before anything is played, if one of them cannot be read.
    """
    logging.getLogger().setLevel(logging.WARNING)  # the transcript is what is to be read
    scenarios = _all_read([_path(name) for name in names] or sorted(resources.scenarios().glob("*.yaml")))
    failed = 0
    for scenario in scenarios:
        try:
            perform(scenario, print)
        except ScenarioFailed as failure:
            print(f"\nFAILED {failure}", file=sys.stderr)
            failed += 1
        else:
            print(f"\nok  {scenario.story}\n")
    if len(scenarios) > 1:
        print(f"{len(scenarios) - failed} of {len(scenarios)} scenarios went as written.")
    return 1 if failed else 0


def perform(scenario: Scenario, tell: Tell) -> None:
    """Play one scenario from its start to its end; raises Failed, or WrongInput for its runbook."""
    with _runbook(scenario) as runbook, running(start=scenario.start, runbook=runbook) as started:
        try:
            started.playground.play(scenario, started.settle, tell)
        finally:
            started.settle()  # nobody hangs up on a bot that is still answering


def _path(name: str) -> Path:
    path = Path(name)
    if path.exists():
        return path
    shipped = resources.scenarios() / f"{path.stem}.yaml"
    if not shipped.exists():
        known = ", ".join(sorted(one.stem for one in resources.scenarios().glob("*.yaml")))
        raise WrongInput(f"There is no scenario {name}. Those that ship are {known}.")
    return shipped


def _all_read(paths: Sequence[Path]) -> list[Scenario]:
    scenarios, problems = [], []
    for path in paths:
        try:
            scenarios.append(read(path))
        except ScenarioMalformed as malformed:
            problems += malformed.problems
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: {error}")
    if problems:
        raise WrongInput("\n".join(problems))
    return scenarios


@contextmanager
def _runbook(scenario: Scenario) -> Iterator[Runbook]:
    """Give the sample runbook with what the scenario has otherwise."""
    with sample_with(scenario.settings.get("runbook") or {}) as folder:
        try:
            yield boxed_runbook(folder)
        except RunbookInvalid as invalid:
            raise WrongInput(f"{scenario.file}: its runbook: {invalid}") from None
