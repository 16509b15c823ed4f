"""The desk: whatever is asked, through whichever door, is answered here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz, process

from bot.answering.requests import AboutRequest, HelpRequest, Request, SourcesRequest, parse_request
from bot.domain import CitedFact, FactBase, Lead, Match, Understanding
from bot.domain.answers import (
    MAX_QUESTION_LENGTH,
    PAGE_SIZE,
    Answer,
    BeforeLedger,
    Help,
    Moment,
    NothingKnown,
    Question,
    Refusal,
    Reply,
    SourceList,
    Suggestions,
    TooLong,
    UnknownFact,
    Withdrawn,
)
from bot.domain.assessment import Holdings, SourceSummary, newest_first, summarize_sources
from bot.domain.clocks import Clocks, read_clocks
from bot.matching import FactShower, Matcher

LISTED_SOURCES = 10
"""Documents in one list: what a reader scans, and what fits one message with long titles and links."""
NEAR_IDS = 3
NEAR_ENOUGH = 80
"""Of 100: one or two characters of an id differ."""


class AnswerDesk:
    """Answers requests from one base, which does not change while the desk stands."""

    def __init__(
        self,
        base: FactBase,
        matcher: Matcher,
        *,
        begins_on: date | None = None,
        present: FactBase | None = None,
    ) -> None:
        """Stand before a base; before one of a past day, say when the ledger begins and what is there now."""
        self.base = base
        self._matcher = matcher
        self._begins_on = begins_on
        # What has become of a past day's facts by now is said with them, and so included.
        self._head = (present or base).head
        self._shower = FactShower(base, matcher.relations, present)
        self.holdings = Holdings(
            facts=len(base.facts),
            newest_on=max((source.published for source, _ in matcher.sources), default=None),
            left_out=len(base.left_out),
        )
        self.documents = len(matcher.sources)

    def looking_from(self, present: FactBase) -> "AnswerDesk":
        """Return a desk before the same base that also says what has become of its facts by now."""
        return AnswerDesk(self.base, self._matcher, begins_on=self._begins_on, present=present)

    def reply(self, question: Question) -> Reply:
        """Answer what a person typed; a page beyond the last is the last.

        What was known on a day is answered by the desk before that day's base: `Desks.of` finds it.
        """
        words = printable(question.text)
        if len(words) > MAX_QUESTION_LENGTH:
            return TooLong(len(words))
        read = read_clocks(words)
        if isinstance(read, str):
            return Refusal(read)
        rest, clocks = read
        if clocks.known_on and not self.base.head:
            return self._before_ledger(clocks.known_on)
        asked = replace(question, text=words)
        return self._respond(asked, rest, Moment(clocks, state_on=self.base.known_on))

    def understand(self, text: str) -> Understanding:
        """Say how a text is read and list every fact found for it: what a program asks for."""
        words = printable(text)[:MAX_QUESTION_LENGTH]
        read = read_clocks(words)
        if isinstance(read, str) or read[1].known_on:
            return self._matcher.understand(words)
        rest, clocks = read
        return _as_of(self._matcher.understand(rest), clocks)

    def _before_ledger(self, day: date) -> BeforeLedger | Refusal:
        if self.base.known_on:
            return BeforeLedger(day, self._begins_on)
        return Refusal(
            "These facts come straight from files. What was known on a day is in the ledger: "
            "run `footnote sync` to begin one."
        )

    def _respond(self, asked: Question, rest: str, moment: Moment) -> Reply:
        # An id and a document are ours: only the ledger's clock changes what there is of them.
        of_ledger = replace(moment, clocks=replace(moment.clocks, as_of=None))
        request: Request = parse_request(replace(asked, text=rest))
        match request:
            case HelpRequest():
                return Help(self.holdings)
            case AboutRequest(fact_id):
                return self._about(fact_id, of_ledger)
            case SourcesRequest():
                return replace(self._sources(), moment=of_ledger)
            case Question():
                return self._answer(asked, rest, moment)

    def _answer(self, asked: Question, rest: str, moment: Moment) -> Reply:
        found = self._matcher.understand(rest, asked.chosen)
        if found.choices and not found.matches:
            typed = next((one.typed for one in found.missing), rest)
            return Suggestions(asked, typed, found.choices, found.is_ambiguous)
        held = _as_of(found, moment.clocks)
        if held.matches:
            return self._page(asked, held, moment)
        if found.matches:
            lead = Lead(
                "", found.title, len(found.matches), asks=_asking(rest, Clocks(None, moment.clocks.known_on))
            )
            return NothingKnown(
                asked,
                (),
                (lead,),
                self.holdings,
                later=len(found.matches),
                moment=moment,
                readings=found.readings,
            )
        near = tuple(
            replace(lead, asks=_asking(lead.asks or lead.name, moment.clocks)) for lead in found.near
        )
        apart = found.readings if found.is_apart else ()
        return NothingKnown(
            asked, found.missing, near, self.holdings, apart, moment=moment, readings=found.readings
        )

    def _page(self, question: Question, found: Understanding, moment: Moment) -> Answer:
        pages = -(-len(found.matches) // PAGE_SIZE)
        page = min(max(1, question.page), pages)
        first = (page - 1) * PAGE_SIZE
        shown = found.matches[first : first + PAGE_SIZE]
        complete = found.matches.complete
        return Answer(
            question=replace(question, page=page),
            title=found.title,
            readings=found.readings,
            shown=tuple(
                self._shower.show(
                    match,
                    number,
                    only="" if number <= complete else _only(match, found),
                    as_of=moment.clocks.as_of,
                )
                for number, match in enumerate(shown, first + 1)
            ),
            total=len(found.matches),
            complete=complete,
            left_out=self.holdings.left_out,
            summary=found.matches.summary(),
            head=self._head,
            moment=moment,
            is_close=found.is_close,
        )

    def _about(self, fact_id: str, moment: Moment) -> Answer | UnknownFact | Withdrawn:
        cited = self.base.facts.get(fact_id)
        if cited is None:
            standing = self.base.withdrawn.get(fact_id)
            if standing:
                return replace(self._shower.withdrawn(fact_id, standing), head=self._head, moment=moment)
            return UnknownFact(fact_id, _nearest(fact_id, self.base.facts))
        match = Match(cited, 1.0, ())
        return Answer(
            question=Question(_asking(fact_id, moment.clocks)),
            title=fact_id,
            is_one_fact=True,
            readings=(),
            shown=(self._shower.show(match, 1),),
            total=1,
            complete=1,
            summary=self._summary(cited),
            head=self._head,
            moment=moment,
        )

    def _sources(self) -> SourceList:
        facts = {source.id: count for source, count in self._matcher.sources}
        newest = newest_first(source for source, _ in self._matcher.sources)[:LISTED_SOURCES]
        return SourceList(
            sources=tuple((source, facts[source.id]) for source in newest),
            total=len(facts),
            holdings=self.holdings,
        )

    def _summary(self, cited: CitedFact) -> SourceSummary:
        """Sum up what one fact rests on."""
        pairs = self._matcher.relations.contradicting([cited.fact.id])
        # A fact that is withdrawn contradicts nobody.
        contradicting = [pair for pair in pairs if all(fact_id in self.base.facts for fact_id in pair)]
        standing = self.base.standings.get(cited.fact.id)
        return summarize_sources([cited], contradicting, [standing] if standing else [])


def _as_of(found: Understanding, clocks: Clocks) -> Understanding:
    """Keep what had begun by the time that is asked about; the order stays."""
    if not (clocks.as_of and clocks.as_of.latest_on):
        return found
    return replace(found, matches=found.matches.begun_by(clocks.as_of.latest_on))


def _asking(text: str, clocks: Clocks) -> str:
    """Write a question again, with the clocks it is asked for."""
    return f"{text} {clocks.typed}".strip()


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
