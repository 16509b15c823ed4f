import time
from random import Random

import pytest

from bot.factbase.checks.case import FactInContext
from bot.factbase.checks.duplicates import check_alike_claims
from bot.factbase.dossiers import Dossier, FactEntry
from tests.factbase.knowledge_files import a_fact
from tests.factories import fact, source

TEXT = "ISIS attacked Kabul at night and killed ten men. ISIS attacked others."
OTHER = {
    "path": "knowledge/facts/2024/other-240216.yaml",
    "source": {"id": "other-240216", "file": "other.txt"},
}


def duplicates(found):
    return [(each.fact, each.level) for each in found if each.check == "duplicates"]


class TestFirstQuotes:
    @pytest.mark.parametrize(
        "quote", ["ISIS attacked others", "ISIS attacked others.", "“ISIS attacked others”"]
    )
    def test_two_facts_with_one_first_quote_are_an_error_at_the_later(self, files, quote):
        text = TEXT.replace("ISIS attacked others.", "“ISIS attacked others”.")
        one = a_fact("ISIS attacked other places.", "ISIS attacked others")
        two = a_fact("There were attacks elsewhere.", quote)

        found = files.check(text, one, two, a_fact("ISIS attacked Kabul.", "ISIS attacked Kabul at night"))

        expected = [] if quote == "ISIS attacked others." else [(two["id"], "error")]
        assert duplicates(found) == expected

    def test_the_same_words_at_another_place_are_another_quote(self, files):
        places = [{"suffix": "Kabul"}, {"suffix": "others"}]
        facts = [
            a_fact(f"ISIS attacked {each['suffix']}.", quotes=[{"exact": "ISIS attacked", **each}])
            for each in places
        ]

        assert duplicates(files.check(TEXT, *facts)) == []

    def test_a_shared_second_quote_passes(self, files):
        quotes = ["ISIS attacked Kabul", "killed ten men"]
        facts = [
            a_fact("ISIS attacked Kabul.", quotes=[{"exact": each} for each in quotes]),
            a_fact("ISIS killed ten men.", quotes=[{"exact": each} for each in quotes[::-1]]),
        ]

        assert duplicates(files.check(TEXT, *facts)) == []

    @pytest.mark.parametrize("relation", [{"status": "retracted", "reason": "Wrong."}, {}])
    def test_what_replaces_a_fact_may_rest_on_its_quote(self, files, relation):
        old = a_fact("ISIS attacked many others.", "ISIS attacked others", **relation)
        new = a_fact("There were attacks elsewhere.", "ISIS attacked others")

        assert duplicates(files.check(TEXT, old, {**new, "supersedes": [old["id"]]})) == []


class TestAlikeClaims:
    def pair(self, files, claim, first=None, **second):
        one = a_fact("ISIS attacked Kabul at night.", "ISIS attacked Kabul", **(first or {}))
        return duplicates(files.check(TEXT, one, a_fact(claim, "attacked Kabul at night", **second)))

    @pytest.mark.parametrize("claim", ["ISIS attacked Kabul at night.", "At night, ISIS attacked Kabul!"])
    def test_two_claims_in_the_same_words_are_a_warning(self, files, claim):
        [(_, level)] = self.pair(files, claim)

        assert level == "warning"

    @pytest.mark.parametrize(
        "claim",
        [
            "ISIS attacked others at night.",
            "ISIS attacked Kabul at night and killed men.",
        ],
    )
    def test_a_claim_that_says_something_else_or_more_passes(self, files, claim):
        assert self.pair(files, claim) == []

    def test_claims_about_different_things_pass(self, files):
        first, second = {"subjects": ["isis"], "places": ["kabul"]}, {"subjects": ["isis", "isis-k"]}

        assert self.pair(files, "ISIS attacked Kabul at night.", first, **second) == []
        assert len(self.pair(files, "ISIS attacked Kabul at night.", first, places=["kabul"])) == 1

    def test_other_numbers_make_another_claim(self, files):
        facts = [
            a_fact("ISIS attacked 17 villages in the north.", "ISIS attacked"),
            a_fact("ISIS attacked 18 villages in the north.", "ISIS"),
        ]

        assert duplicates(files.check("ISIS attacked. ", *facts)) == []

    def test_facts_that_are_related_may_say_the_same(self, files):
        first = a_fact("ISIS attacked Kabul at night.", "ISIS attacked Kabul")
        second = a_fact("ISIS attacked Kabul at night.", "attacked Kabul at night", contradicts=[first["id"]])

        assert duplicates(files.check(TEXT, first, second)) == []

    @pytest.mark.parametrize(("tags", "count"), [({"subjects": ["isis"]}, 1), ({}, 0)])
    def test_facts_of_two_dossiers_are_compared_if_they_share_an_entity(self, files, tags, count):
        twin = a_fact("ISIS attacked Kabul at night.", "ISIS attacked Kabul", id="other-240216.01", **tags)
        files.dossier(TEXT, twin, **OTHER)

        found = files.check(TEXT, a_fact("At night ISIS attacked Kabul.", "ISIS attacked Kabul", **tags))

        assert len(duplicates(found)) == count

    @pytest.mark.parametrize("vocabulary", [12, 3000])
    def test_many_facts_about_one_entity_take_time_in_proportion(self, vocabulary):
        cases = [many_cases(count, vocabulary) for count in (1000, 4000)]
        taken = []
        for each in cases:
            begun = time.process_time()
            list(check_alike_claims(each))
            taken.append(time.process_time() - begun)

        assert taken[1] < 8 * taken[0] + 0.2


def many_cases(count, vocabulary):
    """As many facts about one entity, a hundred in each dossier, made of so many words."""
    random = Random(count)  # noqa: S311  # made-up claims, no secret
    words = [f"{chr(97 + at % 26)}word{at}" for at in range(vocabulary)]
    cases = []
    for at in range(count):
        claim = " ".join(random.choices(words, k=12))
        made = fact(claim, id=f"test-240216.{at:05}", subjects=("isis",))
        entry = FactEntry(made, at, (at,))
        dossier = Dossier(f"dossier-{at // 100}", source(), 1, "", (), ())
        cases.append(FactInContext(entry, dossier, None, (), None))
    return cases
