"""Work that may block, on a thread of its own: nobody waits for its turn, nor for its end."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def in_a_thread(work: Callable[..., Result], *arguments: Any) -> Result:
    """Return what `work` returns, or raise what it raises.

    `asyncio.to_thread` has a few threads for everybody, and a loop that ends waits for all of them.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(settling: Callable[[Any], None], outcome: Any) -> None:
        if not done.done():
            settling(outcome)

    def run() -> None:
        try:
            outcome = work(*arguments)
        except Exception as error:  # noqa: BLE001  (it is raised where the work is awaited)
            tell(done.set_exception, error)
        else:
            tell(done.set_result, outcome)

    def tell(settling: Callable[[Any], None], outcome: Any) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, settling, outcome)

    threading.Thread(target=run, daemon=True).start()
    return await done
