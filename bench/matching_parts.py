"""Parts of the product that the bench can leave out, to see what each is worth.

The product has no switches for this: before a matcher is made, something that knows nothing is put in the
place of a part, for the rest of the process. A part that the product no longer has is an AttributeError here.
"""

from collections.abc import Mapping
from typing import NamedTuple

import matching_base

from bot.matching import asking, names, ranking, sounds, speaking, spelling, understanding
from bot.matching.selection import Selection


class Place(NamedTuple):
    """Where a part stands, and what stands there without it."""

    owner: object
    name: str
    stand_in: object


class Part(NamedTuple):
    """A part of the product."""

    loss: str
    """What is no more, without it."""
    places: tuple[Place, ...]


def _gives(value: object) -> object:
    """Return a function that gives the same whatever it is asked."""
    return lambda *_, **__: value


PARTS: Mapping[str, Part] = {
    "strict": Part(
        "only the closest facts",
        (Place(understanding, "select", _gives(Selection())),),
    ),
    "closest": Part(
        "only what explains every word",
        (Place(understanding, "find_closest", _gives(None)),),
    ),
    "bonds": Part(
        "names that were read may be passed over",
        (Place(understanding.Understander, "_bonds", _gives(())),),
    ),
    "spelling": Part(
        "no typing errors",
        (
            Place(spelling.Spelling, "near", _gives(())),
            Place(spelling.Spelling, "alike", _gives(())),
            Place(names.NameWords, "_borne_out", _gives({})),
        ),
    ),
    "slips": Part("each edit counts the same", (Place(spelling, "_slip", _gives(1.0)),)),
    "sound": Part("no spelling by ear", (Place(sounds.Sounds, "like", _gives(())),)),
    "names": Part("no names half typed", (Place(names.NameWords, "covered", _gives(())),)),
    "rarity": Part(
        "each word tells as much",
        (Place(asking.Asker, "_weight", _gives(1.0)), Place(ranking.Ranking, "_rarity", _gives(1.0))),
    ),
    "topics": Part("no words typed for topics", (Place(matching_base, "shipped_topics", _gives({})),)),
    "speaking": Part("only facts tagged with a topic", (Place(speaking.Speaking, "by_words", _gives(())),)),
    "wants": Part(
        "no lifts for who, where, how many", (Place(understanding, "wanted", _gives(frozenset())),)
    ),
    "ordinary": Part("no list of English", (Place(matching_base, "english", _gives(frozenset())),)),
}
"""By the name that `--without` takes."""


def leave_out(part: str) -> None:
    """Take a part out of this process."""
    for owner, name, stand_in in PARTS[part].places:
        if not hasattr(owner, name):
            raise AttributeError(f"{owner} has no {name}: say in {__file__} where “{part}” stands now")
        setattr(owner, name, stand_in)
