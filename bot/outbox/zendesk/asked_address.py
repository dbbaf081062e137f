"""Where an address really leads: read as what asks it reads it, so that no token goes elsewhere."""

from typing import Final
from urllib.parse import SplitResult, urlsplit

import requests

_ASKED: Final = ("http", "https")


def asked_address(address: str) -> SplitResult | None:
    r"""Return the parts of an address as it will be asked; None for one that cannot be asked.

    Readers of addresses disagree: by some of them `https://one\@two/` leads to `two`, by others to `one`.
    """
    try:
        found = urlsplit(requests.Request("GET", address).prepare().url or "")
    except (requests.RequestException, ValueError):
        return None
    return found if found.scheme in _ASKED else None
