"""Which files there are, and a hash of each: what tells whether anything is to be taken over."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

PROPOSED = "proposed"


def fingerprints(knowledge: Path, seeds: Path) -> dict[str, str]:
    """Hash every file of the base that is loaded, by its path under `knowledge/` or `seeds/`."""
    found = {}
    for name, root in (("knowledge", knowledge), ("seeds", seeds)):
        for path in sorted(root.rglob("*")):
            within = path.relative_to(root)
            is_loaded = name == "seeds" or (path.suffix == ".yaml" and within.parts[0] != PROPOSED)
            if is_loaded and path.is_file():
                found[f"{name}/{within.as_posix()}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def changed_dossiers(
    before: Mapping[str, str], now: Mapping[str, str], documents: Mapping[str, str]
) -> frozenset[str] | None:
    """Name the dossiers to read again, as seen from `knowledge/`; None if all must be read.

    `documents` names the dossier that rests on each document. All must be read where names have
    changed, since every fact is held against them.
    """
    changed = {path for path in {*before, *now} if before.get(path) != now.get(path)}
    found = set()
    for path in changed:
        root, _, within = path.partition("/")
        if root == "seeds":
            if within in documents:
                found.add(documents[within])
        elif within.startswith("facts/"):
            found.add(within)
        else:
            return None
    return frozenset(found) if before else None
