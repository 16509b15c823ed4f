"""Direct quotations are found in a document: what stands between quotation marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.documents.reading import Document
from bot.domain import Passage

_MARK = re.compile('["“”„‟«»″〝〞「」『』]')
_OPENING = tuple("\"“„«〝「『‘'")
# An apostrophe stands within a word or after a plural; a single mark opens before a word.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")


def quotations(document: Document, index: int) -> tuple[Passage, ...]:
    """Find the stretches of a paragraph that stand in quotation marks, single or double; marks included.

    A quotation left open at the paragraph's end counts if the next paragraph opens one again.
    """
    paragraph, following = document.paragraphs[index], document.paragraphs[index + 1 : index + 2]
    goes_on = any(each.text.startswith(_OPENING) for each in following)
    spans = (*_doubles(paragraph.text, goes_on=goes_on), *_singles(paragraph.text))
    return tuple(
        Passage(paragraph.text[start:end], paragraph.start + start, paragraph.start + end)
        for start, end in spans
    )


def _doubles(text: str, *, goes_on: bool) -> Iterator[tuple[int, int]]:
    """Pair double marks as they come: languages do not agree on which one opens."""
    start = None
    for mark in _MARK.finditer(text):
        if start is not None:
            yield start, mark.end()
            start = None
        # After a number a straight mark measures inches.
        elif not (mark[0] in '"″' and text[mark.start() - 1 : mark.start()].isdigit()):
            start = mark.start()
    if start is not None and goes_on:
        yield start, len(text)


def _singles(text: str) -> Iterator[tuple[int, int]]:
    begins = [mark.start() for mark in _SINGLE.finditer(text)]
    for start, limit in pairwise((*begins, len(text))):
        # "The 'fighters' have left' he said": which one closes cannot be told, so the last one does.
        ends = [mark.end() for mark in _SINGLE_END.finditer(text, start, limit)]
        if ends:
            yield start, ends[-1]
