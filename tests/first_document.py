"""The shipped base as far as its first document goes, so that its tests stay true as the base grows."""

from functools import cache
from pathlib import Path

from bot.domain import FactBase
from bot.factbase.load import load_base

ROOT = Path(__file__).parent.parent
ENGLISH = frozenset((ROOT / "bot/matching/english.txt").read_text("utf-8").split())


@cache
def first_document() -> FactBase:
    """Return every entity and topic, and the facts of the first document."""
    base = load_base(ROOT / "knowledge", ROOT / "seeds").base
    facts = {id: cited for id, cited in base.facts.items() if cited.source.id == "afintl-240216"}
    return FactBase(base.entities, base.topics, facts)
