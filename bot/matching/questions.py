"""Questions: which stretches of one are names, topics, numbers, words of the facts, or unread.

This is the strict reading: each stretch means one thing, or is a question back. The loose one, for the
closest facts, is in `asking`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain import Reading
from bot.matching.accounting import Accounting
from bot.matching.corrections import Corrector
from bot.matching.factset import NO_FACTS, FactSet
from bot.matching.gazetteer import LONGEST_NAME, Gazetteer
from bot.matching.meanings import Meaning, Part
from bot.matching.numbers import read_number
from bot.matching.stopwords import SPEECH_WORDS, STOP_WORDS
from bot.matching.text import WORDS_READ, Word, echo, words
from bot.matching.topics import TopicWords

# Quotation marks of several languages around the whole question.
_QUOTED = re.compile(r"""\s*["“”„«»].*["“”„«»]\s*""", re.DOTALL)
# Correcting is the dearest step; a question with more unknown words than this is no question.
_MOST_CORRECTED = 8
_LONGEST_CORRECTED_NAME = 4


@dataclass(frozen=True, slots=True)
class _Span:
    """The words from `start` up to `stop`, and what they mean."""

    start: int
    stop: int
    meaning: Meaning

    def meets(self, start: int, stop: int) -> bool:
        return self.start < stop and start < self.stop


class Reader:
    """Reads questions against the names, the topics and the facts' own words."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        topic_words: TopicWords,
        accounting: Accounting,
        corrector: Corrector,
    ) -> None:
        self._gazetteer = gazetteer
        self._topic_words = topic_words
        self._accounting = accounting
        self._view = accounting.view
        self._corrector = corrector

    def read(self, text: str, chosen: str = "") -> tuple[Part, ...]:
        """Read a question: longest exact names and topics first, then spelling, then single words.

        Each part comes once. Words that may mean the entity `chosen` mean it.
        """
        typed = words(text, limit=WORDS_READ)
        if _QUOTED.fullmatch(text):
            return tuple(dict.fromkeys(self._literal(text, typed)))
        spans = self._exact(typed)
        unknown = self._unknown(typed, spans)
        if 0 < len(unknown) <= _MOST_CORRECTED:
            spans = self._corrected(typed, spans, unknown)
        spans = sorted([*spans, *self._single(typed, spans)], key=lambda span: span.start)
        parts = (
            self._part(echo(text, typed[span.start], typed[span.stop - 1]), span.meaning.settled(chosen))
            for span in spans
        )
        # What is typed twice asks for nothing more.
        return tuple(dict.fromkeys(parts))

    def _literal(self, text: str, typed: Sequence[Word]) -> Iterator[Part]:
        """Yield what is in quotation marks word by word, each as it is written."""
        for word in typed:
            if self._view.has_word(word.key):
                meaning = Meaning("word", word=word.key, is_literal=True)
            else:
                meaning = Meaning("unread")
            yield self._part(echo(text, word, word), meaning)

    def _exact(self, typed: Sequence[Word]) -> list[_Span]:
        spans: list[_Span] = []
        place = 0
        while place < len(typed):
            span = self._longest(typed, place)
            place = span.stop if span else place + 1
            if span:
                spans.append(span)
        return spans

    def _longest(self, typed: Sequence[Word], start: int) -> _Span | None:
        for stop in range(min(start + LONGEST_NAME, len(typed)), start, -1):
            meaning = self._exact_meaning(typed, typed[start:stop])
            if meaning and not self._is_two_names(meaning, typed[start:stop]):
                return _Span(start, stop, meaning)
        return None

    def _is_two_names(self, meaning: Meaning, chunk: Sequence[Word]) -> bool:
        """Tell whether a name without facts is better read as two: "ISIS Sahel" is ISIS in the Sahel."""
        if not meaning.is_name or any(map(self._view.named, meaning.entity_ids)):
            return False
        return any(
            len(self._facts_of(chunk[:middle]) & self._facts_of(chunk[middle:]))
            for middle in range(1, len(chunk))
        )

    def _facts_of(self, name: Sequence[Word]) -> FactSet:
        found = self._gazetteer.find(name)
        return self._accounting.explaining(found) if found else NO_FACTS

    def _exact_meaning(self, typed: Sequence[Word], chunk: Sequence[Word]) -> Meaning | None:
        is_plain = len(chunk) == 1 and chunk[0].key in STOP_WORDS
        may_name = not is_plain or _stands_out(chunk[0], typed)
        named = self._gazetteer.find(chunk) if may_name else None
        if named:
            return self._or_word(named, chunk)
        topic_ids = () if is_plain else self._topic_words.find(chunk)
        if topic_ids:
            return Meaning("topic", topic_ids=topic_ids, word=chunk[0].key if len(chunk) == 1 else "")
        number = read_number(chunk)
        if number and number.words == len(chunk):
            return Meaning("number", number=number)
        # "storms" are no more than one Storm; "Hazaras" can be nobody else.
        is_plain = is_plain or (len(chunk) == 1 and chunk[0].key in self._corrector.english)
        named = None if is_plain else self._gazetteer.find_plural(chunk)
        if named:
            return self._or_word(named, chunk)
        return self._code(typed, chunk[0]) if len(chunk) == 1 else self._compound(chunk)

    def _or_word(self, named: Meaning, chunk: Sequence[Word]) -> Meaning:
        """Read a demonym without facts as the word it is, if the facts hold that word."""
        is_known = any(self._view.named(entity_id) for entity_id in named.entity_ids)
        if named.how == "demonym" and not is_known and self._view.has_word(chunk[-1].key):
            return Meaning("word", word=chunk[-1].key)
        return named

    def _code(self, typed: Sequence[Word], word: Word) -> Meaning | None:
        """Read a country code: the whole question, or capitals among small letters; IN and IT only alone."""
        is_alone = len(typed) == 1 and (word.is_upper or word.key not in STOP_WORDS)
        if is_alone or (_stands_out(word, typed) and word.key not in STOP_WORDS):
            return self._gazetteer.codes.get(word.key)
        return None

    def _compound(self, chunk: Sequence[Word]) -> Meaning | None:
        """Read words tied by hyphens as one, where the facts write them as one."""
        whole = "".join(word.key for word in chunk)
        if all(word.is_glued for word in chunk[1:]) and self._view.has_word(whole):
            return Meaning("word", word=whole)
        return None

    def _unknown(self, typed: Sequence[Word], spans: Iterable[_Span]) -> list[int]:
        return [
            place
            for place in _uncovered(typed, spans)
            if typed[place].key not in STOP_WORDS
            and not self._view.has_typed(typed[place].key, self._corrector.english)
        ]

    def _corrected(self, typed: Sequence[Word], spans: list[_Span], unknown: Sequence[int]) -> list[_Span]:
        """Add what misspelt names and words were meant as, longest first; it displaces what it covers."""
        for place in unknown:
            if not any(span.meets(place, place + 1) for span in spans):
                phrase = self._corrected_phrase(typed, spans, place)
                if phrase:
                    spans = [span for span in spans if not span.meets(phrase.start, phrase.stop)]
                    spans.append(phrase)
        for place in unknown:
            if not any(span.meets(place, place + 1) for span in spans):
                meaning = self._corrector.correct_word(typed[place].key, self._view)
                if meaning:
                    spans.append(_Span(place, place + 1, meaning))
        return spans

    def _corrected_phrase(self, typed: Sequence[Word], spans: Sequence[_Span], place: int) -> _Span | None:
        for count in range(_LONGEST_CORRECTED_NAME, 1, -1):
            for start in range(max(0, place - count + 1), min(place, len(typed) - count) + 1):
                stop = start + count
                if any(s.meets(start, stop) and (s.start < start or stop < s.stop) for s in spans):
                    continue
                meaning = self._corrector.correct_phrase([word.key for word in typed[start:stop]])
                if meaning:
                    return _Span(start, stop, meaning)
        return None

    def _single(self, typed: Sequence[Word], spans: Iterable[_Span]) -> Iterator[_Span]:
        """Yield what is left, word by word; words without content are passed over."""
        for place in _uncovered(typed, spans):
            key = typed[place].key
            if key not in STOP_WORDS:
                is_known = self._view.has_word(key)
                yield _Span(place, place + 1, Meaning("word", word=key) if is_known else Meaning("unread"))

    def _part(self, typed: str, meaning: Meaning) -> Part:
        if len(meaning.entity_ids) == 1:
            name = self._gazetteer.name_of(meaning.entity_ids[0])
        elif meaning.topic_ids:
            name = self._topic_words.name_of(meaning.topic_ids)
        else:
            name = str(meaning.number or meaning.word or typed)
        reading = Reading(typed, meaning.how, name, meaning.entity_ids, meaning.topic_ids)
        return Part(reading, meaning)


def asks_for_speech(text: str) -> bool:
    """Tell whether a question asks what somebody says, thinks or reports."""
    return any(word.key in SPEECH_WORDS for word in words(text, limit=WORDS_READ))


def _stands_out(word: Word, typed: Sequence[Word]) -> bool:
    """Tell whether a word is in capitals on purpose: the only one, or among small letters."""
    return word.is_upper and (len(typed) == 1 or not all(each.is_upper for each in typed))


def _uncovered(typed: Sequence[Word], spans: Iterable[_Span]) -> Iterator[int]:
    covered = {place for span in spans for place in range(span.start, span.stop)}
    return (place for place in range(len(typed)) if place not in covered)
