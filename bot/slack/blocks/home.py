"""The bot's own page: what the base holds, what whoever looks has made and reported, and what awaits them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.curation.reported import Report, Reports
from bot.curation.review import Why
from bot.curation.showing import Laid
from bot.domain.answers import Away, Moment
from bot.domain.assessment import Holdings, Tally, age_in_words, day_in_words, is_old
from bot.domain.handling import Because
from bot.slack.blocks.cards import queue_card
from bot.slack.blocks.ceilings import why_less
from bot.slack.blocks.digest_buttons import DIGEST_LIST, DIGEST_NEW, digest_button
from bot.slack.blocks.digest_list import Listed, row
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import actions, context, counted, in_a_line, mrkdwn, plain, section

DIGESTS = 20
"""Two blocks each."""
REPORTS = 5
"""Of flags, and of proposals."""
CARDS = 3
"""Seven blocks each, at most. All of it stays below the hundred blocks that a Home tab may have."""
WORDS_LIMIT = 150
"""Of a reason, and of what was proposed."""
PERCENT = 100
_REASONS: Mapping[Why, str] = {
    "flagged": "flagged",
    "proposed": "proposed",
    "disputed": "disputed",
    "stale": "with a verification that has run out",
    "unverified": "not verified yet",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What the base holds, and since when it is away, if it is."""

    holdings: Holdings
    documents: int
    tally: Tally
    away: Away | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """What awaits a curator."""

    counts: Mapping[Why, int]
    first: tuple[Laid, ...]
    """The most pressing cards, CARDS at most."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What the settings let be kept."""

    keeps_askers: bool
    """Whether who asked is kept with what nothing answered."""
    correction_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that one person sees; nothing in it is above their ceiling."""

    held: Held
    because: Because
    """Why they may see less than others."""
    digests: Sequence[Listed]
    more_digests: int
    reports: Reports
    queue: Queue | None
    """None for whoever is no curator."""
    retention: Retention


def home_view(page: Page, today: date, command: str) -> dict[str, Any]:
    """Draw the page."""
    return _home(
        [
            *_base(page, today),
            *_digests(page, command),
            *_reports(page.reports, command),
            *(_queue(page.queue, command) if page.queue else ()),
            *_help(command),
            *_privacy(page.retention),
        ]
    )


def home_sentence(words: str) -> dict[str, Any]:
    """Draw what there is to say instead (mrkdwn; data in it is already escaped)."""
    return _home([section(words)])


def _home(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "home", "blocks": blocks}


def _header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": plain(text)}


def _base(page: Page, today: date) -> list[dict[str, Any]]:
    held = page.held
    facts, newest_on = held.holdings.facts, held.holdings.newest_on
    said = [f"{counted(facts, 'fact')} from {counted(held.documents, 'document')}"]
    if newest_on:
        age = age_in_words(newest_on, today)
        said.append(f"newest {day_in_words(newest_on)}, {f'*{age}*' if is_old(newest_on, today) else age}")
    if facts:
        said.append(f"{held.tally.verified} verified ({_share(held.tally.verified, facts)})")
    stands = [_contradictions(held.tally.contradictions)] if facts else []
    if held.holdings.left_out:
        stands.append(f"{held.holdings.left_out} kept out by errors (facts or files)")
    lines = [" · ".join(said), " · ".join(stands), *moment_in_words(Moment(away=held.away))]
    less = [context(why_less(page.because))] if page.because else []
    return [_header("What the base holds"), section("\n".join(filter(None, lines))), *less]


def _share(part: int, whole: int) -> str:
    """Say a share in whole per cent, and never none or all where that is not so."""
    share = PERCENT * part / whole
    if 0 < share < 1:
        return "less than 1 %"
    if PERCENT - 1 < share < PERCENT:
        return "more than 99 %"
    return f"{round(share)} %"


def _contradictions(pairs: int) -> str:
    match pairs:
        case 0:
            return "no two facts contradict each other"
        case 1:
            return "1 pair of facts contradicts each other"
        case _:
            return f"{pairs} pairs of facts contradict each other"


def _digests(page: Page, command: str) -> Iterable[dict[str, Any]]:
    yield _header("Your digests")
    if not page.digests:
        yield section("You have made no digest yet.")
    for each in page.digests:
        yield from row(each)
    if page.more_digests:
        yield context(f"and {page.more_digests} more: `{command} digest list` in their channels")
    yield actions([digest_button("New digest…", DIGEST_NEW), digest_button("Look again", DIGEST_LIST)])


def _reports(reports: Reports, command: str) -> Iterable[dict[str, Any]]:
    yield _header("Your flags and proposals")
    if not (reports.flags or reports.proposals):
        yield section(
            "You have flagged and proposed nothing yet. Flag a fact from the menu beside it; propose one "
            f"with `{command} propose`. You are told what comes of it."
        )
    yield from _reported(reports.flags, "flag", "a curator looks at it")
    yield from _reported(reports.proposals, "proposal", "another person decides")


def _reported(reports: Sequence[Report], what: str, awaits: str) -> Iterable[dict[str, Any]]:
    if not reports:
        return
    still_open = sum(each.outcome is None for each in reports)
    yield section(f"*{counted(len(reports), what)}*, {still_open or 'none'} of them open")
    yield from (section(_report(each, awaits)) for each in reports[:REPORTS])
    if len(reports) > REPORTS:
        yield context(f"and {len(reports) - REPORTS} more")


def _report(each: Report, awaits: str) -> str:
    words = in_a_line(each.words, WORDS_LIMIT) or "its words are not told any more"
    said = f"`{mrkdwn(each.about)}` · {day_in_words(each.at.date())}: {words}"
    if each.outcome is None:
        return f"{said}\n*Open:* {awaits}."
    done, why = each.outcome, in_a_line(each.outcome.why, WORDS_LIMIT)
    by = f"by {in_a_line(done.by, PERSON_LIMIT)}, {day_in_words(done.at.date())}"
    return f"{said}\n*{done.done.capitalize()}* {by}{f': {why}' if why else ''}"


def _queue(queue: Queue, command: str) -> Iterable[dict[str, Any]]:
    yield _header("For you to review")
    total = sum(queue.counts.values())
    by_reason = [f"{queue.counts[why]} {words}" for why, words in _REASONS.items() if queue.counts.get(why)]
    yield section(" · ".join(by_reason) or "Nothing awaits a curator.")
    for each in queue.first:
        yield from queue_card(each)
    if total > len(queue.first):
        yield context(f"and {total - len(queue.first)} more: `{command} review`")


def _help(command: str) -> Iterable[dict[str, Any]]:
    yield _header("What to type")
    yield section(
        f"• `{command} afghanistan`: a name, a place, a topic or a question in plain words; or write it to "
        "me under *Messages*, or mention me in a channel\n"
        f"• `{command} about afintl-240216.08`: one fact by its id · `{command} sources`: the documents\n"
        f"• `{command} digest daily 9:00 about isis-k` in a channel, or `{command} digest help`\n"
        f"• `{command} propose`: a fact of your own · `{command} help`: the rest"
    )


def _privacy(retention: Retention) -> Iterable[dict[str, Any]]:
    who = "with who asked" if retention.keeps_askers else "not with who asked"
    yield _header("What is kept about you")
    yield section(
        "*Questions* are not kept. One that nothing answers is counted by its words, "
        f"{who}, so that curators see what is missing. An answer that others see, by a mention or by "
        "*Share*, is kept as it stands there, its question with it, for "
        f"{counted(retention.correction_days, 'day')}, so that it can be corrected.\n"
        "*Your name* is kept with what you do: digests, flags, proposals, acts of curation. Curators see "
        "it; who verified, disputed or retracted a fact is told with it.\n"
        "*Who can see what:* each channel and person has a ceiling of the Traffic Light Protocol. Guests, "
        "and channels with guests or other organisations, are told what is TLP:CLEAR, and of the rest not "
        "that it is there.\n"
        "*To be forgotten*, ask whoever runs Footnote for `footnote forget` with your member ID: what is "
        "kept about you goes, and what you did stays recorded without your name."
    )
