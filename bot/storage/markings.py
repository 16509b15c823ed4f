"""Who may be told of facts and documents, as the ledger stands."""

from collections.abc import Iterable

from bot.domain.facts import Fact, source_of
from bot.domain.handling import UNMARKED, Tlp, is_within, stricter
from bot.domain.ledger import Body, Target
from bot.storage import ledger
from bot.storage.engine import Session


async def of_facts(session: Session, fact_ids: Iterable[str]) -> dict[str, Tlp]:
    """Return the markings of facts; one that the ledger does not know is left out."""
    asked = {Target("fact", each) for each in fact_ids}
    kept = await ledger.kept(session, asked | {Target("source", source_of(each.id)) for each in asked})
    bodies = {target: each.body for target, each in kept.items()}
    return {
        target.id: marking(bodies[target], bodies.get(Target("source", source_of(target.id))))
        for target in asked
        if target in bodies
    }


async def above(session: Session, fact_ids: Iterable[str], ceiling: Tlp) -> frozenset[str]:
    """Return those facts that may not be told under a ceiling; one that is not known counts as UNMARKED."""
    asked = frozenset(fact_ids)
    marked = await of_facts(session, asked) if asked else {}
    return frozenset(each for each in asked if not is_within(marked.get(each, UNMARKED), ceiling))


async def of_source(session: Session, source_id: str) -> Tlp:
    """Return the marking of a document; UNMARKED if the ledger does not know it."""
    target = Target("source", source_id)
    kept = (await ledger.kept(session, [target])).get(target)
    return _of_document(kept.body if kept else None)


async def of_proposed(session: Session, source_id: str, fact: Fact | None) -> Tlp:
    """Return the marking of a proposal about a document; without its words, UNMARKED at least.

    One that was approved is no looser than what the fact is marked by now.
    """
    of_document = await of_source(session, source_id)
    if fact is None:
        return stricter(of_document, UNMARKED)
    born = (await of_facts(session, [fact.id])).get(fact.id, of_document)
    return stricter(born, fact.tlp or of_document)


def marking(fact: Body | None, source: Body | None) -> Tlp:
    """Read who may be told of a fact: the stricter of its own marking and its document's.

    UNMARKED counts for either that is not there (any more).
    """
    of_document = _of_document(source)
    own: Tlp = fact.get("tlp", of_document) if fact is not None else UNMARKED
    return stricter(of_document, own)


def _of_document(source: Body | None) -> Tlp:
    found: Tlp = source.get("tlp", "CLEAR") if source is not None else UNMARKED
    return found
