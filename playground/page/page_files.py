"""The page's files, under an address that changes with them: a browser asks for each of them once."""

import hashlib
import mimetypes
from pathlib import Path
from typing import Final

from aiohttp import web

PAGE: Final = Path(__file__).parent
_INDEX: Final = "index.html"
_KINDS: Final = (".html", ".css", ".js", ".svg")
_FOR_EVER: Final = "public, max-age=31536000, immutable"


class PageFiles:
    """Serves the page, which is read again each time it is opened: a change shows after a reload."""

    def __init__(self, folder: Path = PAGE) -> None:
        self._folder = folder
        self._files: dict[str, bytes] = {}
        self._version = ""

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page-files/{version}/{path:.+}", self._file)

    async def _index(self, request: web.Request) -> web.Response:
        self._read()
        page = self._files.get(_INDEX)
        if page is None:
            return web.Response(text="The playground is up; its page is not installed.")
        return web.Response(text=self._led_to_version(page.decode()), content_type="text/html")

    def _led_to_version(self, page: str) -> str:
        """Have the page ask for its files where they are kept for ever, so that no two versions mix."""
        where = f"page-files/{self._version}/"
        for folder in ("css/", "js/", "icon.svg"):
            page = page.replace(f'="{folder}', f'="{where}{folder}')
        return page

    async def _file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if request.match_info["version"] != self._version or path not in self._files:
            return web.Response(status=404, text="no such file")
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        headers = {"Cache-Control": _FOR_EVER}
        return web.Response(body=self._files[path], content_type=kind, charset="utf-8", headers=headers)

    def _read(self) -> None:
        found = sorted(one for one in self._folder.rglob("*") if one.suffix in _KINDS)
        self._files = {one.relative_to(self._folder).as_posix(): one.read_bytes() for one in found}
        told = hashlib.sha256()
        for name, content in self._files.items():
            told.update(f"{name}\0{len(content)}\0".encode() + content)
        self._version = told.hexdigest()[:16]
