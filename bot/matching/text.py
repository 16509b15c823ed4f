"""Text made comparable: folding for search, words, stems. Never for quotes, which match exactly."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

WORDS_READ = 64
"""A question has at most this many words; what stands after them is not read."""
# A number keeps its currency, its separators and a unit written to it; a run of letters and digits is a word.
# A lone hyphen, dot or apostrophe between two words is found with the second.
_WORD = re.compile(r"((?<=[^\W_])[-.']|(?<=[^\W_]\.)')?([$€£¥]?\d+(?:[.,]\d+)*[^\W\d_]*|[^\W_]+)")
_TATWEEL = "\u0640"
_CURRENCIES = "$€£¥"
# With these endings a word is another word: "national" is not "nations", nor "executions" "executive".
_DERIVING = ("al", "ate", "er", "ic", "ion", "ity", "ive", "ment", "or")
_LETTERS = {
    **dict.fromkeys("‘’ʼ`´′", "'"),
    **dict.fromkeys("يى", "ی"),
    "ك": "ک",
    "ة": "ه",
    "&": " and ",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its folded form, and where it stands in the original."""

    key: str
    start: int
    end: int
    """Offsets in code points of the original text."""
    is_glued: bool
    """A lone hyphen, dot or apostrophe ties it to the word before: the K of IS-K."""
    is_upper: bool
    is_money: bool = False
    """A currency sign stands before it."""


class Token(NamedTuple):
    """One word of a text that an index reads: as a `Word`, without where it stands."""

    key: str
    is_glued: bool
    is_money: bool


class _Folding(dict[int, str]):
    """The folded form of each character, by code point; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        # Most scripts together; questions in made-up characters shall not fill the memory.
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


_MOST_FOLDED = 8192
_FOLDING = _Folding()


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    folded = ""
    for each in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
        category = unicodedata.category(each)
        if each.isspace():
            folded += " "
        elif category == "Nd":
            folded += str(unicodedata.digit(each))
        elif category == "Pd":
            folded += "-"
        # Accents, Arabic vowels, zero-width, bidi and control characters are written or not, as one likes.
        elif category[0] not in "MC" and each != _TATWEEL:
            folded += _LETTERS.get(each, each)
    return folded


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text, and say for each folded character where it was."""
    if text.isascii() and text.isprintable() and "&" not in text:
        # Each character becomes one: ten times as fast, and most names and questions are such.
        return text.translate(_FOLDING), range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = _FOLDING[ord(character)]
        pieces.append(folded)
        places.extend([place] * len(folded))
    return "".join(pieces), places


# A question is split by each that reads it, one question after the other.
@lru_cache(maxsize=8)
def words(text: str, *, limit: int | None = None) -> tuple[Word, ...]:
    """Split a text into folded words, without possessive endings; at most `limit` of them."""
    folded, places = _fold(text)
    found: list[Word] = []
    for match in islice(_WORD.finditer(folded), limit):
        glue, typed = match.groups()
        key = typed.lstrip(_CURRENCIES)
        if glue == "'" and key == "s":
            continue
        start, end = places[match.start(2)], places[match.end() - 1] + 1
        found.append(Word(key, start, end, glue is not None, text[start:end].isupper(), key != typed))
    return tuple(found)


def tokens(text: str) -> list[Token]:
    """Split a text into the same words as `words` does, at a third of the cost."""
    found = []
    for glue, typed in _WORD.findall(text.translate(_FOLDING)):
        key = typed.lstrip(_CURRENCIES)
        if glue != "'" or key != "s":
            found.append(Token(key, glue != "", key != typed))
    return found


def normalise(text: str) -> str:
    """Fold a text for search: its words in lower case, without accents, one space apart."""
    return " ".join(token.key for token in tokens(text))


# Cutting a word takes as long as indexing twenty known ones; a million facts have a hundred thousand.
@lru_cache(maxsize=2**17)
def stem(key: str) -> str:
    """Cut a folded word to its English stem (Snowball), if forms of one word share it; else to the singular.

    Words of other scripts stay whole.
    """
    if not (key.isascii() and key.isalpha()):
        return key
    singular = f"{key[:-3]}y" if key.endswith("ies") else key.removesuffix("s")
    if singular.endswith(_DERIVING):
        return singular
    # A stemmer keeps state while it works; one for each word is cheap and safe between threads.
    stemmed: str = snowballstemmer.stemmer("english").stemWord(key)
    return stemmed


def echo(text: str, first: Word, last: Word) -> str:
    """Return what was typed from one word to another, fit to be shown: no control or bidi marks."""
    end = last.end
    # An accent or a vowel sign written after the last letter belongs to it.
    while unicodedata.category(text[end : end + 1] or " ")[0] == "M":
        end += 1
    # The last dot of an abbreviation belongs to it: U.N.
    if last.is_glued and text[last.start - 1] == "." and text[end : end + 1] == ".":
        end += 1
    typed = text[first.start : end]
    kept = (" " if each.isspace() else each for each in typed if each.isspace() or each.isprintable())
    return " ".join("".join(kept).split())
