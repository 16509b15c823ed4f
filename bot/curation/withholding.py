"""What happened to the facts of a message, and which of it its channel may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.delivery import views
from bot.domain.facts import source_of
from bot.domain.handling import UNMARKED, Tlp, is_within, stricter, strictest
from bot.domain.ledger import Event, Target
from bot.domain.telling import all_as_told, others_named
from bot.storage import ledger, markings
from bot.storage.engine import Session
from bot.storage.postings import Posting


@dataclass(frozen=True, slots=True)
class Lives:
    """What happened to the facts of a message, and who may be told of them now."""

    shown: tuple[tuple[str, str], ...]
    """As in a posting."""
    histories: Mapping[str, tuple[Event, ...]]
    of_documents: Mapping[str, tuple[Event, ...]]
    """What happened to the document of each."""
    markings: Mapping[str, Tlp]
    """Also of the facts that their events name; of what was reworded, as strict as the words shown."""

    @property
    def withheld(self) -> frozenset[str]:
        """The facts that were taken out of the message before."""
        return frozenset(fact_id for fact_id, shown in self.shown if shown == views.WITHHELD)

    def above(self, ceiling: Tlp) -> frozenset[str]:
        """Return the facts of the message that are above a ceiling, without those taken out before."""
        return self.hidden(ceiling) & {fact_id for fact_id, _ in self.shown} - self.withheld

    def within(self, ceiling: Tlp) -> list[tuple[tuple[Event, ...], str]]:
        """Return what happened to each of the others, and the hash under which it is shown.

        It is told as if nothing above the ceiling had ever taken its place, and without a reason that names
        such a fact.
        """
        hidden = self.hidden(ceiling)
        return [
            (tuple(all_as_told(self.histories[fact_id], lambda each: each not in hidden)), shown)
            for fact_id, shown in self.shown
            if fact_id not in hidden | self.withheld
        ]

    def could_be_told(self, fact_id: str, ceiling: Tlp, seq: int) -> bool:
        """Tell whether a fact of the message is above a ceiling now, and was not after an event."""
        of_document = views.standing(views.until(self.of_documents[fact_id], seq))
        fact = views.standing(views.until(self.histories[fact_id], seq))
        before = markings.marking(fact.body if fact else None, of_document.body if of_document else None)
        return fact_id in self.hidden(ceiling) and is_within(before, ceiling)

    def strictest_within(self, ceiling: Tlp) -> Tlp:
        """Return the strictest marking of what is not above a ceiling."""
        return strictest(tlp for tlp in self.markings.values() if is_within(tlp, ceiling))

    def hidden(self, ceiling: Tlp) -> frozenset[str]:
        """Return what is above a ceiling, of the facts of the message and those that their events name."""
        return frozenset(each for each, tlp in self.markings.items() if not is_within(tlp, ceiling))


async def lives_of(session: Session, posting: Posting, to_seq: int) -> Lives:
    """Read what happened to the facts of a message up to an event, and how they are marked now."""
    histories, of_documents = {}, {}
    for fact_id, _ in posting.facts:
        histories[fact_id] = views.until(await ledger.history(session, Target("fact", fact_id)), to_seq)
        of_documents[fact_id] = await ledger.history(session, Target("source", source_of(fact_id)))
    others = {other for history in histories.values() for event in history for other in others_named(event)}
    known = await markings.of_facts(session, others.union(histories))
    now = {each: known.get(each, UNMARKED) for each in others.union(histories)}
    for fact_id, shown in posting.facts:
        now[fact_id] = stricter(now[fact_id], _marking_of_words(histories[fact_id], shown))
    return Lives(posting.facts, histories, of_documents, now)


def _marking_of_words(history: Sequence[Event], shown: str) -> Tlp:
    """Return the own marking of the wording that is shown; CLEAR where the same words stand by now."""
    first, now = views.first_view(history, shown), views.view(history)
    is_reworded = now is not None and {**first.wording, "tlp": ""} != {**now.wording, "tlp": ""}
    return first.tlp if is_reworded else "CLEAR"
