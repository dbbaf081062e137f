"""What an app is told beside whoever caused it: one thing after another, known until it is over."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from typing import TypeVar

Result = TypeVar("Result")


class OneByOne:
    """Does one piece of work after another; lives on the server's event loop."""

    def __init__(self, changing: Callable[[], AbstractContextManager[None]]) -> None:
        """Take what holds the state for a change: whoever waits for quiet is told as it comes."""
        self._changing = changing
        self._turn = asyncio.Lock()
        self._beside: set[asyncio.Task[None]] = set()

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing is being done beside."""
        return not self._beside

    async def take(self, work: Coroutine[object, None, Result]) -> Result:
        """Do something once it is its turn."""
        async with self._turn:
            return await work

    def begin(self, work: Coroutine[object, None, None]) -> None:
        """Have something done beside, in its turn."""
        task = asyncio.create_task(self.take(work))
        self._beside.add(task)
        task.add_done_callback(self._done)

    async def end(self) -> None:
        """Drop what is under way."""
        for one in list(self._beside):
            one.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await one

    def _done(self, task: "asyncio.Task[None]") -> None:
        with self._changing():
            self._beside.discard(task)
