"""Check `duplicates`: nothing is said twice in the base."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.documents.quantities import read_amounts
from bot.domain import Fact
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.matching.text import words

MIN_ALIKE = 92.0
"""0–100: from here on two claims are taken for one, in other words."""
# Claims this alike differ in few words, so they share one of their four rarest.
_RAREST_WORDS = 4
# Looked back at for each rare word and entity: a hundred thousand facts stay a matter of seconds,
# even where all of them say much the same.
_LOOKED_BACK_AT = 50


@dataclass(frozen=True, slots=True)
class _Claim:
    case: FactInContext
    words: tuple[str, ...]
    sorted_words: str


def check_first_quotes(cases: Iterable[FactInContext]) -> Iterator[Finding]:
    """Report a fact whose first quote is that of an earlier fact: one of the two is wrongly cut."""
    first: dict[tuple[str, int, int], list[FactInContext]] = defaultdict(list)
    for case in cases:
        if not case.has_every_place:
            continue
        earlier = first[(case.dossier.source.file, *_words_of_first_quote(case))]
        twin = next((other for other in earlier if not _replaces(case.fact, other.fact)), None)
        if twin:
            yield case.finding(
                "error",
                "duplicates",
                f"its first quote is that of {twin.fact.id}. Begin with the words that carry this claim, "
                "or join the two facts.",
            )
        earlier.append(case)


def check_alike_claims(cases: Sequence[FactInContext]) -> Iterator[Finding]:
    """Report a claim that an earlier one makes in much the same words, unless the two are related.

    Likeness is `token_sort_ratio`: the edits between the claims with their words in order of the
    alphabet. `token_set_ratio` would call a claim alike to any that says the same and more. Facts of
    one dossier are all compared; others if they share an entity and one of their rarest words.
    """
    claims = [_claim(case) for case in cases]
    frequency = Counter(word for claim in claims for word in set(claim.words))
    in_dossier: dict[str, list[_Claim]] = defaultdict(list)
    alongside: dict[tuple[str, str], deque[_Claim]] = defaultdict(lambda: deque(maxlen=_LOOKED_BACK_AT))
    for claim in claims:
        neighbours = in_dossier[claim.case.dossier.file]
        rarest = sorted(set(claim.words), key=lambda word: (frequency[word], word))[:_RAREST_WORDS]
        places = [alongside[entity, word] for entity in claim.case.fact.entity_ids for word in rarest]
        for earlier in (neighbours, *places):
            twin = _twin(claim, earlier)
            if twin:
                yield _alike(claim.case, twin)
                break
        neighbours.append(claim)
        for place in places:
            place.append(claim)


def _words_of_first_quote(case: FactInContext) -> tuple[int, int]:
    """Return the place of the first quote without the signs around it: a full stop makes no other quote."""
    first = case.passages[0]
    inner = [at for at, letter in enumerate(first.text, first.start) if letter.isalnum()]
    return (inner[0], inner[-1]) if inner else (first.start, first.end)


def _replaces(fact: Fact, other: Fact) -> bool:
    """Tell whether one of the two is out of use; two facts of one id are the check `schema`'s affair."""
    is_superseded = other.id in fact.supersedes or fact.id in other.supersedes
    return is_superseded or fact.id == other.id or "retracted" in (fact.status, other.status)


def _claim(case: FactInContext) -> _Claim:
    keys = tuple(word.key for word in words(case.fact.claim))
    return _Claim(case, keys, " ".join(sorted(keys)))


def _twin(claim: _Claim, earlier: Iterable[_Claim]) -> FactInContext | None:
    others = list(earlier)
    found = process.extract(
        claim.sorted_words,
        [other.sorted_words for other in others],
        scorer=fuzz.ratio,
        score_cutoff=MIN_ALIKE,
        limit=None,
    )
    cases = (others[index].case for _, _, index in found)
    return next((case for case in cases if _may_be_one(claim.case.fact, case.fact)), None)


def _may_be_one(fact: Fact, other: Fact) -> bool:
    """Tell whether two like claims may be one: neither about something of its own, nor related."""
    if _replaces(fact, other) or other.id in _related(fact) or fact.id in _related(other):
        return False
    mine, others = {*fact.entity_ids}, {*other.entity_ids}
    return (mine <= others or others <= mine) and _amounts(fact) == _amounts(other)


def _related(fact: Fact) -> tuple[str, ...]:
    return (*fact.corroborates, *fact.contradicts, *fact.qualifies)


def _amounts(fact: Fact) -> list[tuple[float | None, float | None, str | None]]:
    return [(amount.low, amount.high, amount.unit) for amount in read_amounts(fact.claim)]


def _alike(case: FactInContext, twin: FactInContext) -> Finding:
    return case.finding(
        "warning",
        "duplicates",
        f"the claim is much like that of {twin.fact.id} ({twin.dossier.file}:{twin.entry.line}). "
        "Join the two, or say how they relate.",
    )
