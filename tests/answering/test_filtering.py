"""Filters beside plain words, as the desk answers them."""

from time import perf_counter

import pytest

from bot.answering.desk import AnswerDesk
from bot.domain.answers import Answer, Help, NothingKnown, Question, Refusal, UnreadFilter
from bot.matching import Matcher
from tests.factories import base, cited, entity, source

KABUL = entity("kabul", "Kabul", broader=("afghanistan",))
AFGHANISTAN = entity("afghanistan", "Afghanistan", ids={"iso": "AF"})
ISIS = entity("isis", "ISIS", kind="armed-group")
GEORGIAS = (entity("georgia", "Georgia", ids={"iso": "GE"}), entity("georgia-us", "Georgia", "Peach State"))
OLD = source("wire-230101", publisher="Reuters", title="A quiet year", published="2023-01-01")


def about(number, text="ISIS bridge", **fields):
    of = fields.pop("of", None) or source("test-240216")
    defaults = {"subjects": ("isis",), "id": f"{of.id}.{number:02}"}
    return cited(f"The {text} number {number} is closed.", of=of, **{**defaults, **fields})


FACTS = (
    about(1, places=("kabul",), topics=("attacks",), credibility=1),
    about(2, places=("afghanistan",), topics=("finance",), credibility=2),
    about(3, when={"event": "2017"}, credibility=6),
    about(4, when={"as_of": "2023-11/.."}, credibility=3),
    about(5, of=OLD),
    about(6, subjects=(), places=("georgia-us",), text="peach stand"),
)
BASE = base(*FACTS, entities=(KABUL, AFGHANISTAN, ISIS, *GEORGIAS))


@pytest.fixture(scope="module")
def ask():
    desk = AnswerDesk(BASE, Matcher(BASE, frozenset()))
    return lambda text, **asked: desk.reply(Question(text, **asked))


def numbers(reply):
    return sorted(int(shown.cited.fact.id[-2:]) for shown in reply.shown)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("isis place:kabul", [1]),
        ("isis place:afghanistan", [1, 2]),
        ("isis place:AF", [1, 2]),
        ("isis topic:attacks", [1]),
        ("isis topic:attacks topic:finance", [1, 2]),
        ("isis place:afghanistan topic:finance", [2]),
        ("bridge actor:isis", [1, 2, 3, 4, 5]),
        ("isis source:reuters", [5]),
        ("isis source:wire-230101", [5]),
        ('isis source:"quiet year"', [5]),
        ("isis since:2024", [1, 2, 4]),
        ("isis since:2023 until:2023", [4, 5]),
        ("isis since 2023-12", [1, 2, 4]),
        ("isis until:2017", [3]),
        ("isis before 2017", []),
        ("isis before 2018", [3]),
        ("isis credibility:2", [1, 2]),
        ("isis credibility:5", [1, 2, 4]),
        ("place:kabul", [1]),
        ("place:afghanistan since:2023", [1, 2]),
        ("what about place:kabul", [1]),
        ('place:"peach state"', [6]),
        ("isis as-of:2017", [3]),
    ],
)
def test_only_what_passes_every_kind_of_filter_is_shown(ask, text, found):
    reply = ask(text)

    assert (numbers(reply) if isinstance(reply, Answer) else []) == found


def test_the_reply_says_which_filters_were_kept_to_and_how_many_facts_do_not_pass(ask):
    narrowed = ask("isis since:2024-01 place:afghanistan").narrowed

    assert narrowed.filters == ("place Afghanistan", "since January 2024")
    assert narrowed.typed == "place:afghanistan since:2024-01"
    assert narrowed.outside == 3


def test_where_nothing_passes_what_there_is_without_the_filters_can_be_asked_for(ask):
    reply = ask("isis since:2030")

    assert isinstance(reply, NothingKnown)
    assert reply.narrowed.outside == 5
    assert [(lead.facts, lead.asks) for lead in reply.near] == [(5, "isis")]


def test_a_filter_changes_nothing_of_how_sure_an_answer_is(ask):
    plain = {shown.cited.fact.id: shown.confidence for shown in ask("isis").shown}

    assert all(plain[each.cited.fact.id] == each.confidence for each in ask("isis since:2024").shown)


def test_pages_and_clocks_keep_the_filters(ask):
    reply = ask("isis since:2017 as of 2024-03", page=2)

    assert reply.question.text == "isis since:2017 as of 2024-03"
    assert reply.narrowed


@pytest.mark.parametrize(
    ("text", "said", "asks"),
    [
        ("isis place:kabull", "no name that I know", ["isis place:Kabul"]),
        ("isis place:isis", "“isis” is no place.", ["isis actor:ISIS"]),
        ("actor:kabul", "“kabul” is no actor.", ["place:Kabul"]),
        ("place:georgia bridge", "the name of 2", ["bridge place:GE", 'bridge place:"Peach State"']),
        ("isis topic:atacks since:2024", "is no topic", ["isis topic:attacks since:2024"]),
        ("isis source:reutters", "no document's id", ["isis source:Reuters"]),
        ("isis place:qwertzuiop", "no name that I know", []),
    ],
)
def test_a_name_that_does_not_say_whom_it_means_is_asked_back(ask, text, said, asks):
    reply = ask(text)

    assert isinstance(reply, UnreadFilter)
    assert said in reply.sentence
    assert [lead.asks for lead in reply.near] == asks


def test_what_is_offered_in_the_place_of_a_name_is_read(ask):
    for text in ("place:georgia bridge", "isis place:kabull", "isis source:reutters"):
        for lead in ask(text).near:
            assert not isinstance(ask(lead.asks), UnreadFilter)


@pytest.mark.parametrize(
    "text", ["sources since:2024", "help place:kabul", "about test-240216.01 since:2024"]
)
def test_what_takes_no_filter_says_so(ask, text):
    reply = ask(text)

    assert isinstance(reply, Refusal)
    assert "Filters go with a question" in reply.sentence


@pytest.mark.parametrize("text", ["plase:kabul", "foo:bar", "since:soon"])
def test_what_is_no_filter_is_refused_with_a_sentence(ask, text):
    assert isinstance(ask(text), Refusal)


def test_without_a_word_or_a_filter_there_is_help(ask):
    assert isinstance(ask("as-of:2024"), Help)


@pytest.mark.parametrize(
    "piece",
    [
        "source:press ",
        "place:afghanistan,kabul ",
        "place:qwert ",
        "topic:x",
        "compare isis ",
        "timeline since:2",
    ],
)
def test_a_hostile_question_with_filters_is_answered_in_no_time(ask, piece):
    started_s = perf_counter()
    ask((piece * 500)[:500])

    assert perf_counter() - started_s < 1
