"""Check `negation`: a claim denies what its quotes deny, and nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.documents.denials import Denial, Polarity, read_polarity
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.matching.text import stem


@dataclass(frozen=True, slots=True)
class _Side:
    """What a claim, or its quotes together, deny and affirm; words by their stems."""

    denials: tuple[Denial, ...]
    negative: frozenset[str]
    content: Counter[str]
    heads: Counter[str]
    """What is denied directly: the word next to each denial."""


def check_negation(case: FactInContext) -> Iterator[Finding]:
    """Report a denial that only the claim or only its quotes hold, and a `denied` that nothing denies."""
    claim, quotes = _side([case.fact.claim]), _side(case.english)
    if case.fact.stance == "denied" and not (quotes.denials or quotes.negative):
        yield case.finding(
            "error",
            "negation",
            "its stance is `denied`, its quotes deny nothing. Quote the denial, or correct the stance.",
        )
    added = _one_sided(claim, quotes, without_names=True)
    if added:
        yield case.finding(
            "error",
            "negation",
            f"the claim says “{_words(added)}”, its quotes do not. Quote the denial, or correct the claim.",
        )
    # What is taken for granted stands, whatever is denied of it: "did not return to its former bases".
    if added or case.fact.stance == "denied" or case.fact.attribution.how == "presupposed":
        return
    dropped = _one_sided(quotes, claim, without_names=False)
    if dropped:
        yield case.finding(
            "error",
            "negation",
            f"the quote says “{_words(dropped)}”, the claim does not. "
            "Deny it in the claim too, or quote only what carries the claim.",
        )


def _side(texts: Iterable[str]) -> _Side:
    read: list[Polarity] = [read_polarity(text) for text in texts]
    denials = tuple(denial for polarity in read for denial in polarity.denials)
    return _Side(
        denials,
        frozenset(stem(word) for polarity in read for word in polarity.negative_words),
        Counter(stem(word.lower()) for polarity in read for word in polarity.content),
        Counter(stem(denial.denied[0].lower()) for denial in denials if denial.denied),
    )


def _one_sided(side: _Side, other: _Side, *, without_names: bool) -> Denial | None:
    """Find a denial of one side that contradicts the other; None as long as the other may agree."""
    for denial in side.denials:
        words = [word for word in denial.denied if not (without_names and word[0].isupper())]
        stems = [stem(word.lower()) for word in words]
        head = stem(denial.denied[0].lower()) if denial.denied else ""
        # Another negative word may say the same in its own way: "lost" for "no longer holds".
        if other.negative - side.negative - {head}:
            continue
        only_denied = side.content[head] == side.heads[head]
        if head and only_denied and other.content[head] and not other.heads[head]:
            return denial
        agrees = any(not each.is_double for each in other.denials)
        if not (agrees or denial.is_double) and any(other.content[each] for each in stems):
            return denial
    return None


def _words(denial: Denial) -> str:
    return " ".join((denial.negator, *denial.denied[:1]))
