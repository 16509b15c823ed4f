"""The words of the trade, as types: no I/O, no clock, nothing of the rooms above."""

from bot.domain.base import FactBase
from bot.domain.edtf import DateRange, parse_edtf
from bot.domain.entities import Entity, EntityKind, Topic
from bot.domain.facts import CitedFact, Fact, Passage, Quantity, Quote, Source, When
from bot.domain.grading import credibility_in_words, reliability_in_words
from bot.domain.handling import is_looser, stricter
from bot.domain.questions import How, Lead, Match, Matches, Reading, Reason, Understanding

__all__ = [
    "CitedFact",
    "DateRange",
    "Entity",
    "EntityKind",
    "Fact",
    "FactBase",
    "How",
    "Lead",
    "Match",
    "Matches",
    "Passage",
    "Quantity",
    "Quote",
    "Reading",
    "Reason",
    "Source",
    "Topic",
    "Understanding",
    "When",
    "credibility_in_words",
    "is_looser",
    "parse_edtf",
    "reliability_in_words",
    "stricter",
]
