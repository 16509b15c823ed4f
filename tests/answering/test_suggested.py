from bot.domain.answers import Answer, Question
from tests.factories import base, cited, entity


def test_what_is_suggested_is_answered_and_most_facts_come_first(shipped_desk):
    assert 0 < len(shipped_desk.suggested) <= 4
    assert all(isinstance(shipped_desk.reply(Question(each)), Answer) for each in shipped_desk.suggested)


def test_a_name_that_does_not_find_its_facts_is_not_suggested(desk_of):
    named = (entity("kabul", "Kabul"), entity("mars-1", "Springfield"), entity("mars-2", "Springfield"))
    facts = [
        cited(f"Test Press counted {number} attacks.", id=f"test-240216.0{number}", places=[place])
        for number, place in enumerate(("mars-1", "mars-1", "mars-2", "kabul"), 1)
    ]

    assert desk_of(base(*facts, entities=named)).suggested == ("Kabul",)


def test_an_empty_base_suggests_nothing(desk_of):
    assert desk_of(base()).suggested == ()
