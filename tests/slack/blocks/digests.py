"""Builders of digests: each names only what the test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.console.reading import words_of
from bot.curation.corrections import Corrected, Fate
from bot.domain.answers import ShownFact, Voice
from bot.domain.assessment import Holdings, summarize_sources
from bot.domain.digests import CorrectedFact, Digest, Subscription, Window, Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.slack.blocks.corrections import draw_correction
from bot.slack.blocks.digest import draw_digest
from tests.factories import cited

NINE_IN_KABUL = datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
"""Wednesday, 4 March 2026."""
DAY_BEFORE = datetime(2026, 3, 3, 4, 30, tzinfo=UTC)
HASH = "b" * 64


def shown(claim="The sky over Kabul was clear.", quote=None, **fields):
    """A fact as an answer shows it, in its publisher's own voice."""
    return ShownFact(1, cited(claim, quote, **fields), Voice("Test Press", (), "own-voice", ""), (), 1.0, ())


def corrected(verdict="retracted", was="The sky over Kabul was green.", **fields):
    """A fact that Ben corrected on 3 March 2026."""
    defaults = {"fact_id": "test-240216.90", "content_hash": HASH, "by": "Ben", "why": "a slip"}
    at = datetime(2026, 3, 3, 14, tzinfo=UTC)
    return CorrectedFact(verdict=verdict, was=was, at=at, **{**defaults, **fields})


def subscription(**fields):
    """A daily digest at 09:00 in Kabul, about two things."""
    defaults = {
        "id": "d-abcde",
        "team_id": "T1",
        "channel": "C1",
        "owner": Actor("slack:U1", "Ana"),
        "wishes": Wishes(schedule=Schedule("Asia/Kabul", time(9)), about=("isis-k", "finance")),
        "created_at": DAY_BEFORE,
        "cursor": 1,
        "covered_at": DAY_BEFORE,
        "next_at": NINE_IN_KABUL,
        "is_first": False,
    }
    return Subscription(**{**defaults, **fields})


def digest(kind="changes", *, since=DAY_BEFORE, missed=0, **fields):
    """A digest of Wednesday, 4 March 2026; nothing has changed unless the test says so."""
    defaults = {
        "subscription": subscription(),
        "title": "ISIS-K, finance",
        "holdings": Holdings(26, date(2024, 2, 16)),
        "tlp": "CLEAR",
    }
    window = Window(from_seq=1, to_seq=9, from_at=since, to_at=NINE_IN_KABUL, missed=missed)
    return Digest(kind=kind, window=window, **{**defaults, **fields})


def with_sources(made, *facts):
    """The same digest, with the summary of what these facts rest on."""
    return replace(made, sources=summarize_sources([each.cited for each in facts], ()))


def blocks_of(*parts):
    """Every block of some messages."""
    return [dict(block) for part in parts for block in part.blocks]


def claims_in(*parts):
    """The ids of the facts that some messages draw, in order."""
    names = [str(block.get("block_id", "")) for block in blocks_of(*parts)]
    return [name.removeprefix("claim:") for name in names if name.startswith("claim:")]


SKY = shown("The sky over Kabul was clear.", id="test-240216.01")
RIVER = shown("The river in Kabul was high.", id="test-240216.02")


def drawn(**fields):
    """What a reader of a digest of one message sees."""
    [part] = draw_digest(digest(**fields))
    return words_of(blocks_of(part))


def corrected_later(part, fact_id, verdict="retracted"):
    """A message of a digest, after something became of a fact on 5 March 2026."""
    at = datetime(2026, 3, 5, tzinfo=UTC)
    fates = (Fate(fact_id=fact_id, verdict=verdict, by="Ben", at=at, why="a slip"),)
    return draw_correction(Corrected(part.text, blocks_of(part), fates, fates, 0, "CLEAR")).message
