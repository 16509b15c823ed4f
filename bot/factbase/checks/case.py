"""What a check sees: a fact, its document, the places of its quotes, and the names that are known."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.documents.quoting import NotFound
from bot.documents.reading import Document
from bot.domain import Entity, Fact, Passage, Topic
from bot.factbase.dossiers import Dossier, FactEntry
from bot.factbase.findings import Finding, Level
from bot.factbase.naming import NameIndex


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids that a fact may be tagged with, and the names that texts use for them."""

    entities: Mapping[str, Entity]
    topics: Mapping[str, Topic]
    names: NameIndex


@dataclass(frozen=True, slots=True)
class FactInContext:
    """One fact with all that its checks need."""

    entry: FactEntry
    dossier: Dossier
    document: Document
    found: tuple[Passage | NotFound, ...]
    """For each quote its place, or why it has none."""
    vocabulary: Vocabulary

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.entry.fact

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The places of the quotes that were found."""
        return tuple(place for place in self.found if isinstance(place, Passage))

    @property
    def has_every_place(self) -> bool:
        """Tell whether all quotes were found."""
        return len(self.passages) == len(self.fact.quotes)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The document's words, and the translations where the dossier gives them."""
        translations = (quote.translation for quote in self.fact.quotes if quote.translation)
        return (*(passage.text for passage in self.passages), *translations)

    @property
    def english(self) -> tuple[str, ...]:
        """What the quotes say in English: the document's words, or a translation of each; else nothing."""
        if self.is_in_english:
            return tuple(passage.text for passage in self.passages)
        translations = tuple(quote.translation for quote in self.fact.quotes)
        return translations if all(translations) else ()

    @property
    def is_in_english(self) -> bool:
        """Tell whether the document is in English."""
        return self.dossier.source.language.partition("-")[0] == "en"

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The paragraphs that the quotes stand in, each once."""
        indexes = (self.document.paragraph_at(passage.start) for passage in self.passages)
        kept = dict.fromkeys(index for index in indexes if index is not None)
        return tuple(self.document.paragraphs[index] for index in kept)

    @property
    def surroundings(self) -> tuple[str, ...]:
        """Where a claim may have its words from: the quotes' paragraphs, and their translations."""
        translations = (quote.translation for quote in self.fact.quotes)
        return (*(paragraph.text for paragraph in self.paragraphs), *translations)

    def finding(self, level: Level, check: str, message: str, *, line: int | None = None) -> Finding:
        """Make a finding about this fact, at its line unless another is given."""
        return Finding(level, check, self.dossier.file, line or self.entry.line, self.fact.id, message)


_EXCERPT_LENGTH = 60


def excerpt(text: str) -> str:
    """Quote the beginning of a text in a message: one line, at most 60 characters."""
    words = " ".join(text.split())
    return f"“{words if len(words) <= _EXCERPT_LENGTH else words[: _EXCERPT_LENGTH - 1] + '…'}”"
