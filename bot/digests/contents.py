"""What one digest says, made of what was read for it and of the state that is answered from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, starmap

from bot.digests.outcomes import Outcome
from bot.digests.overview import Followed, Overview
from bot.digests.picture import Amounts, topics_of
from bot.digests.sections import Change, Sections, corrected_in, sections_of
from bot.digests.showing import Showing
from bot.domain.assessment import Holdings
from bot.domain.digests import (
    AskedInVain,
    Contradiction,
    Digest,
    DueForReview,
    Further,
    Picture,
    Subscription,
    Window,
)
from bot.domain.handling import UNMARKED, stricter

MOST_STANDING = 10
"""Disputes, contradictions and reviews that a summary shows of what has been so for longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a digest is made of."""

    subscription: Subscription
    window: Window
    outcome: Outcome
    followed: Followed
    asked: tuple[AskedInVain, ...]
    showing: Showing

    def changes(self) -> Digest:
        """Say what has changed."""
        sections = self._changed()
        due = (
            (review_by, fact_id)
            for review_by, fact_id in self.outcome.due
            if fact_id in self.followed.fact_ids
            and fact_id not in sections.told
            and not self.showing.matcher.is_superseded(fact_id)
        )
        return self._with_sources(replace(self._digest(sections), due=tuple(starmap(self._due, due))))

    def summary(self, overview: Overview, amounts: Amounts) -> Digest:
        """Say how things stand: all in short, and what readers knew otherwise.

        The first digest of all stands also for that of the changes since the subscription was made.
        """
        if self.subscription.is_first and self.subscription.wishes.kind == "changes":
            sections = self._changed()
        else:
            sections = Sections(corrected=corrected_in(self._concerning(), self.showing, self._messages()))
        doubted = [each for each in overview.disputed if each not in sections.told]
        told_pairs = {_ids(each) for each in sections.contradicting}
        pairs = [each for each in overview.contradicting if each not in told_pairs]
        sections = replace(
            sections,
            disputed=(*sections.disputed, *map(self.showing.show, doubted[:MOST_STANDING])),
            contradicting=(
                *sections.contradicting,
                *(self.showing.contradiction(*pair) for pair in pairs[:MOST_STANDING]),
            ),
        )
        told = sections.told.union(doubted)
        due = [each for each in overview.due if each[1] not in told]
        further = Further(*(max(0, len(each) - MOST_STANDING) for each in (doubted, pairs, due)))
        digest = replace(
            self._digest(sections),
            kind="summary",
            due=tuple(starmap(self._due, due[:MOST_STANDING])),
            further=further,
            picture=Picture(topics_of(overview, self.showing, sections.told), amounts.joined),
            charts=amounts.charts,
        )
        return self._with_sources(digest)

    def _digest(self, sections: Sections) -> Digest:
        followed, base = self.followed, self.showing.base
        return Digest(
            subscription=self.subscription,
            kind="changes",
            title=followed.following.title(base.topics),
            window=self.window,
            corrected=sections.corrected,
            new=sections.new,
            disputed=sections.disputed,
            contradicting=sections.contradicting,
            confirmed=sections.confirmed,
            asked=self.asked,
            holdings=Holdings(len(followed.fact_ids), followed.newest_on, len(base.left_out)),
            # What our own analysts ask stays inside, like what has no marking.
            tlp=stricter(base.tlp, UNMARKED) if base.left_out or self.asked else base.tlp,
        )

    def _with_sources(self, digest: Digest) -> Digest:
        amounts = digest.picture.amounts if digest.picture else ()
        sides = (each.sides for each in digest.contradicting)
        shown = chain(digest.shown, *sides, *(each.shown for each in amounts))
        return replace(digest, sources=self.showing.sources(shown))

    def _changed(self) -> Sections:
        return sections_of(self._concerning(), self.showing, self._messages())

    def _concerning(self) -> list[Change]:
        return [change for change in self.outcome.changes if self._is_followed(change)]

    def _is_followed(self, change: Change) -> bool:
        """Tell whether a fact was or is followed; of one without words, by whether it was shown there."""
        following = self.followed.following
        bodies = [kept.body for kept in (change.before, change.now) if kept and kept.body]
        if bodies or following.is_everything:
            return following.is_everything or any(map(following.is_about, bodies))
        return self.subscription.channel in self.outcome.shown.get(change.fact_id, {})

    def _messages(self) -> Mapping[str, int]:
        return {fact_id: sum(channels.values()) for fact_id, channels in self.outcome.shown.items()}

    def _due(self, review_by: date, fact_id: str) -> DueForReview:
        base = self.showing.base
        verification = base.standings[fact_id].verification
        curator = verification.by.name if verification else ""
        return DueForReview(fact_id, base.facts[fact_id].fact.claim, curator, review_by)


def _ids(each: Contradiction) -> tuple[str, ...]:
    return tuple(sorted(side.cited.fact.id for side in each.sides))
