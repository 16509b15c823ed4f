"""Every digest and correction, and what is said of subscriptions, about facts of the shipped base."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial

from bot.curation.choosing import Choice
from bot.curation.corrections import Corrected, Fate
from bot.digests.aftermath import Pause
from bot.digests.ceilings import BECAME_SHARED
from bot.domain.answers import Question
from bot.domain.assessment import Holdings, summarize_sources
from bot.domain.charts import Chart, Series
from bot.domain.digests import (
    AmountPicture,
    AskedInVain,
    Confirmed,
    Contradiction,
    Delivery,
    DueForReview,
    Further,
    Picture,
    TopicPicture,
)
from bot.domain.schedules import Schedule
from bot.slack.blocks.charts import chart_in, image_block, in_words, is_chart
from bot.slack.blocks.corrections import draw_correction, draw_uncorrected
from bot.slack.blocks.digest import draw_digest
from bot.slack.blocks.digest_forms import digest_form
from bot.slack.blocks.digest_list import Listed, draw_help, draw_list, draw_one, draw_where
from bot.slack.blocks.modals import Carried
from bot.slack.blocks.pauses import draw_pause, draw_removal
from bot.slack.blocks.replies import Message, draw_reply
from tests.slack.blocks.digests import corrected, digest, subscription
from tests.slack.blocks.drawn_replies import AT, COMMAND, FIGHTERS, LESS, MORE, TODAY, claim_of

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
RUNS = (datetime(2026, 11, 25, 9, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC))
CHART = Chart(
    "bars", "New facts a week", ("10 Nov", "17 Nov"), (Series("Iraq", (2, 3)),), "weeks by first day"
)
VERDICTS = ("redacted", "retracted", "superseded", "revised", "stands again")
SUBSCRIPTION = subscription(created_at=AT, covered_at=AT, next_at=RUNS[0])
MONTHLY = replace(
    SUBSCRIPTION.wishes,
    schedule=Schedule("Europe/Berlin", time(17, 30), monthdays=(1, 15)),
    kind="summary",
    least_credibility=2,
)


def listed(*, channel="", **fields):
    """A subscription as its list tells of it."""
    sent = Delivery(
        key="digest:d-abcde:1",
        subscription_id="d-abcde",
        channel="C1",
        kind="changes",
        due_at=NINE,
        made_at=NINE,
        from_seq=1,
        to_seq=9,
        parts=(),
        tlp="CLEAR",
        parts_total=2,
        state="sent",
        finished_at=NINE,
    )
    runs = () if fields.get("state") == "paused" else RUNS
    return Listed(replace(SUBSCRIPTION, **fields), "ISIS-K, finance", runs, sent, channel=channel)


def shown_in(desk, *fact_ids):
    return tuple(desk.shown(desk.base.facts[fact_id]) for fact_id in fact_ids)


def told(desk, kind="changes", **fields):
    """A digest of that day, of the day before's changes."""
    shown = tuple(desk.base.facts.values())
    made = digest(kind, since=AT, title="ISIS, Iraq", **{"sources": summarize_sources(shown, ()), **fields})
    return replace(
        made,
        subscription=SUBSCRIPTION,
        window=replace(made.window, to_at=NINE),
        holdings=Holdings(len(shown), date(2024, 2, 16)),
    )


def changed(desk):
    """A digest with something in every section."""
    fighters, less, more, defeated = shown_in(desk, FIGHTERS, LESS, MORE, "afintl-240216.21")
    return told(
        desk,
        missed=1,
        corrected=(
            corrected("retracted", claim_of(desk, MORE), fact_id=MORE, messages=3),
            corrected("revised", "ISIS still has fighters.", fact_id=FIGHTERS, now=fighters),
            corrected("redacted", "", fact_id="afintl-240216.90"),
        ),
        new=(less,),
        disputed=(more,),
        contradicting=(Contradiction("Iraq", (less, more)),),
        confirmed=(Confirmed(defeated, "verified", "Ana", date(2026, 11, 23)),),
        due=(
            DueForReview("afintl-240216.22", claim_of(desk, "afintl-240216.22"), "Ana", date(2026, 11, 20)),
        ),
        asked=(AskedInVain("how many fighters has isis in mali", 3),),
        charts=(CHART,),
    )


def long(desk):
    """A digest that goes on in its thread."""
    return told(desk, new=tuple(map(desk.shown, desk.base.facts.values()))[:12])


def summed_up(desk):
    fighters, less = shown_in(desk, FIGHTERS, LESS)
    topics = (TopicPicture("Attacks", (less,), 9), TopicPicture("Numbers", (fighters,), 1))
    amounts = (AmountPicture("fighters", "ISIS in Iraq and Syria", 3000, 5000, (fighters,)),)
    return told(desk, "summary", picture=Picture(topics, amounts), further=Further(1, 2, 3))


def in_words_for_charts(desk):
    """The first message of a digest where charts are not taken."""
    first, *_ = draw_digest(changed(desk))
    return Message(first.text, [dict(block) for block in in_words(first.blocks)])


def with_pictures_of_charts(desk):
    """The first message of a digest where files are taken in the place of charts."""
    first, *_ = draw_digest(changed(desk))
    blocks = [
        image_block(chart_in(each), "F0000000001") if is_chart(each) else dict(each) for each in first.blocks
    ]
    return Message(first.text, blocks)


def answered_and_changed(desk, verdict):
    """A message that shows three facts, after something became of two of them."""
    message = draw_reply(desk.reply(Question("isis attacks in iraq")), TODAY, COMMAND)
    instead = {"superseded": ((LESS, claim_of(desk, LESS)),), "revised": ((MORE, "ISIS attacks more."),)}
    fate = Fate(MORE, verdict, "Ben", AT, "a slip", ("claim",), instead.get(verdict, ()))
    return Corrected(message.text, message.blocks, (fate,), (fate,), 1, "CLEAR")


def drawn_digests(desk):
    """All of it, by name."""
    carried = Carried("channel:C1", "", "https://hooks.slack.com/x", channel="C1")
    paused = listed(state="paused", paused_because=BECAME_SHARED, outside=True)
    return {
        "digest": partial(draw_digest, changed(desk)),
        "digest-of-how-things-stand": partial(draw_digest, summed_up(desk)),
        "digest-that-goes-on": partial(draw_digest, long(desk)),
        "digest-of-nothing": partial(draw_digest, told(desk)),
        "digest-without-charts": partial(in_words_for_charts, desk),
        "digest-with-pictures": partial(with_pictures_of_charts, desk),
        **{
            f"correction-{verdict.replace(' ', '-')}": partial(
                draw_correction, answered_and_changed(desk, verdict)
            )
            for verdict in VERDICTS
        },
        "correction-not-made": partial(draw_uncorrected, "C1", "not_in_channel", 3),
        "digest-list": partial(draw_list, [listed(), paused, *[listed()] * 8], none=""),
        "digest-list-empty": partial(draw_list, [], none="*This channel has no digest yet.*"),
        "digest-made": partial(draw_one, "*Subscribed.*", listed(), beside=listed(id="d-fghij")),
        "digest-where": partial(draw_where, COMMAND),
        "digest-help": partial(draw_help, COMMAND),
        "digest-paused": partial(draw_pause, Pause(SUBSCRIPTION, BECAME_SHARED)),
        "digest-removed": partial(draw_removal, SUBSCRIPTION, "Ben"),
        "form-digest": partial(digest_form, carried, "Europe/Berlin"),
        "form-digest-filled": partial(
            digest_form,
            Carried("digest:d-abcde"),
            "Asia/Kabul",
            wishes=MONTHLY,
            followed=[Choice("isis-k", "ISIS-K")],
        ),
        "form-digest-from-home": partial(digest_form, Carried(), "Europe/Berlin"),
    }
