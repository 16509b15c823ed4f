"""A small ledger: one document, three facts from a file, and the people who act on them."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bot.curation.acts import Acts
from bot.curation.gaps import Gaps
from bot.curation.proposals import Proposals
from bot.curation.review import Reviews
from bot.curation.wording import ProposedFact
from bot.domain import Passage, Source
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.storage import ledger, postings, synced
from bot.storage.ledger import Located
from bot.storage.postings import Posting, Said
from bot.storage.synced import LastSaid
from tests.factories import entity, fact, source, topic

ANA, BEN, CLEO = (Actor(f"slack:U{n}", name) for n, name in enumerate(("Ana", "Ben", "Cleo"), 1))
CURATOR = Actor("file:a curator", "a curator")
DOSSIER = "facts/2024/test-240216.yaml"
SOURCE = "test-240216"
ATTACKS, HERAT, BANKS = f"{SOURCE}.01", f"{SOURCE}.02", f"{SOURCE}.03"
TEXT = """Attacks in Kabul

Test Press counted 40 attacks in Kabul in 2023. Herat saw 12 attacks. No attack was reported in Kandahar.

The Taliban reopened three banks in Kabul.
"""
CLAIM = "No attack was reported in Kandahar."
FIELDS = {
    "claim": CLAIM,
    "quotes": [{"exact": "No attack was reported in Kandahar"}],
    "attribution": {"chain": ["test-press"], "how": "own-voice"},
    "places": ["kandahar"],
    "topics": ["attacks"],
}
PROPOSED = ProposedFact(SOURCE, FIELDS)


class Clock:
    """The time of day, which passes when a test says so."""

    def __init__(self):
        self.at = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self):
        return self.at

    def passes(self, **time):
        self.at += timedelta(**time)


class SmallLedger:
    """The database, and everything of curation on it."""

    def __init__(self, database, now=None):
        self.database = database
        self.now = now or Clock()
        self.acts = Acts(database, self.now)
        self.proposals = Proposals(database, self.now)
        self.reviews = Reviews(database, self.now)
        self.gaps = Gaps(database, self.now)

    async def fill(self):
        """Load what a first sync of the files would load."""
        document = source(SOURCE, sha256=sha256(TEXT.encode()).hexdigest())
        facts = [
            fact("Test Press counted 40 attacks in Kabul in 2023.", id=ATTACKS, topics=["attacks"]),
            fact("Herat saw 12 attacks.", "Herat saw 12 attacks", id=HERAT, topics=["history"]),
            fact("The Taliban reopened three banks in Kabul.", id=BANKS, subjects=["taliban"]),
        ]
        press = entity("test-press", "Test Press", kind="organization")
        taliban = entity("taliban", "Taliban", kind="armed-group")
        places = [entity(name) for name in ("kabul", "herat", "kandahar")]
        contents = {
            "source": [document],
            "entity": [press, taliban, *places],
            "topic": [topic("attacks"), topic("history")],
            "fact": facts,
        }
        new = [added(kind, each) for kind, every in contents.items() for each in every]
        async with self.database.begin() as session:
            located = {each.id: located_at_the_top(each) for each in facts}
            await ledger.append(session, new, self.now(), located)
            await synced.keep_documents(session, {document.sha256: TEXT})
            owned = [each for each in new if each.target.kind in {"fact", "source"}]
            await synced.note_said(
                session, [LastSaid(each.target, DOSSIER, each.content_hash, "active") for each in owned]
            )

    async def standing(self, fact_id):
        """What the ledger says of a fact."""
        return (await self.kept(fact_id)).standing

    async def revise_source(self, **changes):
        """Change what is said of the document, as a sync of its file would."""
        async with self.database.begin() as session:
            [kept] = (await ledger.kept(session, [Target("source", SOURCE)])).values()
            after = Source.model_validate({**kept.body, **changes})
            event = NewEvent(
                kind="revise",
                target=kept.target,
                actor=CURATOR,
                content_hash=content_hash(after),
                body=body_of(after),
                changed=tuple(changes),
                origin="sync",
            )
            await ledger.append(session, [event], self.now())

    async def kept(self, fact_id):
        """A fact as the ledger keeps it."""
        async with self.database.reading() as session:
            [kept] = (await ledger.kept(session, [Target("fact", fact_id)])).values()
        return kept

    async def history(self, name, kind="fact"):
        """All that happened to one object."""
        async with self.database.reading() as session:
            return await ledger.history(session, Target(kind, name))

    async def text(self):
        """The document's text, if it is stored."""
        digest = sha256(TEXT.encode()).hexdigest()
        async with self.database.reading() as session:
            return (await synced.document_texts(session, {digest})).get(digest)

    async def show(self, *fact_ids, ts):
        """Note a message that shows facts, each by its claim."""
        facts = tuple((fact_id, "") for fact_id in fact_ids)
        posting = Posting("C1", ts, None, facts, seen_seq=0, posted_at=self.now())
        blocks = [
            {"type": "section", "block_id": f"claim:{fact_id}", "text": {"type": "plain_text", "text": claim}}
            for fact_id in fact_ids
            for claim in [(await self.kept(fact_id)).body["claim"]]
        ]
        async with self.database.begin() as session:
            await postings.record(session, posting, Said("reply", "", blocks))

    async def shown(self, ts):
        """What is kept of a message."""
        async with self.database.reading() as session:
            _, said = await postings.find(session, "C1", ts)
        return said

    async def born(self, **fields):
        """Have Ana propose a fact and Ben approve it; return its id."""
        made = await self.proposals.propose(ProposedFact(SOURCE, {**FIELDS, **fields}), ANA)
        [event, *_] = await self.proposals.approve(made.proposal.id, BEN)
        return event.target.id


def added(kind, content):
    """The event that adds an object."""
    return NewEvent(
        kind="add",
        target=Target(kind, content.id),
        actor=CURATOR,
        content_hash=content_hash(content),
        body=body_of(content),
        origin="baseline",
    )


def located_at_the_top(made):
    """Where a fact's quotes stand, as if its document began with each."""
    return Located(tuple(Passage(quote.exact, 0, len(quote.exact)) for quote in made.quotes))
