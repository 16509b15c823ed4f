"""Whatever is flagged, proposed, decided or subscribed, its cards, forms and notices keep Slack's limits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curation.choosing import Choice
from bot.curation.deciding import possible
from bot.curation.forms import form_of
from bot.curation.notices import FlagOutcome, ProposalOutcome
from bot.curation.review import Card
from bot.curation.showing import Laid, Quoted
from bot.digests.aftermath import Pause
from bot.domain.ledger import Actor, Event, Target
from bot.slack.blocks.cards import draw_card, draw_one, draw_queue
from bot.slack.blocks.corrections import draw_uncorrected
from bot.slack.blocks.digest_forms import digest_form
from bot.slack.blocks.forms import EDIT_FORM, PROPOSE_FORM, fact_form
from bot.slack.blocks.gaps import draw_gaps
from bot.slack.blocks.modals import Carried, flag_modal, judge_modal, reject_modal
from bot.slack.blocks.notices import draw_flag_outcome, draw_proposal_outcome
from bot.slack.blocks.pauses import draw_pause, draw_removal
from bot.storage.gaps import Gap
from bot.storage.proposals import Proposal
from bot.storage.reviews import Take
from tests.factories import doubt, source, standing
from tests.slack.blocks.digests import subscription
from tests.slack.blocks.hostile import assert_slack_takes, bounded, shown_facts, text
from tests.slack.blocks.judging import barriers, problems

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
CARRIED = Carried("fact:test-240216.01", "a" * 12, f"https://example.org/{'y' * 900}", "1.1", channel="C1")
fewer = settings(bounded, max_examples=15)
"""For each of many."""

names, whys = text(), text(most=500)
actors = st.builds(Actor, st.just("slack:U1"), names)
choices = st.lists(st.builds(Choice, text(most=80), text(most=300), text(most=300)), min_size=1, max_size=20)
events = st.builds(
    Event,
    kind=st.sampled_from(["verify", "settle", "retract", "revise", "redact", "supersede"]),
    target=st.just(Target("fact", "test-240216.01")),
    actor=actors,
    content_hash=st.just("h"),
    note=whys,
    changed=st.just(("test-240216.02",)),
    seq=st.just(9),
    at=st.just(AT),
)


@st.composite
def cards(draw):
    """A card of a fact, or of a proposal, decided or not."""
    cited, why, name = draw(shown_facts(1)).cited, draw(whys), draw(names)
    quotes = tuple(Quoted(why, each.text, why) for each in cited.passages)
    doubts = (doubt(why, name),) * draw(st.sampled_from([0, 1, 300]))
    card = Card("fact:test-240216.01", "flagged", cited.fact, "RED", standing(flags=doubts), shown=10**6)
    if draw(st.booleans()):
        state = draw(st.sampled_from(["open", "approved", "rejected"]))
        by = Actor("slack:U1", name)
        decided = {} if state == "open" else {"decided_by": by, "decided_at": AT, "reason": why}
        proposal = Proposal(
            id="p", fact=cited.fact, source_id="s", by=by, at=AT, editors=(by,) * 9, state=state, **decided
        )
        card = replace(card, subject="proposal:p", why="proposed", standing=None, proposal=proposal)
    taken = draw(st.sampled_from([Take(), Take(Actor("slack:U1", name), AT, "C1", "1.1")]))
    called = {"somebody there": name}
    known = draw(st.sampled_from([None, source(title=draw(text(most=300)), publisher=name)]))
    return Laid(replace(card, taken=taken), known, quotes, called, (why,) * 9, name, draw(st.none() | events))


@st.composite
def gaps(draw):
    askers = tuple(draw(st.lists(names, max_size=9)))
    gap = Gap(
        draw(text(most=500)), 10**6, AT, AT, draw(st.sampled_from(["open", "source"])), draw(names), askers
    )
    return [gap] * draw(st.integers(0, 5))


@st.composite
def fact_forms(draw):
    form = form_of(draw(shown_facts(1)).cited.fact)
    chosen = {each: draw(choices) for each in ("source", "attribution", "places", "subjects", "topics")}
    callback_id = draw(st.sampled_from([PROPOSE_FORM, EDIT_FORM]))
    return fact_form(callback_id, CARRIED, form=form, chosen=chosen, warnings=[draw(text(most=600))] * 20)


MESSAGES = {
    "card": cards().map(draw_card),
    "card pressed elsewhere": cards().map(draw_one),
    "queue": cards().map(lambda laid: draw_queue([laid] * 5, 1, has_more=True)),
    "gaps": gaps().map(lambda found: draw_gaps(found, {})),
    "flag's outcome": st.builds(FlagOutcome, st.builds(doubt, whys, names), events).map(draw_flag_outcome),
    "proposal's outcome": st.builds(
        ProposalOutcome,
        st.just("test-240216"),
        st.just(AT),
        st.booleans(),
        names,
        whys,
        st.just("test-240216.01"),
    ).map(draw_proposal_outcome),
    "pause": names.map(lambda code: draw_pause(Pause(subscription(), code))),
    "removal": names.map(lambda by: draw_removal(subscription(), by)),
    "uncorrected": names.map(lambda code: draw_uncorrected("C1", code, 10**6)),
}
VIEWS = {
    "flag": shown_facts(1).map(lambda shown: flag_modal(shown.cited, CARRIED)),
    "judge": cards().map(lambda laid: judge_modal(laid, possible(laid), CARRIED)),
    "reject": cards().map(lambda laid: reject_modal(laid.card, CARRIED)),
    "fact": fact_forms(),
    "digest": choices.map(
        lambda named: digest_form(CARRIED, "Asia/Kabul", wishes=subscription().wishes, followed=named)
    ),
}


@pytest.mark.parametrize("what", MESSAGES)
@fewer
@given(st.data())
def test_any_message_of_an_act_keeps_every_limit_and_pings_nobody(what, data):
    message = data.draw(MESSAGES[what])

    assert_slack_takes(message.text, message.blocks)


@pytest.mark.parametrize("what", VIEWS)
@fewer
@given(st.data())
def test_any_view_of_an_act_keeps_every_limit_and_pings_nobody(what, data):
    view = data.draw(VIEWS[what])

    assert list(problems(view)) == []
    assert list(barriers(view)) == []
