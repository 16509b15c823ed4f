"""The fact base is loaded from its files: what passes the checks is served, the rest is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.domain import CitedFact, FactBase
from bot.factbase.checks.case import Vocabulary
from bot.factbase.checks.ids import check_broader, check_unique_facts, check_unique_sources
from bot.factbase.coverage import Coverage
from bot.factbase.dossiers import Knowledge
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


def load_base(knowledge: Path, seeds: Path) -> Loaded:
    """Read and check the files; leave out each fact with an error, and load the rest.

    Drafts, retracted facts and `knowledge/proposed/` are checked and not served. Raises KnowledgeError
    if `knowledge` is not a directory.
    """
    read = read_knowledge(knowledge)
    entities = {entry.entity.id: entry.entity for entry in read.entities.values()}
    vocabulary = Vocabulary(entities, read.topics, NameIndex(entities))
    examined = [examine(dossier, seeds, vocabulary) for dossier in read.dossiers]
    drafts = [examine(dossier, seeds, vocabulary) for dossier in read.proposed]
    findings = _findings(read, examined, drafts)
    left_out = {**read.left_out, **_left_out(examined, findings)}
    served = {cited.fact.id: cited for cited in _served(examined) if cited.fact.id not in left_out}
    return Loaded(FactBase(entities, read.topics, served, left_out), findings, _tally(read, examined))


def _findings(read: Knowledge, examined: list[Examined], drafts: list[Examined]) -> tuple[Finding, ...]:
    found = [
        *read.findings,
        *check_broader(read.entities),
        *check_unique_sources(read.dossiers),
        *check_unique_facts(read.dossiers, read.proposed),
        *(finding for each in examined for finding in each.findings),
        # A draft need not account for its whole document.
        *(finding for each in drafts for finding in each.findings if finding.check != "coverage"),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.line)))


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


def _tally(read: Knowledge, examined: list[Examined]) -> Tally:
    covered = sum((each.coverage for each in examined), Coverage())
    facts = sum(len(dossier.facts) for dossier in read.dossiers)
    return Tally(len(read.dossiers), facts, covered)
