"""Which facts answer: topics, words and numbers narrow; names gather; what is not explained means nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.ledger import Actor, Standing
from bot.matching import Matcher
from tests.factories import base, cited, source, topic
from tests.matching.small_base import ENGLISH, MATCHER, found, reasons


class TestTopicsWordsAndNumbers:
    def test_a_topic_word_finds_the_topic(self):
        assert reasons("is ISIS getting richer?")[1] == ("richer", "topic", "Finance")
        assert found("war chest") == ["reserves", "networks"]

    def test_a_word_of_a_topic_without_facts_is_the_word_that_facts_hold(self):
        untagged = cited("Traders of opium met in Herat.", id="test-240216.01")
        tagged = cited("Poppy is grown.", id="test-240216.02", topics=("drugs",))

        def found(*facts):
            matcher = Matcher(base(*facts, topics=(topic("drugs", "opium"),)), ENGLISH)
            return [(each.cited.fact.id, each.why[0].how) for each in matcher.understand("opium").matches]

        assert found(untagged) == [("test-240216.01", "word")]
        assert found(untagged, tagged) == [("test-240216.02", "topic")]

    def test_a_word_of_two_topics_asks_for_either(self):
        assert set(found("combat")) == {"force", "surge"}

    def test_any_other_word_must_stand_in_the_fact(self):
        assert found("syria november") == ["surge"]
        assert reasons("syria november")[1] == ("november", "word", "november (in the quote)")

    @pytest.mark.parametrize(
        "question", ["weather kabul", "hogwarts economy", "ISIS-K finance", "taliban money"]
    )
    def test_what_no_fact_explains_means_nothing(self, question):
        understood = MATCHER.understand(question)

        assert not understood.matches
        assert understood.missing

    @pytest.mark.parametrize(
        ("question", "name"),
        [
            ("10 million", "reserves"),
            ("$12m", "reserves"),
            ("4,000 fighters", "force"),
            ("2017", "defeat"),
            ("since January 2024", "force"),
        ],
    )
    def test_a_number_is_found_in_amounts_texts_and_dates(self, question, name):
        assert found(question)[0] == name

    def test_an_amount_of_money_is_no_number_of_fighters(self):
        assert found("$4,000") == []
        assert found("4,000") == ["force"]

    def test_an_amount_outside_every_range_is_not_found(self):
        assert found("7000 fighters") == []

    def test_words_without_content_ask_for_nothing(self):
        assert MATCHER.understand("what is the latest news, please?").readings == ()


class TestSelection:
    def test_two_names_alone_show_facts_on_both_first_then_on_each(self):
        assert found("iraq syria")[0] == "force"
        assert set(found("iraq syria")) == {"force", "defeat", "surge"}

    def test_names_of_different_kinds_ask_for_facts_on_both(self):
        assert set(found("Daesh in Iraq")) == {"force", "defeat"}
        assert found("Taliban in Syria") == []
        assert [lead.name for lead in MATCHER.understand("Taliban in Syria").near] == ["Taliban", "Syria"]

    def test_where_no_fact_is_on_all_names_nothing_else_is_said_to_be_missing(self):
        assert MATCHER.understand("attacks of the Taliban in Syria").missing == ()

    def test_what_an_organizations_people_say_counts_only_if_it_is_asked_to_speak(self):
        assert found("United Nations money") == []
        assert found("what does the United Nations say about money") == ["reserves"]
        assert found("United Nations ISIS money") == ["reserves"]

    def test_a_topic_narrows_names_strictly(self):
        assert found("how many ISIS fighters are left in Iraq and Syria?") == ["force"]

    def test_no_topic_is_passed_over(self):
        assert found("growing attacks in kabul") == []

    def test_places_side_by_side_may_each_have_their_own_fact(self):
        assert set(found("attacks in Kabul and Syria")) == {"kabul", "surge"}

    def test_how_much_puts_amounts_first(self):
        assert found("how much money does ISIS have")[0] == "reserves"

    def test_a_fact_that_says_the_word_itself_comes_before_one_that_is_tagged(self):
        assert found("assaults") == ["surge", "kabul"]
        assert found("attacks") == ["kabul", "surge"]

    def test_a_word_of_two_topics_is_best_met_by_both(self):
        facts = (
            cited("Pay has been cut.", id="test-240216.01", topics=("finance",)),
            cited("Funds have been halved.", id="test-240216.02", topics=("finance", "decline")),
        )
        topics = (topic("finance", "poorer"), topic("decline", "poorer"))

        matches = Matcher(base(*facts, topics=topics), ENGLISH).understand("poorer").matches

        assert [match.cited for match in matches] == [facts[1], facts[0]]

    def test_of_facts_on_a_topic_the_one_with_fewer_topics_comes_first(self):
        facts = (
            cited("Raids and thefts rose.", id="test-240216.01", topics=("attacks", "finance")),
            cited("Raids went on.", id="test-240216.02", topics=("attacks",)),
        )

        matches = Matcher(base(*facts, topics=()), ENGLISH).understand("attacks").matches

        assert [match.cited for match in matches] == [facts[1], facts[0]]

    def test_newer_comes_first_then_the_lower_id(self):
        old, new, newer = (
            cited(
                "Prices rose in Kabul.",
                id=f"test-{day}.01",
                places=("kabul",),
                of=source(f"test-{day}", published=on),
            )
            for day, on in (
                ("240101", date(2024, 1, 1)),
                ("240301", date(2024, 3, 1)),
                ("240302", date(2024, 3, 1)),
            )
        )

        matches = Matcher(base(old, newer, new), ENGLISH).understand("kabul").matches

        assert [match.cited for match in matches] == [new, newer, old]

    def test_a_superseded_fact_comes_last(self):
        old = cited("Kabul has two markets.", id="test-240216.01", places=("kabul",))
        new = cited(
            "Kabul has one market.", id="test-240216.02", places=("kabul",), supersedes=(old.fact.id,)
        )

        matches = Matcher(base(old, new), ENGLISH).understand("kabul").matches

        assert [match.cited for match in matches] == [new, old]

    @pytest.mark.parametrize(("successor", "first"), [("test-240216.02", 1), ("test-240216.99", 0)])
    def test_a_fact_that_a_curator_found_superseded_comes_last_while_its_successor_is_served(
        self, successor, first
    ):
        facts = [
            cited(claim, id=f"test-240216.0{number}", places=("kabul",))
            for number, claim in ((1, "Kabul has two markets."), (2, "Kabul has one market."))
        ]
        added_at = datetime(2026, 11, 1, tzinfo=UTC)
        standing = Standing("hash", added_at, Actor("cli:ana", "Ana"), 1, superseded_by=(successor,))
        judged = replace(base(*facts), standings={"test-240216.01": standing})

        matches = Matcher(judged, ENGLISH).understand("kabul").matches

        assert matches[0].cited == facts[first]
