"""A way to a PostgreSQL server that a test can cut, as a network does, and open again."""

import asyncio
from contextlib import asynccontextmanager, suppress

from sqlalchemy import make_url

PIECE = 65_536


class Way:
    """Passes on what clients and the server say to each other, while it is open."""

    def __init__(self, server_url):
        self._server_url = make_url(server_url)
        self._listener = None
        self._passing = set()
        self._port = 0

    @property
    def url(self):
        """Where the server is found by this way."""
        url = self._server_url.difference_update_query(["host", "port"])
        return url.set(host="127.0.0.1", port=self._port).render_as_string(hide_password=False)

    async def open(self):
        self._listener = await asyncio.start_server(self._pass, "127.0.0.1", self._port)
        self._port = self._listener.sockets[0].getsockname()[1]

    async def close(self):
        """Cut every connection, and let nobody in."""
        self._listener.close()
        for each in self._passing:
            each.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _pass(self, from_client, to_client):
        self._passing.add(task := asyncio.current_task())
        task.add_done_callback(self._passing.discard)
        from_server, to_server = await self._reach()
        try:
            await asyncio.gather(_copy(from_client, to_server), _copy(from_server, to_client))
        finally:
            to_client.close()
            to_server.close()

    async def _reach(self):
        url = self._server_url
        host, port = url.query.get("host") or url.host, url.query.get("port") or url.port or 5432
        if host.startswith("/"):
            return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        return await asyncio.open_connection(host, port)


@asynccontextmanager
async def way_to(server_url):
    """Open a way to a server until the block ends."""
    way = Way(server_url)
    await way.open()
    yield way
    await way.close()


async def _copy(reader, writer):
    with suppress(ConnectionError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()
