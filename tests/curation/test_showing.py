"""A card shows each quote among the words that stand around it in its document."""

from hashlib import sha256

from bot.curation.showing import AROUND, lay_out
from bot.domain.handling import STRICTEST
from bot.storage import synced
from tests.curation.small_ledger import HERAT, TEXT

QUOTE = "Herat saw 12 attacks"
MANY = 60


async def rewrite(small, text):
    """Put another text into the document's place."""
    digest = sha256(text.encode()).hexdigest()
    await small.revise_source(sha256=digest)
    async with small.database.begin() as session:
        await synced.keep_documents(session, {digest: text})


async def quoted(small):
    card = await small.reviews.card(f"fact:{HERAT}", STRICTEST)
    [quote] = (await lay_out(small.database, card, STRICTEST)).quotes
    return quote


async def test_words_around_a_quote_are_never_cut(small):
    await rewrite(small, f"{'unbroken ' * MANY}{QUOTE}{' reported' * MANY}")

    around = await quoted(small)

    assert {*around.before.split()} == {"unbroken"}
    assert {*around.after.split()} == {"reported"}
    assert AROUND - len("unbroken ") <= len(around.before) <= AROUND


async def test_where_the_document_begins_and_ends_every_word_is_shown(small):
    around = await quoted(small)

    assert around.before == " ".join(TEXT[: TEXT.index(QUOTE)].split())
    assert around.after == " ".join(TEXT.partition(QUOTE)[2].split())
