"""Builders for tests: each names only what the test is about."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from bot.domain import CitedFact, Entity, Fact, FactBase, Passage, Source, Topic
from bot.domain.digests import Delivery
from bot.domain.ledger import Actor, Doubt, Standing, Verification

_numbers = count(1)


def source(id: str = "test-240216", **fields: Any) -> Source:
    """A news article published on 16 February 2024."""
    defaults: dict[str, Any] = {
        "kind": "news",
        "title": "A test article",
        "publisher": "Test Press",
        "url": "https://example.org/article",
        "published": date(2024, 2, 16),
        "accessed": date(2024, 3, 1),
        "language": "en",
        "file": f"{id}.txt",
        "sha256": "0" * 64,
    }
    return Source(id=id, **{**defaults, **fields})


def fact(claim: str, quote: str | None = None, *, id: str | None = None, **fields: Any) -> Fact:
    """A fact in the publisher's own voice; its quote is the claim unless another is given."""
    defaults: dict[str, Any] = {
        "quotes": ({"exact": quote or claim},),
        "attribution": {"chain": ("test-press",), "how": "own-voice"},
    }
    return Fact.model_validate(
        {"id": id or f"test-240216.{next(_numbers):02}", "claim": claim, **defaults, **fields}
    )


def cited(claim: str, quote: str | None = None, *, of: Source | None = None, **fields: Any) -> CitedFact:
    """A fact whose quotes are found, as if its document held them one after the other."""
    made = fact(claim, quote, **fields)
    passages = tuple(Passage(quote.exact, 0, len(quote.exact)) for quote in made.quotes)
    return CitedFact(made, of or source(made.source_id), passages)


def doubt(why: str, by: str = "ben") -> Doubt:
    """A flag, a dispute or a retraction of 3 March 2026."""
    return Doubt(Actor(f"cli:{by}", by), datetime(2026, 3, 3, 14, 5, tzinfo=UTC), why, 2)


def verification(by: str = "ana", review_by: date = date(2026, 12, 1)) -> Verification:
    """A verification of 3 March 2026."""
    return Verification(Actor(f"cli:{by}", by), datetime(2026, 3, 3, tzinfo=UTC), review_by)


def standing(content_hash: str = "a" * 64, **fields: Any) -> Standing:
    """What the ledger says of a fact that was added on 1 March 2026, and nothing else happened to."""
    return Standing(
        content_hash, datetime(2026, 3, 1, tzinfo=UTC), Actor("file:curator", "curator"), 1, **fields
    )


def entity(id: str, *names: str, **fields: Any) -> Entity:
    """A place, unless `kind` says otherwise; named like its id unless names are given."""
    return Entity.model_validate(
        {"id": id, "kind": "place", "names": {"en": names or (id.replace("-", " ").title(),)}, **fields}
    )


def topic(id: str, *words: str) -> Topic:
    """A topic named like its id."""
    return Topic(id=id, names={"en": (id.title(),)}, words=words)


def base(*facts: CitedFact, entities: tuple[Entity, ...] = (), topics: tuple[Topic, ...] = ()) -> FactBase:
    """A base of these facts; entities that they are tagged with are made up as places."""
    known = {one.id: one for one in entities}
    for each in facts:
        for id in each.fact.entity_ids:
            known.setdefault(id, entity(id))
    known.setdefault("test-press", entity("test-press", "Test Press", kind="organization"))
    kinds = {one.id: one for one in topics}
    for each in facts:
        for id in each.fact.topics:
            kinds.setdefault(id, topic(id))
    return FactBase(entities=known, topics=kinds, facts={each.fact.id: each for each in facts})


def delivery(key: str = "digest:d-aaaaa:1", **fields: Any) -> Delivery:
    """A digest of two messages on its way, due at nine on 24 November 2026."""
    nine = datetime(2026, 11, 24, 9, tzinfo=UTC)
    defaults: dict[str, Any] = {
        "subscription_id": "d-aaaaa",
        "channel": "C1",
        "kind": "changes",
        "due_at": nine,
        "made_at": nine,
        "from_seq": 3,
        "to_seq": 9,
        "parts": (),
        "tlp": "CLEAR",
        "parts_total": 2,
    }
    return Delivery(key=key, **{**defaults, **fields})
