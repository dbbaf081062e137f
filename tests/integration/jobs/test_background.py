"""Work beside everything else goes on whatever fails, and ends when it is told to."""

from collections.abc import Callable, Iterator

import pytest

from bot.jobs.background import Background, Stopping


@pytest.fixture
def begun() -> Iterator[Callable[[Background], Background]]:
    """Give what starts work; it is stopped at the end."""
    started: list[Background] = []

    def begin(background: Background) -> Background:
        background.start()
        started.append(background)
        return background

    yield begin
    for background in started:
        background.stop()


def test_what_fails_first_is_tried_again_until_it_is_done_and_holds_up_no_step(
    begun: Callable[[Background], Background],
) -> None:
    tries: list[int] = []
    steps: list[int] = []

    def first() -> None:
        tries.append(len(tries))
        if len(tries) < 3:
            raise OSError("Slack is away")

    background = begun(Background("looks", lambda: steps.append(len(tries)), first=first))
    for _ in range(4):
        assert background.settle()
    assert tries == [0, 1, 2]
    assert steps[0] == 1, "the first step came while what is to come first had only failed"


def test_steps_are_taken_until_there_is_nothing_to_do(begun: Callable[[Background], Background]) -> None:
    left = [0.0, 0.0, 0.0]
    background = begun(Background("reading", lambda: left.pop() if left else None))
    assert background.settle()
    assert left == []


def test_it_stops_while_a_step_waits() -> None:
    background: Background

    def step() -> None:
        background.pause(3600)

    background = Background("reading", step)
    background.start()
    background.stop()
    with pytest.raises(Stopping):
        background.pause(3600)
