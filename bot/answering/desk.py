"""The desk: whatever is asked, through whichever door, is answered here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.answering.requests import AboutRequest, HelpRequest, Request, SourcesRequest, parse_request
from bot.answering.showing import FactShower
from bot.domain import FactBase, Match, Understanding
from bot.domain.answers import (
    MAX_QUESTION_LENGTH,
    PAGE_SIZE,
    Answer,
    Help,
    NothingKnown,
    Question,
    Reply,
    SourceList,
    Suggestions,
    TooLong,
    UnknownFact,
)
from bot.domain.assessment import Holdings, contradicting_pairs, newest_first, summarize_sources
from bot.matching import Matcher

LISTED_SOURCES = 10
"""Documents in one list: what a reader scans, and what fits one message with long titles and links."""
NEAR_IDS = 3
NEAR_ENOUGH = 80
"""Of 100: one or two characters of an id differ."""


class AnswerDesk:
    """Answers requests from one base, which does not change while the desk stands."""

    def __init__(self, base: FactBase, matcher: Matcher) -> None:
        self._base = base
        self._matcher = matcher
        self._shower = FactShower(base)
        self._pairs = contradicting_pairs(cited.fact for cited in base.facts.values())
        self._holdings = Holdings(
            facts=len(base.facts),
            newest_on=max((cited.source.published for cited in base.facts.values()), default=None),
            left_out=len(base.left_out),
        )

    def reply(self, question: Question) -> Reply:
        """Answer what a person typed; a page beyond the last is the last."""
        words = printable(question.text)
        if len(words) > MAX_QUESTION_LENGTH:
            return TooLong(len(words))
        return self._respond(parse_request(replace(question, text=words)))

    def understand(self, text: str) -> Understanding:
        """Say how a text is read and list every fact found for it: what a program asks for."""
        return self._matcher.understand(printable(text)[:MAX_QUESTION_LENGTH])

    def _respond(self, request: Request) -> Reply:
        match request:
            case HelpRequest():
                return Help(self._holdings)
            case AboutRequest(fact_id):
                return self._about(fact_id)
            case SourcesRequest():
                return self._sources()
            case Question():
                return self._answer(request)

    def _answer(self, question: Question) -> Reply:
        found = self._matcher.understand(question.text, question.chosen)
        if found.choices and not found.matches:
            typed = next((one.typed for one in found.missing), question.text)
            return Suggestions(question, typed, found.choices, found.is_ambiguous)
        if not found.matches:
            apart = found.readings if found.is_apart else ()
            return NothingKnown(question, found.missing, found.near, self._holdings, apart)
        return self._page(question, found)

    def _page(self, question: Question, found: Understanding) -> Answer:
        pages = -(-len(found.matches) // PAGE_SIZE)
        page = min(max(1, question.page), pages)
        first = (page - 1) * PAGE_SIZE
        shown = found.matches[first : first + PAGE_SIZE]
        return Answer(
            question=replace(question, page=page),
            title=found.title,
            readings=found.readings,
            shown=tuple(
                self._shower.show(match, number, only="" if number <= found.complete else _only(match, found))
                for number, match in enumerate(shown, first + 1)
            ),
            total=len(found.matches),
            complete=found.complete,
            left_out=self._holdings.left_out,
            summary=summarize_sources([match.cited for match in found.matches], self._pairs),
        )

    def _about(self, fact_id: str) -> Answer | UnknownFact:
        cited = self._base.facts.get(fact_id)
        if cited is None:
            return UnknownFact(fact_id, _nearest(fact_id, self._base.facts))
        return Answer(
            question=Question(fact_id),
            title=fact_id,
            is_one_fact=True,
            readings=(),
            shown=(self._shower.show(Match(cited, 1.0, ()), 1),),
            total=1,
            complete=1,
            summary=summarize_sources([cited], self._pairs),
        )

    def _sources(self) -> SourceList:
        facts: dict[str, int] = {}
        sources = {}
        for cited in self._base.facts.values():
            sources[cited.source.id] = cited.source
            facts[cited.source.id] = facts.get(cited.source.id, 0) + 1
        newest = newest_first(sources.values())[:LISTED_SOURCES]
        return SourceList(
            sources=tuple((source, facts[source.id]) for source in newest),
            total=len(sources),
            holdings=self._holdings,
        )


def _only(match: Match, found: Understanding) -> str:
    """Name the part of a question that a fact is about."""
    typed = {reason.typed for reason in match.why}
    return " · ".join(dict.fromkeys(reading.name for reading in found.readings if reading.typed in typed))


def printable(text: str) -> str:
    """Drop invisible marks, which may not be echoed, and fold white space and control characters."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(char if char.isprintable() else " " for char in visible).split())


def _nearest(fact_id: str, known: Iterable[str]) -> tuple[str, ...]:
    found = process.extract(fact_id, list(known), scorer=fuzz.ratio, limit=NEAR_IDS, score_cutoff=NEAR_ENOUGH)
    return tuple(sorted(str(name) for name, _, _ in found))
