"""Understanding: a question becomes the facts that explain all of it, else the closest, else silence.

First the question is read to the letter: names, topics, numbers, words; facts that explain every part answer
it. Where there are none, or words had to be corrected, the facts that account for most of the question are
found as well, and the likelier answer is given; if it is not likely enough, none is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from bot.domain import Reading, Topic, Understanding
from bot.matching.accounting import Accounting
from bot.matching.arrays import Arrays, named, part_of
from bot.matching.asking import Asker, Lexicon
from bot.matching.closest import Bond, Closest, find_closest
from bot.matching.confidence import Evidence, chance
from bot.matching.corrections import Corrector
from bot.matching.factset import FactSet
from bot.matching.leads import Leads
from bot.matching.matches import Grounds, RankedMatches
from bot.matching.meanings import Meaning, Part
from bot.matching.names import NameWords
from bot.matching.numbers import spells_number
from bot.matching.ordinary import Ordinary
from bot.matching.questions import Reader, asks_for_speech
from bot.matching.ranking import Ranking, score
from bot.matching.reasons import Reasons
from bot.matching.selection import VOICES, Found, Selection, select
from bot.matching.topics import TopicWords
from bot.matching.view import Names, View
from bot.matching.vocabulary import Vocabulary
from bot.matching.wanting import wanted
from bot.matching.ways import facts_of

# Facts that explain every part as it was read give way only to facts that are surer by this much.
_CLEARLY = 0.05


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What questions are read with, whatever the facts."""

    lexicon: Lexicon
    topic_words: TopicWords
    corrector: Corrector
    reasons: Reasons
    english: Ordinary

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return {
            **named("words", self.lexicon.names.arrays()),
            **named("vocabulary", self.lexicon.vocabulary.arrays()),
            **named("corrector", self.corrector.arrays()),
        }


def know(names: Names, topics: dict[str, Topic], english: Ordinary, saved: Arrays | None = None) -> Knowledge:
    """Read the names and topics; or take what was saved of the names."""
    gazetteer = names.gazetteer
    words = NameWords(gazetteer.names, gazetteer.ids, part_of(saved, "words"))
    vocabulary = Vocabulary(words, english.and_also(gazetteer.look_alikes), part_of(saved, "vocabulary"))
    topic_words = TopicWords(topics)
    return Knowledge(
        Lexicon(gazetteer, words, vocabulary, topics, names.hints),
        topic_words,
        Corrector(gazetteer, topic_words, english, part_of(saved, "corrector")),
        Reasons(gazetteer, topics),
        english,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A question as it was read to the letter, and the facts that explain every part."""

    parts: Sequence[Part]
    found: Sequence[Found]
    selection: Selection
    grounds: Grounds
    matches: RankedMatches
    evidence: Evidence | None
    """None where there are none."""


class Understander:
    """Understands questions before one view."""

    def __init__(self, knowledge: Knowledge, view: View, least: float) -> None:
        """Answer with what is at least so likely (0–1) to be the answer."""
        self._knowledge = knowledge
        self._gazetteer = knowledge.lexicon.gazetteer
        self._view = view
        self._least = least
        self._accounting = Accounting(view, knowledge.lexicon.topics)
        self._leads = Leads(self._gazetteer, self._accounting, knowledge.corrector)

    def understand(self, text: str, chosen: str) -> Understanding:
        """Understand any text; `chosen` is the entity that the asker chose among several."""
        return self._understood(text, self._read(text, chosen))

    def understand_among(self, text: str, chosen: str, facts: FactSet) -> Understanding:
        """Understand a text, and keep what is among some facts; without a word that asks, all of them."""
        read = self._read(text, chosen)
        if not read.parts:
            return Understanding((), self._all(facts), missing=(), choices=(), near=())
        found = self._understood(text, read)
        kept = cast("RankedMatches", found.matches).within(facts)
        outside = len(found.matches) - len(kept)
        if found.is_close and outside:
            # Only so many of the closest were kept: there may be others among these.
            closest = self._closest(text, read, facts)
            if closest is not None and chance(closest.evidence) >= self._least:
                return replace(self._close(read, closest), outside=outside)
        return replace(found, matches=kept, outside=outside)

    def read(self, text: str, chosen: str) -> tuple[Part, ...]:
        """Read a question to the letter."""
        knowledge = self._knowledge
        reader = Reader(self._gazetteer, knowledge.topic_words, self._accounting, knowledge.corrector)
        return reader.read(text, chosen)

    def about(self, entity_id: str, topic_id: str) -> RankedMatches:
        """Return the facts on a name and a topic, as if both had been asked for."""
        name, topic = self._gazetteer.name_of(entity_id), self._knowledge.lexicon.topics[topic_id].name
        parts = (
            Part(Reading(name, "name", name), Meaning("name", entity_ids=(entity_id,))),
            Part(Reading(topic, "topic", topic), Meaning("topic", topic_ids=(topic_id,))),
        )
        return self._weighed(parts, "", is_heard=True).matches

    def _understood(self, text: str, read: _Read) -> Understanding:
        closest = self._closer(text, read)
        if closest is not None and chance(closest.evidence) >= self._least:
            return self._close(read, closest)
        if read.evidence is None:
            return self._unanswered(read)
        if chance(read.evidence) < self._least:
            return self._doubted(read)
        return Understanding(_readings(read.parts), read.matches, missing=(), choices=(), near=())

    def _unanswered(self, read: _Read) -> Understanding:
        """Say what is missing, and what there is near the question."""
        return Understanding(
            readings=_readings(read.parts),
            matches=read.matches,
            missing=_readings(read.selection.missing),
            choices=self._leads.choices(read.parts),
            near=self._leads.near(read.found, read.selection),
            is_ambiguous=any(part.meaning.is_ambiguous for part in read.parts),
            is_apart=read.selection.is_apart,
        )

    def _doubted(self, read: _Read) -> Understanding:
        """Ask back whether what is unlikely was meant, instead of answering with it."""
        doubted = [part for part in read.parts if part.meaning.how in {"spelling", "word"}]
        if not doubted and len(read.parts) > 1:
            # Every part is known and has facts: unlikely is only that one fact answers them all.
            topics = tuple(part for part in read.parts if not part.meaning.is_name)
            apart = Selection(missing=topics, is_apart=True)
            told = self._unanswered(replace(read, matches=read.matches.none(), selection=apart))
            return replace(told, near=self._leads.one_by_one(read.found)) if len(topics) > 1 else told
        return Understanding(
            readings=_readings(read.parts),
            matches=read.matches.none(),
            missing=_readings(doubted or read.parts),
            choices=self._leads.corrected(read.parts),
            near=self._leads.doubted(read.parts),
        )

    def evidence(self, text: str) -> Evidence | None:
        """Return what speaks for the first fact of an answer, however unsure; None: there is none."""
        read = self._read(text, "")
        closest = self._closer(text, read)
        return closest.evidence if closest else read.evidence

    def _read(self, text: str, chosen: str) -> _Read:
        parts = self.read(text, chosen)
        return self._weighed(parts, text, is_heard=self._names_others(parts) or asks_for_speech(text))

    def _weighed(self, parts: Sequence[Part], text: str, *, is_heard: bool) -> _Read:
        found = [self._found(part, is_heard=is_heard) for part in parts]
        selection = select(found, self._gazetteer)
        ranking = Ranking(self._view, wanted(text), self._knowledge.english)
        weighed = [ranking.weigh(each) for each in found]
        scored = score(selection.facts, weighed)
        grounds = Grounds(self._view, weighed, ranking, self._knowledge.reasons)
        matches = RankedMatches(grounds, scored)
        evidence = ranking.evidence(weighed, scored, matches.best) if matches else None
        return _Read(parts, found, selection, grounds, matches.sure(evidence), evidence)

    def _all(self, facts: FactSet) -> RankedMatches:
        """Return facts for which nothing was asked in words: each is all of what was."""
        ranking = Ranking(self._view, frozenset(), self._knowledge.english)
        scored = replace(score(facts, ()), wholes=np.ones(len(facts)))
        return RankedMatches(Grounds(self._view, (), ranking, self._knowledge.reasons), scored)

    def _found(self, part: Part, *, is_heard: bool) -> Found:
        ways = self._accounting.ways(part.meaning, part.reading.typed, is_heard=is_heard)
        return Found(part, ways, facts_of(ways))

    def _closer(self, text: str, read: _Read) -> Closest | None:
        """Return the closest facts, if they fit better than those that explain every part."""
        may_name = _may_name(read.parts)
        if read.matches and not may_name and all(part.meaning.how != "spelling" for part in read.parts):
            return None
        if self._least and not read.matches and _leaves_a_choice(read.parts):
            return None
        closest = self._closest(text, read)
        if closest is None or read.evidence is None:
            return closest
        if may_name:
            return closest if closest.evidence.whole else None
        is_surer = chance(closest.evidence) > chance(read.evidence) + _CLEARLY
        return closest if is_surer and closest.first not in read.selection.facts else None

    def _closest(self, text: str, read: _Read, facts: FactSet | None = None) -> Closest | None:
        """Return the closest facts; of these, if some are given."""
        asked = Asker(self._knowledge.lexicon, self._view).asked(text)
        if facts is not None:
            asked = [each.among(facts) for each in asked]
        return find_closest(asked, wanted(text), self._bonds(read.found), self._view, self._least)

    def _bonds(self, found: Sequence[Found]) -> list[Bond]:
        has_words = not all(map(self._is_bound, found))
        return [
            Bond(each.part.reading.typed, each.facts, has_words and each.part.meaning.is_name)
            for each in found
            if self._is_bound(each)
        ]

    def _is_bound(self, each: Found) -> bool:
        """Tell whether a part must not be passed over: a name, a number, a topic, if facts have it."""
        meaning = each.part.meaning
        if meaning.how == "spelling":
            return False
        is_known = any(map(self._view.on_topic, meaning.topic_ids)) or not each.facts
        is_number = bool(meaning.number) or spells_number(each.part.reading.typed.lower())
        return meaning.is_name or is_number or (bool(meaning.topic_ids) and is_known)

    def _close(self, read: _Read, closest: Closest) -> Understanding:
        """Answer with facts that account for most of a question; what the best leaves out is unread."""
        grounds = replace(read.grounds, weighed=closest.weighed, evidence=closest.evidence)
        matches = RankedMatches(grounds, closest.scored, closest.order).likely(self._least)
        if self._least:
            matches = matches.as_full()
        held = {reason.typed: reason for reason in matches[0].why}
        readings = tuple(
            Reading(key, held[key].how, held[key].matched) if key in held else Reading(key, "unread", key)
            for key in (each.part.reading.typed for each in closest.weighed)
        )
        return Understanding(readings, matches, missing=(), choices=(), near=(), is_close=True)

    def _names_others(self, parts: Sequence[Part]) -> bool:
        """Tell whether more is named than who speaks: "UN Sahel" asks the UN, "UN funding" is about it."""
        names = [part for part in parts if part.meaning.is_name]
        kinds = {self._gazetteer.kind_of(each) for part in names for each in part.meaning.entity_ids}
        return len(names) == len(parts) or not kinds <= VOICES


def _readings(parts: Sequence[Part]) -> tuple[Reading, ...]:
    return tuple(part.reading for part in parts)


def _may_name(parts: Sequence[Part]) -> bool:
    """Tell whether words, none of which was read as a name, may be words of one."""
    return len(parts) > 1 and all(part.meaning.word and not part.meaning.is_name for part in parts)


def _leaves_a_choice(parts: Sequence[Part]) -> bool:
    is_one = len(parts) == 1 and bool(parts[0].meaning.choices)
    is_rest_read = all(part.meaning.how != "unread" for part in parts)
    return is_one or (is_rest_read and any(part.meaning.is_ambiguous for part in parts))
