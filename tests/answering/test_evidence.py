from hashlib import sha256

import pytest

from bot.answering.desk import AnswerDesk
from bot.answering.evidence import evidence_for, in_context
from bot.documents.reading import document_of
from bot.domain import Quote
from bot.domain.answers import Withdrawn
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.factbase.recalling import recall
from bot.matching import Matcher
from bot.storage import ledger, synced
from tests.curation.small_ledger import BEN, HERAT, SOURCE, TEXT, SmallLedger
from tests.factories import fact, source

REVISED = fact("Herat saw twelve attacks.", "Herat saw 12 attacks", id=HERAT, topics=["history"])


class Ledger(SmallLedger):
    """A small ledger, and what its facts rest on."""

    async def evidence(self, fact_id=HERAT, seen_hash="", ceiling="AMBER"):
        base = (await recall(self.database)).base.within(ceiling)
        desk = AnswerDesk(base, Matcher(base, frozenset()))
        return await evidence_for(self.database, desk, fact_id, seen_hash, ceiling)

    async def revise(self, to, note=""):
        event = NewEvent(
            kind="revise",
            target=Target("fact", to.id),
            actor=Actor("cli:ana", "ana"),
            content_hash=content_hash(to),
            body=body_of(to),
            changed=("claim",),
            note=note,
        )
        async with self.database.begin() as session:
            await ledger.append(session, [event], self.now(), {})

    async def hash_of(self, fact_id=HERAT):
        return (await self.standing(fact_id)).content_hash


@pytest.fixture
async def small(database):
    small = Ledger(database)
    await small.fill()
    return small


async def test_a_quote_stands_between_what_the_document_says_before_and_after_it(small):
    found = await small.evidence()

    [quote] = found.quotes
    assert quote.before == "Attacks in Kabul"
    assert quote.lead == "Test Press counted 40 attacks in Kabul in 2023. "
    assert quote.quote == "Herat saw 12 attacks"
    assert quote.rest == ". No attack was reported in Kandahar."
    assert quote.after == "The Taliban reopened three banks in Kabul."
    assert quote.page is None
    assert not found.is_away


async def test_a_fact_is_shown_in_the_wording_that_was_seen_and_what_holds_now_is_said(small):
    before = await small.hash_of()
    await small.revise(REVISED, note="in words")

    then, now = await small.evidence(seen_hash=before[:12]), await small.evidence()

    assert then.shown.cited.fact.claim == "Herat saw 12 attacks."
    assert then.content_hash == before
    assert then.revised.body["claim"] == REVISED.claim
    assert (now.shown.cited.fact.claim, now.revised) == (REVISED.claim, None)


async def test_a_wording_that_nobody_has_seen_is_the_one_that_holds(small):
    assert (await small.evidence(seen_hash="0" * 12)).content_hash == await small.hash_of()


async def test_a_wording_that_was_marked_more_strictly_is_not_told(small):
    await small.revise(REVISED.model_copy(update={"claim": "Herat saw spies.", "tlp": "RED"}))
    strict = await small.hash_of()
    await small.revise(REVISED)

    amber, red = [await small.evidence(seen_hash=strict[:12], ceiling=each) for each in ("AMBER", "RED")]

    assert "spies" not in str(amber)
    assert amber.shown.cited.fact.claim == REVISED.claim
    assert red.shown.cited.fact.claim == "Herat saw spies."


async def test_a_retracted_fact_is_shown_as_such(small):
    await small.acts.retract(HERAT, BEN, "misread")

    found = await small.evidence()

    assert found.withdrawn.withdrawal.by == BEN
    assert found.quotes[0].lead.startswith("Test Press counted")


async def test_of_words_that_were_taken_down_nothing_is_left(small):
    seen = await small.hash_of()
    event = NewEvent(kind="redact", target=Target("fact", HERAT), actor=BEN, content_hash=seen, note="order")
    async with small.database.begin() as session:
        await ledger.append(session, [event], small.now())

    found = await small.evidence(seen_hash=seen[:12])

    assert isinstance(found, Withdrawn)
    assert found.is_redacted
    assert "12 attacks" not in str(found)


async def test_a_fact_above_the_ceiling_is_not_there(small):
    await small.revise(REVISED.model_copy(update={"tlp": "AMBER+STRICT"}))

    assert await small.evidence() is None
    assert (await small.evidence(ceiling="AMBER+STRICT")).shown.cited.tlp == "AMBER+STRICT"


async def test_a_fact_that_was_marked_more_strictly_a_moment_ago_is_not_there_either(small):
    base = (await recall(small.database)).base.within("AMBER")
    desk = AnswerDesk(base, Matcher(base, frozenset()))
    await small.revise(REVISED.model_copy(update={"tlp": "RED"}))

    assert await evidence_for(small.database, desk, HERAT, "", "AMBER") is None


async def test_a_fact_that_nobody_knows_is_not_there(small):
    assert await small.evidence("test-240216.99") is None


async def test_where_the_document_is_away_the_quotes_are_left(small):
    async with small.database.begin() as session:
        await synced.take_down(session, sha256(TEXT.encode()).hexdigest())

    found = await small.evidence()

    assert found.is_away
    assert [(quote.quote, quote.before, quote.is_found) for quote in found.quotes] == [
        ("Herat saw 12 attacks", "", False)
    ]


async def test_the_source_is_told_as_it_stands(small):
    assert (await small.evidence()).shown.cited.source == source(
        SOURCE, sha256=sha256(TEXT.encode()).hexdigest()
    )


PAGES = "Page one.\n\f\nIn the midst of two.\n\n\fIt says: all is well.\n"


@pytest.mark.parametrize(("quote", "page"), [("Page one", 1), ("the midst", 2), ("all is well", 3)])
def test_where_a_document_has_pages_the_quotes_page_is_told(quote, page):
    [found] = in_context(document_of(PAGES), [Quote(exact=quote, translation="So.")])

    assert (found.page, found.translation) == (page, "So.")


def test_a_quote_that_the_text_of_today_does_not_hold_stands_alone():
    [found] = in_context(document_of(PAGES), [Quote(exact="nothing of the kind")])

    assert (found.quote, found.is_found, found.page) == ("nothing of the kind", False, None)
