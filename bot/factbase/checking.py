"""One fact written in Slack is held against its stored document, as `footnote check` does with files."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.documents.quoting import find_quote
from bot.documents.reading import Document, document_of
from bot.domain import Entity, Fact, Passage, Source, Topic
from bot.domain.handling import STRICTEST, Tlp, is_within
from bot.domain.ledger import Kept, Target
from bot.factbase.checks import check_fact
from bot.factbase.checks.case import FactInContext, Vocabulary
from bot.factbase.checks.duplicates import check_alike_claims, check_first_quotes
from bot.factbase.checks.relations import check_relations
from bot.factbase.dossiers import Dossier, FactEntry
from bot.factbase.findings import Finding, Level
from bot.factbase.naming import NameIndex
from bot.factbase.schema import read_model
from bot.factbase.yaml_lines import LinedMap
from bot.storage import ledger, synced
from bot.storage.engine import Session

_LINE = 1
_FILE = "the ledger"
"""Facts in the ledger stand on no line of a file."""
_FIELDS = {
    "quote": "quotes",
    "quantity": "quantities",
    "attribution": "attribution",
    "direct": "attribution",
    "hedges": "stance",
    "dates": "when",
    "handling": "tlp",
    "translation": "quotes",
}
"""The field of a fact that a check is about, where that is not the claim."""
_TAGS = ("subjects", "objects", "places", "topics")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say about one field of a fact."""

    level: Level
    """error: the fact is refused · warning: a person should look · info: how something was read."""
    check: str
    field: str
    """The field of the fact that it is about, or `source`."""
    message: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a fact of one document is held against."""

    source: Source
    document: Document
    vocabulary: Vocabulary
    neighbours: tuple[Fact, ...]
    """The document's other facts."""
    related: tuple[Fact, ...]
    """Facts of other documents that it relates to, and on from there what takes the place of what."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found."""

    remarks: tuple[Remark, ...]
    passages: tuple[Passage, ...] = ()
    """Where its quotes stand."""

    @property
    def is_refused(self) -> bool:
        """Whether an error keeps the fact out."""
        return any(remark.level == "error" for remark in self.remarks)


def read_fact(fields: Mapping[str, Any]) -> Fact | tuple[Remark, ...]:
    """Build a fact from the fields that a dossier has; or say which of them do not fit."""
    node = LinedMap(_LINE)
    node.update({name: _stripped(value) for name, value in fields.items()})
    fact, findings = read_model(Fact, node, _FILE, _LINE)
    return fact or tuple(
        Remark("error", "schema", _first_quoted(each.message).partition(".")[0], each.message)
        for each in findings
    )


async def check_in_ledger(session: Session, fact: Fact, ceiling: Tlp = STRICTEST) -> Checked:
    """Check a fact against its stored document and against what stands in the ledger within a ceiling."""
    around = await _surroundings(session, fact, ceiling)
    # Reading every name takes a while, and others are answered meanwhile.
    return around if isinstance(around, Checked) else await asyncio.to_thread(check_wording, fact, around)


def no_document(source_id: str) -> tuple[Remark, ...]:
    """Say that a source is none that a fact can be from; also to whom it is not to be known to."""
    said = f"{source_id} is not a source with a document. Choose one of `sources`."
    return (Remark("error", "document", "source", said),)


def check_wording(fact: Fact, around: Surroundings) -> Checked:
    """Check a fact's wording, its relations, and whether it is there already."""
    neighbours = [_entry(each) for each in around.neighbours]
    dossier = Dossier(_FILE, around.source, _LINE, "", (*neighbours, _entry(fact)), ())
    cases = [_case(dossier, entry, around) for entry in dossier.facts]
    elsewhere = Dossier(_FILE, around.source, _LINE, "", tuple(map(_entry, around.related)), ())
    found = (
        *check_fact(cases[-1]),
        *check_relations((dossier, elsewhere), (), ()),
        *check_first_quotes(cases),
        *check_alike_claims(cases),
    )
    remarks = (_remark(each, fact, around) for each in found if each.fact == fact.id)
    return Checked(tuple(dict.fromkeys(remarks)), cases[-1].passages)


async def _surroundings(session: Session, fact: Fact, ceiling: Tlp) -> Surroundings | Checked:
    target = Target("source", fact.source_id)
    kept = (await ledger.kept(session, [target])).get(target)
    if kept is None or kept.standing.retraction:
        return Checked(no_document(fact.source_id))
    source = Source.model_validate(kept.body)
    text = (await synced.document_texts(session, {source.sha256})).get(source.sha256)
    if text is None:
        return _refusal(f"the text of {source.file} is not in the database. Run `footnote sync` where it is.")
    entities = await ledger.stored(session, "entity")
    topics = await ledger.stored(session, "topic")
    neighbours = await ledger.ids(session, "fact", begin=f"{source.id}.")
    beside = await ledger.kept(session, (Target("fact", each) for each in neighbours if each != fact.id))
    known = {each.id: Entity.model_validate_json(each.body) for each in entities if each.is_active}
    themes = {each.id: Topic.model_validate_json(each.body) for each in topics if each.is_active}
    return Surroundings(
        source=source,
        document=document_of(text),
        vocabulary=Vocabulary(known, themes, NameIndex(known)),
        neighbours=tuple(
            each for each in _facts(beside.values()) if is_within(each.tlp or source.tlp, ceiling)
        ),
        related=tuple(_facts(await _related(session, fact, {*beside, Target("fact", fact.id)}))),
    )


async def _related(session: Session, fact: Fact, known: set[Target]) -> list[Kept]:
    found: list[Kept] = []
    asked = (*fact.corroborates, *fact.contradicts, *fact.qualifies, *fact.supersedes)
    while new := {Target("fact", each) for each in asked} - known:
        known |= new
        more = (await ledger.kept(session, new)).values()
        found += more
        asked = tuple(older for each in more for older in (each.body or {}).get("supersedes", ()))
    return found


def _facts(kept: Iterable[Kept]) -> Iterator[Fact]:
    for each in kept:
        if each.body is not None:
            fact = Fact.model_validate(each.body)
            # A retracted fact is no twin: the checks look at what a file would say.
            status = "retracted" if each.standing.retraction else "active"
            yield fact.model_copy(update={"status": status})


def _entry(fact: Fact) -> FactEntry:
    return FactEntry(fact, _LINE, (_LINE,) * len(fact.quotes))


def _case(dossier: Dossier, entry: FactEntry, around: Surroundings) -> FactInContext:
    found = tuple(find_quote(around.document, quote) for quote in entry.fact.quotes)
    return FactInContext(entry, dossier, around.document, found, around.vocabulary)


def _refusal(message: str) -> Checked:
    return Checked((Remark("error", "document", "source", message),))


def _remark(finding: Finding, fact: Fact, around: Surroundings) -> Remark:
    message = finding.message.replace(f" ({_FILE}:{_LINE})", "")
    return Remark(finding.level, finding.check, _field(finding, fact, around), message)


def _field(finding: Finding, fact: Fact, around: Surroundings) -> str:
    match finding.check:
        case "tags":
            return _tagged(finding.message, fact, around)
        case "relations":
            # "it contradicts …"
            named = finding.message.split()[1]
            return named if named in Fact.model_fields else "corroborates"
        case "duplicates" if finding.level == "error":
            return "quotes"
        case check:
            return _FIELDS.get(check, "claim")


def _tagged(message: str, fact: Fact, around: Surroundings) -> str:
    """Name the field that holds the tag that a message begins with."""
    for field in _TAGS:
        for tag in getattr(fact, field):
            entity = around.vocabulary.entities.get(tag)
            names = (f"“{tag}” ", f"{entity.name} is ") if entity else (f"“{tag}” ",)
            if message.startswith(names):
                return field
    return "subjects"


def _first_quoted(message: str) -> str:
    return message.partition("“")[2].partition("”")[0]


def _stripped(value: object) -> object:
    """Drop the white space around every text, as the reader of the files does."""
    match value:
        case str():
            return value.strip()
        case list() | tuple():
            return [_stripped(each) for each in value]
        case dict():
            return {name: _stripped(each) for name, each in value.items()}
        case _:
            return value
