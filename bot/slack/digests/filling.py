"""What was filled into the form of a digest: wishes, or what is wrong with them, by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from bot.digests.naming import Naming
from bot.digests.wording import one_of
from bot.digests.zones import known_zones, nearest_zones
from bot.domain.digests import DigestKind, Quiet, Wishes
from bot.domain.schedules import ALL_DAYS, Schedule
from bot.slack.blocks.digest_forms import (
    ABOUT,
    AT,
    BESIDE,
    CHANNEL,
    DAYS,
    KIND,
    LEAST,
    MONTHDAYS,
    OFTEN,
    OFTENS,
    QUIET,
    WORKDAYS,
    ZONE,
)
from bot.slack.presses import Submission


@dataclass(frozen=True, slots=True)
class Filled:
    """The form, as Slack's client lets it be filled in; what it offers may be out of date by now."""

    channel: str
    """Empty where it was not asked for."""
    about: tuple[str, ...]
    kind: DigestKind
    summary_on: int | None
    """The weekday of a weekly summary beside it; None for none."""
    often: str
    opened_with: str
    """How often, as the form said when it was opened."""
    days: tuple[int, ...]
    monthdays: tuple[int, ...]
    at: str
    zone: str
    quiet: Quiet
    least: int | None

    @property
    def wishes(self) -> Wishes:
        """What is wanted; only where nothing is wrong."""
        by_week = {"daily": ALL_DAYS, "workdays": WORKDAYS, "days": self.days}
        return Wishes(
            schedule=Schedule(
                self.zone,
                time.fromisoformat(self.at),
                by_week.get(self.often, ALL_DAYS),
                self.monthdays if self.often == "monthly" else (),
            ),
            about=self.about,
            kind=self.kind,
            quiet=self.quiet,
            least_credibility=self.least,
        )


def filled_in(submission: Submission) -> Filled:
    """Read the form."""
    least, beside = submission.text(LEAST), _numbers(submission, BESIDE)
    days, monthdays = _numbers(submission, DAYS), _numbers(submission, MONTHDAYS)
    opened_with = submission.carried.seen
    return Filled(
        channel=_state(submission, CHANNEL, "selected_conversation"),
        about=submission.several(ABOUT),
        kind="summary" if submission.text(KIND) == "summary" else "changes",
        summary_on=beside[0] if beside else None,
        often=_often(submission.text(OFTEN), opened_with, days, monthdays),
        opened_with=opened_with,
        days=days,
        monthdays=monthdays,
        at=_state(submission, AT, "selected_time"),
        zone=submission.text(ZONE),
        quiet="silence" if submission.text(QUIET) == "silence" else "line",
        least=int(least) if least.isdecimal() else None,
    )


def problems(filled: Filled, naming: Naming) -> Mapping[str, str]:
    """Say, by field, what is wrong with what was filled in."""
    found = {}
    if unknown := naming.unknown(filled.about):
        found[ABOUT] = f"The base does not know {', '.join(unknown)} any more. Take it out."
    if filled.kind == "summary" and filled.summary_on is not None:
        found[BESIDE] = "It is a summary already. Take this out, or let it tell what changed."
    if filled.often == "days" and not filled.days:
        found[DAYS] = "Choose at least one day of the week."
    if filled.often == "monthly" and not filled.monthdays:
        found[MONTHDAYS] = "Choose at least one day of the month."
    # What the form was opened with may stay in it, though it counts no more.
    for field, often, days in ((DAYS, "days", filled.days), (MONTHDAYS, "monthly", filled.monthdays)):
        if days and often not in (filled.often, filled.opened_with):
            found[field] = (
                f"These count only where it comes “{OFTENS[often]}”. Choose that, or take them out."
            )
    if filled.zone not in known_zones():
        near = nearest_zones(filled.zone)
        found[ZONE] = f"I know no rules for this time zone.{f' Did you mean {one_of(near)}?' if near else ''}"
    return found


def _often(chosen: str, opened_with: str, days: tuple[int, ...], monthdays: tuple[int, ...]) -> str:
    """Return how often it is to come: who picks days has chosen days, unless something else was chosen."""
    if chosen == opened_with and chosen not in {"days", "monthly"} and bool(days) != bool(monthdays):
        return "days" if days else "monthly"
    return chosen if chosen in OFTENS else "daily"


def _state(submission: Submission, name: str, what: str) -> str:
    return str((submission.values.get(name) or {}).get(what) or "")


def _numbers(submission: Submission, name: str) -> tuple[int, ...]:
    return tuple(sorted(int(each) for each in submission.several(name)))
