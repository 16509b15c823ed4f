from datetime import UTC, datetime

import pytest

from bot.domain.handling import CEILINGS, STRICTNESS, UNMARKED
from bot.storage import ledger, markings
from tests.curation.small_ledger import added
from tests.factories import fact, source

DOCUMENT = source("test-240216", tlp="GREEN")
DAY = datetime(2026, 11, 24, tzinfo=UTC)
PLAIN, STRICT = (
    fact(f"Fact number {number} was seen.", id=f"test-240216.0{number}", tlp=tlp)
    for number, tlp in ((1, None), (2, "RED"))
)


@pytest.mark.parametrize("of_document", CEILINGS)
@pytest.mark.parametrize("own", [None, *CEILINGS])
def test_a_fact_bears_the_stricter_of_its_marking_and_its_documents(of_document, own):
    found = markings.marking({"tlp": own} if own else {}, {"tlp": of_document})

    assert found == max(of_document, own or "CLEAR", key=STRICTNESS.get)


def test_what_is_not_there_counts_as_unmarked():
    assert markings.marking(None, {"tlp": "CLEAR"}) == UNMARKED
    assert markings.marking({"tlp": "CLEAR"}, None) == UNMARKED
    assert markings.marking(None, {"tlp": "RED"}) == "RED"


async def test_they_are_read_as_the_ledger_stands_and_the_unknown_are_left_out(database):
    async with database.begin() as session:
        new = [added("source", DOCUMENT), added("fact", PLAIN), added("fact", STRICT)]
        await ledger.append(session, new, DAY)

    async with database.reading() as session:
        found = await markings.of_facts(session, [PLAIN.id, STRICT.id, "nobody-240216.01"])
        assert found == {PLAIN.id: "GREEN", STRICT.id: "RED"}
        assert await markings.of_source(session, DOCUMENT.id) == "GREEN"
        assert await markings.of_source(session, "nobody-240216") == UNMARKED
        assert await markings.of_proposed(session, DOCUMENT.id, STRICT) == "RED"
        assert await markings.of_proposed(session, DOCUMENT.id, None) == UNMARKED
