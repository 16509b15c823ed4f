"""The chart of how many facts came a week, of what is followed. Pure."""

from datetime import UTC, date, datetime, time, timedelta

from bot.digests.overview import Followed
from bot.domain import FactBase
from bot.domain.charts import DAYS_A_WEEK, WEEKS, Chart, facts_a_week
from bot.storage.stretches import Arrivals


def begin_of(until: date) -> datetime:
    """Return from when on facts are counted in a chart that ends on a day."""
    return datetime.combine(until - timedelta(days=WEEKS * DAYS_A_WEEK), time(), UTC)


def arrivals_chart(arrivals: Arrivals, followed: Followed, base: FactBase, until: date) -> Chart | None:
    """Draw how many facts came a week by topic, or by place for who follows topics alone.

    None where too little came. All that came is gone through; it may be done beside the loop.
    """
    about = followed.following.about
    is_by_place = bool(about) and all(each in base.topics for each in about)

    def label(topic: str, place: str) -> str:
        named = [base.topics.get(topic), base.entities.get(place)]
        return next((one.name for one in (named[::-1] if is_by_place else named) if one), "no topic")

    came = [
        (day, label(*about))
        for day, facts in arrivals.items()
        for fact_id, about in facts.items()
        if fact_id in followed.fact_ids
    ]
    return facts_a_week(came, until=until)
