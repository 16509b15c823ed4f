"""How much of a question each fact accounts for, and in which order facts are shown."""

import numpy as np
import pytest

from bot.domain import Reading
from bot.matching import Matcher
from bot.matching.accounting import Accounting
from bot.matching.confidence import chance
from bot.matching.factset import FactSet
from bot.matching.meanings import Meaning, Part
from bot.matching.ordering import first_places
from bot.matching.ranking import Ranking, score
from bot.matching.selection import Found
from bot.matching.ways import facts_of
from tests.factories import base, cited, entity
from tests.matching.built import view_of

CLAIMS = (
    "Ships lie there.",
    "Ships lie there and sink.",
    "A bell rings there all day long.",
    "Ships wait and wait.",
)
BASE = base(
    *(
        cited(claim, id=f"test-240216.0{number}", places=("harbour",) * (number < 4))
        for number, claim in enumerate(CLAIMS, 1)
    ),
    entities=(entity("harbour"),),
)
VIEW = view_of(BASE)
RANKING = Ranking(VIEW, frozenset(), frozenset(["bell"]))
ALL = FactSet(np.arange(4, dtype=np.int32))


def weighed(*meanings):
    accounting = Accounting(VIEW, BASE.topics)
    for typed, meaning in meanings:
        part = Part(Reading(typed, meaning.how, typed, meaning.entity_ids), meaning)
        ways = accounting.ways(meaning)
        yield RANKING.weigh(Found(part, ways, facts_of(ways)))


SHIPS = ("ships", Meaning("word", word="ships"))
BELL = ("bell", Meaning("word", word="bell"))
HARBOUR = ("harbour", Meaning("name", entity_ids=("harbour",)))


def test_what_few_facts_hold_weighs_most():
    bell, ships = weighed(BELL, SHIPS)

    assert bell.weight > ships.weight > 0


def test_a_fact_accounts_for_the_weight_of_what_it_explains():
    asked = list(weighed(SHIPS, HARBOUR))

    scored = score(ALL, asked)

    ships, harbour = (each.weight / sum(one.weight for one in asked) for each in asked)
    assert scored.wholes.tolist() == pytest.approx([1, 1, harbour, ships])
    assert scored.only(scored.wholes > 0.99).facts == FactSet(np.array([0, 1], np.int32))


def test_facts_are_ordered_by_what_they_explain_then_by_length_then_by_id():
    asked = list(weighed(SHIPS, HARBOUR))
    keys = RANKING.keys(score(ALL, asked), [each.part for each in asked])

    assert first_places(keys, len(ALL), 4).tolist() == [0, 1, 3, 2]


@pytest.mark.parametrize(
    ("surer", "than"),
    [
        ([HARBOUR], [BELL]),
        ([SHIPS], [BELL]),
        ([HARBOUR], [("harbuor", Meaning("spelling", entity_ids=("harbour",), alike=0.7))]),
        ([HARBOUR, BELL], [HARBOUR, ("bel", Meaning("spelling", word="bell", alike=0.6))]),
        ([('"bell"', Meaning("word", word="bell", is_literal=True))], [BELL]),
    ],
)
def test_a_lone_ordinary_word_and_a_corrected_one_are_doubted(surer, than):
    def likely(meanings):
        asked = list(weighed(*meanings))
        scored = score(ALL, asked)
        return chance(RANKING.evidence(asked, scored, int(scored.wholes.argmax())))

    assert likely(surer) > likely(than)


def test_who_where_and_when_put_facts_first_that_can_tell():
    told = {"attribution": {"chain": ("unnamed reports",), "how": "paraphrase"}}
    facts = (
        cited("Bells rang all day.", id="test-240216.01", **told),
        cited("Bells rang at noon.", id="test-240216.02", when={"event": "2020"}, **told),
        cited("Bells rang near it.", id="test-240216.03", places=("tower",), **told),
        cited("Bells rang for her.", id="test-240216.04", subjects=("ada",), **told),
    )
    matcher = Matcher(base(*facts, entities=(entity("ada", kind="person"),)), frozenset())

    def first(question):
        return matcher.understand(question).matches[0].cited

    assert [first(f"{word} rang bells") for word in ("who", "where", "when")] == [
        facts[3],
        facts[2],
        facts[1],
    ]
