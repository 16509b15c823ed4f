from bot.domain.answers import Answer, NothingKnown, Question, Suggestions, TooLong, UnknownFact
from tests.factories import base, cited, entity, source


def test_an_answer_holds_the_facts_found_with_what_they_rest_on(desk_of):
    desk = desk_of(base(cited("The bridge of Elba is closed.", "is closed to all", places=("elba",))))

    reply = desk.reply(Question("elba"))

    assert isinstance(reply, Answer)
    [shown] = reply.shown
    assert shown.cited.passages[0].text == "is closed to all"
    assert shown.voice.speaker == "Test Press"
    assert reply.title == "Elba"


def test_pages_hold_five_facts_and_a_page_beyond_the_last_is_the_last(desk_of):
    desk = desk_of(
        base(*(cited(f"Bridge number {n} of Elba is closed.", places=("elba",)) for n in range(12)))
    )

    pages = [desk.reply(Question("elba", page)) for page in (1, 2, 3, 99)]

    assert [[shown.number for shown in page.shown] for page in pages] == [
        [1, 2, 3, 4, 5],
        [6, 7, 8, 9, 10],
        [11, 12],
        [11, 12],
    ]
    assert [page.remaining for page in pages] == [7, 2, 0, 0]


def test_a_relation_said_on_one_side_is_shown_on_both(desk_of):
    first = cited("Attacks in Elba have grown.", id="test-240216.61", places=("elba",))
    second = cited(
        "Attacks in Elba have lessened.",
        id="test-240216.62",
        places=("elba",),
        contradicts=("test-240216.61",),
    )
    reply = desk_of(base(first, second)).reply(Question("elba"))

    assert [[(other.how, other.fact_id) for other in shown.dissent] for shown in reply.shown] == [
        [("contradicted by", "test-240216.62")],
        [("contradicted by", "test-240216.61")],
    ]
    assert reply.summary.contradictions == 1


def test_a_fact_that_is_qualified_or_superseded_says_by_which(desk_of):
    weak = cited("Elba may be closed.", id="test-240216.63", places=("elba",))
    strong = cited(
        "Elba is closed.",
        id="test-240216.64",
        places=("elba",),
        qualifies=("test-240216.63",),
        supersedes=("test-240216.63",),
    )
    shown = {one.cited.fact.id: one for one in desk_of(base(weak, strong)).reply(Question("elba")).shown}

    assert {other.how for other in shown["test-240216.63"].dissent} == {"qualified by", "superseded by"}
    assert {other.how for other in shown["test-240216.64"].dissent} == {"qualifies"}


def test_a_relation_to_a_fact_that_is_not_served_is_not_named(desk_of):
    lone = cited("Elba is closed.", places=("elba",), contradicts=("test-240216.98",))

    [shown] = desk_of(base(lone)).reply(Question("elba")).shown

    assert shown.dissent == ()


def test_nothing_is_said_of_a_name_that_is_known_and_empty(desk_of):
    full = base(
        cited("The bridge is closed.", places=("iraq",)),
        entities=(entity("iraq", "Iraq"), entity("iran", "Iran")),
    )
    reply = desk_of(full).reply(Question("iran"))

    assert isinstance(reply, NothingKnown)
    assert [reading.name for reading in reply.missing] == ["Iran"]
    assert reply.holdings.facts == 1


def test_a_shared_name_is_a_question_back_and_the_choice_answers_it(desk_of):
    facts = [cited(f"Attacks in {place} fell.", places=(place,)) for place in ("georgia", "georgia-us")]
    two = (entity("georgia", "Georgia"), entity("georgia-us", "Georgia"))
    desk = desk_of(base(*facts, entities=two))

    asked = desk.reply(Question("georgia"))
    answered = desk.reply(Question("georgia", chosen="georgia-us"))

    assert isinstance(asked, Suggestions)
    assert asked.is_ambiguous
    assert [shown.cited.fact.places for shown in answered.shown] == [("georgia-us",)]


def test_a_question_too_long_to_read_is_not_read(desk_of):
    assert desk_of(base()).reply(Question("x" * 501)) == TooLong(501)


def test_invisible_marks_and_line_ends_do_not_count_as_words(desk_of):
    desk = desk_of(base(cited("The bridge is closed.", places=("elba",))))

    assert isinstance(desk.reply(Question("\u200bel\u200bba\n\x00\t")), Answer)


def test_an_id_nobody_knows_gets_those_near_it(desk_of):
    desk = desk_of(base(cited("The bridge is closed.", id="test-240216.07")))

    assert desk.reply(Question("about test-240216.08")) == UnknownFact("test-240216.08", ("test-240216.07",))


def test_sources_are_listed_newest_first_with_their_facts(desk_of):
    old, new = source("test-230101", published="2023-01-01"), source("test-240216")
    desk = desk_of(
        base(
            cited("The bridge is closed.", id="test-230101.01", of=old),
            cited("The bridge is open.", id="test-240216.71", of=new),
            cited("The bridge is new.", id="test-240216.72", of=new),
        )
    )
    reply = desk.reply(Question("sources"))

    assert [(one.id, facts) for one, facts in reply.sources] == [("test-240216", 2), ("test-230101", 1)]
    assert reply.total == 2
