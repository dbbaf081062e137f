"""The page's files: kept for ever at an address that is another one once any of them is changed."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from playground.page.page_files import PageFiles
from tests.fixtures.loops import run_async

Asked = Callable[[str], Awaitable[tuple[int, str, str]]]
PAGE = '<link rel="icon" href="icon.svg" /><script type="module" src="js/main.js"></script>'


def visit(folder: Path, visitor: Callable[[Asked], Awaitable[None]]) -> None:
    """Serve a folder to a visitor, who asks for paths and is told status, how long it is kept, content."""

    async def serve() -> None:
        app = web.Application()
        PageFiles(folder).add_to(app)
        async with TestClient(TestServer(app)) as client:

            async def asked(path: str) -> tuple[int, str, str]:
                async with client.get(path) as answer:
                    return answer.status, answer.headers.get("Cache-Control", ""), await answer.text()

            await visitor(asked)

    run_async(serve())


def script_of(page: str) -> str:
    """Return where a page has its script."""
    [src] = re.findall(r'src="(.*?)"', page)
    return f"/{src}"


def test_a_file_is_kept_for_ever_and_changed_stands_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    script = tmp_path / "js" / "main.js"
    script.write_text("first")

    async def visitor(asked: Asked) -> None:
        before = script_of((await asked("/"))[2])
        assert await asked(before) == (200, "public, max-age=31536000, immutable", "first")
        script.write_text("other")
        after = script_of((await asked("/"))[2])
        assert before != after
        assert (await asked(after))[2] == "other"
        assert (await asked(before))[0] == 404

    visit(tmp_path, visitor)


def test_nothing_else_of_the_folder_is_served(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "secret.py").write_text("x = 1")

    async def visitor(asked: Asked) -> None:
        where = script_of((await asked("/"))[2]).removesuffix("js/main.js")
        assert (await asked(f"{where}secret.py"))[0] == 404
        assert (await asked(f"{where}../secret.py"))[0] == 404

    visit(tmp_path, visitor)


def test_a_page_that_is_not_installed_is_said_so(tmp_path: Path) -> None:
    async def visitor(asked: Asked) -> None:
        assert (await asked("/"))[2] == "The playground is up; its page is not installed."

    visit(tmp_path, visitor)
