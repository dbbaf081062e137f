"""How seldom Python looks for garbage where little is made: while a command loads, and in the playground."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 50)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom meanwhile.

    Loading makes hardly any, and looking as often as Python does takes a fifteenth of a short command's time.
    A local workspace keeps all that was said: there is much to look at, and little of it is garbage.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
