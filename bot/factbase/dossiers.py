"""A dossier: one document's source, its facts, and the sentences that were looked at and left out."""

from dataclasses import dataclass

from pydantic import Field

from bot.domain import Entity, Fact, Source, Topic
from bot.domain.records import Record
from bot.factbase.findings import Finding


class LeftOut(Record):
    """Words of the document that were looked at and hold no fact for the base."""

    quote: str = Field(min_length=3, max_length=1000)
    why: str = Field(min_length=3, max_length=300)


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact as it stands in its file."""

    fact: Fact
    line: int
    quote_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeftOutEntry:
    """An entry of `no_facts` as it stands in its file."""

    left_out: LeftOut
    line: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One file under `knowledge/facts/` or `knowledge/proposed/`; entries that broke the schema are gone."""

    file: str
    source: Source
    source_line: int
    edited_by: str
    """Who last edited the file: not the person who may verify its facts."""
    facts: tuple[FactEntry, ...]
    no_facts: tuple[LeftOutEntry, ...]


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """An entity as it stands in its file."""

    entity: Entity
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that could be read under `knowledge/`, and what could not."""

    root: str
    entities: dict[str, EntityEntry]
    topics: dict[str, Topic]
    dossiers: tuple[Dossier, ...]
    proposed: tuple[Dossier, ...]
    """Drafts: checked, never loaded."""
    findings: tuple[Finding, ...]
    left_out: dict[str, str]
    """Facts and files that could not be read, by id or path."""
