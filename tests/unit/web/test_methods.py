"""A page asked in a way it does not understand says which ways it does (RFC 9110, section 15.5.6)."""

from bot.web.requests import only
from tests.unit.house.source import ROOT


def test_it_names_the_methods_that_it_understands() -> None:
    told: list[object] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> object:
        told.extend((status, dict(headers)["Allow"]))
        return lambda data: None

    body = b"".join(only(start, "GET, HEAD"))  # type: ignore[arg-type]
    assert (told, body) == (["405 Method Not Allowed", "GET, HEAD"], b"GET, HEAD only\n")


def test_no_page_says_so_in_another_way() -> None:
    pages = (ROOT / "bot" / "web").rglob("*.py")
    saying = [page.name for page in pages if "405" in page.read_text(encoding="utf-8")]
    assert saying == ["requests.py"]
