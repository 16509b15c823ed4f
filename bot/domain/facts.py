"""Sources, quotes and facts: a claim, and the exact words it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from bot.domain.edtf import DateRange, parse_edtf
from bot.domain.entities import EntityId, LanguageTag
from bot.domain.grading import Credibility, Reliability
from bot.domain.handling import Tlp, stricter
from bot.domain.records import Record

SourceId: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*-\d{6}[a-z]?$", max_length=60)
]
FactId: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*-\d{6}[a-z]?\.\d{2,}$", max_length=80)
]
SourceKind: TypeAlias = Literal["news", "report", "statement", "transcript", "post", "other"]
Stance: TypeAlias = Literal["asserted", "denied", "hedged"]
Likelihood: TypeAlias = Literal[
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
"""ICD 203's words of estimative probability, only where the source itself states one."""


def _edtf(text: str) -> str:
    parse_edtf(text)
    return text


EdtfDate: TypeAlias = Annotated[str, AfterValidator(_edtf)]


def source_of(fact_id: str) -> str:
    """Return the id of the source that a fact's id begins with."""
    return fact_id.rpartition(".")[0]


class Source(Record):
    """A stored document: where it is from, how good it is, who may see it."""

    id: SourceId
    """`<publisher>-<yymmdd>`, with a letter from the second report of a day on."""
    kind: SourceKind
    title: str = Field(min_length=1, max_length=300)
    publisher: str = Field(min_length=1, max_length=120)
    url: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    archived: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)
    published: date
    accessed: date
    language: LanguageTag
    file: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=120)
    """The document's file name in `seeds/`."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    reliability: Reliability = "F"
    """Admiralty scale, A reliable … E unreliable; F = cannot be judged."""
    descriptor: str = Field(default="", max_length=1000)
    """ICD 206: what affects the source's quality, in words."""
    tlp: Tlp = "CLEAR"
    derived_from: tuple[SourceId, ...] = ()
    """The sources that this one copies or syndicates."""


class Quote(Record):
    """The document's words; `prefix` and `suffix` (W3C Web Annotation) tell two like places apart."""

    exact: str = Field(min_length=3, max_length=1000)
    prefix: str = Field(default="", max_length=200)
    suffix: str = Field(default="", max_length=200)
    translation: str = Field(default="", max_length=1000)


class Attribution(Record):
    """Who says it, through whom, and how we know."""

    chain: tuple[Annotated[str, StringConstraints(min_length=1, max_length=120)], ...] = Field(
        min_length=1, max_length=8
    )
    """Origin first, speaker last. An entity's id, or words with a space ("unnamed reports")."""
    words: str = Field(default="", max_length=120)
    """The document's own words for the speaker ("He"), where they are not a name."""
    how: Literal["direct", "paraphrase", "carried", "presupposed", "own-voice"]
    """direct: in quotation marks · paraphrase: reported speech · carried: the speaker of the sentence
    before goes on · presupposed: taken for granted inside another claim · own-voice: the publisher."""
    resolution: Literal["stated", "inferred"] = "stated"
    """inferred: the curator worked out who `words` means."""

    @property
    def origin(self) -> str:
        """Where the claim comes from, as far as the document says."""
        return self.chain[0]

    @property
    def speaker(self) -> str:
        """Who the document says it from."""
        return self.chain[-1]


class Quantity(Record):
    """An amount as the text has it, and the numbers it means; vague words get no bounds."""

    raw: str = Field(min_length=1, max_length=120)
    """The words of the quote: `three to five thousand`."""
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = Field(min_length=1, max_length=40)
    """ISO 4217 for money (USD); else the thing counted, plural (fighters)."""
    scope: str = Field(default="", max_length=200)
    """What the amount covers ("Iraq and Syria together")."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        bounds = [bound for bound in (self.low, self.best, self.high) if bound is not None]
        if bounds != sorted(bounds):
            raise ValueError("low, best and high must not fall")
        return self


class When(Record):
    """When it happened, was true and was said: EDTF, as precise as the text and no more."""

    event: EdtfDate | None = None
    as_of: EdtfDate | None = None
    said: EdtfDate | None = None
    derived: str = Field(default="", max_length=200)
    """How a relative date was worked out: `“last month”, from 16 February 2024`."""

    @property
    def stated(self) -> tuple[str, ...]:
        """The dates that are given, as EDTF."""
        return tuple(text for text in (self.event, self.as_of, self.said) if text)

    @property
    def dated(self) -> str | None:
        """The date that the fact is about: when it happened, else was true, else was said."""
        return self.event or self.as_of or self.said

    @property
    def ranges(self) -> tuple[DateRange, ...]:
        """The days that each of the given dates may mean."""
        return tuple(map(parse_edtf, self.stated))


class Fact(Record):
    """One claim, as a source makes it, resting on its exact words."""

    id: FactId
    """`<source>.<nn>`; given once, never reused."""
    claim: str = Field(min_length=12, max_length=300)
    """One claim in one sentence, in our words."""
    quotes: tuple[Quote, ...] = Field(min_length=1, max_length=40)
    """The source's words; each stands in the document (checked, not hoped for)."""
    attribution: Attribution
    subjects: tuple[EntityId, ...] = ()
    objects: tuple[EntityId, ...] = ()
    places: tuple[EntityId, ...] = ()
    topics: tuple[EntityId, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    when: When = When()
    stance: Stance = "asserted"
    hedges: tuple[str, ...] = ()
    """The document's hedging words ("according to reports")."""
    likelihood: Likelihood | None = None
    credibility: Credibility = 6
    """Admiralty scale, 1 confirmed … 5 improbable; 6 = cannot be judged, which is not a middle value."""
    tlp: Tlp | None = None
    """Only where stricter than the source's."""
    corroborates: tuple[FactId, ...] = ()
    contradicts: tuple[FactId, ...] = ()
    qualifies: tuple[FactId, ...] = ()
    supersedes: tuple[FactId, ...] = ()
    status: Literal["draft", "active", "retracted"] = "active"
    reason: str = Field(default="", max_length=300)
    """Why it was retracted."""
    note: str = Field(default="", max_length=1000)

    @property
    def source_id(self) -> str:
        """The id of the source the fact is from."""
        return source_of(self.id)

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Every entity the fact is tagged with, each once."""
        return tuple(dict.fromkeys((*self.subjects, *self.objects, *self.places)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's own text, as it stands there; offsets in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact whose quotes were found in its document: the only kind that an answer can hold."""

    fact: Fact
    source: Source
    passages: tuple[Passage, ...]
    """One for each quote, in their order: the words that are shown."""

    @property
    def tlp(self) -> Tlp:
        """Who may be told: the stricter of the fact's marking and its source's."""
        return stricter(self.source.tlp, self.fact.tlp or self.source.tlp)

    def __post_init__(self) -> None:
        """Refuse a fact without the document's words."""
        if len(self.passages) != len(self.fact.quotes):
            raise ValueError(f"{self.fact.id} has {len(self.fact.quotes)} quotes, {len(self.passages)} found")
