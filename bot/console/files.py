"""Files that the bot uploads: an address to send them to, their bytes, and the word that completes them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aiohttp import web

from bot.console.delivering import AnyJson
from bot.console.errors import Refused


@dataclass(frozen=True, slots=True)
class File:
    """One file; only its owner, the bot, sees it until a message shows it."""

    id: str
    name: str
    length: int
    """Bytes, as the bot announced them."""
    title: str = ""
    content: bytes | None = None
    """None until it is uploaded."""
    is_complete: bool = False
    """Whether blocks may show it."""


@dataclass
class Files:
    """The files of a workspace, by id, and the addresses at which they are awaited."""

    _files: dict[str, File] = field(default_factory=dict)
    _awaited: dict[str, str] = field(default_factory=dict)

    def expect(self, name: str, length: int) -> tuple[File, str]:
        """Return a file that is yet to come, and the path to which its bytes are posted once."""
        file = File(f"F{secrets.token_hex(5).upper()}", name, length)
        self._files[file.id] = file
        token = secrets.token_hex(8)
        self._awaited[token] = file.id
        return file, f"/upload/{token}"

    async def handle(self, request: web.Request) -> web.Response:
        """Take the bytes of a file, bare or as the only field of a form."""
        file_id = self._awaited.get(request.match_info["token"])
        if file_id is None:
            return web.Response(status=404, text="This upload was never asked for, or is done.")
        content = await _content(request)
        file = self._files[file_id]
        if len(content) != file.length:
            return web.Response(status=400, text=f"{file.length} bytes were announced, {len(content)} came.")
        del self._awaited[request.match_info["token"]]
        self._files[file_id] = replace(file, content=content)
        return web.Response(text=f"OK - {len(content)}")

    def complete(self, file_id: str, title: str) -> File:
        """Make an uploaded file one that blocks may show."""
        file = self._files.get(file_id)
        if file is None or file.content is None:
            raise Refused("file_not_found")
        self._files[file_id] = replace(file, title=title or file.name, is_complete=True)
        return self._files[file_id]

    def find(self, file_id: str) -> File | None:
        """Return a file, or None."""
        return self._files.get(file_id)

    def can_show(self, slack_file: Mapping[str, AnyJson]) -> bool:
        """Tell whether a block's `slack_file` names, by its id, a file that is complete."""
        file = self.find(str(slack_file.get("id")))
        return file is not None and file.is_complete


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    [part] = (await request.post()).values()
    return part.file.read() if isinstance(part, web.FileField) else str(part).encode()
