"""A digest as messages: the first for the channel, the others for its thread; or one quiet line."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.assessment import age_in_words, day_in_words
from bot.domain.digests import Digest, Part
from bot.slack.blocks.charts import ALT_LIMIT, chart_block
from bot.slack.blocks.digest_buttons import DIGEST_EDIT, DIGEST_SUMMARY, digest_button
from bot.slack.blocks.digest_facts import Sheet
from bot.slack.blocks.digest_parts import Frame, Section, Unit, share_out
from bot.slack.blocks.digest_picture import standing_picture
from bot.slack.blocks.digest_sections import changes
from bot.slack.blocks.schedules import clocks_in_words, period_in_words, place_in_words, schedule_in_words
from bot.slack.blocks.text import actions, context, counted, cut, in_a_line, plain, section

HEADER_LIMIT = 150
TITLE_LIMIT = 200
DAYS_A_WEEK = 7


def draw_digest(digest: Digest) -> tuple[Part, ...]:
    """Draw a digest; ages are those of the day, by its own clocks, on which it is due."""
    zone = ZoneInfo(digest.subscription.wishes.schedule.zone)
    today = digest.window.to_at.astimezone(zone).date()
    if digest.is_quiet:
        return (_quiet(digest, today),)
    sheet = Sheet(digest.shown, digest.sources, today)
    sections = [
        *(standing_picture(digest.picture, sheet) if digest.picture else ()),
        *changes(digest, sheet),
        Section("", tuple(_chart(digest))),
    ]
    return share_out(_frame(digest, sheet, today), sections)


def _chart(digest: Digest) -> Iterator[Unit]:
    for chart in digest.charts:
        yield Unit((chart_block(chart),), (in_a_line(chart.alt, ALT_LIMIT),))


def _frame(digest: Digest, sheet: Sheet, today: date) -> Frame:
    what = "How things stand" if digest.kind == "summary" else "Digest"
    when, counts, rests_on = _when(digest), _counts(digest, today), sheet.rests_on()
    some = digest.kind == "summary" and rests_on and len(sheet.facts) < digest.holdings.facts
    here = [f"{len(sheet.facts)} of them here"] if some else []
    header = {"type": "header", "text": plain(cut(f"{what} · {digest.title}", HEADER_LIMIT))}
    title = in_a_line(digest.title, TITLE_LIMIT)
    head = Unit(
        (header, context(" · ".join((*when, *counts, *here, *rests_on)))),
        (f"*{what}* · {title}: {'; '.join((*when, *counts))}.",),
    )
    shared = rests_on if sheet.head.has_source else []

    def further(number: int, total: int) -> Unit:
        said = " · ".join((f"{what} · {title}, {number} of {total}", *shared))
        return Unit((context(said),), (said,))

    return Frame(head, further, _buttons(digest))


def _when(digest: Digest) -> list[str]:
    window, schedule = digest.window, digest.subscription.wishes.schedule
    runs = counted(window.missed, "run") if window.missed else ""
    if digest.kind == "changes":
        missed = [f"covers {runs} that had been missed"] if runs else []
        return [period_in_words(window.from_at, window.to_at, schedule.zone), *missed]
    now = window.to_at.astimezone(ZoneInfo(schedule.zone))
    said = [f"{clocks_in_words(now)}, {place_in_words(now)}"]
    if digest.subscription.is_first:
        follows = "changes" if digest.subscription.wishes.kind == "changes" else "the same"
        said.append(f"from now on {follows}, {schedule_in_words(schedule)}")
    return [*said, f"{runs} had been missed"] if runs else said


def _counts(digest: Digest, today: date) -> list[str]:
    corrected, new = len(digest.corrected), len(digest.new)
    disputed, confirmed = len(digest.disputed) + digest.further.disputed, len(digest.confirmed)
    contradicting = len(digest.contradicting) + digest.further.contradicting
    due = len(digest.due) + digest.further.due
    counts = [
        f"{corrected} corrected" if corrected else "",
        f"{new} new" if new else "",
        f"{disputed} disputed" if disputed else "",
        counted(contradicting, "contradiction") if contradicting else "",
        f"{confirmed} confirmed" if confirmed else "",
        f"{due} due for review" if due else "",
    ]
    held = _held(digest, today) if digest.kind == "summary" else _graded(digest).removeprefix(" of ")
    said = [held, ", ".join(filter(None, counts)), _left_out(digest)]
    return [each for each in said if each]


def _held(digest: Digest, today: date) -> str:
    """Say what there is; how new it is only where the head says that of no document yet."""
    facts, newest_on = digest.holdings.facts, digest.holdings.newest_on
    if not facts or newest_on is None:
        return f"no facts{_graded(digest)} yet"
    newest = f", newest {day_in_words(newest_on)} ({age_in_words(newest_on, today)})"
    is_said = digest.sources and any(each.published == newest_on for each in digest.sources.sources)
    return f"{counted(facts, 'fact')}{_graded(digest)}{'' if is_said else newest}"


def _graded(digest: Digest) -> str:
    """Say which grades are followed, if not all: what is not graded so is not told of."""
    least = digest.subscription.wishes.least_credibility
    return f" of credibility {'1' if least == 1 else f'1 to {least}'}" if least else ""


def _left_out(digest: Digest) -> str:
    left_out = digest.holdings.left_out
    return f"{left_out} kept out of the base by an error" if left_out else ""


def _buttons(digest: Digest) -> Unit:
    settings = digest_button("Settings", DIGEST_EDIT, digest.subscription.id)
    stands = digest_button("How things stand", DIGEST_SUMMARY, digest.subscription.id)
    return Unit((actions([stands, settings] if digest.kind == "changes" else [settings]),))


def _quiet(digest: Digest, today: date) -> Part:
    """Say in one line that nothing has changed, since when, and what there is."""
    said = [f"Nothing changed since {_since(digest, today)}."]
    on = f" on {in_a_line(digest.title, TITLE_LIMIT)}" if digest.subscription.wishes.about else ""
    facts, newest_on = digest.holdings.facts, digest.holdings.newest_on
    if facts and newest_on:
        newest = f"newest {day_in_words(newest_on)} ({age_in_words(newest_on, today)})"
        said.append(f"{counted(facts, 'fact')}{_graded(digest)}{on}, {newest}.")
    else:
        said.append(f"No facts{_graded(digest)} yet{on}.")
    if digest.window.missed:
        said.append(f"{counted(digest.window.missed, 'run')} had been missed.")
    if left_out := _left_out(digest):
        said.append(f"{left_out}.")
    line = " ".join(said)
    settings = digest_button("Settings", DIGEST_EDIT, digest.subscription.id)
    return Part(line, ({**section(line), "accessory": settings},))


def _since(digest: Digest, today: date) -> str:
    zone = ZoneInfo(digest.subscription.wishes.schedule.zone)
    begin = digest.window.from_at.astimezone(zone)
    days = (today - begin.date()).days
    if days < 1:
        return f"{begin:%H:%M}"
    return f"{begin:%A}" if days < DAYS_A_WEEK else day_in_words(begin.date())
