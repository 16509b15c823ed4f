"""The fact base is loaded from its files: what passes the checks is served, the rest is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.documents.coverage import Coverage
from bot.domain import CitedFact, FactBase
from bot.factbase.checks.case import Vocabulary
from bot.factbase.checks.duplicates import check_alike_claims, check_first_quotes
from bot.factbase.checks.ids import check_broader, check_unique_facts, check_unique_sources
from bot.factbase.checks.relations import check_relations
from bot.factbase.dossiers import Dossier, Knowledge
from bot.factbase.errors import KnowledgeError
from bot.factbase.examining import Examined, examine
from bot.factbase.files import read_knowledge
from bot.factbase.findings import Finding, Tally
from bot.factbase.naming import NameIndex


@dataclass(frozen=True, slots=True)
class Loaded:
    """The base, and everything the checks have to say about its files."""

    base: FactBase
    findings: tuple[Finding, ...]
    """By file and line."""
    tally: Tally
    knowledge: Knowledge
    examined: tuple[Examined, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the base must be held against of the rest."""

    beside: tuple[Dossier, ...] = ()
    """Facts of other files, as they stand: what these relate to, or whose ids they bear."""
    elsewhere: frozenset[str] = frozenset()
    """Every fact that exists: a relation to one that is not `beside` is not checked any closer."""


def load_base(knowledge: Path, seeds: Path) -> Loaded:
    """Read and check the files; leave out each fact with an error, and load the rest.

    Drafts, retracted facts and `knowledge/proposed/` are checked and not served. Raises KnowledgeError
    if `knowledge` or `seeds` is not a directory.
    """
    read = read_knowledge(knowledge)
    return check_knowledge(read, seeds)


def check_knowledge(read: Knowledge, seeds: Path, part: Part | None = None) -> Loaded:
    """Check what was read, all of the base or a part of it."""
    if not seeds.is_dir():
        raise KnowledgeError(
            f"{seeds} is not a directory. Set FOOTNOTE_SEEDS_DIR to the documents' (seeds/)."
        )
    entities = {entry.entity.id: entry.entity for entry in read.entities.values()}
    vocabulary = Vocabulary(entities, read.topics, NameIndex(entities))
    examined = [examine(dossier, seeds, vocabulary) for dossier in read.dossiers]
    drafts = [examine(dossier, seeds, vocabulary) for dossier in read.proposed]
    findings = _findings(read, examined, drafts, part)
    left_out = {**read.left_out, **_left_out(examined, findings)}
    served = {cited.fact.id: cited for cited in _served(examined) if cited.fact.id not in left_out}
    return Loaded(
        FactBase(entities, read.topics, served, left_out),
        findings,
        _tally(read, examined, len(left_out)),
        read,
        tuple(examined),
    )


def _findings(
    read: Knowledge, examined: list[Examined], drafts: list[Examined], part: Part | None
) -> tuple[Finding, ...]:
    # Drafts last: where a draft repeats a fact, the draft is at fault.
    cases = [case for each in (*examined, *drafts) for case in each.cases]
    beside, existing = (part.beside, part.elsewhere) if part else ((), frozenset[str]())
    dossiers = (*beside, *read.dossiers)
    elsewhere = {dossier.file for dossier in beside}
    found = [
        *read.findings,
        *([] if part else _emptiness(read)),
        *check_broader(read.entities),
        *check_unique_sources(dossiers),
        *check_unique_facts(dossiers, read.proposed),
        *check_relations(dossiers, read.proposed, read.left_out, existing),
        *check_first_quotes(cases),
        *check_alike_claims(cases),
        *(finding for each in examined for finding in each.findings),
        # A draft need not account for its whole document.
        *(finding for each in drafts for finding in each.findings if finding.check != "coverage"),
    ]
    told = (finding for finding in found if finding.file not in elsewhere)
    return tuple(sorted(told, key=lambda finding: (finding.file, finding.line)))


def _emptiness(read: Knowledge) -> Iterator[Finding]:
    """Say that there is nothing to check, which is no reason for a clean bill."""
    if not (read.dossiers or read.proposed or read.findings):
        yield Finding("error", "schema", f"{read.root}/facts", 1, None, "holds no dossier. Put one there.")


def _left_out(examined: list[Examined], findings: Iterable[Finding]) -> dict[str, str]:
    left_out: dict[str, str] = {}
    for each in examined:
        if each.blocked:
            left_out |= {entry.fact.id: each.blocked for entry in each.dossier.facts}
    loaded = {each.dossier.file for each in examined}
    for finding in findings:
        # A draft that goes wrong keeps nothing out: it was never to be served.
        if finding.level == "error" and finding.fact and finding.file in loaded:
            left_out.setdefault(finding.fact, finding.message)
    return left_out


def _served(examined: list[Examined]) -> Iterable[CitedFact]:
    return (cited for each in examined for cited in each.cited if cited.fact.status == "active")


def _tally(read: Knowledge, examined: list[Examined], left_out: int) -> Tally:
    covered = sum((each.coverage for each in examined), Coverage())
    facts = sum(len(dossier.facts) for dossier in read.dossiers)
    return Tally(len(read.dossiers), facts, covered, left_out)
