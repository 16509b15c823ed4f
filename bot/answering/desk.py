"""The desk: whatever is asked, through whichever door, is answered here."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz, process

from bot.answering.comparing_names import compare
from bot.answering.filtering import resolve
from bot.answering.finding import answer
from bot.answering.ground import Asked, Ground
from bot.answering.requests import (
    AboutRequest,
    ChangesRequest,
    CompareRequest,
    FilteredRequest,
    HelpRequest,
    Request,
    SourceRequest,
    SourcesRequest,
    TimelineRequest,
    left_out_by,
    parse_request,
    printable,
    read_parts,
)
from bot.answering.sources import list_sources, source_record
from bot.answering.timeline import timeline
from bot.domain import CitedFact, FactBase, Match, Understanding
from bot.domain.answers import (
    MAX_QUESTION_LENGTH,
    Answer,
    BeforeLedger,
    Help,
    Moment,
    Question,
    Refusal,
    Reply,
    ShownFact,
    TooLong,
    UnknownFact,
    Withdrawn,
)
from bot.domain.assessment import Holdings, SourceSummary, Tally, summarize_sources
from bot.domain.clocks import Clocks
from bot.matching import FactShower, Matcher
from bot.matching.mentions import Mention

SUGGESTED = 4
"""Slack shows no more."""
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
        self._ground = Ground(base, matcher, self._shower, self.holdings, self._head)
        self.documents = len(matcher.sources)
        self.tlp = base.tlp
        """The strictest marking of what it answers from."""

    @cached_property
    def tally(self) -> Tally:
        """How the facts stand that it answers from."""
        return self._matcher.tally()

    @cached_property
    def suggested(self) -> tuple[str, ...]:
        """Questions that have an answer here: the names that most facts are about, at most SUGGESTED."""
        most = (self.base.entities[each].name for each in self._matcher.most_told(2 * SUGGESTED))
        return tuple(islice((name for name in most if self._matcher.understand(name).matches), SUGGESTED))

    def looking_from(self, present: FactBase) -> "AnswerDesk":
        """Return a desk before the same base that also says what has become of its facts by now."""
        return AnswerDesk(self.base, self._matcher, begins_on=self._begins_on, present=present)

    def reply(self, question: Question) -> Reply:
        """Answer what a person typed; a page beyond the last is the last.

        What was known on a day is answered by the desk before that day's base: `Desks.of` finds it.
        """
        read = self._read(question)
        return self._respond(*read) if isinstance(read, tuple) else read

    def changes_asked(self, question: Question) -> tuple[Ground, Asked] | None:
        """Return what a question asks to be read from the ledger: what changed; None if it asks for else."""
        read = self._read(question)
        is_asked = isinstance(read, tuple) and isinstance(read[0], ChangesRequest) and self.base.head
        return (self._ground, read[1]) if is_asked and isinstance(read, tuple) else None

    def understand(self, text: str) -> Understanding:
        """Say how a text is read and list every fact found for it: what a program asks for."""
        words = printable(text)[:MAX_QUESTION_LENGTH]
        read = self._read(Question(words))
        if not isinstance(read, tuple) or read[1].moment.clocks.known_on:
            return self._matcher.understand(words)
        asked = read[1]
        found = self._matcher.understand(asked.words, scope=asked.scope)
        return replace(found, matches=asked.held(found.matches))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Find whom and where a sentence names, in order."""
        return self._matcher.mentions(text)

    def nearest(
        self, words: Iterable[Collection[str]], entity_ids: Collection[str], limit: int
    ) -> tuple[CitedFact, ...]:
        """Return the facts that share most with a statement, nearest first, each word in any of its forms.

        A fact whose place another one takes is left out.
        """
        found = self._matcher.nearest(words, entity_ids, limit)
        return tuple(self.base.facts[each] for each in found)

    @property
    def head(self) -> int:
        """The last event of the ledger that its answers include."""
        return self._head

    def shown(self, cited: CitedFact) -> ShownFact:
        """Show one fact by itself, in the wording that is given."""
        return self._shower.show(Match(cited, 1.0, ()), 1)

    def _before_ledger(self, day: date) -> BeforeLedger | Refusal:
        if self.base.known_on:
            return BeforeLedger(day, self._begins_on)
        return _no_ledger("What was known on a day")

    def _read(self, question: Question) -> tuple[Request, Asked] | Reply:
        """Read a question in its parts; return what to reply where that cannot be."""
        words = printable(question.text)
        if len(words) > MAX_QUESTION_LENGTH:
            return TooLong(len(words))
        parts = read_parts(words)
        if isinstance(parts, str):
            return Refusal(parts)
        if parts.clocks.known_on and not self.base.head:
            return self._before_ledger(parts.clocks.known_on)
        asked = replace(question, text=words)
        request = parse_request(replace(asked, text=parts.words))
        if parts.filters and isinstance(request, HelpRequest) and not parts.words:
            # Filters alone ask for whatever passes them.
            request = replace(asked, text="")
        if parts.filters and not isinstance(request, FilteredRequest):
            return Refusal("Filters go with a question, or with compare, timeline or changes.")
        about = request.text if isinstance(request, FilteredRequest) else parts.words
        if unread := left_out_by(about, self.mentions):
            return Refusal(f"“{unread}” is not read: no name can be left out of an answer. Ask without it.")
        moment = Moment(parts.clocks, state_on=self.base.known_on)
        resolved = resolve(self._ground, Asked(asked, about, moment, parts.filters))
        return (request, resolved) if isinstance(resolved, Asked) else resolved

    def _respond(self, request: Request, asked: Asked) -> Reply:
        # An id and a document are ours: only the ledger's clock changes what there is of them.
        of_ledger = replace(asked.moment, clocks=replace(asked.moment.clocks, as_of=None))
        match request:
            case HelpRequest():
                return Help(self.holdings)
            case AboutRequest(fact_id):
                return self._about(fact_id, of_ledger)
            case SourceRequest(source_id):
                return source_record(self._ground, replace(asked, moment=of_ledger), source_id)
            case SourcesRequest(query):
                found = list_sources(self._ground, replace(asked, moment=of_ledger), query)
                return found if found.total or not query else answer(self._ground, asked)
            case CompareRequest():
                return compare(self._ground, asked)
            case TimelineRequest():
                return timeline(self._ground, asked)
            case ChangesRequest():
                return _no_ledger("What changed")
            case Question():
                return answer(self._ground, asked)

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

    def _summary(self, cited: CitedFact) -> SourceSummary:
        """Sum up what one fact rests on."""
        pairs = self._matcher.relations.contradicting([cited.fact.id])
        # A fact that is withdrawn contradicts nobody.
        contradicting = [pair for pair in pairs if all(fact_id in self.base.facts for fact_id in pair)]
        standing = self.base.standings.get(cited.fact.id)
        return summarize_sources([cited], contradicting, [standing] if standing else [])


def _no_ledger(what: str) -> Refusal:
    return Refusal(
        f"These facts come straight from files. {what} is in the ledger: run `footnote sync` to begin one."
    )


def _asking(text: str, clocks: Clocks) -> str:
    """Write a question again, with the clocks it is asked for."""
    return f"{text} {clocks.typed}".strip()


def _nearest(fact_id: str, known: Iterable[str]) -> tuple[str, ...]:
    found = process.extract(fact_id, list(known), scorer=fuzz.ratio, limit=NEAR_IDS, score_cutoff=NEAR_ENOUGH)
    return tuple(sorted(str(name) for name, _, _ in found))
