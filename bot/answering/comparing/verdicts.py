"""What one fact says of one statement, once each aspect was compared. What is not decided is `related`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.comparing.amounts import compare_amounts
from bot.answering.comparing.findings import Compared, Outcome
from bot.answering.comparing.held import Held
from bot.answering.comparing.naming import (
    NameOf,
    compare_actors,
    compare_order,
    compare_places,
    compare_speakers,
    shares_names,
)
from bot.answering.comparing.saying import (
    compare_directions,
    compare_hedges,
    compare_negation,
    compare_reality,
)
from bot.answering.comparing.statements import Statement
from bot.answering.comparing.times import compare_dates, compare_tenses
from bot.answering.comparing.wording import CONTINUING, WEIGHTS
from bot.domain.fact_checks import Aspect, Verdict
from bot.matching.mentions import Mention

# How much of a fact's wording a statement must share to contradict it, or to say a part of it.
_MOST_OF_IT = 0.6
_FEWEST_SHARED = 3
"""Without a common name, statements are near if they share so many ideas."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one fact says of one statement."""

    held: Held
    verdict: Verdict
    aspects: tuple[Aspect, ...]
    """What differs first."""
    nearness: float
    """How much the two share; it orders facts of one verdict."""


def compare(said: Statement, held: Held, inherited: Sequence[Mention], name_of: NameOf) -> Comparison:
    """Set a statement against a fact; `inherited` are the actors of the clause before."""
    number = compare_amounts(said, held)
    outcomes = {
        "who": compare_actors(said, held, inherited, name_of),
        "place": compare_places(said, held, name_of),
        "order": compare_order(said, held),
        "speaker": compare_speakers(said, held, name_of),
        "number": number,
        "direction": compare_directions(said, held, is_counted=bool(number.said and number.held)),
        "negation": compare_negation(said, held),
        "date": compare_dates(said, held),
        "tense": compare_tenses(said, held),
        "hedge": compare_hedges(said, held),
        "reality": compare_reality(said, held),
    }
    words = _Words(said, held, is_counted=bool(said.amounts))
    verdict = _verdict(outcomes, words)
    aspects = (*(each.aspect for each in outcomes.values()), words.aspect)
    shown = sorted((each for each in aspects if each), key=lambda each: each.agrees)
    agreeing = sum(each.agrees and bool(each.said and each.held) for each in shown)
    nearness = words.shared * words.share + agreeing
    if verdict == "related" and not (_is_near(outcomes, words, said) or shares_names(said, held)):
        verdict = "nothing"
    return Comparison(held, verdict, tuple(shown), nearness)


class _Words:
    """The ideas that a statement and a fact share, and those that only one has."""

    def __init__(self, said: Statement, held: Held, *, is_counted: bool) -> None:
        ideas = held.ideas
        mine = {*said.ideas}
        self.extra = [said.ideas[idea] for idea in said.ideas if idea not in ideas]
        self.common = [said.ideas[idea] for idea in said.ideas if idea in ideas]
        self.shared = len(self.common)
        wordings = [of.ideas.keys() - WEIGHTS for of in (held.claim, *held.quotes)]
        claimed = wordings[0]
        self.share = len(claimed & mine) / len(claimed) if claimed else 1.0
        whole = [each for each in wordings if each <= mine and len(claimed & mine) * 2 >= len(claimed)]
        # A statement that counts says all that it means to say with its amount.
        self.is_all_of_it = bool(whole) or (is_counted and self.shared > 0)
        self.missing = [held.claim.ideas[idea] for idea in held.claim.ideas if idea not in mine]
        self.goes_on = bool(said.has(CONTINUING)) or not held.claim.has(CONTINUING)
        self.is_bare = not said.ideas and not claimed

    @property
    def aspect(self) -> Aspect | None:
        if self.extra:
            return Aspect("what", agrees=False, said=", ".join(self.extra), held="")
        words = ", ".join(self.common)
        return Aspect("what", agrees=True, said=words, held=words) if words else None

    @property
    def are_held(self) -> bool:
        """Tell whether the fact has every idea of the statement."""
        return not self.extra and (self.shared > 0 or self.is_bare)


def _verdict(outcomes: Mapping[str, Compared], words: _Words) -> Verdict:
    found = {kind: each.outcome for kind, each in outcomes.items()}
    # Whoever denies a thing of everywhere denies it of each place.
    if found["negation"] == "opposite" and not outcomes["place"].said:
        found["place"] = "same"
    opposite = [kind for kind, outcome in found.items() if outcome == "opposite"]
    rest = {outcome for kind, outcome in found.items() if kind not in opposite}
    if opposite:
        is_same_thing = words.are_held and words.share >= _MOST_OF_IT and rest == {"same"}
        return "contradicted" if len(opposite) == 1 and is_same_thing else "related"
    if words.are_held and words.is_all_of_it and rest == {"same"}:
        return "supported"
    return "partly" if _is_partly(found, words) else "related"


def _is_partly(found: Mapping[str, Outcome], words: _Words) -> bool:
    """Tell whether a statement holds a fact, or most of one, and says more, less or otherwise beside it."""
    undecided = {kind for kind, outcome in found.items() if outcome == "open"}
    if undecided or not words.shared or found["who"] != "same":
        return False
    if words.are_held:
        return words.is_all_of_it or words.share >= _MOST_OF_IT
    # "Attacks in Kabul killed ten last week" does not say, with more beside it, that attacks go on.
    is_there_and_then = found["place"] == found["date"] == found["tense"] == "same"
    return words.is_all_of_it and words.share == 1.0 and words.goes_on and is_there_and_then


def _is_near(outcomes: Mapping[str, Compared], words: _Words, said: Statement) -> bool:
    kinds = ("who", "place", "speaker")
    named = [outcomes[kind] for kind in kinds if outcomes[kind].said and outcomes[kind].outcome != "open"]
    near = [each for each in named if each.held and not (each.kind == "speaker" and each.outcome == "part")]
    # Yemen is a part of the Middle East: beside a name alone that is near nothing.
    sure = [each for each in near if each.kind != "place" or each.outcome == "same"]
    is_person = any(each.kind == "person" for each in said.mentions)
    is_counted = bool(outcomes["number"].said) and outcomes["number"].outcome == "same"
    is_about_more = bool(near) and bool(words.shared or is_person or is_counted)
    return len(sure) > 1 or is_about_more or words.shared >= _FEWEST_SHARED
