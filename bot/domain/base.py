"""What the base holds at one moment, ready to be matched and answered from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.entities import Entity, Topic
from bot.domain.facts import CitedFact
from bot.domain.grading import Credibility
from bot.domain.ledger import Standing


@dataclass(frozen=True, slots=True)
class FactBase:
    """Entities, topics and the active facts that passed every check, by id; never half-loaded."""

    entities: Mapping[str, Entity]
    topics: Mapping[str, Topic]
    facts: Mapping[str, CitedFact]
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Facts and files that an error keeps out, by id or path: the first error's sentence."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """What the ledger says of each active fact; empty for a base that comes straight from files."""
    credibilities: Mapping[str, Credibility] = field(default_factory=dict)
    """Of facts, where it is known without reading them."""
    withdrawn: Mapping[str, Standing] = field(default_factory=dict)
    """Facts that were retracted or redacted: known, and not shown."""
    withdrawn_claims: Mapping[str, str] = field(default_factory=dict)
    """The claims of those that were retracted; of what was redacted, none."""
    head: int = 0
    """The last event of the ledger that this state includes."""
    known_on: date | None = None
    """The day whose state this is, if not the present one."""
