"""What the base holds at one moment, ready to be matched and answered from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.entities import Entity, Topic
from bot.domain.facts import CitedFact


@dataclass(frozen=True, slots=True)
class FactBase:
    """Entities, topics and the active facts that passed every check, by id; never half-loaded."""

    entities: Mapping[str, Entity]
    topics: Mapping[str, Topic]
    facts: Mapping[str, CitedFact]
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Facts and files that an error keeps out, by id or path: the first error's sentence."""
