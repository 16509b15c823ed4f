"""The facts of the ledger as a mapping that reads each one when it is first asked for.

A hundred thousand facts are in memory as the text they are stored as; a question touches a few of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.domain import CitedFact, Fact, Source
from bot.domain.facts import source_of
from bot.domain.grading import NOT_JUDGED, Credibility
from bot.domain.handling import UNMARKED, Tlp, stricter
from bot.matching import TERMS_VERSION, terms_of
from bot.storage.ledger import Stored

_Value = TypeVar("_Value")
_VERSION = f"{TERMS_VERSION} "
# How a standing ends of which nobody has said anything. One that is written otherwise is read.
_NOT_JUDGED = (
    '"verification":null,"disputes":[],"flags":[],"retraction":null,"superseded_by":[],"redaction":null}'
)
_MARKED = '"tlp"'
Fingerprints: TypeAlias = NDArray[np.uint64]
"""One number for each thing: two that differ in anything have, as good as surely, different ones."""
_PRINT_BYTES = 8


class StoredFacts(Mapping[str, CitedFact]):
    """The active facts, by id; it does not change, and `with_changes` makes the next."""

    def __init__(
        self,
        known: dict[str, Stored],
        sources: dict[str, Source],
        markings: Mapping[str, Tlp] | None = None,
    ) -> None:
        self.known = known
        """Every fact that the ledger knows, also what was withdrawn."""
        self.sources = sources
        self._active = {fact_id: each for fact_id, each in known.items() if each.is_active}
        self._read: dict[str, CitedFact] = {}
        self.standings = Lazily(self._active, Stored.read_standing)
        self.credibilities = Lazily(self._active, _credibility)
        withdrawn = {fact_id: each for fact_id, each in known.items() if not each.is_active}
        self.withdrawn = Lazily(withdrawn, Stored.read_standing)
        self.withdrawn_claims = Lazily(
            {fact_id: each for fact_id, each in withdrawn.items() if each.body}, _claim
        )
        self.markings = self._marked(known) if markings is None else markings
        """Of those that are not CLEAR."""
        self.terms = Lazily(self._active, _terms)
        """What the index needs of each, by id; without those that must be worked out anew."""

    def __getitem__(self, fact_id: str) -> CitedFact:
        """Read a fact; KeyError if it is not among the active ones."""
        found = self._read.get(fact_id)
        if found is None:
            each = self._active[fact_id]
            fact = Fact.model_validate_json(each.body)
            found = self._read[fact_id] = CitedFact(fact, self.sources[fact.source_id], each.read_passages())
        return found

    def __contains__(self, fact_id: object) -> bool:
        # A mapping would read the fact to tell whether it is there.
        return fact_id in self._active

    def __iter__(self) -> Iterator[str]:
        return iter(self._active)

    def __len__(self) -> int:
        return len(self._active)

    def judged(self, fact_ids: Iterable[str]) -> frozenset[str]:
        """Return those of some active facts of which more is known than who wrote them; none is read."""
        active = self._active
        return frozenset(each for each in fact_ids if each in active and _is_judged(active[each]))

    def is_blank(self, fact_ids: Iterable[str]) -> bool:
        """Tell whether the words of any of some facts were taken away for good."""
        return any(not self.known[each].body for each in fact_ids if each in self.known)

    def fingerprints(self) -> Fingerprints:
        """Take the fingerprint of what the index holds of each fact, in their order; 1 s for a million."""
        return _fingerprints(map(_indexed, self._active.values()))

    def fingerprints_of_sources(self) -> Fingerprints:
        """Take the fingerprint of each source, in no order."""
        return _fingerprints(source.model_dump_json() for source in self.sources.values())

    def _marked(self, known: Mapping[str, Stored]) -> dict[str, Tlp]:
        """Return the markings of those facts that are not CLEAR; a million are looked through in 0.4 s."""
        strict = {source.id: source.tlp for source in self.sources.values() if source.tlp != "CLEAR"}
        return {
            fact_id: _marking(each, strict.get(source_of(fact_id), "CLEAR"))
            for fact_id, each in known.items()
            if _MARKED in each.body or not each.body or (strict and source_of(fact_id) in strict)
        }

    def _marked_after(self, changes: Mapping[str, Stored]) -> dict[str, Tlp]:
        kept = {fact_id: tlp for fact_id, tlp in self.markings.items() if fact_id not in changes}
        return {**kept, **self._marked(changes)}

    def with_changes(self, changed: Iterable[Stored], sources: Mapping[str, Source]) -> "StoredFacts":
        """Return the facts after a change; what has been read of the others is kept."""
        changes = {each.id: each for each in changed}
        after = StoredFacts(
            {**self.known, **changes},
            {**self.sources, **sources},
            None if sources else self._marked_after(changes),
        )
        after._read = {
            fact_id: cited
            for fact_id, cited in self._read.items()
            if fact_id not in changes and cited.source.id not in sources
        }
        return after


class Lazily(Mapping[str, _Value], Generic[_Value]):
    """A mapping whose values are worked out when they are asked for."""

    def __init__(self, stored: Mapping[str, Stored], read: Callable[[Stored], _Value]) -> None:
        self._stored = stored
        self._read = read

    def __getitem__(self, fact_id: str) -> _Value:
        return self._read(self._stored[fact_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


def _credibility(each: Stored) -> Credibility:
    # Reading a whole fact takes twice as long, and it would stay in memory.
    found: Credibility = json.loads(each.body).get("credibility", NOT_JUDGED)
    return found


def _marking(each: Stored, of_source: Tlp) -> Tlp:
    """Read who may be told of a fact; where its words are gone, its own marking is, too."""
    own: Tlp = json.loads(each.body).get("tlp", of_source) if each.body else UNMARKED
    return stricter(of_source, own)


def _claim(each: Stored) -> str:
    return Fact.model_validate_json(each.body).claim


def terms_to_store(fact: Fact) -> str:
    """Work out what the index needs of a fact, marked with the version of how that is done."""
    return f"{_VERSION}{terms_of(fact)}"


def _terms(each: Stored) -> str:
    """Read what was worked out when a fact came in; KeyError if it was done in another way than now."""
    if not each.terms.startswith(_VERSION):
        raise KeyError(each.id)
    return each.terms.removeprefix(_VERSION)


def _is_judged(each: Stored) -> bool:
    return not each.standing.endswith(_NOT_JUDGED)


def _indexed(each: Stored) -> str:
    """Return all that the index is made of; terms of another version are worked out from the body."""
    terms = each.terms if each.terms.startswith(_VERSION) else each.body
    return f"{each.id}\n{terms}\n{each.standing if _is_judged(each) else ''}"


def _fingerprints(texts: Iterable[str]) -> Fingerprints:
    found = (blake2b(text.encode(), digest_size=_PRINT_BYTES).digest() for text in texts)
    return np.frombuffer(b"".join(found), np.uint64)
