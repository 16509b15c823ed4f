"""One statement, read: whom and where it names, what it counts, which way, whether it denies, and when."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answering.comparing.speech import Spoken, without_speech
from bot.answering.comparing.wording import CEASING, CONTINUING, NARROWING, PAST, UNREAL, idea_of
from bot.documents.denials import read_polarity
from bot.documents.directions import Direction, directions_in
from bot.documents.hedging import hedges_in
from bot.documents.normalizing import normalized
from bot.documents.periods import Period, periods_in
from bot.documents.quantities import Amount, read_amounts
from bot.matching.mentions import Mention
from bot.matching.text import Word, stem, words

FindMentions = Callable[[str], tuple[Mention, ...]]

_DURATION = re.compile(r"\s*-?\s*(?:second|minute|hour|day|week|month|year|decade|centur)\w*")
_DENYING = re.compile(r"den(?:y|ies|ied|ying|ials?)|refut\w*|rebut\w*")
_TENSELESS = frozenset({"never"})
_AGO = re.compile(r"\bago\b", re.IGNORECASE)
_PAST_VERBS = re.compile(
    r"\b(?:had|was|were|did|didn't|wasn't|weren't|used to|at one point|at its (?:peak|height)"
    r"|(?<!has )(?<!have )(?<!has been )(?<!have been )"
    r"(?:lost|held|grew|rose|fell|broke|won|began|took|drew)\b)",
    re.IGNORECASE,
)
_PARTICIPLE_AFTER = re.compile(
    r"\b(?:has|have|having|is|are|be|been|being|was|were|'s|'ve|isn't|aren't|hasn't|haven't)(?:\s+\w+){0,3}$",
    re.IGNORECASE,
)
_REGULAR_PAST = re.compile(r"\b[a-z]{3,}ed\b")
_PERFECT = re.compile(r"\b(?:has|have|hasn't|haven't|'ve)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|isn't|aren't|wasn't|weren't)\s+(?:(?:not|never|\w+ly)\s+){0,2}"
    r"(\w+(?:ed|en)|hit|struck|hurt|beaten|lost|won|cut|held|built|sent|put)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:used to|at one point|at (?:its|their|the) (?:peak|height))\b", re.IGNORECASE)
# It does not deny what was, but says that it is over.
_NO_LONGER = re.compile(r"\bno longer\b", re.IGNORECASE)
# "Efforts to disrupt" have not disrupted anything yet.
_AIMED_AT = re.compile(
    r"\b(?:effort|attempt|plan|campaign|bid|step|measure|move|call|threat|promise|wish|intention|order|request)s?"
    r"\s+to\s+(\w+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(against|on|upon|towards?|for|to|with|from|over|into|than|among|between|like|as)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SAME_PLACE = {"upon": "on", "toward": "to", "towards": "to", "with": "to", "from": ""}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one clause says, as far as it can be compared."""

    text: str
    """Made comparable (`documents.normalizing`); who is said to say it is cut off."""
    spoken: Spoken
    mentions: tuple[Mention, ...]
    amounts: tuple[Amount, ...]
    """Years, dates and durations left out."""
    periods: tuple[Period, ...]
    directions: frozenset[Direction]
    hedges: tuple[str, ...]
    ideas: Mapping[str, str]
    """The ideas of its words, each with the word as written."""
    markers: Mapping[str, str]
    """Words that say how a thing goes on, is over, or is not so: stem or folded word, as written."""
    denied: tuple[str, ...]
    """The words that its first denial denies, as written, nearest first."""
    negators: tuple[str, ...]
    denies_denial: bool
    """It has a double denial: "has not stopped", "never failed to"."""
    negatives: frozenset[str]
    """Words that say no in their own way ("failed", "hardly"), in lower case."""
    is_past: bool
    is_perfect: bool
    passives: frozenset[str]
    """The ideas of the verbs in the passive voice."""
    aimed_at: frozenset[str]
    """The ideas of the verbs that it only says are aimed at: "efforts to disrupt"."""

    @property
    def is_denying(self) -> bool:
        """Tell whether it denies."""
        return bool(self.negators)

    @property
    def is_about_denial(self) -> bool:
        """Tell whether it says that somebody denies."""
        return any(map(_DENYING.fullmatch, self.negators))

    @property
    def ceasing(self) -> str:
        """Return the words by which it says that something is over, as written; empty if none do."""
        return self.has(CEASING) or ("no longer" if _NO_LONGER.search(self.text) else "")

    def has(self, marks: frozenset[str]) -> str:
        """Return the first word of a list that it has, as written; empty if it has none."""
        return next((written for key, written in self.markers.items() if key in marks), "")

    def before(self, mention: Mention) -> str:
        """Return the preposition that makes a name something other than who acts; empty if none does."""
        found = _BEFORE.search(self.text[max(0, mention.start - 24) : mention.start])
        word = found[1].lower() if found else ""
        return _SAME_PLACE.get(word, word)


def read_statement(text: str, find_mentions: FindMentions) -> Statement:
    """Read one clause; any text will do. Time is linear in its length."""
    spoken, said = without_speech(normalized(text).text, find_mentions)
    mentions = find_mentions(said)
    periods = periods_in(said)
    amounts = tuple(amount for amount in read_amounts(said) if not _is_date(amount, said, periods))
    hedges = hedges_in(said)
    found = (each for part in (mentions, periods, amounts, hedges) for each in part)
    taken = [*((each.start, each.end) for each in found), *(once.span() for once in _ONCE.finditer(said))]
    read = [word for word in words(said) if not _is_within(word, taken)]
    polarity = read_polarity(_NO_LONGER.sub(" ", said))
    denials = [each for each in polarity.denials if not each.is_double]
    negators = tuple(denial.negator for denial in denials)
    return Statement(
        text=said,
        spoken=spoken,
        mentions=mentions,
        amounts=amounts,
        periods=periods,
        directions=directions_in(said),
        hedges=tuple(hedge.text for hedge in hedges),
        ideas=_ideas(said, read),
        markers=_markers(said, read),
        denied=denials[0].denied if denials else (),
        negators=negators,
        denies_denial=len(denials) < len(polarity.denials),
        negatives=frozenset(word for word in polarity.negative_words if stem(word) not in PAST),
        is_past=_is_past(said) or bool(_TENSELESS & {*negators}),
        is_perfect=bool(_PERFECT.search(said)) or bool(_TENSELESS & {*negators}),
        passives=_verbs(_PASSIVE, said),
        aimed_at=_verbs(_AIMED_AT, said),
    )


def _ideas(text: str, read: Iterable[Word]) -> dict[str, str]:
    found = ((idea_of(word.key), text[word.start : word.end]) for word in read if not word.key.isdigit())
    return {idea: written for idea, written in found if idea and len(idea) > 1}


def _markers(text: str, read: Sequence[Word]) -> dict[str, str]:
    kept = {"former": once[0]} if (once := _ONCE.search(text)) else {}
    for word in read:
        stemmed = stem(word.key)
        for marks, key in (
            (CONTINUING, stemmed),
            (CEASING, stemmed),
            (PAST, stemmed),
            (UNREAL, word.key),
            (NARROWING, word.key),
        ):
            if key in marks:
                kept.setdefault(key, text[word.start : word.end])
    return kept


def _verbs(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(filter(None, (idea_of(verb.lower()) for verb in pattern.findall(text))))


def _is_date(amount: Amount, text: str, periods: Sequence[Period]) -> bool:
    is_within = any(period.start < amount.end and amount.start < period.end for period in periods)
    return is_within or bool(_DURATION.match(text, amount.end))


def _is_within(word: Word, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in taken)


def _is_past(text: str) -> bool:
    if _PAST_VERBS.search(text) or _AGO.search(text):
        return True
    return any(
        not _PARTICIPLE_AFTER.search(text[max(0, verb.start() - 40) : verb.start()].rstrip())
        for verb in _REGULAR_PAST.finditer(text)
    )
