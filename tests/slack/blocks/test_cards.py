"""Whatever a card holds, it keeps to Slack's limits, in a channel, in the queue and in a modal."""

from datetime import UTC, date, datetime

import pytest

from bot.console.block_rules import broken_rules
from bot.console.leaks import leaks_in
from bot.console.view_rules import broken_view
from bot.curation.deciding import possible
from bot.curation.forms import form_of
from bot.curation.review import Card
from bot.curation.showing import AROUND, Laid, Quoted
from bot.domain.ledger import Actor, Doubt
from bot.slack.blocks.cards import draw_card, draw_gone, draw_queue, read_card_value
from bot.slack.blocks.forms import EDIT_FORM, fact_form
from bot.slack.blocks.modals import Carried, dump_carried, flag_modal, judge_modal, load_carried, reject_modal
from bot.slack.blocks.text import is_within_total
from bot.storage.proposals import Proposal
from bot.storage.reviews import Take
from tests.factories import cited, fact, source, standing

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOSTILE = "<!channel> & <@U0000000ANA> *b* "


def filler(length, text=HOSTILE):
    return (text * (length // len(text) + 1))[:length].strip().ljust(length, "&")


LONG = fact(
    filler(300),
    quotes=tuple({"exact": filler(1000)} for _ in range(40)),
    attribution={"chain": (filler(120),), "how": "paraphrase"},
    subjects=tuple(f"e{'x' * 70}{number}" for number in range(30)),
    when={"event": "2024-02-16/2024-03-01"},
)
PERSON = Actor("slack:U1", filler(120))
SOURCE = source(title=filler(300), publisher=filler(120), published=date(2024, 2, 16))
QUOTES = tuple(Quoted(filler(AROUND), filler(1000), filler(AROUND)) for _ in range(40))
DOUBTS = tuple(Doubt(PERSON, AT, filler(500), seq) for seq in range(2, 12))
TAKEN = Take(PERSON, AT, "C1", "1.1")


def laid_fact(**fields):
    stands = standing(**{"flags": DOUBTS, **fields})
    card = Card(f"fact:{LONG.id}", "flagged", LONG, "CLEAR", stands, shown=10_000, taken=TAKEN)
    return Laid(card, SOURCE, QUOTES, file=filler(120))


def laid_proposal(state="open"):
    proposal = Proposal(
        id="abc",
        fact=LONG,
        source_id="test-240216",
        by=PERSON,
        at=AT,
        editors=(PERSON,) * 20,
        state=state,
        decided_by=PERSON,
        decided_at=AT,
        reason=filler(500),
    )
    card = Card("proposal:abc", "proposed", LONG, "CLEAR", proposal=proposal, taken=TAKEN)
    return Laid(card, SOURCE, QUOTES, remarks=(filler(600),) * 20)


LAID = [
    laid_fact(),
    laid_fact(flags=()),
    laid_proposal(),
    laid_proposal("approved"),
    laid_proposal("rejected"),
]


@pytest.mark.parametrize("laid", LAID)
def test_a_card_in_the_channel_is_one_that_slack_takes_and_pings_nobody(laid):
    drawn = draw_card(laid)
    blocks = list(drawn.blocks)

    assert list(broken_rules(blocks)) == []
    assert is_within_total(blocks)
    assert list(leaks_in("", {"type": "mrkdwn", "text": drawn.text})) == []
    assert list(leaks_in("", blocks)) == []
    # What is changed may have 4,000 bytes only.
    assert len(drawn.text.encode()) <= 4000


def test_a_full_page_of_the_queue_is_one_that_slack_takes():
    drawn = draw_queue(
        [laid_fact(), laid_proposal(), laid_fact(), laid_proposal(), laid_fact()], 1, has_more=True
    )

    assert list(broken_rules(drawn.blocks)) == []
    assert is_within_total(drawn.blocks)
    assert list(leaks_in("", drawn.blocks)) == []


@pytest.mark.parametrize("laid", LAID[:2])
def test_the_modals_are_ones_that_slack_shows(laid):
    carried = Carried(f"fact:{LONG.id}", "a" * 64, f"https://x/{'y' * 900}", "1.1", ("w" * 8,) * 20)
    filled = fact_form(EDIT_FORM, carried, form=form_of(LONG), warnings=(filler(600),) * 20)

    for view in (
        judge_modal(laid, possible(laid), carried),
        flag_modal(cited(filler(300), filler(1000)), carried),
        reject_modal(laid_proposal().card, carried),
        filled,
    ):
        assert list(broken_view(view)) == []
        assert list(leaks_in("", view)) == []


@pytest.mark.parametrize("gone", ["taken down", "newer below"])
def test_what_stands_in_a_cards_place_is_a_sentence(gone):
    assert draw_gone(gone).text.endswith(".")


def test_what_a_modal_carries_comes_back_and_a_forged_one_carries_nothing():
    carried = Carried("fact:test-240216.01", "12", "https://example.org", "1.1", ("abc",))

    assert load_carried(dump_carried(carried)) == carried
    for forged in ("", "{}", "[1]", "null", '["a", "b", "c", "d", 5]'):
        assert load_carried(forged) == Carried()


@pytest.mark.parametrize("value", ["", "|", "fact:|1", "entity:x|1", "fact:test-240216.01"])
def test_a_forged_button_is_none_of_ours(value):
    assert read_card_value(value) is None
