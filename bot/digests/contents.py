"""What one digest says, made of what was read for it and of the state that is answered from. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.digests.following import Following
from bot.digests.picture import Painter, arrivals_chart
from bot.digests.reading import Reading
from bot.digests.sections import Change, Sections, corrected_in, sections_of
from bot.digests.showing import Showing
from bot.domain.assessment import Holdings
from bot.domain.charts import Chart
from bot.domain.digests import AskedInVain, Digest, DigestKind, DueForReview, Subscription, Window

MOST_CHARTS = 2
"""What Slack takes in one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a subscription follows, found in one state."""

    following: Following
    fact_ids: frozenset[str]
    newest_on: date | None
    """When the newest document was published that these facts are from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a digest is made of."""

    subscription: Subscription
    window: Window
    reading: Reading
    followed: Followed
    changes: tuple[Change, ...]
    """What the events of the window did, also to what is not followed."""
    asked: tuple[AskedInVain, ...]
    showing: Showing

    def digest(self, kind: DigestKind) -> Digest:
        """Say what has changed, or how things stand."""
        base, today, picture = self.showing.base, self.window.to_at.date(), None
        if kind == "changes":
            sections, first_on = self._changed(), self.window.from_at.date()
            charts = self._arrivals() if sections.new else ()
        else:
            sections, first_on = self._standing(), date.min
            painter = Painter(self.showing, self.followed.following, self.followed.fact_ids)
            picture = painter.picture(sections.told, today)
            charts = (*self._arrivals(), *painter.amount_charts())[:MOST_CHARTS]
        due = self._due(sections.told, first_on, today)
        return Digest(
            subscription=self.subscription,
            kind=kind,
            title=self.followed.following.title(base.topics),
            window=self.window,
            corrected=sections.corrected,
            new=sections.new,
            disputed=sections.disputed,
            contradicting=sections.contradicting,
            confirmed=sections.confirmed,
            due=tuple(sorted(due, key=lambda each: (each.review_by, each.fact_id))),
            asked=self.asked,
            picture=picture,
            charts=charts,
            holdings=Holdings(len(self.followed.fact_ids), self.followed.newest_on, len(base.left_out)),
            sources=self.showing.sources(),
        )

    def _changed(self) -> Sections:
        return sections_of(self._concerning(), self.showing, self._messages())

    def _standing(self) -> Sections:
        """Say what is in doubt, and what readers knew otherwise.

        The first digest of all stands also for that of the changes since the subscription was made.
        """
        if self.subscription.is_first and self.subscription.wishes.kind == "changes":
            sections = self._changed()
        else:
            sections = Sections(corrected=corrected_in(self._concerning(), self.showing, self._messages()))
        base, told = self.showing.base, sections.told
        doubted = [
            self.showing.show(each)
            for each in self.reading.disputed
            if each in self.followed.fact_ids and each not in told and base.standings[each].disputes
        ]
        return replace(
            sections,
            disputed=(*sections.disputed, *doubted),
            contradicting=self.showing.contradictions(self.followed.fact_ids),
        )

    def _concerning(self) -> list[Change]:
        return [change for change in self.changes if self._is_followed(change)]

    def _is_followed(self, change: Change) -> bool:
        """Tell whether a fact was or is followed; of one without words, by whether it was shown there."""
        following = self.followed.following
        bodies = [kept.body for kept in (change.before, change.now) if kept and kept.body]
        if bodies or following.is_everything:
            return following.is_everything or any(map(following.is_about, bodies))
        return self.subscription.channel in self.reading.shown.get(change.fact_id, {})

    def _messages(self) -> Mapping[str, int]:
        return {fact_id: sum(channels.values()) for fact_id, channels in self.reading.shown.items()}

    def _due(self, told: frozenset[str], first_on: date, before: date) -> Iterator[DueForReview]:
        """Yield what has run out; a day on which a verification holds is over before it has."""
        base = self.showing.base
        for fact_id in self.reading.running_out:
            standing = base.standings.get(fact_id)
            verification = standing.verification if standing else None
            if verification is None or not first_on <= verification.review_by < before:
                continue
            is_in_use = fact_id not in told and not self.showing.matcher.is_superseded(fact_id)
            if is_in_use and fact_id in self.followed.fact_ids:
                claim = base.facts[fact_id].fact.claim
                yield DueForReview(fact_id, claim, verification.by.name, verification.review_by)

    def _arrivals(self) -> tuple[Chart, ...]:
        added = [each for each in self.reading.arrivals if each[1] in self.followed.fact_ids]
        until = self.window.to_at.date()
        chart = arrivals_chart(added, self.followed.following, self.showing.base, until)
        return (chart,) if chart else ()
