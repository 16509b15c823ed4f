"""When: the dates of a statement beside those of a fact, and whether both speak of the past."""

import re
from collections.abc import Mapping
from datetime import date

from bot.answering.comparing.findings import Compared
from bot.answering.comparing.held import Held
from bot.answering.comparing.statements import Statement
from bot.answering.comparing.wording import PAST, idea_of
from bot.documents.periods import Period
from bot.documents.quantities import read_amounts
from bot.domain import DateRange, parse_edtf

# What happens once: another date is another event, or a wrong date.
_ONCE_WORDS = "defeat branch found form establish create kill die elect appoint liberate overthrow sign"
_ONCE = frozenset(map(idea_of, _ONCE_WORDS.split()))
_YEARS_AGO = re.compile(r"\byears?\s+ago\b", re.IGNORECASE)


def compare_dates(said: Statement, held: Held) -> Compared:
    """Compare the time that a statement names with a fact's own; one that names none agrees with any."""
    outcomes = [_compared(period, said, held) for period in said.periods]
    return next((each for each in outcomes if each.outcome != "same"), outcomes[0] if outcomes else _SAME)


def compare_tenses(said: Statement, held: Held) -> Compared:
    """Tell whether one speaks of what was and the other of what is."""
    claim = held.claim
    mine, theirs = _past(said, held.ideas), _past(claim, said.ideas)
    if bool(mine) != bool(theirs) and not (theirs and said.is_past and not said.is_perfect):
        return Compared("date", "part", mine, theirs)
    if said.is_past != claim.is_past and not (said.is_perfect or claim.is_perfect):
        return Compared("tense", "part", _tense(said), _tense(claim))
    return _SAME


_SAME = Compared("date", "same")
_FORMER = re.compile(r"\b(?:former|previous)\s+(\w+)", re.IGNORECASE)


def _tense(of: Statement) -> str:
    return "what was" if of.is_past else "what is"


def _past(of: Statement, others: Mapping[str, str]) -> str:
    """Return the word that puts it into the past; "former bases" does so only where both speak of bases."""
    nouns = [idea_of(each.lower()) for each in _FORMER.findall(of.text)]
    return of.has(PAST) if not nouns or any(each in others for each in nouns) else ""


def _compared(period: Period, said: Statement, held: Held) -> Compared:
    when = held.cited.fact.when
    words = period.text.lower()
    if any(words in text.lower() for text in held.texts) or _is_as_long_ago(period, held):
        return Compared("date", "same", period.text, period.text)
    told = when.event or when.as_of or ""
    if not told:
        return Compared("date", "part", period.text, "")
    theirs = parse_edtf(told)
    mine = _since_ago(period, held.cited.source.published)
    if mine is None:
        return Compared("date", "part", period.text, told)
    if _are_apart(mine, theirs):
        once = _ONCE & {*said.ideas} & {*held.ideas}
        is_event = bool(when.event) and bool(once) and period.bound in ("in", "relative")
        return Compared("date", "opposite" if is_event else "open", period.text, told)
    is_within = period.bound == "in" and _holds(mine, theirs)
    return Compared("date", "same" if is_within else "part", period.text, told)


def _is_as_long_ago(period: Period, held: Held) -> bool:
    """Tell whether a fact says the same time in other words: "more than" for "over ten years ago"."""
    mine = [(each.low, each.high) for each in read_amounts(period.text)]
    theirs = (other for of in (held.claim, *held.quotes) for other in of.periods if other.bound == "relative")
    return bool(mine) and any(
        mine == [(each.low, each.high) for each in read_amounts(other.text)]
        and period.text.split()[-2:] == other.text.split()[-2:]
        for other in theirs
    )


def _since_ago(period: Period, published: date) -> DateRange | None:
    """Return the days that a time may mean; of "less than five years ago" only the first is known.

    It is counted from the day of the message, which is not before the fact's document.
    """
    if period.days or not _YEARS_AGO.search(period.text):
        return period.days if period.bound == "in" else None
    longest = next((amount.high for amount in read_amounts(period.text)), None)
    if longest is None or not 0 < longest < published.year:
        return None
    return DateRange(date(published.year - int(longest) - 1, 1, 1), None)


def _are_apart(mine: DateRange, theirs: DateRange) -> bool:
    return _ends_before(mine, theirs) or _ends_before(theirs, mine)


def _ends_before(one: DateRange, other: DateRange) -> bool:
    return bool(one.latest_on and other.earliest_on and one.latest_on < other.earliest_on)


def _holds(whole: DateRange, part: DateRange) -> bool:
    begins = whole.earliest_on is None or bool(part.earliest_on and whole.earliest_on <= part.earliest_on)
    ends = whole.latest_on is None or bool(part.latest_on and part.latest_on <= whole.latest_on)
    return begins and ends
