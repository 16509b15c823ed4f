import pytest

from bot.curation.cards import CardDrawing, Cards
from bot.delivery.outbox import Outbox
from bot.delivery.sending import Telling
from bot.domain.postman import Writing
from bot.storage.engine import StorageError
from tests.ceilings import everything
from tests.curation.small_ledger import ANA, ATTACKS

SUBJECT = f"fact:{ATTACKS}"


class Unsteady:
    """A database that is away whenever a test says so."""

    def __init__(self, database):
        self._database = database
        self.is_away = False

    def reading(self):
        if self.is_away:
            raise StorageError("It is away.")
        return self._database.reading()

    def begin(self):
        return self._database.begin()


class Remembering:
    """A postman that remembers which messages it changed."""

    def __init__(self):
        self.corrected = []

    async def correct(self, channel, ts, writing):
        self.corrected.append((channel, ts, writing.text))


async def test_a_card_that_a_database_away_kept_back_is_shown_at_the_next_beat(small):
    await small.acts.flag(ATTACKS, ANA, "the number is wrong")
    await small.reviews.note_card(SUBJECT, "C1", "1.0")
    drawing = CardDrawing(card=lambda _: Writing("the card"), gone=lambda _: Writing("gone"))
    database, postman = Unsteady(small.database), Remembering()
    outbox = Outbox(small.database, postman, small.now, Telling(None, everything))
    cards = Cards(database, outbox, postman, small.reviews, drawing, "C1", everything)
    await cards.beat()
    database.is_away = True
    with pytest.raises(StorageError):
        await cards.show(SUBJECT)
    database.is_away = False

    await cards.beat()

    assert postman.corrected == [("C1", "1.0", "the card")]
