"""Cards that the outbox has brought to Slack, and that nobody has noted yet where they stand."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.storage import reviews
from bot.storage.engine import Session
from bot.storage.tables import outbox

PREFIX = "card:"
"""Their keys go on with the subject, and end with a number."""


@dataclass(frozen=True, slots=True)
class SentCard:
    """Where a card stands, and where the one before it does, if there is one."""

    subject: str
    channel: str
    ts: str
    earlier: tuple[str, str] | None


def card_key(subject: str, number: int) -> str:
    """Name a card among all messages."""
    return f"{PREFIX}{subject}:{number}"


async def sent_unnoted(session: Session) -> list[SentCard]:
    """Return the cards that stand in Slack and are newer than what is noted; the newest of a subject last."""
    begin, end = PREFIX, f"{PREFIX[:-1]};"
    found = select(outbox.c.key, outbox.c.channel, outbox.c.ts).where(
        outbox.c.key >= begin, outbox.c.key < end, outbox.c.state == "sent", outbox.c.ts.is_not(None)
    )
    rows = (await session.execute(found.order_by(outbox.c.created_at))).all()
    noted = await reviews.takes(session) if rows else {}
    cards = []
    for row in rows:
        subject = row.key.removeprefix(PREFIX).rpartition(":")[0]
        known = noted.get(subject)
        if known is None or not known.ts or float(known.ts) < float(row.ts):
            earlier = (known.channel, known.ts) if known and known.ts else None
            cards.append(SentCard(subject, row.channel, row.ts, earlier))
    return cards
