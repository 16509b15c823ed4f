"""The facts nearest to a statement: those that share the rarest of its words and names with it."""

from collections.abc import Collection, Iterable, Sequence
from math import log

import numpy as np

from bot.matching.factset import FactSet
from bot.matching.view import View

# The rarest words of a sentence tell enough; each costs a pass over the facts that hold it.
_MOST_WORDS = 24
_MOST_NAMES = 12


def nearest(
    view: View, words: Iterable[Collection[str]], entity_ids: Iterable[str], limit: int
) -> Sequence[str]:
    """Return the ids of the facts nearest to a statement, nearest first; at most `limit`.

    `words` holds for each word of the statement all folded words that mean the same. Time is linear in the
    number of facts. A fact whose place another one takes is left out.
    """
    worded = (FactSet.union(view.held(key).stating() for key in same) for same in words)
    named = [view.tagged(each) | view.narrower(each) for each in entity_ids]
    sharing = [
        *sorted(filter(len, worded), key=len)[:_MOST_WORDS],
        *sorted(filter(len, named), key=len)[:_MOST_NAMES],
    ]
    shared = np.zeros(view.limit)
    for facts in sharing:
        shared[facts.numbers] += log(1 + len(view) / len(facts))
    shared[view.superseded.numbers] = 0
    touched = np.flatnonzero(shared)
    if len(touched) > limit:
        touched = touched[np.argpartition(-shared[touched], limit - 1)[:limit]]
    order = np.argsort(-shared[touched], kind="stable")
    return [view.index.id_of(number) for number in touched[order].tolist()]
