"""One dossier is held against its document: every check of every fact, and the coverage."""

from dataclasses import dataclass
from pathlib import Path

from bot.documents.coverage import Coverage, coverage
from bot.documents.quoting import find_quote
from bot.documents.reading import Document
from bot.documents.sentences import sentences
from bot.domain import CitedFact, Passage
from bot.factbase.checks import check_fact
from bot.factbase.checks.case import FactInContext, Vocabulary
from bot.factbase.checks.coverage import check_coverage, check_left_out, left_out_places
from bot.factbase.checks.dates import check_source_dates
from bot.factbase.checks.documents import open_document
from bot.factbase.dossiers import Dossier, FactEntry
from bot.factbase.findings import Finding


@dataclass(frozen=True, slots=True)
class Examined:
    """What the checks found in one dossier."""

    dossier: Dossier
    cases: tuple[FactInContext, ...]
    """The facts, of any status, with the places of their quotes."""
    findings: tuple[Finding, ...]
    coverage: Coverage
    left_out: int = 0
    """Sentences that are listed as holding no fact, with a reason."""
    document: Document | None = None
    """None where it could not be read."""
    blocked: str = ""
    """Why none of its facts may be served, if so."""

    @property
    def cited(self) -> tuple[CitedFact, ...]:
        """The facts whose quotes were all found; an error may still keep them out."""
        return tuple(
            CitedFact(case.fact, self.dossier.source, case.passages)
            for case in self.cases
            if case.has_every_place
        )


def examine(dossier: Dossier, seeds: Path, vocabulary: Vocabulary) -> Examined:
    """Hold a dossier against its document in `seeds`."""
    about_source = tuple(check_source_dates(dossier))
    document = open_document(dossier, seeds)
    if isinstance(document, Finding):
        return Examined(dossier, (), (*about_source, document), Coverage(), blocked=document.message)
    cases = tuple(_case(dossier, entry, document, vocabulary) for entry in dossier.facts)
    left_out = list(left_out_places(dossier, document))
    listed = [place for _, place in left_out if isinstance(place, Passage)]
    accounted = (*(passage for case in cases for passage in case.passages), *listed)
    split = sentences(document, dossier.source.language)
    covered = coverage(split, accounted)
    return Examined(
        dossier=dossier,
        cases=cases,
        findings=(
            *about_source,
            *(finding for case in cases for finding in check_fact(case)),
            *check_left_out(dossier, left_out),
            *check_coverage(dossier, covered),
        ),
        coverage=covered,
        left_out=coverage(split, listed).covered,
        document=document,
        blocked=about_source[0].message if about_source else "",
    )


def _case(dossier: Dossier, entry: FactEntry, document: Document, vocabulary: Vocabulary) -> FactInContext:
    found = tuple(find_quote(document, quote) for quote in entry.fact.quotes)
    return FactInContext(entry, dossier, document, found, vocabulary)
