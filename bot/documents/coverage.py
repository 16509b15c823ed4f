"""How much of a document is accounted for: each sentence is cited, listed, or overlooked."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import Passage


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences there are, and which of them nothing accounts for."""

    sentences: int = 0
    overlooked: tuple[Passage, ...] = ()

    @property
    def covered(self) -> int:
        """How many sentences are cited by a fact or listed as left out."""
        return self.sentences - len(self.overlooked)

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(self.sentences + other.sentences, self.overlooked + other.overlooked)


def coverage(sentences: tuple[Passage, ...], accounted: Iterable[Passage]) -> Coverage:
    """Tell which sentences of a document no passage overlaps; a passage may cover several."""
    spans = sorted((passage.start, passage.end) for passage in accounted)
    overlooked = []
    reached = at = 0
    for sentence in sentences:
        # Both are in the document's order: `reached` is how far the spans begun so far extend.
        while at < len(spans) and spans[at][0] < sentence.end:
            reached = max(reached, spans[at][1])
            at += 1
        if reached <= sentence.start:
            overlooked.append(sentence)
    return Coverage(len(sentences), tuple(overlooked))
