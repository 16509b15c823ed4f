"""How a fact stands, in words: who verified it, who disputes it, on how many origins it rests."""

from datetime import date

from bot.domain.answers import ShownFact
from bot.domain.assessment import day_in_words
from bot.domain.ledger import Standing
from bot.slack.blocks.text import counted, mrkdwn

PERSON_LIMIT = 40
"""Of a name, where there is room."""


def verification_in_words(standing: Standing | None, today: date, limit: int = PERSON_LIMIT) -> str:
    """Say who has verified a fact and when, and since when that should have been looked at again."""
    if standing is None or standing.verification is None:
        return "not verified"
    by, at = standing.verification.by, standing.verification.at
    said = f"verified by {mrkdwn(by.name, min(limit, PERSON_LIMIT))}, {day_in_words(at.date())}"
    if standing.is_stale(today):
        return f"{said}, *review due since {day_in_words(standing.verification.review_by)}*"
    return said


def dispute_lines(standing: Standing | None, name_limit: int, why_limit: int) -> list[str]:
    """Say who has last disputed a fact, and why, each in so many characters; other disputes are counted."""
    if standing is None or not standing.disputes:
        return []
    *others, newest = standing.disputes
    by = mrkdwn(newest.by.name, min(name_limit, PERSON_LIMIT))
    said = f"*Disputed* by {by}, {day_in_words(newest.at.date())}"
    why = f": {mrkdwn(newest.why, why_limit)}" if newest.why and why_limit else ""
    more = f" (and {counted(len(others), 'more dispute')})" if others else ""
    return [f"{said}{why}{more}"]


def standing_in_words(shown: ShownFact) -> list[str]:
    """Say what became of it, whether it is younger than the time asked about, and what corroborates it."""
    said = []
    if shown.since:
        said.append(f"*{shown.since.how} since, on {day_in_words(shown.since.on)}*")
    if shown.is_published_later:
        said.append("published later")
    if shown.origins > 1:
        said.append(f"corroborated: {shown.origins} distinct origins")
    elif shown.origins:
        said.append("corroborated, from one origin only")
    return said
