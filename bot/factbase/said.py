"""What the files say of each object, once read and checked: what the ledger is to take over."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.domain.ledger import Actor, Content, Target, content_hash
from bot.factbase.load import Loaded
from bot.factbase.stored_facts import terms_to_store
from bot.storage.ledger import Located
from bot.storage.synced import SaidStatus

TOPICS_FILE = "topics.yaml"
_HIDING = frozenset({"schema", "document"})
"""The checks without which a file, or a fact of it, is not read at all."""


@dataclass(frozen=True)
class Said:
    """One object as its file has it."""

    target: Target
    content: Content
    file: str
    """As seen from `knowledge/`."""
    line: int
    actor: Actor
    status: SaidStatus = "active"
    reason: str = ""
    """Why it is retracted."""
    located: Located | None = None
    """Only for facts."""

    @cached_property
    def content_hash(self) -> str:
        """The hash of its wording."""
        return content_hash(self.content)


def said_by(loaded: Loaded) -> dict[Target, Said]:
    """Gather what the files say; facts that an error keeps out say nothing."""
    return {each.target: each for each in (*_names(loaded), *_sources(loaded), *_facts(loaded))}


def seen_from_root(loaded: Loaded, file: str) -> str:
    """Name a file as seen from `knowledge/`, wherever that is."""
    return file.removeprefix(f"{loaded.knowledge.root}/")


def faulty_files(loaded: Loaded) -> frozenset[str]:
    """Name the files of which an error hides a part: what they do not say has not vanished."""
    faults = (each for each in loaded.findings if each.level == "error" and each.check in _HIDING)
    return frozenset(seen_from_root(loaded, each.file) for each in faults)


def _names(loaded: Loaded) -> Iterator[Said]:
    for entry in loaded.knowledge.entities.values():
        file = seen_from_root(loaded, entry.file)
        yield Said(Target("entity", entry.entity.id), entry.entity, file, entry.line, _written_by(file))
    for topic in loaded.knowledge.topics.values():
        yield Said(Target("topic", topic.id), topic, TOPICS_FILE, 1, _written_by(TOPICS_FILE))


def _sources(loaded: Loaded) -> Iterator[Said]:
    for examined in loaded.examined:
        dossier = examined.dossier
        if not examined.blocked:
            file = seen_from_root(loaded, dossier.file)
            target = Target("source", dossier.source.id)
            yield Said(target, dossier.source, file, dossier.source_line, _written_by(dossier.edited_by))


def _facts(loaded: Loaded) -> Iterator[Said]:
    for examined in loaded.examined:
        file = seen_from_root(loaded, examined.dossier.file)
        actor = _written_by(examined.dossier.edited_by)
        for case in examined.cases:
            fact = case.fact
            if fact.id in loaded.base.left_out or not case.has_every_place:
                continue
            yield Said(
                target=Target("fact", fact.id),
                content=fact,
                file=file,
                line=case.entry.line,
                actor=actor,
                status=fact.status,
                reason=fact.reason,
                located=Located(case.passages, terms_to_store(fact)),
            )


def _written_by(name: str) -> Actor:
    return Actor(f"file:{name}", name)
