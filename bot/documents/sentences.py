"""A document's sentences, each within its paragraph."""

import re
from itertools import accumulate

from sentencex import segment  # type: ignore[import-untyped]  # it ships no types

from bot.documents.reading import Document
from bot.domain import Passage

_WHITE_SPACE = re.compile(r"\s")


def sentences(document: Document, language: str = "en") -> tuple[Passage, ...]:
    """Split a document into sentences, in order; a headline without a full stop is one.

    `language` is a BCP 47 tag; one that the splitter does not know is split as it splits English.
    """
    return tuple(
        sentence for paragraph in document.paragraphs for sentence in _sentences_of(paragraph, language)
    )


def _sentences_of(paragraph: Passage, language: str) -> list[Passage]:
    # sentencex 1.0 panics on a no-break space after an initial ("J.\u00a0Smith"); a line break ends none.
    pieces = segment(language, _WHITE_SPACE.sub(" ", paragraph.text))
    found = []
    for piece, end in zip(pieces, accumulate(map(len, pieces)), strict=True):
        begin = end - len(piece.lstrip())
        words = paragraph.text[begin:end].rstrip()
        if words:
            found.append(Passage(words, paragraph.start + begin, paragraph.start + begin + len(words)))
    return found
