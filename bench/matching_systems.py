"""The systems of the bench: how each is started, and what is missing where it cannot be."""

import importlib.machinery
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIBRARIES = Path(".peers")
"""Where libraries are looked for that the project does not have; `--libraries` names another folder."""
PRODUCT = "footnote"


@dataclass(frozen=True, slots=True)
class Peer:
    """A system beside the product, and the libraries that it needs besides the project's."""

    libraries: tuple[str, ...] = ()
    is_node: bool = False


PEERS = {
    "rapidfuzz-texts": Peer(),
    "rapidfuzz-names": Peer(),
    "sqlite": Peer(),
    "sqlite-trigram": Peer(),
    "tantivy": Peer(("tantivy",)),
    "symspell-bm25": Peer(("bm25s", "symspellpy")),
    "minisearch": Peer(("minisearch",), is_node=True),
}
QUICK = ("rapidfuzz-names", "sqlite")
"""Peers that need nothing and no patience."""


def missing(name: str, libraries: Path) -> str:
    """Say how to get what a peer needs and this machine has not; empty if it has all."""
    peer = PEERS[name]
    if peer.is_node:
        if not shutil.which("node"):
            return "install Node.js"
        has_all = all((libraries / "node_modules" / each).is_dir() for each in peer.libraries)
        return "" if has_all else f"npm install --prefix {libraries} {' '.join(peer.libraries)}"
    finder = importlib.machinery.PathFinder()
    lacking = [each for each in peer.libraries if not finder.find_spec(each, [str(libraries), *sys.path])]
    return f"{sys.executable} -m pip install --target {libraries} {' '.join(lacking)}" if lacking else ""


def peer_command(name: str, libraries: Path) -> tuple[list[str], dict[str, str]]:
    """Return what starts a peer, and the environment that it needs besides ours."""
    if PEERS[name].is_node:
        modules = {"NODE_PATH": str((libraries / "node_modules").resolve())}
        return ["node", "--max-old-space-size=12000", str(HERE / f"matching_{name}.js")], modules
    program = [sys.executable, str(HERE / "matching_peers.py"), name]
    return [*program, "--libraries", str(libraries.resolve())], {}


def product_command(program: Sequence[str], *, is_ranking: bool = False, without: str = "") -> list[str]:
    """Return what starts the product, as it is shipped or with parts of it turned off."""
    return [
        *(program or (sys.executable, str(HERE / "matching_server.py"))),
        *(["--ranking"] if is_ranking else []),
        *(["--without", without] if without else []),
    ]
