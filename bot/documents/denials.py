"""English denials are found in a text: what "not", "no longer", "without", "failed to" or "denied" denies."""

import re
from dataclasses import dataclass

from bot.documents.normalizing import normalized
from bot.documents.quantities import blotted

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[.,;:!?()]|--?(?=\s)")
_NEGATOR_WORDS = "not no never none nobody nothing nowhere neither nor without cannot"
_NEGATORS = frozenset(_NEGATOR_WORDS.split())
_DENYING = re.compile(r"den(?:y|ies|ied|ying|ials?)|(?:refut|rebut)\w*")
_FAILING = re.compile(r"fail(?:s|ed|ing|ure)?")
# They deny nothing themselves, but say in another word what a denial says: "lost" for "no longer holds".
_NEGATIVE = re.compile(
    r"(?:stop|halt|ceas|lack|absen|refus|reject|dismiss|disput|avoid|abandon|withdr|prohibit|prevent|inab|incap"
    r"|impossib|fail|bann|spar(?:ed|ing)|former|previous|instead|except|mere|rare|expel)\w*"
    r"|end(?:s|ed|ing)?|driven|drove|oust(?:s|ed)?|los(?:s|ses|t|e|es|ing)|unable|hardly|barely|scarcely|seldom|little|few|only|rather|free"
    r"|zero|empty|once|left|fled|far"
    r"|un(?!der|til|ion|it|iv|less|iqu|an)\w{4,}"
)
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|to mention)|if not|whether or not|nothing but"
    r"|no (?:doubt|matter|sooner|other than)|without (?:a )?doubt|No\.(?= ?#)|no (?:less|fewer|more) than)\b",
    re.IGNORECASE,
)
_BREAKING_WORDS = "but while when although though because since who which whereas after before yet despite"
_BREAKS = frozenset(_BREAKING_WORDS.split())
# "Did not fall until 2017" says that it fell.
_AFTER_ALL = "until"
_WITHOUT_CONTENT = (
    "a an the to of in on at by for from with into any ever longer one that this these those its their "
    "his her our be is are was were been being am have has had having do does did will would can could "
    "may might must shall should also still so such it they he she them and or as than there all"
)
_FUNCTION_WORDS = frozenset(_WITHOUT_CONTENT.split())
_SCOPE = 6


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial of a text."""

    negator: str
    """The word that denies, in lower case."""
    denied: tuple[str, ...]
    """The words of its clause that carry content, as written, nearest first; at most six."""
    is_double: bool
    """What it denies is a denial itself ("has not denied", "never failed to"): together they affirm."""


@dataclass(frozen=True, slots=True)
class Polarity:
    """What an English text denies, and by what other words it may say no."""

    denials: tuple[Denial, ...]
    negative_words: frozenset[str]
    """Words like "lost", "stopped" or "unable", in lower case."""
    content: tuple[str, ...]
    """Every word that carries content and does not itself deny, as written."""


def read_polarity(text: str) -> Polarity:
    """Find the denials of an English text. Bounds ("no fewer than ten") and "not only" are none."""
    tokens = _tokens(text)
    denials = []
    denying = {at for at, token in enumerate(tokens) if _denies(tokens, at, token)}
    doubled: set[int] = set()
    for at in sorted(denying):
        scope = _scope(tokens, at)
        nearest = scope[0] if scope else at
        if _AFTER_ALL in (token.lower() for token in tokens[at + 1 : at + 2 + _SCOPE]) or at in doubled:
            continue
        is_double = nearest > at and (nearest in denying or _is_negative(tokens[nearest]))
        doubled |= {nearest} if is_double else set()
        words = tuple(tokens[place] for place in scope if is_double or place not in denying)
        denials.append(Denial(tokens[at].lower(), words, is_double))
    return Polarity(
        tuple(denials),
        frozenset(token.lower() for token in tokens if _is_negative(token)),
        tuple(
            token
            for at, token in enumerate(tokens)
            if _carries_content(token) and (at not in denying or at in doubled)
        ),
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_NO_DENIAL.sub("", blotted(normalized(text).text, "# ")))


def _denies(tokens: list[str], at: int, token: str) -> bool:
    word = token.lower()
    if _FAILING.fullmatch(word):
        return tokens[at + 1 : at + 2] == ["to"]
    return word in _NEGATORS or word.endswith("n't") or _DENYING.fullmatch(word) is not None


def _scope(tokens: list[str], at: int) -> tuple[int, ...]:
    """List the places of the words that carry content, from a denial to the end of its clause."""
    places: list[int] = []
    for place in range(at + 1, len(tokens)):
        word = tokens[place].lower()
        if not word[0].isalpha() or word in _BREAKS or len(places) == _SCOPE:
            break
        if _carries_content(word):
            places.append(place)
    return tuple(places)


def _carries_content(token: str) -> bool:
    word = token.lower()
    is_denial = word in _NEGATORS or word.endswith("n't")
    return word[0].isalpha() and word not in _FUNCTION_WORDS and not is_denial


def _is_negative(token: str) -> bool:
    return _NEGATIVE.fullmatch(token.lower()) is not None
