"""What the bot has begun beside its answers: forms, ephemerals and whatever else waits for a slow Slack."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from slack_bolt.lazy_listener.thread_runner import ThreadLazyListenerRunner

from bot.app import Bot

Given = ParamSpec("Given")
Made = TypeVar("Made")


class UnderWay(Executor):
    """Passes work on to another pool, and knows what of it is not done."""

    def __init__(self, pool: Executor) -> None:
        self._pool, self._begun = pool, set[object]()

    def submit(
        self, work: Callable[Given, Made], /, *arguments: Given.args, **named: Given.kwargs
    ) -> Future[Made]:
        """Have the other pool do it."""
        begun = self._pool.submit(work, *arguments, **named)
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        return begun

    def __bool__(self) -> bool:
        """Tell whether anything is."""
        return bool(self._begun)


def under_way(bot: Bot) -> UnderWay:
    """Watch what a bot's listeners begin from now on, beside their acknowledgements."""
    runner = bot.app.listener_runner.lazy_listener_runner
    assert isinstance(runner, ThreadLazyListenerRunner)
    if not isinstance(runner.executor, UnderWay):
        runner.executor = UnderWay(runner.executor)
    return runner.executor
