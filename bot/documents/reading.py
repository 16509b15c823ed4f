"""A stored document's bytes become its text and its paragraphs."""

from bisect import bisect_right
from dataclasses import dataclass

from bot.domain import Passage


class DocumentError(ValueError):
    """A document cannot be read as text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text as it stands, and its paragraphs in order."""

    text: str
    paragraphs: tuple[Passage, ...]
    """Runs of lines that no blank line parts, without the white space around them."""

    def paragraph_at(self, offset: int) -> int | None:
        """Return the index of the paragraph that holds the character at `offset`, if one does."""
        index = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        return index if index >= 0 and offset < self.paragraphs[index].end else None


def read_document(content: bytes) -> Document:
    """Read UTF-8 text, with or without a byte order mark; raise DocumentError if it is not that."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"is not UTF-8 text (byte {error.start}). Store the document as UTF-8") from error
    if not text.strip():
        raise DocumentError("holds no text. Store the document's words")
    return document_of(text)


def document_of(text: str) -> Document:
    """Find the paragraphs of a text that was read before."""
    return Document(text, _paragraphs(text))


def _paragraphs(text: str) -> tuple[Passage, ...]:
    paragraphs: list[Passage] = []
    begin = end = 0
    for line in text.splitlines(keepends=True):
        end += len(line)
        if not line.strip():
            paragraphs += _trimmed(text, begin, end)
            begin = end
    return (*paragraphs, *_trimmed(text, begin, end))


def _trimmed(text: str, begin: int, end: int) -> list[Passage]:
    words = text[begin:end].strip()
    if not words:
        return []
    start = begin + text[begin:end].index(words)
    return [Passage(words, start, start + len(words))]
