"""A fact-check: each sentence of a message beside the facts that decide it, or that are only near it.

What is compared is what can be: who, where, how many, which way, denied or not, when. What these do not
decide stays undecided; no type here can hold a judgement without the fact and the words it rests on.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.handling import Tlp, strictest
from bot.domain.shown import NOW, Moment, ShownFact

MAX_CHECKED_LENGTH = 4000
"""Characters of a message that are read; what stands after them is not."""
MAX_CHECKED_SENTENCES = 20
MAX_SENTENCE_LENGTH = 500
"""Characters; a longer sentence is cut there, and its verdict never says more than `partly`."""
MAX_FINDINGS = 2
"""Facts beside one sentence."""

Verdict: TypeAlias = Literal["supported", "contradicted", "partly", "related", "nothing"]
"""supported: a fact says all of it · contradicted: a fact about the same excludes it · partly: a part of it
stands in a fact, or facts disagree about it · related: facts are near it and do not decide it · nothing:
the base holds nothing on that."""
AspectKind: TypeAlias = Literal[
    "what", "who", "order", "speaker", "place", "number", "direction", "negation", "date", "tense", "hedge"
]
"""what: the words that carry the rest · order: who does it to whom · speaker: who is said to say it · tense:
what was, or what is; these two are no words of theirs."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a sentence and a fact both speak of, or only one of them."""

    kind: AspectKind
    agrees: bool
    said: str
    """The words of the message; empty where it does not speak of it.

    Beside a word that points back stands the name that it is read as: "Its (ISIS)".
    """
    held: str
    """The words of the fact, or a name; empty where it does not speak of it."""

    @property
    def points_back(self) -> bool:
        """Tell whether the message names somebody here only by a word that points back."""
        return self.kind in ("who", "speaker") and self.said.endswith(")")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact beside a sentence, and what exactly agrees or differs; what differs comes first."""

    shown: ShownFact
    verdict: Verdict
    """What this fact alone says of the sentence."""
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a message, and what the base says of it."""

    text: str
    """As written, without invisible characters; white space folded."""
    verdict: Verdict
    findings: tuple[Finding, ...]
    """The fact that decides first; at most two. Where facts disagree with each other, both sides."""
    is_apart: bool = False
    """What stands before it in the message states nothing, so that its words point back at nobody."""

    def __post_init__(self) -> None:
        """Refuse a judgement that rests on no fact."""
        if (self.verdict == "nothing") == bool(self.findings):
            raise ValueError("a sentence has findings, or the base has nothing on it")

    @property
    def facts_disagree(self) -> bool:
        """Tell whether one fact bears it out and another excludes it, or one that decides is contradicted."""
        shown = {each.shown.cited.fact.id for each in self.findings}
        deciding = [each for each in self.findings if each.verdict in ("supported", "contradicted")]
        return len({each.verdict for each in deciding}) > 1 or any(
            other.how == "contradicted by" and other.fact_id in shown
            for each in deciding
            for other in each.shown.dissent
        )


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A message set against the base."""

    sentences: tuple[CheckedSentence, ...]
    """Those that state something, in their order; greetings, questions and bare links are left out."""
    left_out: int
    """Sentences beyond the bounds, which were not read."""
    head: int = 0
    """The last event of the ledger that this includes."""
    moment: Moment = NOW

    @property
    def tlp(self) -> Tlp:
        """Who may be told: the strictest marking of the facts it shows."""
        findings = (finding for sentence in self.sentences for finding in sentence.findings)
        return strictest(finding.shown.cited.tlp for finding in findings)

    @property
    def shown(self) -> tuple[ShownFact, ...]:
        """The facts it shows, each once, in their order."""
        found = (each.shown for sentence in self.sentences for each in sentence.findings)
        return tuple({each.cited.fact.id: each for each in found}.values())
