from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.block_rules import broken_rules
from bot.console.view_rules import broken_view
from bot.domain.digests import Delivery, Subscription, Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.slack.blocks.digest_forms import digest_form
from bot.slack.blocks.digest_list import Listed, draw_help, draw_list, draw_one
from bot.slack.blocks.modals import Carried
from tests.slack.blocks.hostile import assert_slack_takes

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
EVERY_DAY_OF_A_MONTH = Schedule("America/Argentina/ComodRivadavia", time(9), monthdays=tuple(range(1, 32)))
HOSTILE = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=400) | st.just(
    "<!channel> <@U1|x> & `*_~" * 20
)
SUBSCRIPTION = Subscription(
    id="d-abc12",
    team_id="T1",
    channel="C1",
    owner=Actor("slack:U1", "ana"),
    wishes=Wishes(schedule=EVERY_DAY_OF_A_MONTH, least_credibility=2),
    created_at=NOW,
    cursor=1,
    covered_at=NOW,
    next_at=NOW,
)
DELIVERY = Delivery(
    tlp="CLEAR",
    key="digest:d-abc12:x",
    subscription_id="d-abc12",
    channel="C1",
    kind="changes",
    due_at=NOW,
    made_at=NOW,
    from_seq=1,
    to_seq=2,
    parts=(),
    parts_total=2,
)


def listed(title, because="", error="", channel="", **delivery):
    paused = {"state": "paused", "paused_because": because} if because else {}
    return Listed(
        replace(SUBSCRIPTION, **paused),
        title,
        (NOW, NOW),
        replace(DELIVERY, error=error, **delivery),
        channel=channel,
    )


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=15, deadline=None)
def test_a_full_channel_fits_one_message_whatever_its_names_are(title, because, error):
    many = [listed(title, because, error, state="failed")] * 25

    message = draw_list(many, none="None.")

    assert_slack_takes(message.text, message.blocks)
    assert "and 17 more" in message.text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("sent", "last posted"),
        ("quiet", "nothing had changed"),
        ("open", "being posted"),
        ("failed", "not posted"),
        ("stopped", "stopped"),
    ],
)
def test_it_says_what_became_of_the_last_one(state, said):
    assert said in draw_one("*Paused.*", listed("ISIS", state=state)).text


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("by ana", "By ana."),
        ("not_in_channel", "/invite @Footnote"),
        ("is_archived", "The channel is archived."),
        ("restricted_action", "Slack refuses it (restricted action)."),
    ],
)
def test_it_says_why_one_rests_and_offers_to_go_on(because, said):
    message = draw_one("*Paused.*", listed("ISIS", because))

    assert said in message.text
    assert "digest_resume" in str(message.blocks)


@pytest.mark.parametrize("wishes", [None, SUBSCRIPTION.wishes])
def test_the_form_is_one_that_slack_takes(wishes):
    for subject in ("", "channel:C1"):
        assert list(broken_view(digest_form(Carried(subject), "Europe/Berlin", wishes=wishes))) == []


def test_help_fits_one_block():
    assert list(broken_rules(draw_help("/threat").blocks)) == []
