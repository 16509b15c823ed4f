"""Whether and which way: directions, denials, hedges, and what is not said to be so at all."""

from bot.answering.comparing.findings import Compared, Outcome
from bot.answering.comparing.held import Held
from bot.answering.comparing.statements import Statement
from bot.answering.comparing.wording import CONTINUING, NARROWING, UNREAL, idea_of
from bot.documents.directions import OPPOSITES, direction_words, directions_in
from bot.matching.text import stem


def compare_directions(said: Statement, held: Held, *, is_counted: bool) -> Compared:
    """Compare which way things go; where amounts are compared, how they came about need not be said."""
    mine, theirs = said.directions, held.claim.directions
    if mine == theirs or (not mine and is_counted) or (mine and mine <= theirs):
        outcome: Outcome = "same"
    elif not mine:
        outcome = "open"
    else:
        pairs = (*OPPOSITES, *(pair[::-1] for pair in OPPOSITES))
        outcome = "opposite" if any(mine == {a} and theirs == {b} for a, b in pairs) else "open"
    words = (", ".join(direction_words(of.text)) for of in (said, held.claim))
    return Compared("direction", outcome, *words)


def compare_negation(said: Statement, held: Held) -> Compared:
    """Compare whether they deny: by "not", or by "stopped" where the other says "continues".

    What is said to be over now does not contradict what was: only that it goes on.
    """
    claim = held.claim
    mine, theirs = said.ceasing, claim.ceasing
    is_over = bool(mine) and bool(claim.has(CONTINUING))
    was_over = bool(theirs) and bool(said.has(CONTINUING))
    differs = (said.is_denying != is_over) != (claim.is_denying != was_over)
    words = (
        " ".join((*said.negators, mine)).strip(),
        " ".join((*claim.negators, theirs)).strip()
        or (claim.has(CONTINUING) if said.is_denying or mine else ""),
    )
    is_one_sided = bool(mine) != bool(theirs) and not (is_over or was_over)
    known = {word.lower() for word in (*held.ideas.values(), mine)}
    no_in_other_words = said.negatives - claim.negatives - known
    if is_one_sided or no_in_other_words or _is_involved(said, claim):
        return Compared("negation", "open", words[0] or " ".join(sorted(no_in_other_words)), words[1])
    if not differs:
        return Compared("negation", "same", *words)
    denier, other = (said, held.claim) if said.is_denying else (claim, said)
    is_met = is_over or was_over or _says_what_is_denied(denier, other, held)
    return Compared("negation", "opposite" if is_met else "open", *words)


def _is_involved(said: Statement, claim: Statement) -> bool:
    """Tell whether they deny more than once, or only one of them says that somebody denies."""
    is_double = said.denies_denial or claim.denies_denial or len(said.negators) > 1
    return is_double or said.is_about_denial != claim.is_about_denial


def _says_what_is_denied(denier: Statement, other: Statement, held: Held) -> bool:
    """Tell whether what stands next to a denial is what the other says; "not in Mali" denies no deed."""
    for word in denier.denied:
        key = word.lower()
        idea = idea_of(key)
        if idea:
            return idea in other.ideas or (other is held.claim and idea in held.ideas)
        if stem(key) in CONTINUING or directions_in(key):
            return stem(key) in other.markers or bool(directions_in(key) & other.directions)
    return False


def compare_hedges(said: Statement, held: Held) -> Compared:
    """Compare whether they leave open what they say: a fact that does bears out only what does, too."""
    fact = held.cited.fact
    theirs = fact.hedges or held.claim.hedges or ((fact.likelihood,) if fact.likelihood else ())
    if theirs and not said.hedges:
        return Compared("hedge", "part", "", ", ".join(theirs))
    return Compared("hedge", "same", ", ".join(said.hedges), ", ".join(theirs))


def compare_reality(said: Statement, held: Held) -> Compared:
    """Tell whether a statement says what is so, and of no more than the fact: nothing planned, no "all"."""
    for marks in (UNREAL, NARROWING):
        mine, theirs = said.has(marks), held.claim.has(marks)
        if mine and mine.lower() != theirs.lower():
            return Compared("what", "open", mine, theirs)
    if said.spoken.is_open:
        return Compared("what", "open", said.spoken.words)
    common = said.ideas.keys() & held.ideas.keys()
    is_aim = said.aimed_at & common != held.claim.aimed_at & common
    return Compared("what", "open" if is_aim else "same")
