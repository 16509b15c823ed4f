"""What the facts of a message share, said once in its head: documents, grades, who verified them."""

from collections.abc import Iterable
from datetime import date

from bot.domain import credibility_in_words, reliability_in_words
from bot.domain.answers import ShownFact
from bot.domain.assessment import SourceSummary, age_in_words, day_in_words
from bot.slack.blocks.facts import provenance
from bot.slack.blocks.standings import verification_in_words
from bot.slack.blocks.text import link


def rests_on(summary: SourceSummary, verified: str, today: date, *, is_linked: bool = True) -> list[str]:
    """Say what the facts rest on: the one document of all, and its grade, or how many there are.

    `verified` says how many of the facts are verified.
    """
    newest, *older = summary.sources
    if not older:
        all_from = "all from " if summary.facts > 1 else "from "
        graded = f"{_shared_grade(summary)}, {verified}"
        return [f"{all_from}{provenance(newest, today, is_linked=is_linked)}", graded]
    named = f"{day_in_words(newest.published)}, {age_in_words(newest.published, today)}"
    publisher = link(newest.url if is_linked else None, newest.publisher)
    said = f"from {len(summary.sources)} documents, the newest {publisher}, {named}"
    return [said, verified] if summary.verified else [said]


def verified_in_words(shared: str, verified: int, total: int) -> str:
    """Say how many of so many facts are verified; `shared` are the words that hold for each of them."""
    if shared and not verified:
        return "no fact verified yet" if total > 1 else "not verified yet"
    if shared:
        return f"all {shared}" if total > 1 else shared
    return f"{verified} of {total} verified"


def shared_verification(shown: Iterable[ShownFact], today: date) -> str:
    """Return who verified facts and when, where that is the same for each; else nothing."""
    words = {verification_in_words(each.standing, today) for each in shown}
    return words.pop() if len(words) == 1 else ""


def _shared_grade(summary: SourceSummary) -> str:
    reliability = reliability_in_words(summary.sources[0].reliability)
    credibility = ", ".join(map(credibility_in_words, summary.credibilities))
    if credibility == reliability:
        return f"source and claims {reliability}"
    return f"source {reliability}, claims {credibility}"
