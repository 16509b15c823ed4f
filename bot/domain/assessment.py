"""What is computed about facts and never stored: age, origins, contradiction, the source summary."""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.facts import CitedFact, Fact, Source
from bot.domain.grading import Credibility
from bot.domain.ledger import Standing

MONTHS_A_YEAR = 12
OLD_MONTHS = 12
"""From this age on, an answer stresses it."""
MONTHS_FROM_DAYS = 60
"""Up to here an age is said in days."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much the base holds, and how new it is."""

    facts: int
    newest_on: date | None
    left_out: int = 0
    """Facts and files that an error keeps out: silence about them may be the error's, not the world's."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the facts of a base stand, counted."""

    verified: int
    """Facts that a named person has verified, be the review due or not."""
    contradictions: int
    """Pairs of facts that contradict each other."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """What the facts of an answer rest on, taken together (after ICD 206's source summary statement)."""

    facts: int
    origins: int
    """Distinct origins, not articles: ten papers that quote one official are one origin."""
    contradictions: int
    """Pairs of facts that contradict each other, with at least one of them in the answer."""
    sources: tuple[Source, ...]
    """Each once, newest first."""
    credibilities: tuple[Credibility, ...] = ()
    """Each grade that a claim has, once, in the order of the facts: grades have no middle to sort by."""
    verified: int = 0
    """Facts that a named person has verified, be the review due or not."""
    disputed: int = 0
    """Facts with an open dispute."""


def summarize_sources(
    facts: Collection[CitedFact],
    contradicting: Iterable[frozenset[str]],
    standings: Collection[Standing] = (),
) -> SourceSummary:
    """Sum up what facts rest on, given the pairs of ids that contradict each other, and what was judged."""
    ids = {cited.fact.id for cited in facts}
    sources = {cited.source.id: cited.source for cited in facts}
    return SourceSummary(
        facts=len(facts),
        origins=len({cited.fact.attribution.origin for cited in facts}),
        contradictions=sum(1 for pair in contradicting if pair & ids),
        sources=newest_first(sources.values()),
        credibilities=tuple(dict.fromkeys(cited.fact.credibility for cited in facts)),
        verified=sum(standing.verification is not None for standing in standings),
        disputed=sum(bool(standing.disputes) for standing in standings),
    )


def corroborating_origins(fact: Fact, corroborating: Iterable[Fact]) -> int:
    """Count the distinct origins of a fact and those that corroborate it; 0 where none does."""
    origins = {other.attribution.origin for other in corroborating}
    return len(origins | {fact.attribution.origin}) if origins else 0


def newest_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Order sources by publication; the id decides within a day."""
    return tuple(sorted(sources, key=lambda source: (-source.published.toordinal(), source.id)))


def age_months(published: date, today: date) -> int:
    """Count the whole calendar months from publication to today; 0 if it is not yet published."""
    months = (today.year - published.year) * MONTHS_A_YEAR + today.month - published.month
    return max(0, months - (today.day < published.day))


def age_in_words(published: date, today: date) -> str:
    """Say how old a document is: `today`, `1 day old`, `59 days old`, `33 months old`."""
    days = (today - published).days
    if days < 1:
        return "today"
    if days < MONTHS_FROM_DAYS:
        return f"{days} day{'' if days == 1 else 's'} old"
    return f"{age_months(published, today)} months old"


def is_old(published: date, today: date) -> bool:
    """Tell whether a document is so old that its age must be stressed."""
    return age_months(published, today) >= OLD_MONTHS


def day_in_words(day: date) -> str:
    """Write a date so that no reader mistakes day and month: `16 Feb 2024`."""
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def edtf_in_words(text: str) -> str:
    """Say a valid EDTF date: `January 2024`, `since November 2023`, `about 2017`."""
    begin, slash, end = text.partition("/")
    if not slash:
        return _point_in_words(begin)
    if end == "..":
        return f"since {_point_in_words(begin)}"
    if begin == "..":
        return f"until {_point_in_words(end)}"
    return f"{_point_in_words(begin)} to {_point_in_words(end)}"


def _point_in_words(point: str) -> str:
    parts = [int(part) for part in point.rstrip("?~%").split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, calendar.month_name[parts[1]])
    words[:0] = [str(day) for day in parts[2:]]
    said = " ".join(words)
    match point[-1]:
        case "~" | "%":
            return f"about {said}"
        case "?":
            return f"perhaps {said}"
        case _:
            return said
