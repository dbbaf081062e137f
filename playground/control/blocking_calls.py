"""Blocking work, each piece on a thread of its own, so that none waits for another."""

import asyncio
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Outcome = TypeVar("Outcome")


async def in_a_thread(
    work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Result:
    """Return what `work` returns, or raise what it raises.

    `asyncio.to_thread` has a few threads for everybody, and a loop that ends waits for all of them.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(settling: Callable[[Outcome], None], outcome: Outcome) -> None:
        if not done.done():
            settling(outcome)

    def run() -> None:
        try:
            outcome = work(*arguments, **named)
        except Exception as error:  # noqa: BLE001  (it is raised where the work is awaited)
            tell(done.set_exception, error)
        else:
            tell(done.set_result, outcome)

    def tell(settling: Callable[[Outcome], None], outcome: Outcome) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, settling, outcome)

    threading.Thread(target=run, daemon=True).start()
    return await done
