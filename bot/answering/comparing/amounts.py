"""How many: the amounts of a statement beside those of a fact that count the same."""

import re
from collections.abc import Iterable

from bot.answering.comparing.findings import Compared, Outcome
from bot.answering.comparing.held import Held
from bot.answering.comparing.statements import Statement
from bot.answering.comparing.wording import idea_of
from bot.documents.quantities import Amount
from bot.matching.text import words

# "Of three to five thousand fighters", "reserves to $10 million": what is counted stands beside it.
_NEAR_WORDS = 3
_STEP = re.compile(r"\b(by|from|another|additional|extra|further)\s+$", re.IGNORECASE)
_WORST: tuple[Outcome, ...] = ("opposite", "open", "part", "same")


def compare_amounts(said: Statement, held: Held) -> Compared:
    """Compare each amount of a statement with the fact's own of the same unit; the worst outcome counts."""
    theirs = [(amount, of) for of in (held.claim, *held.quotes) for amount in of.amounts]
    if not said.amounts:
        return Compared("number", "same")
    each = [_compared(amount, said, theirs) for amount in said.amounts]
    return min(each, key=lambda one: _WORST.index(one.outcome))


def _compared(amount: Amount, said: Statement, theirs: Iterable[tuple[Amount, Statement]]) -> Compared:
    comparable = [(other, of) for other, of in theirs if _is_same_thing(amount, said, other, of)]
    if not comparable:
        return Compared("number", "part", amount.raw, "")
    alike = [(other, of) for other, of in comparable if _step(amount, said) == _step(other, of)]
    if not alike:
        return Compared("number", "open", amount.raw, comparable[0][0].raw)
    outcomes = [(_outcome(amount, other), other) for other, _ in alike]
    # A fact may give one amount twice, in the claim and in its quote: the best agreement counts.
    outcome, other = max(outcomes, key=lambda one: _WORST.index(one[0]))
    return Compared("number", outcome, amount.raw, other.raw)


def _step(amount: Amount, statement: Statement) -> str:
    """Return the word that makes an amount a change, or what was before: "by", "from"."""
    found = _STEP.search(statement.text[max(0, amount.start - 16) : amount.start])
    return found[1].lower() if found else ""


def _outcome(said: Amount, held: Amount) -> Outcome:
    if said.is_vague or held.is_vague:
        if said.is_vague and held.is_vague:
            mine, theirs = said.raw.lower(), held.raw.lower()
            return "same" if mine == theirs or idea_of(mine) == idea_of(theirs) else "part"
        return "part" if said.is_vague else "open"
    low, high = _ends(said)
    held_low, held_high = _ends(held)
    if low > held_high or high < held_low:
        return "opposite"
    return "same" if low <= held_low and held_high <= high else "part"


def _ends(amount: Amount) -> tuple[float, float]:
    low = float("-inf") if amount.low is None else amount.low
    return low, float("inf") if amount.high is None else amount.high


def _is_same_thing(amount: Amount, said: Statement, other: Amount, of: Statement) -> bool:
    if amount.unit or other.unit:
        # "Several hundreds of millions" of reserves leaves the currency unsaid.
        is_unsaid = other.is_vague and not other.unit
        return amount.unit == other.unit or (is_unsaid and bool(_beside(amount, said) & _beside(other, of)))
    return bool(_counted(amount, said) & _counted(other, of))


def _counted(amount: Amount, statement: Statement) -> frozenset[str]:
    """Return the ideas of the words after an amount: what it counts."""
    after = words(statement.text[amount.end :], limit=_NEAR_WORDS)
    return frozenset(filter(None, (idea_of(word.key) for word in after)))


def _beside(amount: Amount, statement: Statement) -> frozenset[str]:
    before = words(statement.text[: amount.start])[-_NEAR_WORDS * 2 :]
    return _counted(amount, statement) | frozenset(filter(None, (idea_of(word.key) for word in before)))
