from pathlib import Path

import pytest

from bot.factbase.load import load_base

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped():
    return load_base(ROOT / "knowledge", ROOT / "seeds")


class TestShippedBase:
    def test_nothing_in_it_calls_for_a_person(self, shipped):
        assert [finding for finding in shipped.findings if finding.level != "info"] == []
        assert shipped.base.left_out == {}

    def test_every_sentence_of_every_document_is_cited_or_listed(self, shipped):
        assert shipped.tally.coverage.sentences >= 13
        assert shipped.tally.coverage.overlooked == ()

    def test_every_document_in_the_seeds_has_its_facts(self, shipped):
        cited = {fact.source.file for fact in shipped.base.facts.values()}

        assert cited == {path.name for path in (ROOT / "seeds").iterdir()}

    def test_the_amounts_of_the_first_article_mean_what_it_says(self, shipped):
        facts = [cited.fact for cited in shipped.base.facts.values() if cited.source.id == "afintl-240216"]
        amounts = {each.raw: (each.low, each.high) for fact in facts for each in fact.quantities}

        assert amounts["three to five thousand"] == (3000, 5000)
        assert amounts["$10 to $25 million"] == (10e6, 25e6)
        assert amounts["several hundreds of millions"] == (None, None)
