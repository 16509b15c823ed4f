"""Programs that run beside this one, as long as they are needed."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket

from client.errors import ClientError

LOOPBACK = "127.0.0.1"
STARTS_WITHIN_S = 30
STOPS_WITHIN_S = 10
LOOK_EVERY_S = 0.05
LAST_LINES = 10
"""Lines of what a program wrote that are told when it fails."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is started, and how it is known to be ready."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    """All that it finds there: what this process was given is none of its business."""
    port: int
    ready_path: str
    """What it answers with 200, at its port on loopback, once it is ready."""


def free_port() -> int:
    """Return a port on which nobody listens at this moment."""
    with socket() as taken:
        taken.bind((LOOPBACK, 0))
        return int(taken.getsockname()[1])


@contextmanager
def running(program: Program, directory: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a directory, from when it is ready; raise ClientError if it never is."""
    written = directory / f"{program.name}.txt"
    with (
        written.open("wb") as output,
        subprocess.Popen(  # noqa: S603  # our own bot, and a program whose hash is pinned
            [*program.command],
            cwd=directory,
            env={**program.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # Ctrl-C is for whoever started it, who then stops one after another.
            start_new_session=True,
        ) as process,
    ):
        try:
            _wait_for(program, process, written)
            yield process
        finally:
            _stop(process)


def _wait_for(program: Program, process: subprocess.Popen[bytes], written: Path) -> None:
    deadline_s = time.monotonic() + STARTS_WITHIN_S
    while not _is_ready(program):
        if process.poll() is not None or time.monotonic() > deadline_s:
            said = "\n".join(written.read_text(errors="replace").splitlines()[-LAST_LINES:])
            raise ClientError(f"{program.name} does not start. It says:\n{said}")
        time.sleep(LOOK_EVERY_S)


def _is_ready(program: Program) -> bool:
    connection = HTTPConnection(LOOPBACK, program.port, timeout=1)
    try:
        connection.request("GET", program.ready_path)
        return connection.getresponse().status == 200  # noqa: PLR2004  # HTTP's word for yes
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
