"""Check `coverage`: every sentence of a document is cited by a fact, or listed as left out."""

from collections.abc import Iterable, Iterator

from bot.documents.coverage import Coverage
from bot.documents.quoting import NotFound, find_places
from bot.documents.reading import Document
from bot.domain import Passage, Quote
from bot.factbase.checks.case import excerpt
from bot.factbase.checks.quotes import not_found_in_words
from bot.factbase.dossiers import Dossier, LeftOutEntry
from bot.factbase.findings import Finding


def left_out_places(
    dossier: Dossier, document: Document
) -> Iterator[tuple[LeftOutEntry, Passage | NotFound]]:
    """Find the words of each `no_facts` entry, wherever they stand: a boilerplate line may stand twice."""
    for entry in dossier.no_facts:
        places = find_places(document, Quote(exact=entry.left_out.quote))
        for place in (places,) if isinstance(places, NotFound) else places:
            yield entry, place


def check_left_out(
    dossier: Dossier, places: Iterable[tuple[LeftOutEntry, Passage | NotFound]]
) -> Iterator[Finding]:
    """Report each `no_facts` entry whose words are not in the document."""
    file = f"seeds/{dossier.source.file}"
    for entry, place in places:
        if isinstance(place, NotFound):
            quote = excerpt(entry.left_out.quote)
            message = f"the left-out sentence {quote} {not_found_in_words(place, file)}"
            yield Finding("error", "coverage", dossier.file, entry.line, None, message)


def check_coverage(dossier: Dossier, covered: Coverage) -> Iterator[Finding]:
    """Report each sentence that the dossier overlooks."""
    for sentence in covered.overlooked:
        message = (
            f"the sentence {excerpt(sentence.text)} is neither cited nor listed. "
            "Cite it in a fact, or list it under `no_facts` with the reason."
        )
        yield Finding("warning", "coverage", dossier.file, dossier.source_line, None, message)
