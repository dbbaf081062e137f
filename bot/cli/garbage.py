"""How seldom a command looks for garbage while it loads its libraries and the runbook."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 50)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom meanwhile.

    Loading makes hardly any, and looking as often as Python does takes a fifteenth of a short command's time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
