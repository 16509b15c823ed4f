"""What a running bot answers from under each ceiling, while facts and their markings change."""

import pytest

from bot.answering.desk import AnswerDesk
from bot.app.following import follow, take_over
from bot.curation.acts import Acts
from bot.domain.answers import Answer, Question, Withdrawn
from bot.domain.handling import CEILINGS, may_see
from bot.matching import Matcher
from tests.app.two_facts import ATTACK, BEN, SPEECH, TEXT, now
from tests.factbase.knowledge_files import a_fact
from tests.first_document import ENGLISH

HARBOUR = a_fact("A harbour was closed.", id="test-240216.03")
ABOUT_ALL = ("kabul", "voronkov", "harbour", "harbuor", "about test-240216.03", "sources", "isis", "help")


def marked(a_fact, tlp):
    return {**a_fact, "tlp": tlp}


def told(desk):
    return [desk.reply(Question(text)) for text in ABOUT_ALL]


def as_if_there_were_nothing_else(follower, ceiling):
    """Answer as a bot over a base that never held what is above the ceiling."""
    base = follower.base.within(ceiling)
    return told(AnswerDesk(base, Matcher(base, ENGLISH)))


async def test_what_is_above_a_ceiling_is_as_if_it_had_never_been(files, settings, memory):
    files.dossier(TEXT, ATTACK, marked(SPEECH, "GREEN"), marked(HARBOUR, "RED"))
    follower = await follow(memory, settings, now)

    facts = {ceiling: follower.desks.within(ceiling).holdings.facts for ceiling in CEILINGS}
    assert facts == {"RED": 3, "AMBER+STRICT": 2, "AMBER": 2, "GREEN": 2, "CLEAR": 1}
    for ceiling in CEILINGS:
        assert told(follower.desks.within(ceiling)) == as_if_there_were_nothing_else(follower, ceiling)


async def test_ceilings_under_which_the_same_is_seen_share_an_index(files, settings, memory):
    files.dossier(TEXT, ATTACK, SPEECH)
    follower = await follow(memory, settings, now)
    assert len({id(follower.within(ceiling).matcher) for ceiling in CEILINGS}) == 1

    files.dossier(TEXT, ATTACK, marked(SPEECH, "AMBER"))
    await take_over(memory, settings, now)
    await follower.beat()
    assert len({id(follower.within(ceiling).matcher) for ceiling in CEILINGS}) == 2


async def test_a_marking_that_is_raised_or_lowered_counts_after_the_next_beat(files, settings, memory):
    files.dossier(TEXT, ATTACK, SPEECH)
    follower = await follow(memory, settings, now)
    for tlp, is_told in (("RED", False), ("GREEN", False), ("CLEAR", True), ("AMBER", False)):
        files.dossier(TEXT, ATTACK, marked(SPEECH, tlp) if tlp != "CLEAR" else SPEECH)
        await take_over(memory, settings, now)
        await follower.beat()

        desk = follower.desks.within("CLEAR")
        assert isinstance(desk.reply(Question("voronkov")), Answer) is is_told
        assert told(desk) == as_if_there_were_nothing_else(follower, "CLEAR")


async def test_of_a_withdrawn_fact_above_a_ceiling_nothing_is_told(files, settings, memory):
    files.dossier(TEXT, ATTACK, marked(SPEECH, "AMBER"))
    follower = await follow(memory, settings, now)
    await Acts(memory, now).retract("test-240216.02", BEN, "misread")
    await follower.beat()

    question = Question("about test-240216.02")
    assert isinstance(follower.desks.within("AMBER").reply(question), Withdrawn)
    unknown = follower.desks.within("GREEN").reply(question)
    assert type(unknown) is type(follower.desks.within("GREEN").reply(Question("about test-240216.77")))


async def test_a_past_day_shows_nothing_that_is_above_the_ceiling_by_now(files, settings, memory):
    files.dossier(TEXT, ATTACK, SPEECH)
    follower = await follow(memory, settings, now)
    files.dossier(TEXT, ATTACK, marked(SPEECH, "AMBER"))
    later = now().replace(year=2026, month=12, day=24)
    await take_over(memory, settings, lambda: later)
    await follower.beat()
    question = Question("voronkov known on 2026-11-24")

    seen = await follower.desks.of(question, later.date(), "AMBER")
    unseen = await follower.desks.of(question, later.date(), "CLEAR")

    assert isinstance(seen.reply(question), Answer)
    assert not isinstance(unseen.reply(question), Answer)


@pytest.mark.parametrize("ceiling", CEILINGS)
async def test_every_fact_that_is_seen_may_be(files, settings, memory, ceiling):
    files.dossier(TEXT, marked(ATTACK, "AMBER"), marked(SPEECH, "GREEN"), marked(HARBOUR, "RED"))
    follower = await follow(memory, settings, now)

    assert all(may_see(cited, ceiling) for cited in follower.within(ceiling).base.facts.values())


@pytest.mark.parametrize(
    ("tlp", "counted_at"), [("RED", {"RED"}), ("CLEAR", {"RED", "AMBER+STRICT", "AMBER"})]
)
async def test_what_an_error_keeps_out_is_counted_as_far_as_its_document_may_be_told(
    files, settings, memory, tlp, counted_at
):
    files.dossier(TEXT, ATTACK)
    follower = await follow(memory, settings, now)
    wrong = a_fact("A bridge is closed.", "Nobody said so.", id="other-240216.01")
    about = {"id": "other-240216", "title": "Other", "file": "other-240216.txt", "tlp": tlp}
    files.dossier("A bridge fell.", wrong, path="knowledge/facts/2024/other-240216.yaml", source=about)
    await take_over(memory, settings, now)
    await follower.beat()

    left_out = {each for each in CEILINGS if follower.desks.within(each).holdings.left_out}
    assert left_out == counted_at
