"""Every kind of reply, with everything in it hostile."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.answering.sources import LISTED_FACTS
from bot.domain import DateRange, Lead, Reading
from bot.domain.answers import (
    Answer,
    Away,
    BeforeLedger,
    Changes,
    Comparison,
    Help,
    Moment,
    NothingKnown,
    Question,
    Refusal,
    SourceList,
    SourceRecord,
    Suggestions,
    Timeline,
    TooLong,
    UnknownFact,
    UnknownSource,
    UnreadFilter,
    Withdrawn,
)
from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.clocks import Clocks
from bot.domain.filters import Narrowed
from bot.domain.overviews import Cell, DatedFact, LedgerChange, Row
from bot.domain.sources import SourceCoverage
from tests.factories import doubt
from tests.slack.blocks.hostile import DAY, dissents, shown_facts, sources, text

HELD = Holdings(999_999, date(2024, 2, 16), left_out=999_999)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
MOMENT = Moment(Clocks(DateRange(DAY, DAY), DAY), DAY, Away(datetime(2026, 9, 30, tzinfo=UTC), 6000))

readings = st.builds(
    Reading, text(most=500), st.sampled_from(["name", "spelling", "sound", "word", "unread"]), text()
)


@st.composite
def answers(draw):
    count = draw(st.integers(1, 5))
    shown = tuple(draw(shown_facts(number)) for number in range(1, count + 1))
    found = {one.cited.source.id: one.cited.source for one in shown}
    return Answer(
        question=Question(draw(text(most=500))),
        title=draw(text(most=600)),
        readings=tuple(draw(st.lists(readings, max_size=64))),
        shown=shown,
        total=count + draw(st.sampled_from([0, 1, 999_999])),
        summary=SourceSummary(count, count, draw(st.integers(0, 99)), tuple(found.values())),
        moment=draw(st.sampled_from([Moment(), MOMENT])),
        is_close=draw(st.booleans()),
    )


narrowings = st.one_of(
    st.none(),
    st.builds(Narrowed, st.lists(text(most=500), max_size=8).map(tuple), text(most=500), st.integers(0, 99)),
)
cells = st.one_of(
    st.just(Cell(None, 0, 0)),
    st.builds(Cell, shown_facts(1), st.integers(1, 999_999), st.integers(0, 9)),
)


@st.composite
def comparisons(draw):
    names = tuple(draw(st.lists(text(), min_size=2, max_size=4)))
    count = len(names)
    rows = draw(st.lists(st.lists(cells, min_size=count, max_size=count).map(tuple), min_size=1, max_size=8))
    full = (Cell(draw(shown_facts(2)), 3, 1), *rows[0][1:])
    topics = [draw(text()) for _ in rows]
    made = [Row(topic, row) for topic, row in zip(topics, [full, *rows[1:]], strict=True)]
    return Comparison(
        question=Question(draw(text(most=500))),
        names=names,
        rows=tuple(made),
        first=1,
        total=len(made) + draw(st.sampled_from([0, 999])),
        narrowed=draw(narrowings),
    )


@st.composite
def timelines(draw):
    count = draw(st.integers(1, 8))
    dates = st.sampled_from(["2017", "2023-11/..", "../2015", "2024-01-05?", "2017/2024-01"])
    facts = tuple(
        DatedFact(draw(shown_facts(n)), draw(dates), draw(st.sampled_from(["event", "as_of", "said"])))
        for n in range(1, count + 1)
    )
    return Timeline(
        question=Question(draw(text(most=500))),
        title=draw(text(most=600)),
        readings=(),
        facts=facts,
        total=count + draw(st.sampled_from([0, 999])),
        narrowed=draw(narrowings),
    )


ledger_changes = st.builds(
    LedgerChange,
    kind=st.sampled_from(["add", "revise", "retract", "restore", "supersede", "verify", "dispute", "redact"]),
    fact_id=st.just("test-240216.01"),
    at=st.just(AT),
    by=text(),
    why=text(most=500),
    claim=st.one_of(st.just(""), text(most=300)),
    was=st.one_of(st.just(""), text(most=300)),
    fields=st.lists(text(), max_size=20).map(tuple),
    others=st.lists(st.just("test-240216.99"), max_size=40).map(tuple),
)


@st.composite
def changed(draw):
    found = tuple(draw(st.lists(ledger_changes, max_size=10)))
    return Changes(
        question=Question(draw(text(most=500))),
        title=draw(text(most=600)),
        since=DAY,
        changes=found,
        first=1,
        total=len(found) + (draw(st.sampled_from([0, 999])) if found else 0),
        tlp=draw(st.sampled_from(["CLEAR", "RED"])),
    )


@st.composite
def records(draw):
    shown = tuple(draw(shown_facts(number)) for number in range(1, draw(st.integers(1, LISTED_FACTS)) + 1))
    of = draw(sources).model_copy(
        update={"descriptor": draw(text(most=1000)), "archived": f"https://example.org/{'&' * 1900}"}
    )
    coverage = draw(st.sampled_from([None, SourceCoverage(10**6, 10**6, 10**6)]))
    return SourceRecord(Question(draw(text(most=500))), of, shown, 1, 10**6, coverage)


leads = st.lists(
    st.builds(Lead, st.just("an-id"), text(), st.integers(1, 10**6)), min_size=1, max_size=5
).map(tuple)
questions = st.builds(Question, text(most=500))
REPLIES = {
    Answer: answers(),
    Suggestions: st.builds(Suggestions, questions, text(most=500), leads, st.booleans()),
    NothingKnown: st.builds(
        NothingKnown,
        questions,
        st.lists(readings, max_size=64).map(tuple),
        st.one_of(st.just(()), leads),
        st.just(HELD),
        narrowed=narrowings,
    ),
    UnknownFact: st.builds(UnknownFact, text(most=80), st.just(("test-240216.01",))),
    UnknownSource: st.builds(UnknownSource, text(most=80), st.just(("test-240216",))),
    Withdrawn: st.builds(
        Withdrawn,
        st.just("test-240216.01"),
        st.just("a" * 64),
        text(most=300),
        st.one_of(st.none(), st.builds(doubt, text(most=500), text())),
        st.lists(dissents, max_size=9).map(tuple),
        st.booleans(),
        moment=st.just(MOMENT),
    ),
    BeforeLedger: st.sampled_from([BeforeLedger(DAY, None), BeforeLedger(DAY, DAY)]),
    # A sentence of ours, in which data may stand.
    Refusal: st.builds(Refusal, text(1, 800).map("That is no date: {}".format)),
    UnreadFilter: st.builds(
        UnreadFilter, questions, text(1, 800).map("“{}” is no name.".format), st.one_of(st.just(()), leads)
    ),
    SourceList: st.builds(
        SourceList,
        st.lists(st.tuples(sources, st.integers(1, 999)), max_size=10).map(tuple),
        st.integers(10, 999),
        st.just(HELD),
    ),
    SourceRecord: records(),
    Comparison: comparisons(),
    Timeline: timelines(),
    Changes: changed(),
    Help: st.sampled_from([Help(Holdings(0, None)), Help(HELD)]),
    TooLong: st.builds(TooLong, st.integers(501, 10**6)),
}
"""What draws each kind of reply, at random."""
