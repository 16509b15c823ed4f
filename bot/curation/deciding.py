"""Deciding on a card: one person at a time, and only on what they have seen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal, TypeAlias

from bot.curation.review import Card, Reviews
from bot.curation.rules import ActRefusedError
from bot.curation.showing import Laid
from bot.domain.assessment import day_in_words
from bot.domain.handling import Tlp
from bot.domain.ledger import Actor, content_hash

Deed: TypeAlias = Literal["verify", "settle", "dispute", "retract", "supersede", "restore", "edit"]
_HASH_KEPT = 12
"""Of a content hash: enough to tell one proposal's wordings apart."""


def version(card: Card) -> str:
    """Name the state of a card: it changes with every act, and with every wording."""
    return str(card.standing.last_seq) if card.standing else content_hash(card.fact)[:_HASH_KEPT]


def name_of(card: Card) -> str:
    """Name what a card is about."""
    return "The proposal" if card.proposal else card.fact.id


def possible(laid: Laid) -> tuple[Deed, ...]:
    """Return what can be done with a fact as it stands."""
    standing = laid.card.standing
    if standing is None or standing.retraction:
        return ("restore",)
    deeds: list[Deed] = ["verify"]
    deeds += ["settle"] if laid.card.doubts else []
    deeds += ["dispute", "retract", "supersede"]
    deeds += ["restore"] if standing.superseded_by else []
    deeds += [] if laid.file else ["edit"]
    return tuple(deeds)


def refuse_other_wording(card: Card, seen_hash: str) -> None:
    """Raise ActRefusedError where a fact's wording is not the one that was seen."""
    standing = card.standing
    if standing and not standing.content_hash.startswith(seen_hash):
        raise ActRefusedError(_changed(card))


@asynccontextmanager
async def held(
    reviews: Reviews, subject: str, actor: Actor, ceiling: Tlp, *, seen: str
) -> AsyncIterator[Card]:
    """Hold a card while its holder decides, within their ceiling; `seen` is its version when they looked.

    Raises ActRefusedError if somebody else has it, or something has happened to it since. Whoever had taken
    it before has it still, unless what they did closes it.
    """
    before = await reviews.card(subject, ceiling)
    card = await reviews.take(subject, actor, ceiling)
    try:
        _refuse_other_version(card, seen)
        yield card
    finally:
        if before.taken.by is None:
            # An act that closes the card has freed it, and then somebody else may have it by now.
            with suppress(ActRefusedError):
                await reviews.give_back(subject, actor)


def _refuse_other_version(card: Card, seen: str) -> None:
    if version(card) != seen:
        raise ActRefusedError(_changed(card))


def _changed(card: Card) -> str:
    standing = card.standing
    if standing and standing.revised_at:
        when, by = day_in_words(standing.revised_at.date()), standing.editor.name
        return f"{card.fact.id} was revised on {when} by {by}, or judged since: look at it again."
    return f"{name_of(card)} has changed since you looked. Look at it again."
