"""How facts account for a reading, and how well."""

from bot.matching.accounting import DIRECT, FIELD_SHARES, NARROWER, ONE_OF_TOPICS, SPEAKER, Accounting
from bot.matching.meanings import Meaning
from bot.matching.numbers import Number
from tests.factories import base, cited, entity, source, topic
from tests.matching.built import view_of

BASE = base(
    cited("A lamp burns in the town.", id="test-240216.01", places=("town",), topics=("lights",)),
    cited("The harbour is dark.", "In the harbour all is dark", id="test-240216.02", places=("harbour",)),
    cited("Oil is dear now.", id="test-240216.03", attribution={"chain": ("clerk",), "how": "paraphrase"}),
    cited("A lamp costs 300 coins.", "Lamps cost much", id="test-240216.04", topics=("lights", "prices")),
    entities=(
        entity("town"),
        entity("harbour", broader=("town",)),
        entity("guild", kind="organization"),
        entity("clerk", "Ada Clerk", kind="person", broader=("guild",)),
    ),
    topics=(topic("lights", "lamp"), topic("prices", "dear"), topic("ships", "oil", "dark harbour")),
)
ACCOUNTING = Accounting(view_of(BASE), BASE.topics)


def ways(meaning, typed="", **how):
    """The facts of each way that has any, with its share."""
    found = ACCOUNTING.ways(meaning, typed, **how)
    return [(way.share, way.how, list(way.facts)) for way in found if way.facts]


def test_what_is_about_a_name_accounts_better_than_what_is_about_a_part_of_it():
    assert ways(Meaning("name", entity_ids=("town",))) == [(DIRECT, "name", [0]), (NARROWER, "narrower", [1])]


def test_what_only_the_people_of_a_body_say_counts_if_it_is_asked_to_speak():
    guild = Meaning("name", entity_ids=("guild",))

    assert ways(guild) == [(SPEAKER, "speaker", [2])]
    assert ways(guild, is_heard=False) == []


def test_a_word_accounts_by_the_field_that_holds_it():
    assert ways(Meaning("word", word="lamps")) == [(FIELD_SHARES["quote"], "word", [0, 3])]
    assert ways(Meaning("word", word="coins")) == [(FIELD_SHARES["claim"], "word", [3])]
    assert ways(Meaning("word", word="ada")) == [(FIELD_SHARES["speaker"], "word", [2])]


def test_a_title_counts_only_where_no_fact_holds_the_word():
    titled = base(cited("A lamp burns here.", of=source(title="The lamp gazette")))

    accounting = Accounting(view_of(titled), {})

    assert [way.field for way in accounting.ways(Meaning("word", word="gazette"))] == ["title"]
    assert [way.field for way in accounting.ways(Meaning("word", word="lamp"))] == ["quote"]


def test_two_topics_are_met_by_one_and_better_by_both():
    both = Meaning("topic", topic_ids=("lights", "prices"))

    assert ways(both) == [(DIRECT, "topic", [3]), (ONE_OF_TOPICS, "topic", [0, 3])]


def test_a_topic_that_no_fact_is_tagged_with_is_met_by_facts_that_hold_the_word_typed():
    [(share, how, facts), *_] = ways(Meaning("topic", topic_ids=("ships",), word="oil"), "oil")

    assert (how, facts) == ("word", [2])
    assert 0 < share < ONE_OF_TOPICS


def test_a_number_is_stated_in_the_claim_or_elsewhere():
    assert ways(Meaning("number", number=Number(300, 1, is_year=False))) == [(DIRECT, "number", [3])]


def test_a_name_of_several_and_a_word_that_was_not_read_find_nothing():
    assert ways(Meaning("name", entity_ids=("town", "guild"))) == []
    assert ways(Meaning("unread")) == []
    assert not ACCOUNTING.explaining(Meaning("unread"))
